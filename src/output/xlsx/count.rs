//! How many rows a sheet would have, before anything is written.

use std::io;

use crate::model::activity::AgentActivity;
use crate::model::row::Heading;
use crate::model::shape::Shape;
use crate::output::{Part, Sink};

/// Counts the rows that a sheet would have, and writes nothing.
pub struct RowCount {
    shape: Shape,
    /// So many.
    pub rows: u64,
}

impl RowCount {
    /// None yet, of this shape.
    pub const fn new(shape: Shape) -> Self {
        Self { shape, rows: 0 }
    }
}

impl Sink for RowCount {
    fn begin(&mut self, _: &[Part]) -> io::Result<()> {
        Ok(())
    }

    fn agent(&mut self, heading: &Heading, agent: AgentActivity) -> io::Result<()> {
        self.shape.rows(heading, &agent, |_| {
            self.rows += 1;
            Ok(())
        })
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}
