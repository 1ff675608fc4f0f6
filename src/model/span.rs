//! Lengths of time as people type them, and the two that the service judges: time frame and interval size.
//! Everything here is whole minutes but [`parse_pause`], which is for time-outs and pauses.

use std::fmt;
use std::str::FromStr;

use super::Invalid;
use super::length::parse_minutes;

/// How far back the service is asked, in minutes: 1 to 1440, since it holds 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeframe(u16);

impl Timeframe {
    /// The longest the service holds.
    pub const LONGEST: Self = Self(1440);

    /// Minutes.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl Default for Timeframe {
    fn default() -> Self {
        Self(60)
    }
}

impl FromStr for Timeframe {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let minutes = parse_minutes("time frame", typed)?;
        if minutes < 1 {
            return Err(Invalid(format!(
                "time frame {minutes} is not at least 1 minute; try 60"
            )));
        }
        u16::try_from(minutes)
            .ok()
            .filter(|minutes| *minutes <= Self::LONGEST.0)
            .map(Self)
            .ok_or_else(|| {
                Invalid(format!("time frame {minutes} is longer than the 24 hours that the service holds; try 1440"))
            })
    }
}

impl Timeframe {
    /// A time frame of so many minutes, where the service could hold it.
    pub fn of_minutes(minutes: u16) -> Option<Self> {
        (1..=Self::LONGEST.0)
            .contains(&minutes)
            .then_some(Self(minutes))
    }
}

impl fmt::Display for Timeframe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The size of one interval in minutes: at least 5, at most the time frame, and a divisor of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntervalSize(u16);

impl IntervalSize {
    /// The least that the service accepts: 5 minutes.
    pub const LEAST: Self = Self(5);

    /// Reads what was typed, and judges it as the service would for this time frame.
    ///
    /// # Errors
    /// Says what is wrong and which sizes nearby would do.
    pub fn parse(typed: &str, timeframe: Timeframe) -> Result<Self, Invalid> {
        let minutes = parse_minutes("interval", typed)?;
        let whole = timeframe.minutes();
        let refuse = |why: String| {
            Err(Invalid(format!(
                "interval {minutes} {why}; {}",
                advice(minutes, timeframe)
            )))
        };
        match u16::try_from(minutes) {
            Ok(size) if size > whole => refuse(format!("is longer than the time frame {whole}")),
            Ok(size) if size < Self::LEAST.0 => refuse("is shorter than 5 minutes".to_owned()),
            Ok(size) if !whole.is_multiple_of(size) => {
                refuse(format!("does not divide the time frame {whole}"))
            }
            Ok(size) => Ok(Self(size)),
            Err(_) if minutes < 0 => refuse("is shorter than 5 minutes".to_owned()),
            Err(_) => refuse(format!("is longer than the time frame {whole}")),
        }
    }

    /// Reads what was typed of an answer whose time frame is not known.
    ///
    /// # Errors
    /// Where it is no size that any time frame could have.
    pub fn parse_alone(typed: &str) -> Result<Self, Invalid> {
        let minutes = parse_minutes("interval", typed)?;
        Self::of_minutes(minutes).ok_or_else(|| {
            Invalid(format!(
                "interval {minutes} is not between 5 minutes and a day; try 60"
            ))
        })
    }

    /// A size of so many minutes, where some time frame could have it.
    pub fn of_minutes(minutes: i64) -> Option<Self> {
        let fits = |size: &u16| (Self::LEAST.0..=Timeframe::LONGEST.0).contains(size);
        u16::try_from(minutes).ok().filter(fits).map(Self)
    }

    /// Minutes.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

/// The two sizes nearest to the one that was typed and that the service would take.
fn advice(minutes: i64, timeframe: Timeframe) -> String {
    let whole = timeframe.minutes();
    let mut sizes: Vec<u16> = (IntervalSize::LEAST.0..=whole)
        .filter(|size| whole.is_multiple_of(*size))
        .collect();
    sizes.sort_by_key(|size| i64::from(*size).abs_diff(minutes));
    match sizes.as_slice() {
        [] => format!("the time frame {whole} is itself shorter; try a time frame of 60"),
        [only] => format!("try {only}"),
        [first, second, ..] => format!("try {first} or {second}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn time_frames_are_minutes_or_durations_up_to_a_day() {
        for (typed, minutes) in [
            ("120", 120),
            ("2h", 120),
            ("1h30m", 90),
            ("1d", 1440),
            (" 5 ", 5),
            ("1", 1),
        ] {
            assert_eq!(
                typed.parse::<Timeframe>().unwrap().minutes(),
                minutes,
                "{typed}"
            );
        }
    }

    #[test]
    fn what_cannot_be_meant_names_the_value_and_the_cure() {
        let table = [
            ("0", "time frame 0 is not at least 1 minute; try 60"),
            ("-5", "time frame -5 is not at least 1 minute; try 60"),
            (
                "1441",
                "time frame 1441 is longer than the 24 hours that the service holds; try 1440",
            ),
            (
                "25h",
                "time frame 1500 is longer than the 24 hours that the service holds; try 1440",
            ),
            (
                "90s",
                "time frame \"90s\" is not a whole number of minutes; try 2m",
            ),
            (
                "abc",
                "time frame \"abc\" is neither a number of minutes nor a duration; try 60 or 1h30m",
            ),
            (
                "",
                "time frame \"\" is neither a number of minutes nor a duration; try 60 or 1h30m",
            ),
        ];
        for (typed, message) in table {
            assert_eq!(
                typed.parse::<Timeframe>().unwrap_err().to_string(),
                message,
                "{typed}"
            );
        }
    }

    #[test]
    fn an_interval_is_judged_against_its_time_frame() {
        let table = [
            (
                "4",
                "60",
                "interval 4 is shorter than 5 minutes; try 5 or 6",
            ),
            (
                "0",
                "60",
                "interval 0 is shorter than 5 minutes; try 5 or 6",
            ),
            (
                "-5",
                "60",
                "interval -5 is shorter than 5 minutes; try 5 or 6",
            ),
            (
                "-9223372036854775808",
                "60",
                "interval -9223372036854775808 is shorter than 5 minutes; try 5 or 6",
            ),
            (
                "31",
                "60",
                "interval 31 does not divide the time frame 60; try 30 or 20",
            ),
            (
                "61",
                "60",
                "interval 61 is longer than the time frame 60; try 60 or 30",
            ),
            (
                "10m",
                "1h5m",
                "interval 10 does not divide the time frame 65; try 13 or 5",
            ),
            (
                "5",
                "4",
                "interval 5 is longer than the time frame 4; the time frame 4 is itself shorter; try a time frame of 60",
            ),
            (
                "6",
                "7",
                "interval 6 does not divide the time frame 7; try 7",
            ),
        ];
        for (typed, timeframe, message) in table {
            let error = IntervalSize::parse(typed, timeframe.parse().unwrap()).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    proptest! {
        #[test]
        fn every_accepted_interval_divides_its_time_frame(size in -10_i64..2000, whole in 1_u16..=1440) {
            let timeframe = Timeframe(whole);
            let accepted = IntervalSize::parse(&size.to_string(), timeframe);
            let right = size >= 5 && size <= i64::from(whole) && i64::from(whole) % size == 0;
            prop_assert_eq!(accepted.is_ok(), right);
        }

        #[test]
        fn no_text_makes_the_parsers_panic(typed in ".{0,40}") {
            let _ = typed.parse::<Timeframe>();
        }
    }
}
