//! The method's answer in its own JSON, written piece by piece, so that an answer for thousands of agents streams out.

use std::collections::VecDeque;
use std::fmt::Write as _;

use super::floor::{Life, REASONS, Split, Tally};

const MINUTE: i64 = 60_000;
/// "Intervals are rounded up to 5 minutes."
const GRID: i64 = 5 * MINUTE;
/// About how much text one piece holds, in bytes.
const PIECE: usize = 32 * 1024;

/// One stretch of the answer, in UTC milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slice {
    /// The interval's end as served; `None` for the whole time frame.
    end: Option<i64>,
    from: i64,
    to: i64,
}

/// The pieces of an answer.
pub struct Answer {
    lives: Vec<Life>,
    slices: VecDeque<Slice>,
    by_intervals: bool,
    /// The next agent of the first slice; `None` before its opening.
    next: Option<usize>,
    /// Whether an agent of the open slice has been written.
    written: bool,
    /// Whether the first slice has been opened.
    opened: bool,
    done: bool,
}

impl Answer {
    /// The answer at `now` (UTC milliseconds) for a time frame and perhaps an interval, both in minutes.
    pub fn new(lives: Vec<Life>, now: i64, timeframe: i64, interval: Option<i64>) -> Self {
        let start = now - timeframe * MINUTE;
        Self {
            lives,
            slices: slices(start, now, interval.map(|minutes| minutes * MINUTE)),
            by_intervals: interval.is_some(),
            next: None,
            written: false,
            opened: false,
            done: false,
        }
    }
}

/// The stretches from `start` to `now`, newest first; the newest end is rounded up, the oldest begins at the start.
fn slices(start: i64, now: i64, size: Option<i64>) -> VecDeque<Slice> {
    let Some(size) = size else {
        let whole = Slice {
            end: None,
            from: start,
            to: now,
        };
        return VecDeque::from([whole]);
    };
    let mut slices = VecDeque::new();
    let mut end = -(-now).div_euclid(GRID) * GRID;
    while end > start {
        slices.push_back(Slice {
            end: Some(end),
            from: start.max(end - size),
            to: now.min(end),
        });
        end -= size;
    }
    slices
}

impl Iterator for Answer {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        if self.done {
            return None;
        }
        let mut piece = String::with_capacity(PIECE + 2048);
        while piece.len() < PIECE && !self.done {
            self.step(&mut piece);
        }
        Some(piece.into_bytes())
    }
}

impl Answer {
    fn step(&mut self, out: &mut String) {
        const METRICS: &str = "\"agentsMetrics\":{\"metricsPerAgent\":{";
        let Some(slice) = self.slices.front().copied() else {
            out.push_str(if self.by_intervals {
                "],\"agentsMetrics\":{\"metricsPerAgent\":{},\"metricsTotals\":[]}}"
            } else {
                "}"
            });
            self.done = true;
            return;
        };
        match self.next {
            None => {
                match slice.end {
                    None => out.push('{'),
                    Some(end) => {
                        out.push_str(if self.opened {
                            ","
                        } else {
                            "{\"metricsByIntervals\":["
                        });
                        let _ = write!(out, "{{\"timestamp\":{end},\"metricsData\":{{");
                    }
                }
                out.push_str(METRICS);
                (self.next, self.written, self.opened) = (Some(0), false, true);
            }
            Some(index) => match self.lives.get(index) {
                Some(life) => {
                    let tally = life.tally(slice.from, slice.to);
                    if tally.logged_in.total > 0 {
                        write_agent(out, &life.id, &tally, self.written);
                        self.written = true;
                    }
                    self.next = Some(index + 1);
                }
                None => {
                    out.push_str("},\"metricsTotals\":[]}");
                    out.push_str(if self.by_intervals { "}}" } else { "" });
                    self.slices.pop_front();
                    self.next = None;
                }
            },
        }
    }
}

fn write_agent(out: &mut String, id: &str, tally: &Tally, comma: bool) {
    let _ = write!(out, "{}\"{id}\":[", if comma { "," } else { "" });
    for (state, name, split) in [
        (2, "Online", tally.online),
        (3, "Back in 5", tally.back_soon),
    ] {
        let _ = write!(out, "{{\"id\":{state},\"name\":\"{name}\",");
        write_value(out, split);
        out.push_str("},");
    }
    out.push_str("{\"reasons\":[");
    let mut comma = false;
    for (id, split) in REASONS
        .iter()
        .zip(tally.reasons)
        .filter(|(_, split)| split.total > 0)
    {
        let _ = write!(out, "{}{{\"id\":\"{id}\",", if comma { "," } else { "" });
        write_value(out, split);
        out.push('}');
        comma = true;
    }
    out.push_str("],\"id\":4,\"name\":\"Away\",");
    write_value(out, tally.away);
    out.push_str("},{\"id\":-1,\"name\":\"Logged in\",");
    write_value(out, tally.logged_in);
    out.push_str("}]");
}

/// Counted in milliseconds, shown in seconds, each figure by itself: parts may miss their total by a second.
fn write_value(out: &mut String, split: Split) {
    let _ = write!(
        out,
        "\"value\":{{\"total\":{},\"chatting\":{},\"notChatting\":{},\"chattingInMaxConcurrency\":{}}}",
        split.total / 1000,
        split.chatting / 1000,
        (split.total - split.chatting) / 1000,
        split.at_most_chats / 1000
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_example_has_its_slices() {
        // "Now: 8:07. timeframe=20&interval=10": 8:00–8:10, 7:50–8:00 and 7:47–7:50.
        let at = |hour: i64, minute: i64| (hour * 60 + minute) * MINUTE;
        let slice = |end, from, to| Slice {
            end: Some(end),
            from,
            to,
        };
        assert_eq!(
            slices(at(7, 47), at(8, 7), Some(10 * MINUTE)),
            [
                slice(at(8, 10), at(8, 0), at(8, 7)),
                slice(at(8, 0), at(7, 50), at(8, 0)),
                slice(at(7, 50), at(7, 47), at(7, 50)),
            ]
        );
    }
}
