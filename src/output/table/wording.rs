//! Times, shares, days and zones as people read them in the table.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::model::interval::{Coverage, Interval};
use crate::model::window::Window;
use crate::output::escape::fit;

/// `h:mm:ss`; where that is wider than `width`, `123h45`, then `123h`, and in the last resort the beginning of it.
pub fn duration(seconds: i64, width: usize) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    [
        format!("{sign}{hours}:{minutes:02}:{:02}", seconds % 60),
        format!("{sign}{hours}h{minutes:02}"),
    ]
    .into_iter()
    .find(|text| text.len() <= width)
    .unwrap_or_else(|| fit(&format!("{sign}{hours}h"), width))
}

/// `m:ss`, or `h:mm:ss` from an hour on.
pub fn short_duration(seconds: i64) -> String {
    if seconds < 3600 {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    } else {
        duration(seconds, usize::MAX)
    }
}

/// A share in whole percent: nothing is empty, something below half a percent is `<1%`.
pub fn share(part: i64, whole: i64) -> String {
    if whole <= 0 || part <= 0 {
        return String::new();
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    match (part * 200 + whole) / (whole * 2) {
        0 => "<1%".to_owned(),
        percent if percent > 999 => ">9×".to_owned(),
        percent => format!("{percent}%"),
    }
}

/// `15:50`, or `15:46:08` where the seconds are not nought.
pub fn time_of_day(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    let format = if local.second() == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    local.strftime(format).to_string()
}

/// `1 Jul 2014`.
pub fn day(at: &Zoned) -> String {
    at.strftime("%-d %b %Y").to_string()
}

/// `Europe/Madrid (UTC+2)`, with the difference at that moment, where it is known.
pub fn zone(zone: &TimeZone, at: Option<Timestamp>) -> String {
    let Some(at) = at else {
        return zone.iana_name().unwrap_or("local times").to_owned();
    };
    let seconds = zone.to_offset(at).seconds();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let sign = if seconds < 0 { '-' } else { '+' };
    let difference = match (hours.abs(), minutes.abs()) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    };
    match zone.iana_name() {
        Some("UTC" | "Etc/UTC") => "UTC".to_owned(),
        Some(name) => format!("{name} ({difference})"),
        None => difference,
    }
}

/// The days of a window: one, or the first and the last.
pub fn days(window: Window, zone: &TimeZone) -> String {
    let last = day(&window.now.to_zoned(zone.clone()));
    let first = window.start.to_zoned(zone.clone());
    if first.year() != window.now.to_zoned(zone.clone()).year() {
        return format!("{} – {last}", day(&first));
    }
    if spans_days(window, zone) {
        format!("{} – {last}", day_and_month(window.start, zone))
    } else {
        last
    }
}

/// Whether a window begins and ends on different days, so that a time of day alone would not tell which.
pub fn spans_days(window: Window, zone: &TimeZone) -> bool {
    let date = |at: Timestamp| at.to_zoned(zone.clone()).date();
    date(window.start) != date(window.now)
}

fn day_and_month(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%-d %b").to_string()
}

/// `14:50–15:50`; `dated`, with the day before the start, and before the end where that is another.
pub fn span(from: Timestamp, to: Timestamp, zone: &TimeZone, dated: bool) -> String {
    let (begins, ends) = (day_and_month(from, zone), day_and_month(to, zone));
    let before_start = if dated {
        format!("{begins} ")
    } else {
        String::new()
    };
    let before_end = if dated && begins != ends {
        format!("{ends} ")
    } else {
        String::new()
    };
    format!(
        "{before_start}{}–{before_end}{}",
        time_of_day(from, zone),
        time_of_day(to, zone)
    )
}

/// The heading of an interval: what was seen of it, and in capitals what that makes of it.
/// The second part is empty for a complete interval.
pub fn heading(interval: Interval, zone: &TimeZone, dated: bool) -> (String, String) {
    match (interval.start.zip(interval.end), interval.observed) {
        (Some((start, end)), Some(observed)) => {
            let partly = |word| {
                format!(
                    "{word}: {} of {}",
                    short_duration(observed.seconds()),
                    span(start, end, zone, dated)
                )
            };
            let note = match observed.coverage {
                Coverage::Complete => String::new(),
                Coverage::Running => partly("SO FAR"),
                Coverage::Cut => partly("CUT"),
            };
            (span(observed.from, observed.to, zone, dated), note)
        }
        (Some((start, end)), None) => (span(start, end, zone, dated), String::new()),
        (None, _) => match interval.end {
            Some(end) => (format!("until {}", time_of_day(end, zone)), String::new()),
            None => ("the whole time frame".to_owned(), String::new()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_drop_what_does_not_fit() {
        let table = [
            (0, 7, "0:00:00"),
            (3599, 7, "0:59:59"),
            (86_400, 8, "24:00:00"),
            (86_400, 7, "24h00"),
            (43_200_000, 11, "12000:00:00"),
            (43_200_000, 8, "12000h00"),
            (43_200_000, 7, "12000h"),
            (i64::MAX, 8, "2562047…"),
            (-61, 8, "-0:01:01"),
        ];
        for (seconds, width, text) in table {
            assert_eq!(duration(seconds, width), text);
        }
    }

    #[test]
    fn shares_are_rounded_and_something_is_never_nothing() {
        let table = [
            (0, 100, ""),
            (1, 0, ""),
            (1, 1000, "<1%"),
            (5, 1000, "1%"),
            (1, 3, "33%"),
            (2, 3, "67%"),
            (7, 7, "100%"),
            (3, 2, "150%"),
            (2000, 10, ">9×"),
        ];
        for (part, whole, text) in table {
            assert_eq!(share(part, whole), text, "{part}/{whole}");
        }
    }

    #[test]
    fn a_span_over_midnight_says_so_where_days_are_told() {
        let zone = TimeZone::get("Europe/Madrid").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (evening, night) = (at("2014-07-01T21:00:00Z"), at("2014-07-01T23:30:08Z"));
        assert_eq!(span(evening, night, &zone, false), "23:00–01:30:08");
        assert_eq!(
            span(evening, night, &zone, true),
            "1 Jul 23:00–2 Jul 01:30:08"
        );
        assert_eq!(span(evening, evening, &zone, true), "1 Jul 23:00–23:00");
        let window = Window {
            start: evening,
            now: night,
        };
        assert_eq!(days(window, &zone), "1 Jul – 2 Jul 2014");
        assert_eq!(days(window, &TimeZone::UTC), "1 Jul 2014");
    }

    #[test]
    fn zones_tell_their_difference() {
        let at = Some("2014-07-01T14:46:08Z".parse().unwrap());
        for (name, told) in [
            ("Europe/Madrid", "Europe/Madrid (UTC+2)"),
            ("Asia/Kathmandu", "Asia/Kathmandu (UTC+5:45)"),
            ("America/St_Johns", "America/St_Johns (UTC-2:30)"),
            ("Africa/Abidjan", "Africa/Abidjan (UTC)"),
            ("UTC", "UTC"),
        ] {
            let known = TimeZone::get(name).unwrap();
            assert_eq!(zone(&known, at), told);
            assert_eq!(zone(&known, None), name);
        }
    }
}
