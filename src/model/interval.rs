//! Where an interval begins and ends, how much of it the answer saw, and what that makes of it.
//! A start and an end are keys: they never depend on when one asked. Instants are UTC with milliseconds.

use jiff::{SignedDuration, Timestamp};

use super::span::IntervalSize;
use super::window::Window;

/// How much of an interval lies in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// All of it.
    Complete,
    /// Its end lies ahead: it will fill.
    Running,
    /// It began before the window: it never will fill.
    Cut,
}

impl Coverage {
    /// The word in the column `coverage`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Running => "running",
            Self::Cut => "cut",
        }
    }
}

/// One interval; what is not known is `None`, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// End − size, also where the window cuts it.
    pub start: Option<Timestamp>,
    /// As served.
    pub end: Option<Timestamp>,
    /// The overlap of interval and window.
    pub observed: Option<Observed>,
}

/// The overlap of an interval and the window, and what it makes of the interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed {
    /// The first moment seen.
    pub from: Timestamp,
    /// The last moment seen.
    pub to: Timestamp,
    /// Whether that is all of it.
    pub coverage: Coverage,
}

impl Observed {
    /// Whole seconds.
    pub fn seconds(self) -> i64 {
        self.to.duration_since(self.from).as_secs().max(0)
    }
}

impl Interval {
    /// The size of the intervals that end so, where at least two of them tell: the least distance between neighbours.
    pub fn size_between(ends: &[Timestamp]) -> Option<IntervalSize> {
        let least = ends
            .windows(2)
            .map(|pair| pair[1].duration_since(pair[0]))
            .min()?;
        let whole = least.as_secs() % 60 == 0 && least.subsec_nanos() == 0;
        whole
            .then(|| IntervalSize::of_minutes(least.as_mins()))
            .flatten()
    }

    /// An interval that the service served with this end.
    pub fn ending(end: Timestamp, size: Option<IntervalSize>, window: Option<Window>) -> Self {
        let start = size.and_then(|size| {
            end.checked_sub(SignedDuration::from_mins(i64::from(size.minutes())))
                .ok()
        });
        Self {
            start,
            end: Some(end),
            observed: start
                .zip(window)
                .map(|(start, window)| observe(start, end, window)),
        }
    }

    /// An interval with these bounds, of whoever's making.
    pub fn between(start: Timestamp, end: Timestamp, window: Option<Window>) -> Self {
        Self {
            start: Some(start),
            end: Some(end),
            observed: window.map(|window| observe(start, end, window)),
        }
    }

    /// The window itself, for an answer without intervals.
    pub fn whole(window: Option<Window>) -> Self {
        Self {
            start: window.map(|window| window.start),
            end: window.map(|window| window.now),
            observed: window.map(|window| Observed {
                from: window.start,
                to: window.now,
                coverage: Coverage::Complete,
            }),
        }
    }
}

fn observe(start: Timestamp, end: Timestamp, window: Window) -> Observed {
    let coverage = if start < window.start {
        Coverage::Cut
    } else if end > window.now {
        Coverage::Running
    } else {
        Coverage::Complete
    };
    let from = start.max(window.start);
    Observed {
        from,
        to: end.min(window.now).max(from),
        coverage,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::span::Timeframe;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn size(minutes: u16, timeframe: Timeframe) -> IntervalSize {
        IntervalSize::parse(&minutes.to_string(), timeframe).unwrap()
    }

    #[test]
    fn the_documented_example_has_the_bounds_that_its_figures_imply() {
        let timeframe: Timeframe = "120".parse().unwrap();
        let window = Window::ending(at("2014-07-01T14:46:08Z"), timeframe);
        let table = [
            (
                1_404_226_200_000,
                "2014-07-01T13:50:00Z",
                3368,
                Coverage::Running,
            ),
            (
                1_404_222_600_000,
                "2014-07-01T12:50:00Z",
                3600,
                Coverage::Complete,
            ),
            (
                1_404_219_000_000,
                "2014-07-01T11:50:00Z",
                232,
                Coverage::Cut,
            ),
        ];
        for (end, start, seconds, coverage) in table {
            let end = Timestamp::from_millisecond(end).unwrap();
            let interval = Interval::ending(end, Some(size(60, timeframe)), Some(window));
            let observed = interval.observed.unwrap();
            assert_eq!(interval.start, Some(at(start)));
            assert_eq!((observed.seconds(), observed.coverage), (seconds, coverage));
        }
    }

    proptest! {
        #[test]
        fn the_intervals_of_an_answer_see_exactly_the_window(now in 1_400_000_000_i64..1_900_000_000, hours in 1_u16..=24, index in 0_usize..20) {
            let timeframe: Timeframe = format!("{hours}h").parse().unwrap();
            let divisors: Vec<u16> = (5..=hours * 60).filter(|size| (hours * 60) % size == 0).collect();
            let size = size(divisors[index % divisors.len()], timeframe);
            let now = Timestamp::from_second(now).unwrap();
            let window = Window::ending(now, timeframe);
            let step = i64::from(size.minutes()) * 60;
            let mut end = (now.as_second() + 299) / 300 * 300;
            let mut seen = 0;
            while end > window.start.as_second() {
                let interval = Interval::ending(Timestamp::from_second(end).unwrap(), Some(size), Some(window));
                seen += interval.observed.unwrap().seconds();
                end -= step;
            }
            prop_assert_eq!(seen, i64::from(timeframe.minutes()) * 60);
        }
    }
}
