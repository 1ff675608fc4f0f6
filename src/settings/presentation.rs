//! How the answer is shown: format, columns, delimiter, zone, colour and width, each from flag, file name or terminal.

use std::path::Path;

use jiff::tz::{TimeZone, db};

use crate::ambient::Ambient;
use crate::cli::{Color, Globals, PresentationOptions};
use crate::failure::Failure;
use crate::model::column::{self, Column};
use crate::model::format::{Format, Presentation};
use crate::model::nearest;

/// What a table is laid out for where nobody says how wide the paper is.
const USUAL_WIDTH: u16 = 80;

/// Decides how the answer is shown.
///
/// # Errors
/// Usage, where an option cannot be meant or has no effect.
pub(super) fn presentation(
    typed: &PresentationOptions,
    globals: &Globals,
    ambient: &mut Ambient,
) -> Result<Presentation, Failure> {
    let by_extension = typed.output.as_deref().and_then(Format::from_extension);
    let typed_format = typed
        .format
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?;
    let format: Format = typed_format.or(by_extension).unwrap_or_default();
    if let Some(file) = typed
        .output
        .as_deref()
        .filter(|_| typed_format.is_none() && by_extension.is_none())
        && let Some(extension) = file.extension().filter(|_| !file.starts_with("/dev/fd"))
    {
        let extension = extension.to_string_lossy();
        ambient.warn(format!(
            "the extension .{extension} says no format, so {} gets a table; say --format",
            file.display()
        ));
    }
    let columns: Vec<&'static Column> = match &typed.columns {
        Some(chosen) => column::parse_columns(chosen).map_err(Failure::usage)?,
        None => column::defaults(),
    };
    refuse_options_without_effect(typed, format)?;
    let delimiter = match (&typed.delimiter, format) {
        (Some(typed), _) => parse_delimiter(typed)?,
        (None, Format::Tsv) => b'\t',
        (None, _) => b',',
    };
    let to_terminal = ambient.out.is_terminal
        && typed
            .output
            .as_deref()
            .is_none_or(|file| file == Path::new("-"));
    let dumb = ambient.variable("NO_COLOR").is_some() || ambient.variable("TERM") == Some("dumb");
    let typed_width = ambient
        .variable("COLUMNS")
        .and_then(|columns| columns.parse().ok());
    let terminal_width = if to_terminal {
        ambient.out.columns
    } else {
        None
    };
    Ok(Presentation {
        format,
        columns,
        header: !typed.no_header,
        delimiter,
        zone: zone(typed.tz.as_deref(), format, ambient)?,
        color: match globals.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => to_terminal && !dumb,
        },
        width: terminal_width
            .or(typed_width)
            .filter(|width| *width > 0)
            .unwrap_or(USUAL_WIDTH),
    })
}

/// An option that the format cannot follow is refused, not ignored.
fn refuse_options_without_effect(
    typed: &PresentationOptions,
    format: Format,
) -> Result<(), Failure> {
    let delimited = matches!(format, Format::Csv | Format::Tsv);
    let table = [
        (
            "--columns",
            typed.columns.is_some(),
            format.has_columns(),
            "csv, tsv or ndjson",
        ),
        (
            "--delimiter",
            typed.delimiter.is_some(),
            format == Format::Csv,
            "csv",
        ),
        ("--no-header", typed.no_header, delimited, "csv or tsv"),
        (
            "--tz",
            typed.tz.is_some(),
            !format.is_body(),
            "table or csv",
        ),
    ];
    for (flag, is_typed, has_effect, where_it_has) in table {
        if is_typed && !has_effect {
            return Err(Failure::usage(format!(
                "{flag} has no effect on {format}; leave it out, or try --format with {where_it_has}"
            )));
        }
    }
    Ok(())
}

fn parse_delimiter(typed: &str) -> Result<u8, Failure> {
    match typed.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [one] if one.is_ascii_punctuation() && *one != b'"' || matches!(one, b'\t' | b' ') => {
            Ok(*one)
        }
        _ => Err(Failure::usage(format!(
            "delimiter {typed:?} is not one ASCII mark; try \";\" or tab"
        ))),
    }
}

fn zone(typed: Option<&str>, format: Format, ambient: &mut Ambient) -> Result<TimeZone, Failure> {
    let name = match (typed, format) {
        (Some(typed), _) => typed,
        (None, Format::Table) => "local",
        (None, _) => "UTC",
    };
    if is_utc(name) {
        return Ok(TimeZone::UTC);
    }
    if name == "local" {
        let local = ambient.time_zone().unwrap_or_else(|| {
            ambient.warn(
                "the machine's time zone cannot be told, so times are in UTC; name one with --tz",
            );
            TimeZone::UTC
        });
        // Wherever its data came from, UTC is told with Z.
        return Ok(if local.iana_name().is_some_and(is_utc) {
            TimeZone::UTC
        } else {
            local
        });
    }
    TimeZone::get(name).map_err(|_| {
        let known: Vec<String> = db().available().map(|known| known.to_string()).collect();
        let cure = nearest(name, known.iter().map(String::as_str)).map_or_else(
            || "try Europe/Madrid, local or UTC".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        Failure::usage(format!("unknown time zone {name:?}; {cure}"))
    })
}

fn is_utc(name: &str) -> bool {
    ["UTC", "Etc/UTC", "Etc/UCT", "Etc/Zulu", "UCT", "Zulu"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}
