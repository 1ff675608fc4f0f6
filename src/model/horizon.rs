//! How far back is asked, and how the answer is cut: fixed, or reckoned from the moment of asking.

use std::str::FromStr;

use jiff::civil::Time;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::Invalid;
use super::bucket::{Buckets, first_moment_of};
use super::span::{IntervalSize, Timeframe};

/// The service's finest intervals, from which buckets are folded.
const SLICE: SignedDuration = SignedDuration::from_mins(5);

/// Where what is wanted begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning {
    /// So long before now.
    Back(Timeframe),
    /// When the clocks of this zone last showed this time.
    Since(TimeOfDay, TimeZone),
}

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay(Time);

impl FromStr for TimeOfDay {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let typed = typed.trim();
        let mut parts = typed.split([':', '.', 'h']);
        let numbers = (
            parts.next().unwrap_or_default(),
            parts.next().filter(|text| !text.is_empty()).unwrap_or("00"),
        );
        let is_plain = typed.split(':').count() == 2;
        let number = |text: &str| {
            text.parse::<i8>()
                .ok()
                .filter(|number| *number >= 0 && text.len() <= 2)
        };
        let refuse = |cure: String| {
            Err(Invalid(format!(
                "--since {typed:?} is not a time of day, HH:MM; try {cure}"
            )))
        };
        match (number(numbers.0), number(numbers.1)) {
            (Some(hour), Some(minute)) => match Time::new(hour, minute, 0, 0) {
                Ok(time) if is_plain => Ok(Self(time)),
                _ if hour == 24 => refuse("00:00".to_owned()),
                _ => refuse(format!(
                    "{:02}:{:02}",
                    hour.min(23),
                    if hour > 23 { 59 } else { minute.min(59) }
                )),
            },
            _ => refuse("08:00".to_owned()),
        }
    }
}

impl Beginning {
    /// The first moment wanted, no further back than the service holds.
    pub fn before(&self, now: Timestamp) -> Timestamp {
        let back = |length| now.saturating_sub(length).unwrap_or(Timestamp::MIN);
        match self {
            Self::Back(timeframe) => back(SignedDuration::from_mins(timeframe.minutes().into())),
            Self::Since(time, zone) => last_shown(*time, zone, now)
                .unwrap_or(now)
                .max(back(SignedDuration::from_hours(24))),
        }
    }
}

/// The last moment before now at which the clocks of a zone showed, or skipped, this time.
fn last_shown(time: TimeOfDay, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let today = zone.to_datetime(now).date();
    [today, today.saturating_sub(1.day())]
        .into_iter()
        .flat_map(|day| {
            let reading = day.to_datetime(time.0);
            let first = first_moment_of(reading, zone);
            let ambiguous = zone.to_ambiguous_timestamp(reading);
            let is_skipped = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
            [first, ambiguous.later().ok().filter(|_| !is_skipped)]
        })
        .flatten()
        .filter(|shown| *shown < now)
        .max()
}

/// Into what the time asked is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// Nothing: one answer for all of it.
    Whole,
    /// The service's own intervals, which start wherever now happens to be.
    Interval(IntervalSize),
    /// Buckets of the wall clock.
    Every(Buckets),
}

/// How far back is asked, and in which pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Horizon {
    /// Where it begins.
    pub beginning: Beginning,
    /// Into what it is cut.
    pub cut: Cut,
}

impl Horizon {
    /// What the service is asked for at this moment.
    ///
    /// For buckets it is more than is wanted, so that the oldest bucket is whole, by one slice beyond the longest bucket:
    /// what the service takes for now is known only from its answer.
    pub fn asked_at(&self, now: Timestamp) -> (Timeframe, Option<IntervalSize>) {
        let wanted = now.duration_since(self.beginning.before(now));
        match &self.cut {
            Cut::Whole => (timeframe(wanted), None),
            Cut::Interval(size) => (timeframe(wanted), Some(*size)),
            Cut::Every(buckets) => {
                let from = now
                    .saturating_sub(SignedDuration::from_hours(24))
                    .unwrap_or(now);
                let longest = buckets.longest_between(from, now);
                let needed =
                    timeframe(wanted.saturating_add(longest).saturating_add(SLICE)).minutes();
                let whole_slices =
                    Timeframe::of_minutes(needed.next_multiple_of(IntervalSize::LEAST.minutes()));
                (
                    whole_slices.unwrap_or(Timeframe::LONGEST),
                    Some(IntervalSize::LEAST),
                )
            }
        }
    }
}

/// The time frame that reaches so far back: whole minutes, rounded up, within what the service holds.
fn timeframe(length: SignedDuration) -> Timeframe {
    let minutes = length.as_secs().saturating_add(59) / 60;
    u16::try_from(minutes.max(1))
        .ok()
        .and_then(Timeframe::of_minutes)
        .unwrap_or(Timeframe::LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn since_is_the_last_time_the_clock_showed_it() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let since = |time: &str, now| {
            Beginning::Since(time.parse().unwrap(), berlin.clone()).before(at(now))
        };
        for (time, now, begins) in [
            ("08:00", "2026-06-01T10:00:30Z", "2026-06-01T06:00:00Z"),
            ("8:00", "2026-06-01T05:59:00Z", "2026-05-31T06:00:00Z"),
            ("08:00", "2026-06-01T06:00:00Z", "2026-05-31T06:00:00Z"),
            // Twice on this day, and never on that.
            ("02:30", "2026-10-25T02:00:00Z", "2026-10-25T01:30:00Z"),
            ("02:30", "2026-10-25T01:00:00Z", "2026-10-25T00:30:00Z"),
            ("02:30", "2026-03-29T05:00:00Z", "2026-03-29T01:00:00Z"),
            ("02:30", "2026-03-29T01:40:00Z", "2026-03-29T01:00:00Z"),
            ("02:30", "2026-03-29T01:10:00Z", "2026-03-29T01:00:00Z"),
            ("02:30", "2026-03-29T00:59:00Z", "2026-03-28T01:30:00Z"),
            // A day of 25 hours is longer than the service holds.
            ("00:30", "2026-10-25T23:20:00Z", "2026-10-24T23:20:00Z"),
        ] {
            assert_eq!(since(time, now), at(begins), "{time} at {now}");
        }
    }

    #[test]
    fn times_of_day_are_refused_with_the_nearest_that_works() {
        for (typed, cure) in [
            ("25:00", "23:59"),
            ("24:00", "00:00"),
            ("12:75", "12:59"),
            ("8", "08:00"),
            ("13:45:00", "13:45"),
            ("09.30", "09:30"),
            ("noon", "08:00"),
            ("-1:00", "08:00"),
            ("", "08:00"),
        ] {
            let told = typed.parse::<TimeOfDay>().unwrap_err().to_string();
            assert_eq!(
                told,
                format!("--since {typed:?} is not a time of day, HH:MM; try {cure}")
            );
        }
    }

    #[test]
    fn buckets_ask_for_more_than_is_wanted_in_whole_slices() {
        let asked = |timeframe: &str, every: &str| {
            let buckets = Buckets {
                every: every.parse().unwrap(),
                zone: TimeZone::UTC,
            };
            let horizon = Horizon {
                beginning: Beginning::Back(timeframe.parse().unwrap()),
                cut: Cut::Every(buckets),
            };
            let (timeframe, interval) = horizon.asked_at(at("2026-06-01T10:07:00Z"));
            assert_eq!(interval, Some(IntervalSize::LEAST));
            timeframe.minutes()
        };
        assert_eq!(asked("60", "15m"), 80);
        assert_eq!(asked("61", "15m"), 85);
        assert_eq!(asked("1d", "1h"), 1440);
    }
}
