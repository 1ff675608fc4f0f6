//! How the answer is shown: format, columns, delimiter, zone, colour and width, each from flag, file name or terminal.

use std::path::Path;

use jiff::tz::{TimeZone, db};

use super::effect::refuse_options_without_effect;
use super::known::Typed;
use crate::ambient::Ambient;
use crate::cli::{Color, PresentationOptions};
use crate::failure::Failure;
use crate::model::arrangement::Arrangement;
use crate::model::bucket::Buckets;
use crate::model::column::Column;
use crate::model::format::{Format, Presentation};
use crate::model::shape::Shape;
use crate::model::{Invalid, nearest};

/// What a table is laid out for where nobody says how wide the paper is.
const USUAL_WIDTH: u16 = 80;

/// Decides how the answer is shown.
///
/// # Errors
/// Usage, where an option cannot be meant or has no effect.
pub(super) fn presentation(all: &Typed, ambient: &mut Ambient) -> Result<Presentation, Failure> {
    let typed = &all.fetch.presentation;
    let format = format(typed, ambient)?;
    let shape = if typed.wide { Shape::Wide } else { Shape::Long };
    let columns: Vec<&'static Column> = match &typed.columns {
        Some(chosen) => shape.parse_columns(chosen).map_err(Failure::usage)?,
        None => shape.defaults(),
    };
    refuse_options_without_effect(all)?;
    let delimiter = match (&typed.delimiter, format) {
        (Some(typed), _) => parse_delimiter(typed).map_err(Failure::usage)?,
        (None, Format::Tsv) => b'\t',
        (None, _) => b',',
    };
    let output = typed.output.as_deref();
    let to_terminal = ambient.out.is_terminal && output.is_none_or(|file| file == Path::new("-"));
    if format == Format::Xlsx && to_terminal {
        return Err(Failure::usage(
            "a workbook cannot be shown on a terminal; name a file with --output, such as report.xlsx",
        ));
    }
    let zone = zone(
        typed.tz.as_deref(),
        typed.every.is_some() || for_people(format),
        ambient,
    )?;
    Ok(Presentation {
        format,
        arrangement: arrangement(typed, &zone)?,
        shape,
        columns,
        header: !typed.no_header,
        delimiter,
        zone,
        color: is_colored(all.globals.color, to_terminal, ambient),
        width: table_width(to_terminal, ambient),
    })
}

/// The format that is typed, or that the file's extension says; warns of an extension that says none.
fn format(typed: &PresentationOptions, ambient: &mut Ambient) -> Result<Format, Failure> {
    if let Some(format) = &typed.format {
        return format.parse().map_err(Failure::usage);
    }
    let Some(file) = typed.output.as_deref() else {
        return Ok(Format::default());
    };
    if let Some(format) = Format::from_extension(file) {
        return Ok(format);
    }
    if let Some(extension) = file.extension().filter(|_| !file.starts_with("/dev/fd")) {
        ambient.warn(format!(
            "the extension .{} says no format, so {} gets a table; say --format",
            extension.to_string_lossy(),
            file.display()
        ));
    }
    Ok(Format::default())
}

fn is_colored(typed: Option<Color>, to_terminal: bool, ambient: &Ambient) -> bool {
    let is_dumb =
        ambient.variable("NO_COLOR").is_some() || ambient.variable("TERM") == Some("dumb");
    match typed.unwrap_or(Color::Auto) {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_terminal && !is_dumb,
    }
}

fn table_width(to_terminal: bool, ambient: &Ambient) -> u16 {
    let terminal = ambient.out.columns.filter(|_| to_terminal);
    let typed = ambient
        .variable("COLUMNS")
        .and_then(|columns| columns.parse().ok());
    terminal
        .or(typed)
        .filter(|width| *width > 0)
        .unwrap_or(USUAL_WIDTH)
}

/// Reads what stands between fields.
///
/// # Errors
/// Where it is not one mark.
pub(super) fn parse_delimiter(typed: &str) -> Result<u8, Invalid> {
    match typed.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [one] if one.is_ascii_punctuation() && *one != b'"' || matches!(one, b'\t' | b' ') => {
            Ok(*one)
        }
        _ => Err(Invalid(format!(
            "delimiter {typed:?} is not one ASCII mark; try \";\" or tab"
        ))),
    }
}

/// Whether people read it, rather than programs.
const fn for_people(format: Format) -> bool {
    matches!(format, Format::Table | Format::Xlsx)
}

fn arrangement(typed: &PresentationOptions, zone: &TimeZone) -> Result<Arrangement, Failure> {
    fn meant<T: std::str::FromStr<Err = Invalid> + Default>(
        typed: Option<&str>,
    ) -> Result<T, Failure> {
        typed.map_or_else(
            || Ok(T::default()),
            |typed| typed.parse().map_err(Failure::usage),
        )
    }
    let every = typed
        .every
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?;
    let buckets = every.map(|every| Buckets {
        every,
        zone: zone.clone(),
    });
    Ok(Arrangement {
        fold: buckets,
        complete_only: typed.complete_only,
        fill: typed.fill,
        totals: meant(typed.totals.as_deref())?,
        sort: meant(typed.sort.as_deref())?,
        check: typed.check,
    })
}

fn zone(typed: Option<&str>, local: bool, ambient: &mut Ambient) -> Result<TimeZone, Failure> {
    let name = typed.unwrap_or(if local { "local" } else { "UTC" });
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
    known_zone(name).map_err(Failure::usage)
}

/// The time zone of this name; `local` is as good as any here.
///
/// # Errors
/// With the nearest name there is.
pub(super) fn known_zone(name: &str) -> Result<TimeZone, Invalid> {
    if name == "local" || is_utc(name) {
        return Ok(TimeZone::UTC);
    }
    TimeZone::get(name).map_err(|_| {
        let known: Vec<String> = db().available().map(|known| known.to_string()).collect();
        let cure = nearest(name, known.iter().map(String::as_str)).map_or_else(
            || "try Europe/Madrid, local or UTC".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        Invalid(format!("unknown time zone {name:?}; {cure}"))
    })
}

fn is_utc(name: &str) -> bool {
    ["UTC", "Etc/UTC", "Etc/UCT", "Etc/Zulu", "UCT", "Zulu"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}
