//! One JSON object a line: the columns as keys, in their order; what is not known is `null`.

use std::io::{self, Write};

use super::{Part, Sink};
use crate::model::activity::AgentActivity;
use crate::model::column::Column;
use crate::model::format::Presentation;
use crate::model::row::{Cell, Heading, Row};
use crate::model::shape::Shape;

/// Writes rows as lines of JSON.
pub struct Ndjson<W> {
    writer: W,
    columns: Vec<&'static Column>,
    shape: Shape,
}

impl<W: Write> Ndjson<W> {
    /// Lines as `presentation` wants them.
    pub fn new(presentation: &Presentation, writer: W) -> Self {
        Self {
            writer,
            columns: presentation.columns.clone(),
            shape: presentation.shape,
        }
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        for index in 0..self.columns.len() {
            let column = self.columns[index];
            let before = if index == 0 { "{" } else { "," };
            // A column's name is plain letters, so it needs no escaping.
            write!(self.writer, "{before}\"{}\":", column.name)?;
            self.value((column.cell)(row))?;
        }
        self.writer.write_all(b"}\n")
    }

    fn value(&mut self, cell: Cell<'_>) -> io::Result<()> {
        match cell {
            Cell::Empty => self.writer.write_all(b"null"),
            Cell::Text(text) => Ok(serde_json::to_writer(&mut self.writer, text)?),
            Cell::Integer(number) => self
                .writer
                .write_all(itoa::Buffer::new().format(number).as_bytes()),
            Cell::Time(stamp) => Ok(serde_json::to_writer(&mut self.writer, stamp.text())?),
        }
    }
}

impl<W: Write> Sink for Ndjson<W> {
    fn begin(&mut self, _: &[Part]) -> io::Result<()> {
        Ok(())
    }

    fn agent(&mut self, heading: &Heading, agent: AgentActivity) -> io::Result<()> {
        self.shape.rows(heading, &agent, |row| self.row(row))
    }

    fn end(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
