//! The size of a bucket of the wall clock, as it is typed and judged.

use std::fmt;
use std::str::FromStr;

use super::Invalid;
use super::length::{parse_minutes, whole_minutes};

/// The size of a bucket in minutes: a multiple of 5 from 5 to 720 that divides a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Every(pub(super) u16);

/// A day on which no clock changes, in minutes.
pub(super) const DAY: u16 = 1440;

impl Every {
    /// The sizes there are, in minutes, the least first.
    pub(super) fn sizes() -> impl Iterator<Item = u16> {
        (5..=DAY / 2)
            .step_by(5)
            .filter(|size| DAY.is_multiple_of(*size))
    }

    /// Minutes, on a day on which no clock changes.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// Up to an hour, a bucket is told by local time and offset; above, by local time alone.
    pub(super) const fn is_short(self) -> bool {
        self.0 <= 60
    }
}

impl FromStr for Every {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let (minutes, is_whole) = match parse_minutes("--every", typed) {
            Ok(minutes) => (minutes, true),
            // Half a minute is no size, but tells which sizes are near.
            Err(invalid) => (whole_minutes(typed).ok_or(invalid)?, false),
        };
        if let Some(size) = Self::sizes().find(|size| is_whole && i64::from(*size) == minutes) {
            return Ok(Self(size));
        }
        let why = match minutes {
            ..5 => "is shorter than 5 minutes",
            721.. => "is longer than 12 hours",
            _ if minutes % 5 != 0 || !is_whole => "is not a multiple of 5 minutes",
            _ => "does not divide a day",
        };
        let mut sizes: Vec<u16> = Self::sizes().collect();
        sizes.sort_by_key(|size| i64::from(*size).abs_diff(minutes));
        Err(Invalid(format!(
            "--every {typed} {why}; try {} or {}",
            Self(sizes[0]),
            Self(sizes[1])
        )))
    }
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(60) {
            write!(f, "{}h", self.0 / 60)
        } else {
            write!(f, "{}m", self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_meant_names_the_sizes_nearby() {
        for (typed, told) in [
            (
                "7m",
                "--every 7m is not a multiple of 5 minutes; try 5m or 10m",
            ),
            (
                "90s",
                "--every 90s is shorter than 5 minutes; try 5m or 10m",
            ),
            (
                "7m30s",
                "--every 7m30s is not a multiple of 5 minutes; try 5m or 10m",
            ),
            ("0", "--every 0 is shorter than 5 minutes; try 5m or 10m"),
            ("4m", "--every 4m is shorter than 5 minutes; try 5m or 10m"),
            ("25m", "--every 25m does not divide a day; try 20m or 30m"),
            ("25h", "--every 25h is longer than 12 hours; try 12h or 8h"),
            ("1d", "--every 1d is longer than 12 hours; try 12h or 8h"),
        ] {
            assert_eq!(typed.parse::<Every>().unwrap_err().to_string(), told);
        }
        assert_eq!(
            ["15", "1h", "720"].map(|typed| typed.parse::<Every>().unwrap().to_string()),
            ["15m", "1h", "12h"]
        );
    }
}
