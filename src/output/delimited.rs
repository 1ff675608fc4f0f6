//! CSV and TSV: a header, then one line a row. Text that a spreadsheet would run is defused; numbers never are.

use std::io::{self, Write};

use csv::Writer;

use super::escape::defuse;
use super::{Part, Sink};
use crate::model::activity::AgentActivity;
use crate::model::column::Column;
use crate::model::format::Presentation;
use crate::model::row::{Cell, Heading, Row};
use crate::model::shape::Shape;

/// Writes rows as delimited lines.
pub struct Delimited<W: Write> {
    writer: Writer<W>,
    columns: Vec<&'static Column>,
    shape: Shape,
    header: bool,
}

impl<W: Write> Delimited<W> {
    /// Lines as `presentation` wants them.
    pub fn new(presentation: &Presentation, writer: W) -> Self {
        Self {
            writer: csv::WriterBuilder::new()
                .delimiter(presentation.delimiter)
                .from_writer(writer),
            columns: presentation.columns.clone(),
            shape: presentation.shape,
            header: presentation.header,
        }
    }

    fn row(&mut self, row: &Row<'_>) -> csv::Result<()> {
        let mut digits = itoa::Buffer::new();
        for column in &self.columns {
            match (column.cell)(row) {
                Cell::Empty => self.writer.write_field("")?,
                Cell::Text(text) => self.writer.write_field(defuse(text).as_bytes())?,
                Cell::Integer(number) => self.writer.write_field(digits.format(number))?,
                Cell::Time(stamp) => self.writer.write_field(stamp.text())?,
            }
        }
        self.writer.write_record(None::<&[u8]>)
    }
}

/// The stream's own error: the library's conversion would hide that a pipe was closed.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl<W: Write> Sink for Delimited<W> {
    fn begin(&mut self, _: &[Part]) -> io::Result<()> {
        if self.header {
            self.writer
                .write_record(self.columns.iter().map(|column| column.name))
                .map_err(plain)?;
        }
        Ok(())
    }

    fn agent(&mut self, heading: &Heading, agent: AgentActivity) -> io::Result<()> {
        self.shape
            .rows(heading, &agent, |row| self.row(row))
            .map_err(plain)
    }

    fn end(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
