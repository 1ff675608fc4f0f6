//! Days, times and zones as people read them in the table, which says no more of them than its window needs.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::wording::short_duration;
use crate::model::interval::{Coverage, Interval};
use crate::model::window::Window;

/// The clocks of a zone, while a window lasts.
pub struct Clock {
    zone: TimeZone,
    window: Option<Window>,
    /// Whether there is more than one day in it.
    dated: bool,
    /// Whether the clocks are changed meanwhile, so that one time may come twice.
    shifts: bool,
}

impl Clock {
    /// The clocks of `zone` in a window, as far as it is known.
    pub fn new(zone: TimeZone, window: Option<Window>) -> Self {
        let differ = |told: fn(&Zoned) -> String| {
            let of = |at: Timestamp| told(&at.to_zoned(zone.clone()));
            window.is_some_and(|window| of(window.start) != of(window.now))
        };
        Self {
            dated: differ(day),
            shifts: differ(difference),
            zone,
            window,
        }
    }

    fn at(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// The days of the window, where it is known: one, or the first and the last.
    pub fn days(&self) -> Option<String> {
        let window = self.window?;
        let (first, last) = (self.at(window.start), self.at(window.now));
        Some(if first.year() != last.year() {
            format!("{} – {}", day(&first), day(&last))
        } else if self.dated {
            format!("{} – {}", day_and_month(&first), day(&last))
        } else {
            day(&last)
        })
    }

    /// `Europe/Madrid (UTC+2)`, or `(UTC+2, then UTC+1)`; without a known window the name alone.
    pub fn zone(&self) -> String {
        let utc = |at: Timestamp| match difference(&self.at(at)).as_str() {
            "+0" => "UTC".to_owned(),
            difference => format!("UTC{difference}"),
        };
        let told = self.window.map(|window| {
            if self.shifts {
                format!("{}, then {}", utc(window.start), utc(window.now))
            } else {
                utc(window.now)
            }
        });
        match (self.zone.iana_name(), told) {
            (Some("UTC" | "Etc/UTC"), _) => "UTC".to_owned(),
            (Some(name), Some(told)) => format!("{name} ({told})"),
            (Some(name), None) => name.to_owned(),
            (None, told) => told.unwrap_or_else(|| "local times".to_owned()),
        }
    }

    /// `15:50`, or `15:46:08` where the seconds are not nought; with the difference to UTC where clocks are changed.
    pub fn time_of_day(&self, at: Timestamp) -> String {
        let local = self.at(at);
        let format = if local.second() == 0 {
            "%H:%M"
        } else {
            "%H:%M:%S"
        };
        let shift = if self.shifts {
            difference(&local)
        } else {
            String::new()
        };
        format!("{}{shift}", local.strftime(format))
    }

    /// `14:50–15:50`; with the day before the start, and before the end where that is another, if there are several.
    pub fn span(&self, from: Timestamp, to: Timestamp) -> String {
        let (begins, ends) = (day_and_month(&self.at(from)), day_and_month(&self.at(to)));
        let before_end = if self.dated && begins != ends {
            format!("{ends} ")
        } else {
            String::new()
        };
        let before_start = if self.dated {
            format!("{begins} ")
        } else {
            String::new()
        };
        let (from, to) = (self.time_of_day(from), self.time_of_day(to));
        format!("{before_start}{from}–{before_end}{to}")
    }

    /// The heading of an interval: what was seen of it, and in capitals what that makes of it.
    /// The second part is empty for a complete interval.
    pub fn heading(&self, interval: Interval) -> (String, String) {
        match (interval.start.zip(interval.end), interval.observed) {
            (Some((start, end)), Some(observed)) => {
                let partly = |word| {
                    let seen = short_duration(observed.seconds());
                    format!("{word}: {seen} of {}", self.span(start, end))
                };
                let note = match observed.coverage {
                    Coverage::Complete => String::new(),
                    Coverage::Running => partly("SO FAR"),
                    Coverage::Cut => partly("CUT"),
                };
                (self.span(observed.from, observed.to), note)
            }
            (Some((start, end)), None) => (self.span(start, end), String::new()),
            (None, _) => match interval.end {
                Some(end) => (format!("until {}", self.time_of_day(end)), String::new()),
                None => ("the whole time frame".to_owned(), String::new()),
            },
        }
    }
}

/// `1 Jul 2014`.
fn day(at: &Zoned) -> String {
    at.strftime("%-d %b %Y").to_string()
}

fn day_and_month(at: &Zoned) -> String {
    at.strftime("%-d %b").to_string()
}

/// To UTC: `+2`, `-2:30`, `+0`.
fn difference(at: &Zoned) -> String {
    let seconds = at.offset().seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    match (seconds.abs() / 3600, seconds.abs() / 60 % 60) {
        (hours, 0) => format!("{sign}{hours}"),
        (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn clock(zone: &str, start: &str, now: &str) -> Clock {
        let (start, now) = (at(start), at(now));
        Clock::new(TimeZone::get(zone).unwrap(), Some(Window { start, now }))
    }

    #[test]
    fn a_span_over_midnight_says_so_where_days_are_told() {
        let (evening, night) = ("2014-07-01T21:00:00Z", "2014-07-01T23:30:08Z");
        let within = clock("UTC", evening, night);
        assert_eq!(within.span(at(evening), at(night)), "21:00–23:30:08");
        assert_eq!(within.days().as_deref(), Some("1 Jul 2014"));
        let across = clock("Europe/Madrid", evening, night);
        assert_eq!(
            across.span(at(evening), at(night)),
            "1 Jul 23:00–2 Jul 01:30:08"
        );
        assert_eq!(across.span(at(evening), at(evening)), "1 Jul 23:00–23:00");
        assert_eq!(across.days().as_deref(), Some("1 Jul – 2 Jul 2014"));
        let years = clock("UTC", "2013-12-31T23:00:00Z", "2014-01-01T01:00:00Z");
        assert_eq!(years.days().as_deref(), Some("31 Dec 2013 – 1 Jan 2014"));
    }

    #[test]
    fn zones_tell_their_difference() {
        let july = "2014-07-01T14:46:08Z";
        for (name, told) in [
            ("Europe/Madrid", "Europe/Madrid (UTC+2)"),
            ("Asia/Kathmandu", "Asia/Kathmandu (UTC+5:45)"),
            ("America/St_Johns", "America/St_Johns (UTC-2:30)"),
            ("Africa/Abidjan", "Africa/Abidjan (UTC)"),
            ("UTC", "UTC"),
        ] {
            assert_eq!(clock(name, july, july).zone(), told);
            let unknown = Clock::new(TimeZone::get(name).unwrap(), None);
            assert_eq!((unknown.zone().as_str(), unknown.days()), (name, None));
        }
    }

    #[test]
    fn an_hour_that_comes_twice_is_told_apart() {
        let [first, second, third] = [
            "2026-10-25T00:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T02:00:00Z",
        ];
        let clock = clock("Europe/Madrid", first, third);
        assert_eq!(clock.zone(), "Europe/Madrid (UTC+2, then UTC+1)");
        assert_eq!(clock.span(at(first), at(second)), "02:00+2–02:00+1");
        assert_eq!(clock.span(at(second), at(third)), "02:00+1–03:00+1");
    }
}
