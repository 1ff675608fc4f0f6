//! Which intervals are presented, and which of the served ones each is made of. Knows bounds alone, no agents.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::Invalid;
use super::arrangement::Arrangement;
use super::bucket::{Bucket, Buckets};
use super::horizon::Beginning;
use super::interval::{Coverage, Interval};
use super::span::IntervalSize;
use super::window::{GRID, Window};

/// One interval as it is presented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its bounds.
    pub interval: Interval,
    /// Which of the served intervals, oldest first, it is made of.
    pub served: Range<usize>,
}

/// What is known of an answer's bounds.
#[derive(Debug, Clone, Copy)]
pub struct Bounds<'a> {
    /// The intervals served, oldest first, or the whole window as one.
    pub served: &'a [Interval],
    /// Whether the service cut them, or that one is the whole window.
    pub is_cut: bool,
    /// What the answer covers.
    pub window: Option<Window>,
    /// Where what is wanted of it begins; `None` is where it does itself.
    pub beginning: Option<&'a Beginning>,
    /// The size of its intervals; `None` where it has none, or their size is not known.
    pub size: Option<IntervalSize>,
}

/// The intervals to present of an answer, oldest first, whatever their coverage.
///
/// # Errors
/// Where its intervals do not fit the buckets asked for.
pub fn periods(bounds: Bounds<'_>, arrangement: &Arrangement) -> Result<Vec<Period>, Invalid> {
    match &arrangement.fold {
        Some(buckets) => folded(bounds, buckets, arrangement.fill),
        None => Ok(as_served(bounds, arrangement.fill)),
    }
}

/// Those of which all was seen.
///
/// # Errors
/// Where it is not known how much was seen.
pub fn complete(periods: Vec<Period>) -> Result<Vec<Period>, Invalid> {
    if periods
        .iter()
        .any(|period| period.interval.observed.is_none())
    {
        return Err(Invalid(
            "--complete-only needs to know what was seen of each interval; say --timeframe, --interval and --at, or convert an envelope"
                .to_owned(),
        ));
    }
    let complete = |period: &Period| {
        period
            .interval
            .observed
            .is_some_and(|seen| seen.coverage == Coverage::Complete)
    };
    Ok(periods.into_iter().filter(complete).collect())
}

fn as_served(bounds: Bounds<'_>, fill: bool) -> Vec<Period> {
    let served = bounds.served.iter().enumerate();
    let mut periods: Vec<Period> = served
        .map(|(index, interval)| Period {
            interval: *interval,
            served: index..index + 1,
        })
        .collect();
    if let (true, Some(size), Some(window)) = (fill && bounds.is_cut, bounds.size, bounds.window) {
        let known: Vec<_> = bounds
            .served
            .iter()
            .filter_map(|interval| interval.end)
            .collect();
        for end in ends_within(window, size, known.last().copied()) {
            if !known.contains(&end) {
                periods.push(Period {
                    interval: Interval::ending(end, Some(size), Some(window)),
                    served: 0..0,
                });
            }
        }
        periods.sort_by_key(|period| period.interval.end);
    }
    if periods.is_empty() {
        periods.push(Period {
            interval: Interval::whole(bounds.window),
            served: 0..0,
        });
    }
    periods
}

/// Every end that the service could have served for a window, the newest first.
fn ends_within(
    window: Window,
    size: IntervalSize,
    newest: Option<Timestamp>,
) -> impl Iterator<Item = Timestamp> {
    let rounded_up = || {
        let grid = GRID.as_secs();
        let seconds = window.now.as_second() + i64::from(window.now.subsec_nanosecond() > 0);
        Timestamp::from_second(-(-seconds).div_euclid(grid) * grid).ok()
    };
    let step = SignedDuration::from_mins(size.minutes().into());
    std::iter::successors(newest.or_else(rounded_up), move |end| {
        end.checked_sub(step).ok()
    })
    .take_while(move |end| *end > window.start)
}

fn folded(bounds: Bounds<'_>, clock: &Buckets, fill: bool) -> Result<Vec<Period>, Invalid> {
    let Bounds {
        served,
        window,
        is_cut,
        ..
    } = bounds;
    if !is_cut && !served.is_empty() {
        return Err(Invalid(format!(
            "--every {} folds intervals, and this answer has none; keep answers with --interval 5 to fold them",
            clock.every
        )));
    }
    let begins = match (bounds.beginning, window) {
        (Some(beginning), Some(window)) => Some(beginning.before(window.now)),
        (_, window) => window.map(|window| window.start),
    };
    let oldest = begins.map(|begins| clock.holding(begins).start);
    let mut buckets: BTreeMap<Timestamp, (Bucket, Range<usize>)> = BTreeMap::new();
    if let (true, Some(begins), Some(window)) = (fill, begins, window) {
        let all = clock.between(begins.max(window.start), window.now);
        buckets.extend(all.into_iter().map(|bucket| (bucket.start, (bucket, 0..0))));
    }
    for (index, interval) in served.iter().enumerate() {
        let bucket = bucket_of(interval, clock)?;
        if oldest.is_some_and(|oldest| bucket.start < oldest) {
            continue;
        }
        let (_, range) = buckets
            .entry(bucket.start)
            .or_insert((bucket, index..index));
        if range.start == range.end {
            *range = index..index;
        }
        range.end = index + 1;
    }
    let period = |(bucket, served): (Bucket, Range<usize>)| Period {
        interval: Interval::between(bucket.start, bucket.end, window),
        served,
    };
    Ok(buckets.into_values().map(period).collect())
}

/// The one bucket that holds all of a served interval.
fn bucket_of(interval: &Interval, buckets: &Buckets) -> Result<Bucket, Invalid> {
    let every = buckets.every;
    let Some((start, end)) = interval.start.zip(interval.end) else {
        return Err(Invalid(format!(
            "--every {every} needs to know how long the answer's intervals are, and their ends do not tell; say it with --interval"
        )));
    };
    let bucket = buckets.holding(start);
    if end > bucket.end || bucket.start.as_second() % GRID.as_secs() != 0 {
        let edge = if end > bucket.end {
            bucket.end
        } else {
            bucket.start
        };
        return Err(Invalid(format!(
            "--every {every} has an edge at {edge}, within the interval from {start} to {end}; keep answers with --interval 5 to fold them"
        )));
    }
    Ok(bucket)
}

/// Whether a fold could meet an interval that straddles an edge, whatever is asked: the clocks of some places are not
/// ahead or behind by a multiple of 5 minutes.
///
/// # Errors
/// Names the zone.
pub fn judge_edges(
    buckets: &Buckets,
    beginning: &Beginning,
    now: Timestamp,
) -> Result<(), Invalid> {
    let on_grid = |bucket: &Bucket| bucket.start.as_second() % GRID.as_secs() == 0;
    if buckets
        .between(beginning.before(now), now)
        .iter()
        .all(on_grid)
    {
        return Ok(());
    }
    Err(Invalid(format!(
        "--every {} cannot be folded from the service's 5 minutes by clocks that are off by other than 5 minutes; try --tz UTC",
        buckets.every
    )))
}
