//! The reader's side: one file per format, all behind one trait. Rows come from the model alone.

pub mod delimited;
pub mod envelope;
pub mod escape;
pub mod file;
pub mod ndjson;
mod openmetrics;
pub mod table;
pub mod xlsx;

use std::collections::HashMap;
use std::io::{self, Write};

use jiff::Timestamp;

use crate::model::activity::{AgentActivity, Survey};
use crate::model::format::{Format, Presentation};
use crate::model::request::AccountId;
use crate::model::row::Heading;
use crate::model::window::Window;

/// One account's answer among all that are presented.
#[derive(Debug, Clone)]
pub struct Part {
    /// The profile that asked, if one did.
    pub profile: Option<String>,
    /// Whose it is, where known.
    pub account: Option<AccountId>,
    /// The moment of the answer, where known.
    pub as_of: Option<Timestamp>,
    /// What was seen of its intervals, from the first to the last, where known.
    pub seen: Option<Window>,
    /// The same as far as it can be told: their bounds, or what the answer covers.
    pub bounds: Option<Window>,
    /// How many intervals it has.
    pub intervals: usize,
    /// How much it holds.
    pub survey: Survey,
    /// What its agents are called, by id, where they are shown by one name alone.
    pub labels: HashMap<String, String>,
}

/// Takes answers, account by account and oldest interval first, and writes them in one format.
pub trait Sink {
    /// Before all else; told of every part that will come.
    ///
    /// # Errors
    /// Where it cannot be written, here as below.
    fn begin(&mut self, parts: &[Part]) -> io::Result<()>;

    /// A part begins; its intervals follow.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn part(&mut self, _: &Part) -> io::Result<()> {
        Ok(())
    }

    /// An interval begins; its agents follow, if there are any.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn interval(&mut self, _: &Heading) -> io::Result<()> {
        Ok(())
    }

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

/// The sink of a format with rows; `json` and `envelope`, the service's own body, have none.
pub fn sink<'w>(
    presentation: &Presentation,
    writer: impl Write + 'w,
) -> Option<Box<dyn Sink + 'w>> {
    Some(match presentation.format {
        Format::Table => Box::new(table::Table::new(presentation, writer)),
        Format::Csv | Format::Tsv => Box::new(delimited::Delimited::new(presentation, writer)),
        Format::Ndjson => Box::new(ndjson::Ndjson::new(presentation, writer)),
        Format::Xlsx => Box::new(xlsx::Workbook::new(presentation, writer)),
        Format::OpenMetrics => Box::new(openmetrics::OpenMetrics::new(writer)),
        Format::Json | Format::Envelope => return None,
    })
}
