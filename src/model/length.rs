//! Lengths of time as people type them: whole minutes, or pauses in seconds.

use std::time::Duration;

use jiff::fmt::friendly::SpanParser;
use jiff::{SpanRelativeTo, Unit};

use super::Invalid;

/// A bare number is minutes; otherwise a duration such as `2h`, `1h30m` or `1d`.
pub(super) fn parse_minutes(what: &str, typed: &str) -> Result<i64, Invalid> {
    let typed = typed.trim();
    if let Ok(minutes) = typed.parse() {
        return Ok(minutes);
    }
    let seconds = parse_seconds(typed).ok_or_else(|| {
        Invalid(format!(
            "{what} {typed:?} is neither a number of minutes nor a duration; try 60 or 1h30m"
        ))
    })?;
    let minutes = seconds / 60.0;
    if minutes.fract() == 0.0 {
        // Truncation cannot happen: the parser's longest span is far below 2^53 minutes.
        Ok(minutes as i64)
    } else {
        Err(Invalid(format!(
            "{what} {typed:?} is not a whole number of minutes; try {}m",
            minutes.ceil()
        )))
    }
}

/// The whole minutes of a duration, however many seconds are left over.
pub(super) fn whole_minutes(typed: &str) -> Option<i64> {
    parse_seconds(typed.trim()).map(|seconds| (seconds / 60.0) as i64)
}

/// A pause or a time-out: a bare number is seconds; otherwise a duration such as `90s`, `500ms` or `5m`.
///
/// # Errors
/// Says what was expected where `typed` is neither, or is not above zero.
pub fn parse_pause(what: &str, typed: &str) -> Result<Duration, Invalid> {
    let typed = typed.trim();
    typed
        .parse()
        .ok()
        .or_else(|| parse_seconds(typed))
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|pause| !pause.is_zero())
        .ok_or_else(|| {
            Invalid(format!(
                "{what} {typed:?} is neither seconds nor a duration above zero; try 30 or 5m"
            ))
        })
}

fn parse_seconds(typed: &str) -> Option<f64> {
    let span = SpanParser::new().parse_span(typed).ok()?;
    span.total((Unit::Second, SpanRelativeTo::days_are_24_hours()))
        .ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pauses_are_seconds_or_durations_above_zero() {
        for (typed, pause) in [
            ("30", 30_000),
            ("0.5", 500),
            ("500ms", 500),
            ("5m", 300_000),
        ] {
            assert_eq!(
                parse_pause("time-out", typed),
                Ok(Duration::from_millis(pause)),
                "{typed}"
            );
        }
        for typed in ["0", "-1", "abc", "", "nan", "inf", "1e30", "1e-300"] {
            assert!(parse_pause("time-out", typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parsers_panic(typed in ".{0,40}") {
            let _ = parse_minutes("x", &typed);
            let _ = parse_pause("x", &typed);
        }
    }
}
