//! The contact centre: each agent's life in milliseconds, made from a seed, and the time spent in any stretch of it.
//! The same seed, agent and UTC day give the same life, whatever was asked before.

use fastrand::Rng;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The away reasons of this centre, by id.
pub const REASONS: [&str; 5] = [
    "2642559712",
    "2642559112",
    "2642560012",
    "2642560112",
    "2642560212",
];

/// What an agent does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Ready for chats.
    Online,
    /// Back soon.
    BackSoon,
    /// Away, for the reason at this place in [`REASONS`].
    Away(usize),
}

/// A stretch of time in which nothing changes; both bounds in UTC milliseconds, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first millisecond.
    pub from: i64,
    /// The first millisecond after it.
    pub to: i64,
    /// The state.
    pub doing: Doing,
    /// How many chats are open.
    pub chats: u8,
}

/// One agent's life over some days: ordered spans; in the gaps the agent is logged off.
#[derive(Debug, Clone)]
pub struct Life {
    /// The agent's id.
    pub id: String,
    /// The most chats allowed.
    pub most_chats: u8,
    /// What happens, in order.
    pub spans: Vec<Span>,
}

/// Milliseconds in a state, in total and split.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Split {
    /// All.
    pub total: i64,
    /// With a chat open.
    pub chatting: i64,
    /// With the most chats allowed.
    pub at_most_chats: i64,
}

impl Split {
    const fn add(&mut self, length: i64, chats: u8, most: u8) {
        self.total += length;
        if chats > 0 {
            self.chatting += length;
        }
        if chats >= most {
            self.at_most_chats += length;
        }
    }
}

/// The time spent in one stretch of a life.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// In any state.
    pub logged_in: Split,
    /// Online.
    pub online: Split,
    /// Back soon.
    pub back_soon: Split,
    /// Away.
    pub away: Split,
    /// Away, by reason.
    pub reasons: [Split; REASONS.len()],
}

impl Life {
    /// The time spent between two instants in UTC milliseconds.
    pub fn tally(&self, from: i64, to: i64) -> Tally {
        let mut tally = Tally::default();
        let first = self.spans.partition_point(|span| span.to <= from);
        for span in self.spans[first..].iter().take_while(|span| span.from < to) {
            let length = span.to.min(to) - span.from.max(from);
            let add = |split: &mut Split| split.add(length, span.chats, self.most_chats);
            add(&mut tally.logged_in);
            match span.doing {
                Doing::Online => add(&mut tally.online),
                Doing::BackSoon => add(&mut tally.back_soon),
                Doing::Away(reason) => {
                    add(&mut tally.away);
                    add(&mut tally.reasons[reason]);
                }
            }
        }
        tally
    }
}

/// All agents of the centre.
#[derive(Debug, Clone, Copy)]
pub struct Floor {
    /// Other seeds, other lives.
    pub seed: u64,
    /// How many agents there are.
    pub agents: u32,
}

impl Floor {
    /// The id of the agent at this place.
    pub fn id(index: u32) -> String {
        (2_152_260_212 + u64::from(index) * 100).to_string()
    }

    /// The life of the agent at this place, on every UTC day from `from` to `to` (UTC milliseconds).
    pub fn life(&self, index: u32, from: i64, to: i64) -> Life {
        let mut life = Life {
            id: Self::id(index),
            most_chats: 2 + (index % 3) as u8,
            spans: Vec::new(),
        };
        for day in from.div_euclid(DAY)..=to.div_euclid(DAY) {
            // Multiplying spreads neighbouring agents, days and seeds over the generator's whole range.
            let seed = (self.seed.rotate_left(20) ^ u64::from(index))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                ^ day.unsigned_abs();
            live_a_day(&mut life, index, day * DAY, &mut Rng::with_seed(seed));
        }
        life
    }
}

/// One UTC day from its midnight. Every eighth agent works a shift of 8 hours, the others around the clock.
fn live_a_day(life: &mut Life, index: u32, midnight: i64, rng: &mut Rng) {
    let (mut now, end) = if index % 8 == 7 {
        let begin = midnight + rng.i64(5..11) * 60 * MINUTE + rng.i64(0..10 * MINUTE);
        (begin, begin + 8 * 60 * MINUTE)
    } else {
        (midnight, midnight + DAY)
    };
    while now < end {
        match rng.u8(0..20) {
            0..9 => work(life, &mut now, end, rng),
            9..14 => {
                let chats = u8::from(rng.u8(0..4) == 0);
                push(
                    life,
                    &mut now,
                    end,
                    Doing::BackSoon,
                    chats,
                    rng.i64(MINUTE..9 * MINUTE),
                );
            }
            14..19 => leave(life, &mut now, end, rng),
            _ => now += rng.i64(2 * MINUTE..25 * MINUTE),
        }
    }
}

/// Online for a while, with chats that come and go.
fn work(life: &mut Life, now: &mut i64, end: i64, rng: &mut Rng) {
    let until = (*now + rng.i64(6 * MINUTE..30 * MINUTE)).min(end);
    while *now < until {
        let chats = rng.u8(0..=life.most_chats);
        push(
            life,
            now,
            until,
            Doing::Online,
            chats,
            rng.i64(MINUTE / 2..7 * MINUTE),
        );
    }
}

/// Away for a reason; now and then a chat is still being finished.
fn leave(life: &mut Life, now: &mut i64, end: i64, rng: &mut Rng) {
    let doing = Doing::Away(rng.usize(0..REASONS.len()));
    if rng.u8(0..6) == 0 {
        push(life, now, end, doing, 1, rng.i64(MINUTE / 3..2 * MINUTE));
    }
    push(life, now, end, doing, 0, rng.i64(3 * MINUTE..25 * MINUTE));
}

fn push(life: &mut Life, now: &mut i64, end: i64, doing: Doing, chats: u8, length: i64) {
    let to = (*now + length).min(end);
    if *now < to {
        life.spans.push(Span {
            from: *now,
            to,
            doing,
            chats,
        });
        *now = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_is_ordered_and_does_not_depend_on_what_was_asked() {
        let floor = Floor { seed: 7, agents: 9 };
        for index in 0..9 {
            let life = floor.life(index, 3 * DAY, 5 * DAY);
            assert!(life.spans.windows(2).all(|pair| pair[0].to <= pair[1].from));
            assert!(
                life.spans
                    .iter()
                    .all(|span| span.from < span.to && span.chats <= life.most_chats)
            );
            let only = floor.life(index, 4 * DAY, 4 * DAY);
            assert!(only.spans.iter().all(|span| life.spans.contains(span)));
        }
        assert_ne!(floor.life(0, DAY, DAY).spans, floor.life(1, DAY, DAY).spans);
        assert_ne!(
            floor.life(0, DAY, DAY).spans,
            Floor { seed: 8, agents: 9 }.life(0, DAY, DAY).spans
        );
    }

    #[test]
    fn tallies_of_neighbouring_stretches_add_up() {
        let life = Floor { seed: 1, agents: 8 }.life(0, 0, DAY);
        let whole = life.tally(12_345, DAY - 999).logged_in;
        let cut = 40_000_123;
        let (left, right) = (
            life.tally(12_345, cut).logged_in,
            life.tally(cut, DAY - 999).logged_in,
        );
        assert_eq!(whole.total, left.total + right.total);
        assert_eq!(whole.chatting, left.chatting + right.chatting);
        assert!(whole.total > DAY / 2);
    }
}
