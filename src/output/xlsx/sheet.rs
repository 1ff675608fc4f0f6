//! One sheet of a workbook: a header, then a row at a time, each cell as what its column is.

use jiff::civil::DateTime;
use rust_xlsxwriter::{
    ColNum, ExcelDateTime, Format as Look, FormatAlign, IgnoreError, RowNum, Workbook as Book,
    Worksheet, XlsxError,
};

use crate::model::column::{Column, Kind};
use crate::model::row::{Cell, Row};
use crate::model::shape::Shape;

/// A cell holds no longer text, in characters.
const LONGEST_TEXT: usize = 32_767;

/// One sheet of rows.
pub(super) struct Sheet {
    sheet: Worksheet,
    pub(super) shape: Shape,
    pub(super) columns: Vec<&'static Column>,
    /// The last row written; the header is row 0.
    last: RowNum,
    times: Look,
    durations: Look,
}

impl Sheet {
    pub(super) fn new(
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

    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
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

    pub(super) fn finish(mut self) -> Result<Worksheet, XlsxError> {
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

pub(super) fn header_look() -> Look {
    Look::new().set_bold()
}

/// A column's name for people: `Chatting in max concurrency`. Seconds are shown as durations, so the word goes.
pub(super) fn title(column: &Column) -> String {
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

pub(super) fn date_time(local: DateTime) -> Result<ExcelDateTime, XlsxError> {
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
