//! A workbook: long rows on one sheet and wide ones on a second, with what the columns mean on a third. Ids are text, times
//! are date-times of the chosen zone's clocks, durations are durations. Holds one row at a time.

mod count;
mod sheet;

use std::io::{self, Seek as _, Write};

use rust_xlsxwriter::{DocProperties, RowNum, Workbook as Book, Worksheet, XlsxError};

pub use self::count::RowCount;
use self::sheet::{Sheet, date_time, header_look, title};
use super::{Part, Sink};
use crate::model::activity::AgentActivity;
use crate::model::format::Presentation;
use crate::model::row::Heading;
use crate::model::shape::Shape;

/// How many rows a sheet holds below its header.
pub const MOST_ROWS: u64 = 1_048_575;
/// What is kept in memory of the finished file, in bytes.
const IN_MEMORY: usize = 8 * 1024 * 1024;

/// Writes a workbook.
pub struct Workbook<W> {
    writer: W,
    book: Book,
    /// Made at the beginning, since each has a temporary file.
    sheets: Vec<Sheet>,
    presentation: Presentation,
}

fn plain(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

impl<W: Write> Workbook<W> {
    /// A workbook as `presentation` wants it.
    pub fn new(presentation: &Presentation, writer: W) -> Self {
        Self {
            writer,
            book: Book::new(),
            sheets: Vec::new(),
            presentation: presentation.clone(),
        }
    }

    fn open(&mut self) -> Result<(), XlsxError> {
        let Presentation {
            shape, ref columns, ..
        } = self.presentation;
        self.sheets
            .push(Sheet::new(&mut self.book, shape, columns.clone())?);
        if self.presentation.has_second_sheet() {
            self.sheets.push(Sheet::new(
                &mut self.book,
                Shape::Wide,
                Shape::Wide.defaults(),
            )?);
        }
        Ok(())
    }

    /// What the columns mean, and whose clocks tell the times.
    fn about(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet
            .set_name("About")?
            .set_column_width(0, 38)?
            .set_column_width(1, 70)?;
        let zone = self
            .presentation
            .zone
            .iana_name()
            .unwrap_or("the machine's time zone");
        sheet.write_string(0, 0, "Times")?.write_string(
            0,
            1,
            format!("as clocks in {zone} show them"),
        )?;
        sheet.write_string_with_format(2, 0, "Column", &header_look())?;
        sheet.write_string_with_format(2, 1, "What it holds", &header_look())?;
        let mut told: Vec<&str> = Vec::new();
        for column in self.sheets.iter().flat_map(|sheet| &sheet.columns) {
            if !told.contains(&column.name) {
                let row = RowNum::try_from(told.len()).unwrap_or_default() + 3;
                sheet
                    .write_string(row, 0, title(column))?
                    .write_string(row, 1, column.meaning)?;
                told.push(column.name);
            }
        }
        Ok(sheet)
    }

    fn save(&mut self) -> Result<(), XlsxError> {
        let about = self.about()?;
        for sheet in self.sheets.drain(..) {
            let finished = sheet.finish()?;
            self.book.push_worksheet(finished);
        }
        self.book.push_worksheet(about);
        let mut finished = tempfile::spooled_tempfile(IN_MEMORY);
        self.book.save_to_writer(&mut finished)?;
        finished.rewind()?;
        io::copy(&mut finished, &mut self.writer)?;
        self.writer.flush()?;
        Ok(())
    }
}

impl<W: Write> Sink for Workbook<W> {
    fn begin(&mut self, _: &[Part]) -> io::Result<()> {
        self.open().map_err(plain)
    }

    fn interval(&mut self, heading: &Heading) -> io::Result<()> {
        // The file's own date is that of its data: the same answer gives the same bytes.
        let fetched_at = heading.fetched_at.as_ref().or(heading.end.as_ref());
        if let Some(Ok(date)) = fetched_at.map(|stamp| date_time(stamp.local())) {
            self.book
                .set_properties(&DocProperties::new().set_creation_datetime(&date));
        }
        Ok(())
    }

    fn agent(&mut self, heading: &Heading, agent: AgentActivity) -> io::Result<()> {
        for sheet in &mut self.sheets {
            sheet
                .shape
                .rows(heading, &agent, |row| sheet.row(row))
                .map_err(plain)?;
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.save().map_err(plain)
    }
}
