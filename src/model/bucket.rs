//! Buckets of the wall clock: which one a moment falls into, where it begins and ends, on days of any length.
//! Instants are UTC; edges are those of a time zone's clocks.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::every::{DAY, Every};

/// One bucket; the end is excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// Its first moment.
    pub start: Timestamp,
    /// The first moment after it.
    pub end: Timestamp,
}

/// The buckets of one size by the clocks of one zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buckets {
    /// Their size.
    pub every: Every,
    /// Whose clocks cut them.
    pub zone: TimeZone,
}

impl Buckets {
    /// The bucket that holds this moment.
    pub fn holding(&self, at: Timestamp) -> Bucket {
        if self.every.is_short() {
            self.short(at)
        } else {
            self.long(at)
        }
    }

    /// The buckets from the one that holds `from` to the one that holds the last moment before `until`.
    pub fn between(&self, from: Timestamp, until: Timestamp) -> Vec<Bucket> {
        let mut bucket = self.holding(from);
        let mut buckets = vec![bucket];
        while bucket.end < until {
            bucket = self.holding(bucket.end);
            buckets.push(bucket);
        }
        buckets
    }

    /// Cut from the clock's reading at one offset, and cut again where the offset changes.
    fn short(&self, at: Timestamp) -> Bucket {
        let offset = self.zone.to_offset(at);
        let size = i64::from(self.every.0) * 60;
        let shift = i64::from(offset.seconds());
        let start = (at.as_second() + shift).div_euclid(size) * size - shift;
        let instant = |seconds| Timestamp::from_second(seconds).unwrap_or(at);
        let (mut start, mut end) = (instant(start), instant(start + size));
        for change in self.zone.following(start).map(|change| change.timestamp()) {
            if change >= end {
                break;
            }
            // A change of the clock's name alone leaves the clock as it is.
            if self.zone.to_offset(change) == offset && change <= at {
                start = if self.zone.to_offset(start) == offset {
                    start
                } else {
                    change
                };
            } else if change > at && self.zone.to_offset(change) != offset {
                end = change;
                break;
            }
        }
        Bucket { start, end }
    }

    /// Cut between two readings of the clock, whatever it does between them.
    fn long(&self, at: Timestamp) -> Bucket {
        let day = self.zone.to_datetime(at).date();
        let days = [
            day.saturating_sub(1.day()),
            day,
            day.saturating_add(1.day()),
        ];
        let mut edges: Vec<Timestamp> = days
            .into_iter()
            .flat_map(|day| self.edges_of(day))
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let next = edges.partition_point(|edge| *edge <= at);
        let edge = |index: Option<usize>| index.and_then(|index| edges.get(index)).copied();
        Bucket {
            start: edge(next.checked_sub(1)).unwrap_or(at),
            end: edge(Some(next)).unwrap_or(at),
        }
    }

    fn edges_of(&self, day: Date) -> impl Iterator<Item = Timestamp> {
        let midnight = day.to_datetime(Time::midnight());
        (0..DAY)
            .step_by(usize::from(self.every.0))
            .filter_map(move |minutes| {
                let reading = midnight.saturating_add(i64::from(minutes).minutes());
                first_moment_of(reading, &self.zone)
            })
    }

    /// The longest of the buckets that hold some moment between two.
    pub fn longest_between(&self, from: Timestamp, until: Timestamp) -> SignedDuration {
        let lengths = self
            .between(from, until)
            .into_iter()
            .map(|bucket| bucket.end.duration_since(bucket.start));
        lengths.max().unwrap_or_default()
    }
}

/// When the clock of a zone first shows this or, where it skips it, passes it.
pub(super) fn first_moment_of(reading: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let ambiguous = zone.to_ambiguous_timestamp(reading);
    if let AmbiguousOffset::Gap { after, .. } = ambiguous.offset() {
        let before_the_gap = after.to_timestamp(reading).ok()?;
        let change = zone.following(before_the_gap).next()?;
        return Some(change.timestamp());
    }
    ambiguous.earlier().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn buckets(every: &str, zone: &str) -> Buckets {
        Buckets {
            every: every.parse().unwrap(),
            zone: TimeZone::get(zone).unwrap(),
        }
    }

    /// How many buckets a local day has.
    fn count(every: &str, zone: &str, day: &str) -> usize {
        let buckets = buckets(every, zone);
        let day: Date = day.parse().unwrap();
        let start = day.to_zoned(buckets.zone.clone()).unwrap();
        let end = day
            .tomorrow()
            .unwrap()
            .to_zoned(buckets.zone.clone())
            .unwrap();
        let all = buckets.between(start.timestamp(), end.timestamp());
        assert_eq!(
            (all[0].start, all[all.len() - 1].end),
            (start.timestamp(), end.timestamp())
        );
        all.len()
    }

    #[test]
    fn days_on_which_the_clock_changes_have_their_own_number_of_buckets() {
        for (zone, day, quarters, hours) in [
            ("Europe/Berlin", "2026-06-01", 96, 24),
            ("Europe/Berlin", "2026-03-29", 92, 23),
            ("Europe/Berlin", "2026-10-25", 100, 25),
            ("Asia/Kathmandu", "2026-10-25", 96, 24),
            ("Australia/Adelaide", "2026-10-04", 92, 23),
            ("Australia/Adelaide", "2026-04-05", 100, 25),
            // Half an hour: the hour in which the clock changes is cut, and counts as two.
            ("Australia/Lord_Howe", "2026-10-04", 94, 24),
            ("Australia/Lord_Howe", "2026-04-05", 98, 25),
        ] {
            assert_eq!(count("15m", zone, day), quarters, "{zone} {day}");
            assert_eq!(count("1h", zone, day), hours, "{zone} {day}");
            assert_eq!(count("12h", zone, day), 2, "{zone} {day}");
        }
    }

    #[test]
    fn a_bucket_over_an_hour_lasts_longer_or_shorter_where_the_clock_changes() {
        let long = buckets("2h", "Europe/Berlin");
        for (at, start, end) in [
            (
                "2026-03-29T00:30:00Z",
                "2026-03-28T23:00:00Z",
                "2026-03-29T01:00:00Z",
            ),
            (
                "2026-03-29T01:30:00Z",
                "2026-03-29T01:00:00Z",
                "2026-03-29T02:00:00Z",
            ),
            (
                "2026-10-25T01:59:00Z",
                "2026-10-25T00:00:00Z",
                "2026-10-25T03:00:00Z",
            ),
        ] {
            let bucket = long.holding(at.parse().unwrap());
            assert_eq!(
                (bucket.start, bucket.end),
                (start.parse().unwrap(), end.parse().unwrap()),
                "{at}"
            );
        }
        // 02:40 comes twice; whatever follows the first belongs to what begins there.
        let uneven =
            buckets("160m", "Europe/Berlin").holding("2026-10-25T01:10:00Z".parse().unwrap());
        assert_eq!(uneven.start, "2026-10-25T00:40:00Z".parse().unwrap());
    }

    proptest! {
        #[test]
        fn every_moment_has_one_bucket_and_none_is_missing(
            seconds in 1_700_000_000_i64..1_900_000_000, size in 0_usize..17, zone in 0_usize..7
        ) {
            let zones = ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Australia/Adelaide", "America/St_Johns", "America/Santiago", "UTC"];
            let size = Every::sizes().nth(size).unwrap();
            let buckets = buckets(&size.to_string(), zones[zone]);
            let at = Timestamp::from_second(seconds).unwrap();
            let bucket = buckets.holding(at);
            prop_assert!(bucket.start <= at && at < bucket.end);
            prop_assert_eq!(buckets.holding(bucket.start), bucket);
            prop_assert_eq!(buckets.holding(bucket.end.saturating_sub(SignedDuration::from_secs(1)).unwrap()), bucket);
            prop_assert_eq!(buckets.holding(bucket.end).start, bucket.end);
            prop_assert_eq!((bucket.start.as_second() % 300, bucket.end.as_second() % 300), (0, 0));
            let length = bucket.end.duration_since(bucket.start).as_mins();
            let most = i64::from(size) + if size > 60 { 60 } else { 0 };
            prop_assert!(length <= most, "{} minutes", length);
        }
    }
}
