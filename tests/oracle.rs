//! An independent oracle: what each agent did is told straight from the simulator's timelines, in milliseconds, and held
//! against what the binary prints. Nothing here goes through the client's own arithmetic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use agentactivity::simulator::floor::{Doing, Floor, REASONS};
use agentactivity::simulator::{Simulator, server};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use support::{Bench, Scripted, scripted};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 24 * 60 * MINUTE;
const ZONES: [&str; 7] = [
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Australia/Adelaide",
    "America/St_Johns",
    "Asia/Kolkata",
    "UTC",
];

/// How intervals are cut: as the service does, or by a clock.
#[derive(Debug, Clone, Copy)]
enum Cut {
    Whole,
    Interval(i64),
    Every(i64),
}

/// One question.
struct Case {
    floor: Floor,
    /// UTC milliseconds.
    now: i64,
    zone: &'static str,
    /// Minutes.
    timeframe: i64,
    cut: Cut,
}

/// Start, end, observed seconds and coverage of an interval, as printed.
type Bounds = (String, String, i64, &'static str);
/// Agent, level, state and reason of a row.
type Key = (String, &'static str, i64, String);

impl Case {
    fn zone(&self) -> TimeZone {
        TimeZone::get(self.zone).unwrap()
    }

    /// What a bucket's moments have in common: the day and the place in it by the clock, and up to an hour the offset.
    fn bucket(&self, every: i64, at: i64) -> (jiff::civil::Date, i64, i32) {
        let local = Timestamp::from_millisecond(at)
            .unwrap()
            .to_zoned(self.zone());
        let minutes = i64::from(local.hour()) * 60 + i64::from(local.minute());
        let offset = if every <= 60 {
            local.offset().seconds()
        } else {
            0
        };
        (local.date(), minutes / every, offset)
    }

    /// The intervals to expect, from start to end, and where what was seen begins.
    fn intervals(&self) -> (Vec<(i64, i64)>, i64) {
        let asked = self.now - self.timeframe * MINUTE;
        match self.cut {
            Cut::Whole => (vec![(asked, self.now)], asked),
            Cut::Interval(size) => {
                let newest = (self.now + 5 * MINUTE - 1) / (5 * MINUTE) * 5 * MINUTE;
                let ends = (0..)
                    .map(|index| newest - index * size * MINUTE)
                    .take_while(|end| *end > asked);
                (ends.map(|end| (end - size * MINUTE, end)).collect(), asked)
            }
            Cut::Every(every) => {
                let mut intervals = Vec::new();
                let mut at = asked / MINUTE * MINUTE;
                while at < self.now {
                    let (mut start, mut end) = (at, at);
                    while self.bucket(every, start - MINUTE) == self.bucket(every, at) {
                        start -= MINUTE;
                    }
                    while self.bucket(every, end) == self.bucket(every, at) {
                        end += MINUTE;
                    }
                    intervals.push((start, end));
                    at = end;
                }
                // The service holds no more than a day.
                (intervals, self.now - DAY)
            }
        }
    }

    /// Milliseconds per row: total, chatting, not chatting, at most chats.
    fn spent(&self, from: i64, to: i64) -> BTreeMap<Key, [i64; 4]> {
        let mut rows = BTreeMap::new();
        for index in 0..self.floor.agents {
            let life = self.floor.life(index, from, to);
            for span in &life.spans {
                let length = span.to.min(to) - span.from.max(from);
                if length <= 0 {
                    continue;
                }
                let (state, reason) = match span.doing {
                    Doing::Online => (2, None),
                    Doing::BackSoon => (3, None),
                    Doing::Away(reason) => (4, Some(REASONS[reason])),
                };
                let mut add = |level, state, reason: &str| {
                    let spent = rows
                        .entry((life.id.clone(), level, state, reason.to_owned()))
                        .or_insert([0; 4]);
                    spent[0] += length;
                    spent[if span.chats > 0 { 1 } else { 2 }] += length;
                    spent[3] += if span.chats >= life.most_chats {
                        length
                    } else {
                        0
                    };
                };
                add("logged_in", -1, "");
                add("state", state, "");
                if let Some(reason) = reason {
                    add("reason", state, reason);
                }
            }
        }
        rows
    }

    fn arguments(&self) -> String {
        let (zone, timeframe) = (self.zone, self.timeframe);
        let cut = match self.cut {
            Cut::Whole => String::new(),
            Cut::Interval(size) => format!("-i {size}"),
            Cut::Every(every) => format!("--every {every}"),
        };
        format!("-t {timeframe} {cut} --tz {zone} --totals also -f csv")
    }

    fn told(&self, at: i64) -> String {
        let at = Timestamp::from_millisecond(at).unwrap();
        if self.zone == "UTC" {
            at.to_string()
        } else {
            at.display_with_offset(self.zone().to_offset(at))
                .to_string()
        }
    }

    /// Holds a printed CSV against the timelines.
    fn hold(&self, printed: &str) {
        let (intervals, seen_from) = self.intervals();
        let mut rows = read(printed);
        for (start, end) in intervals {
            let (from, to) = (start.max(seen_from), end.min(self.now));
            let coverage = match self.cut {
                _ if start < seen_from => "cut",
                _ if end > self.now => "running",
                _ => "complete",
            };
            let bounds: Bounds = (
                self.told(start),
                self.told(end),
                (to - from) / SECOND,
                coverage,
            );
            let printed = rows.remove(&bounds).unwrap_or_default();
            // The service rounds each figure of each slice down to whole seconds, so a sum over slices misses up to as many.
            let slices = if let Cut::Every(_) = self.cut {
                (to - from + 5 * MINUTE - 1) / (5 * MINUTE)
            } else {
                1
            };
            self.hold_interval(&bounds, printed, self.spent(from, to), slices);
        }
        assert!(
            rows.is_empty(),
            "{}: nobody expects {:?}",
            self.arguments(),
            rows.keys().collect::<Vec<_>>()
        );
    }

    fn hold_interval(
        &self,
        bounds: &Bounds,
        mut printed: BTreeMap<Key, [i64; 4]>,
        spent: BTreeMap<Key, [i64; 4]>,
        slices: i64,
    ) {
        let about = format!(
            "{} at {}: {bounds:?}",
            self.arguments(),
            self.told(self.now)
        );
        let mut total: BTreeMap<Key, [i64; 4]> = BTreeMap::new();
        for (key, milliseconds) in spent {
            let figures = printed
                .remove(&key)
                .unwrap_or_else(|| panic!("{about}: no {key:?}"));
            for (figure, exact) in figures.into_iter().zip(milliseconds) {
                let missing = exact - figure * SECOND;
                assert!(
                    (0..slices * SECOND).contains(&missing),
                    "{about}: {key:?} is {figure}, not {exact} ms"
                );
            }
            add(&mut total, &key, figures);
        }
        printed.retain(|key, figures| {
            // A state that an agent was not in is served with zeros.
            let is_total = key.0 == "all";
            assert!(
                is_total || *figures == [0; 4],
                "{about}: {key:?} has {figures:?}"
            );
            is_total && *figures != [0; 4]
        });
        total.retain(|_, figures| *figures != [0; 4]);
        assert_eq!(printed, total, "{about}: the sums are those of the rows");
    }
}

fn add(total: &mut BTreeMap<Key, [i64; 4]>, key: &Key, figures: [i64; 4]) {
    let sum = total
        .entry(("all".to_owned(), key.1, key.2, key.3.clone()))
        .or_insert([0; 4]);
    for (sum, figure) in sum.iter_mut().zip(figures) {
        *sum += figure;
    }
}

/// The rows of a CSV, by interval.
fn read(printed: &str) -> BTreeMap<Bounds, BTreeMap<Key, [i64; 4]>> {
    let mut intervals: BTreeMap<Bounds, BTreeMap<Key, [i64; 4]>> = BTreeMap::new();
    for row in csv::Reader::from_reader(printed.as_bytes()).records() {
        let row = row.unwrap();
        let one_of = |words: &[&'static str], at: usize| {
            *words.iter().find(|word| **word == &row[at]).unwrap()
        };
        let number = |at: usize| row[at].parse::<i64>().unwrap();
        let coverage = one_of(&["complete", "running", "cut"], 4);
        let bounds = (row[1].to_owned(), row[2].to_owned(), number(3), coverage);
        let key = (
            row[5].to_owned(),
            one_of(&["logged_in", "state", "reason"], 7),
            number(8),
            row[10].to_owned(),
        );
        let twice = intervals
            .entry(bounds)
            .or_default()
            .insert(key, [12, 13, 14, 15].map(number));
        assert!(twice.is_none(), "a row comes twice: {row:?}");
    }
    intervals
}

/// Some moment, often one on which a clock changes within a day.
fn moment(rng: &mut fastrand::Rng) -> i64 {
    let changes = [
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-10-03T15:30:00Z",
        "2026-04-04T15:00:00Z",
        "2026-10-03T16:30:00Z",
    ];
    let base = if rng.bool() {
        changes[rng.usize(..changes.len())]
            .parse::<Timestamp>()
            .unwrap()
            .as_millisecond()
            + rng.i64(-DAY / 8..DAY)
    } else {
        rng.i64(1_767_225_600_000..1_798_761_600_000)
    };
    // The `Date` header tells whole seconds.
    base / SECOND * SECOND
}

#[test]
fn what_is_printed_is_what_the_agents_did() {
    let mut rng = fastrand::Rng::with_seed(20_261_122);
    for round in 0..60 {
        let timeframe = [5, 37, 60, 90, 240, 720, 1440][rng.usize(..7)];
        let sizes: Vec<i64> = (5..=timeframe)
            .filter(|size| timeframe % size == 0)
            .collect();
        let case = Case {
            floor: Floor {
                seed: rng.u64(..),
                agents: rng.u32(1..12),
            },
            now: moment(&mut rng),
            zone: ZONES[rng.usize(..ZONES.len())],
            timeframe,
            cut: match round % 4 {
                0 => Cut::Whole,
                1 => Cut::Interval(sizes[rng.usize(..sizes.len())]),
                _ => Cut::Every([5, 15, 20, 30, 60, 120, 240, 360, 720][rng.usize(..9)]),
            },
        };
        let now = Timestamp::from_millisecond(case.now).unwrap();
        let running = server::start(Simulator::new(case.floor, Arc::new(move || now)), 0).unwrap();
        let printed = Bench::asking(&running.base_url())
            .run(&format!("fetch {}", case.arguments()))
            .well();
        case.hold(&printed);
    }
}

#[test]
fn an_hour_by_quarters_holds_four_complete_ones_at_any_minute() {
    for minute in 0..60 {
        let now =
            Timestamp::from_second(1_780_000_000 / 3600 * 3600 + minute * 60 + minute % 7).unwrap();
        let running = server::start(
            Simulator::new(Floor { seed: 3, agents: 1 }, Arc::new(move || now)),
            0,
        )
        .unwrap();
        let bench = Bench::asking(&running.base_url());
        let printed = bench
            .run("fetch -t 60 --every 15m --fill -f csv --columns interval_start,coverage")
            .well();
        let mut quarters: Vec<&str> = printed
            .lines()
            .filter(|line| line.ends_with(",complete"))
            .collect();
        quarters.dedup();
        assert!(quarters.len() >= 4, "{now}: {printed}");
    }
}

#[test]
fn since_begins_when_the_clock_showed_it() {
    let run = |now, arguments: &str| {
        let surroundings = Scripted {
            now,
            ..Scripted::default()
        };
        let run = scripted(
            surroundings,
            &format!(
                "fetch --demo --tz Europe/Berlin -f csv --columns interval_start,coverage {arguments}"
            ),
        );
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        let mut lines: Vec<String> = run.stdout.lines().skip(1).map(str::to_owned).collect();
        lines.dedup();
        lines
    };
    assert_eq!(
        run("2026-06-01T10:20:00Z", "--since 12:00"),
        ["2026-06-01T12:00:00+02:00,complete"]
    );
    assert_eq!(
        run("2026-06-01T10:20:00Z", "--since 11:30 --every 30m"),
        [
            "2026-06-01T11:30:00+02:00,complete",
            "2026-06-01T12:00:00+02:00,running"
        ]
    );
    // What a bucket of two hours holds before the asked time is part of it.
    assert_eq!(
        run("2026-06-01T10:20:00Z", "--since 11:30 --every 2h")[0],
        "2026-06-01T10:00:00+02:00,complete"
    );
}
