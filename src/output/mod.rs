//! The reader's side: one file per format, all behind one trait. Rows come from the model alone.

pub mod delimited;
pub mod escape;
pub mod file;
pub mod ndjson;
pub mod table;

use std::io::{self, Write};

use crate::model::activity::{AgentActivity, Survey};
use crate::model::column::Heading;
use crate::model::format::{Format, Presentation};
use crate::model::interval::Window;

/// What is known of all that is coming.
#[derive(Debug, Clone, Copy)]
pub struct Overview {
    /// What the answer covers, where known.
    pub window: Option<Window>,
    /// How many intervals will come.
    pub intervals: usize,
    /// How much will come.
    pub survey: Survey,
}

/// Takes an answer, oldest interval first, and writes it in one format.
pub trait Sink {
    /// Before all else.
    ///
    /// # Errors
    /// Where it cannot be written, here as below.
    fn begin(&mut self, overview: &Overview) -> io::Result<()>;

    /// An interval begins; its agents follow, if there are any.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn interval(&mut self, heading: &Heading) -> io::Result<()>;

    /// One agent of the interval that has begun.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn agent(&mut self, heading: &Heading, agent: AgentActivity) -> io::Result<()>;

    /// After all else.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn end(&mut self) -> io::Result<()>;
}

/// The sink of a format with rows; `json`, the service's own body, has none.
pub fn sink<'w>(
    presentation: &Presentation,
    writer: impl Write + 'w,
) -> Option<Box<dyn Sink + 'w>> {
    Some(match presentation.format {
        Format::Table => Box::new(table::Table::new(presentation, writer)),
        Format::Csv | Format::Tsv => Box::new(delimited::Delimited::new(presentation, writer)),
        Format::Ndjson => Box::new(ndjson::Ndjson::new(presentation, writer)),
        Format::Json => return None,
    })
}
