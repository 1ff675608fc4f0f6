//! What an answer covers, and which moment its now was: the service's clock held against the ends of its intervals.

use jiff::{SignedDuration, Timestamp};

use super::span::Timeframe;

/// The method's ends are rounded up to this ("Intervals are rounded up to 5 minutes").
pub(super) const GRID: SignedDuration = SignedDuration::from_mins(5);
/// Answers are dated when they are sent, which may be some seconds after they were counted.
const NATURAL: SignedDuration = SignedDuration::from_secs(10);
/// A `Date` further off than this says nothing about the window.
const ABSURD: SignedDuration = SignedDuration::from_hours(1);

/// What an answer covers: from now − time frame to now, as the service's clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Now − time frame.
    pub start: Timestamp,
    /// The moment of the answer.
    pub now: Timestamp,
}

impl Window {
    /// The window of this length that ends now.
    pub fn ending(now: Timestamp, timeframe: Timeframe) -> Self {
        let length = SignedDuration::from_mins(i64::from(timeframe.minutes()));
        Self {
            start: now.saturating_sub(length).unwrap_or(Timestamp::MIN),
            now,
        }
    }
}

/// A clock's reading held against the newest interval end, which is the same moment rounded up to 5 minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It fits, or is off by no more than is natural.
    Agreed(Timestamp),
    /// It was a little outside, and is moved to the nearest moment inside.
    Clamped(Timestamp),
    /// It is off by more than an hour: nothing is known of the window.
    Unknown,
}

/// Settles what now was, from a clock's reading and the newest interval end.
pub fn settle_now(reading: Timestamp, newest_end: Timestamp) -> Settled {
    let earliest = newest_end.saturating_sub(GRID).unwrap_or(Timestamp::MIN);
    let (off, nearest) = if reading > newest_end {
        (reading.duration_since(newest_end), newest_end)
    // A `Date` has lost its fraction, so one that stands on the edge was within.
    } else if reading < earliest {
        (earliest.duration_since(reading), earliest)
    } else {
        return Settled::Agreed(reading);
    };
    if off <= NATURAL {
        Settled::Agreed(nearest)
    } else if off <= ABSURD {
        Settled::Clamped(nearest)
    } else {
        Settled::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_reading_is_settled_against_the_newest_end() {
        let end = at("2014-07-01T14:50:00Z");
        let table = [
            (
                "2014-07-01T14:46:08Z",
                Settled::Agreed(at("2014-07-01T14:46:08Z")),
            ),
            ("2014-07-01T14:50:00Z", Settled::Agreed(end)),
            ("2014-07-01T14:50:10Z", Settled::Agreed(end)),
            ("2014-07-01T14:50:11Z", Settled::Clamped(end)),
            (
                "2014-07-01T14:45:00Z",
                Settled::Agreed(at("2014-07-01T14:45:00Z")),
            ),
            (
                "2014-07-01T13:45:00Z",
                Settled::Clamped(at("2014-07-01T14:45:00Z")),
            ),
            (
                "2014-07-01T14:44:49Z",
                Settled::Clamped(at("2014-07-01T14:45:00Z")),
            ),
            ("2014-07-01T13:44:59Z", Settled::Unknown),
            ("2014-07-01T15:50:01Z", Settled::Unknown),
        ];
        for (reading, settled) in table {
            assert_eq!(settle_now(at(reading), end), settled, "{reading}");
        }
    }
}
