//! The forms in which an answer can be presented, and which options go with which.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use jiff::tz::TimeZone;

use super::Invalid;
use super::arrangement::Arrangement;
use super::column::Column;
use super::shape::Shape;

/// One form of presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// Tab-separated values.
    Tsv,
    /// The service's own body, byte for byte.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A workbook for spreadsheet programs.
    Xlsx,
    /// Gauges for dashboards, in the OpenMetrics text format.
    OpenMetrics,
    /// The service's own body, wrapped together with what was asked, for `convert`.
    Envelope,
}

impl Format {
    /// All of them, with the name that is typed and the extension that files have.
    pub const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Table, "table", "txt"),
        (Self::Csv, "csv", "csv"),
        (Self::Tsv, "tsv", "tsv"),
        (Self::Json, "json", "json"),
        (Self::Ndjson, "ndjson", "ndjson"),
        (Self::Xlsx, "xlsx", "xlsx"),
        (Self::OpenMetrics, "openmetrics", "prom"),
        (Self::Envelope, "envelope", ""),
    ];

    /// What a file's extension says.
    pub fn from_extension(file: &Path) -> Option<Self> {
        let extension = file
            .extension()?
            .to_str()
            .filter(|extension| !extension.is_empty())?
            .to_ascii_lowercase();
        Self::ALL
            .iter()
            .find(|(_, _, known)| *known == extension)
            .map(|(format, _, _)| *format)
    }

    /// Whether it is the service's own body, in which nothing can be chosen.
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Json | Self::Envelope)
    }

    /// Whether rows go out one by one, so that columns can be chosen.
    pub const fn has_columns(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Ndjson | Self::Xlsx)
    }
}

impl FromStr for Format {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let known = Self::ALL.iter().find(|(_, name, _)| *name == typed);
        let names = || Self::ALL.map(|(_, name, _)| name).join(", ");
        known
            .map(|(format, _, _)| *format)
            .ok_or_else(|| Invalid(format!("unknown format {typed:?}; try one of {}", names())))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name, _) = Self::ALL[*self as usize];
        f.write_str(name)
    }
}

/// How an answer is presented, whatever the answer.
#[derive(Debug, Clone)]
pub struct Presentation {
    /// In which form.
    pub format: Format,
    /// Which rows, in which order.
    pub arrangement: Arrangement,
    /// How rows are cut, where the format has them.
    pub shape: Shape,
    /// Which columns, where the format has them.
    pub columns: Vec<&'static Column>,
    /// Whether a header line comes first.
    pub header: bool,
    /// What stands between fields.
    pub delimiter: u8,
    /// Whose clocks tell the times.
    pub zone: TimeZone,
    /// Whether there are colours.
    pub color: bool,
    /// How wide a table may be, in columns of a terminal.
    pub width: u16,
}

impl Presentation {
    /// Whether a workbook has the wide rows on a second sheet: where nobody chose other rows or columns.
    pub fn has_second_sheet(&self) -> bool {
        self.format == Format::Xlsx && self.shape == Shape::Long && self.has_default_columns()
    }

    /// Whether the columns are those that nobody need ask for.
    pub fn has_default_columns(&self) -> bool {
        self.columns.iter().map(|column| column.name).eq(self
            .shape
            .defaults()
            .iter()
            .map(|column| column.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_every_extension_is_known() {
        for (format, name, extension) in Format::ALL {
            assert_eq!(name.parse(), Ok(format));
            assert_eq!(format.to_string(), name);
            let known = Format::from_extension(Path::new(&format!("a.b.{extension}")));
            assert_eq!(known, (!extension.is_empty()).then_some(format));
        }
        assert_eq!(
            Format::from_extension(Path::new("REPORT.CSV")),
            Some(Format::Csv)
        );
        assert_eq!(Format::from_extension(Path::new("csv")), None);
    }
}
