//! Which options of the presentation do anything in which format: typed ones that do not are refused, configured ones passed over.

use super::known::{SETTINGS, Typed};
use crate::cli::PresentationOptions;
use crate::failure::Failure;
use crate::model::format::Format;

/// What decides whether an option has an effect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    format: Format,
    /// Clocks matter whatever the format.
    tells_times: bool,
}

impl Shown {
    /// As far as it is known by now; a format that cannot be meant is judged later.
    pub(super) fn of(typed: &Typed) -> Self {
        let PresentationOptions { format, output, .. } = &typed.fetch.presentation;
        let named = format.as_deref().and_then(|format| format.parse().ok());
        Self {
            format: named
                .or_else(|| Format::from_extension(output.as_deref()?))
                .unwrap_or_default(),
            tells_times: typed.fetch.request.since.is_some(),
        }
    }
}

/// Whether a setting of the presentation does anything there.
pub(super) fn has_effect(name: &str, shown: Shown) -> bool {
    let Shown {
        format,
        tells_times,
    } = shown;
    match name {
        "columns" | "wide" | "totals" => format.has_columns(),
        "every" | "complete_only" | "fill" | "check" | "names" => !format.is_body(),
        "sort" => format == Format::Table || format.has_columns(),
        "tz" => !format.is_body() || tells_times,
        "delimiter" => format == Format::Csv,
        "no_header" => matches!(format, Format::Csv | Format::Tsv),
        _ => true,
    }
}

/// An option that the format cannot follow is refused, not ignored.
///
/// # Errors
/// Usage, with the formats where it has one.
pub(super) fn refuse_options_without_effect(typed: &Typed) -> Result<(), Failure> {
    let shown = Shown::of(typed);
    let Some(setting) = SETTINGS
        .iter()
        .find(|setting| setting.read(typed).is_some() && !has_effect(setting.name, shown))
    else {
        return Ok(());
    };
    let elsewhere = Format::ALL.iter().filter(|(format, ..)| {
        has_effect(
            setting.name,
            Shown {
                format: *format,
                ..shown
            },
        )
    });
    let elsewhere: Vec<&str> = elsewhere.map(|(_, name, _)| *name).collect();
    let (last, others) = elsewhere.split_last().unwrap_or((&"csv", &[]));
    let elsewhere = if others.is_empty() {
        (*last).to_owned()
    } else {
        format!("{} or {last}", others.join(", "))
    };
    Err(Failure::usage(format!(
        "--{} has no effect on {}; leave it out, or try --format with {elsewhere}",
        setting.name.replace('_', "-"),
        shown.format
    )))
}
