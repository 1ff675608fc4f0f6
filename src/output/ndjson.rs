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
    /// Each column with what stands before its value: a brace or a comma, and its key.
    columns: Vec<(&'static Column, Vec<u8>)>,
    shape: Shape,
    /// The line that is being made: one write for each is four times faster than one for each piece.
    line: Vec<u8>,
}

impl<W: Write> Ndjson<W> {
    /// Lines as `presentation` wants them.
    pub fn new(presentation: &Presentation, writer: W) -> Self {
        Self {
            writer,
            // A column's name is plain letters, so it needs no escaping.
            columns: presentation
                .columns
                .iter()
                .enumerate()
                .map(|(index, column)| {
                    let before = if index == 0 { "{" } else { "," };
                    (
                        *column,
                        format!("{before}\"{}\":", column.name).into_bytes(),
                    )
                })
                .collect(),
            line: Vec::new(),
            shape: presentation.shape,
        }
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.line.clear();
        for (column, key) in &self.columns {
            self.line.extend_from_slice(key);
            match (column.cell)(row) {
                Cell::Empty => self.line.extend_from_slice(b"null"),
                Cell::Text(text) => serde_json::to_writer(&mut self.line, text)?,
                Cell::Integer(number) => self
                    .line
                    .extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
                Cell::Time(stamp) => serde_json::to_writer(&mut self.line, stamp.text())?,
            }
        }
        self.line.extend_from_slice(b"}\n");
        self.writer.write_all(&self.line)
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
