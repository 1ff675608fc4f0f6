//! A workbook: long rows on one sheet and wide ones on a second, with what the columns mean on a third. Ids are text, times
//! are date-times of the chosen zone's clocks, durations are durations. Holds one row at a time.

use std::io::{self, Seek as _, Write};

use jiff::civil::DateTime;
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format as Look, FormatAlign, IgnoreError, RowNum,
    Workbook as Book, Worksheet, XlsxError,
};

use super::{Part, Sink};
use crate::model::activity::AgentActivity;
use crate::model::column::{Column, Kind};
use crate::model::format::Presentation;
use crate::model::row::{Cell, Heading, Row};
use crate::model::shape::Shape;

/// How many rows a sheet holds below its header.
pub const MOST_ROWS: u64 = 1_048_575;
/// A cell holds no longer text, in characters.
const LONGEST_TEXT: usize = 32_767;
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

/// One sheet of rows.
struct Sheet {
    sheet: Worksheet,
    shape: Shape,
    columns: Vec<&'static Column>,
    /// The last row written; the header is row 0.
    last: RowNum,
    times: Look,
    durations: Look,
}

impl Sheet {
    fn new(
        book: &mut Book,
        shape: Shape,
        columns: Vec<&'static Column>,
    ) -> Result<Self, XlsxError> {
        let name = if shape == Shape::Long { "Rows" } else { "Wide" };
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (place, column) in (0..).zip(&columns) {
            sheet.set_column_width(place, breadth(column))?;
        }
        let header = header_look().set_align(FormatAlign::Top).set_text_wrap();
        for (place, column) in (0..).zip(&columns) {
            sheet.write_string_with_format(0, place, title(column), &header)?;
        }
        let times = Look::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let durations = Look::new().set_num_format("[h]:mm:ss");
        Ok(Self {
            sheet,
            shape,
            columns,
            last: 0,
            times,
            durations,
        })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
        self.last += 1;
        for (place, column) in (0..).zip(&self.columns) {
            match (column.cell)(row) {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let text: String = text.chars().take(LONGEST_TEXT).collect();
                    self.sheet.write_string(self.last, place, text)?;
                }
                Cell::Integer(seconds) if column.kind == Kind::Seconds => {
                    let days = seconds as f64 / 86_400.0;
                    self.sheet
                        .write_number_with_format(self.last, place, days, &self.durations)?;
                }
                Cell::Integer(number) => {
                    self.sheet.write_number(self.last, place, number as f64)?;
                }
                Cell::Time(stamp) => {
                    self.sheet.write_datetime_with_format(
                        self.last,
                        place,
                        date_time(stamp.local())?,
                        &self.times,
                    )?;
                }
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Worksheet, XlsxError> {
        let last_column =
            ColNum::try_from(self.columns.len().saturating_sub(1)).unwrap_or(ColNum::MAX);
        self.sheet.autofilter(0, 0, self.last, last_column)?;
        // Ids are meant to be text; a spreadsheet program need not warn of it in every cell.
        self.sheet.ignore_error_range(
            0,
            0,
            self.last.max(1),
            last_column,
            IgnoreError::NumberStoredAsText,
        )?;
        Ok(self.sheet)
    }
}

fn header_look() -> Look {
    Look::new().set_bold()
}

/// A column's name for people: `Chatting in max concurrency`. Seconds are shown as durations, so the word goes.
fn title(column: &Column) -> String {
    let words = column.name.trim_end_matches("_seconds").replace('_', " ");
    let (first, rest) = words.split_at(words.len().min(1));
    format!("{}{rest}", first.to_uppercase())
}

/// A width that shows what is usual in such a column, in characters.
fn breadth(column: &Column) -> f64 {
    match (column.kind, column.name) {
        (Kind::Time, _) => 19.0,
        (Kind::Text, "agent" | "reason" | "login_name") => 24.0,
        (Kind::Text, _) => 13.0,
        (Kind::Integer | Kind::Seconds, _) => 11.0,
    }
}

fn date_time(local: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| number.unsigned_abs();
    ExcelDateTime::from_ymd(
        local.year().unsigned_abs(),
        part(local.month()),
        part(local.day()),
    )?
    .and_hms(
        part(local.hour()).into(),
        part(local.minute()),
        f64::from(local.second()),
    )
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
        if shape == Shape::Long {
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
