//! Holds rows against what the method promises: parts add up to their whole, but for the seconds that rounding takes.
//! Every figure may be off by 1 second, and a sum of n figures by n. Reports, and drops nothing.

use super::activity::{AgentActivity, Spent, StateActivity, StateId};
use super::fold::Rounding;
use super::row::Heading;

/// How many of the worst rows are kept.
const KEPT: usize = 10;

/// What should add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A total is the time chatting and the time not chatting.
    Split,
    /// The time with the most chats allowed is part of the time chatting.
    Maximum,
    /// Away is the sum of its reasons.
    Reasons,
    /// Logged in is the sum of the states.
    States,
}

impl Rule {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Split, Self::Maximum, Self::Reasons, Self::States];

    /// In words, as what is missed.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Split => "total is not chatting + not chatting",
            Self::Maximum => "chatting at the maximum exceeds chatting",
            Self::Reasons => "away is not the sum of its reasons",
            Self::States => "logged in is not the sum of the states",
        }
    }
}

/// A row that does not add up, by the rule that it misses by most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// By how many seconds, rounding included.
    pub seconds: i64,
    /// Which rule.
    pub rule: Rule,
    /// Which row: account, interval, agent, state and reason.
    pub row: String,
}

/// Counts the rows that do not add up, and keeps the worst.
#[derive(Debug, Default)]
pub struct Checker {
    /// Rows that miss some rule.
    pub rows: u64,
    /// Rows that miss each of [`Rule::ALL`]; a row may miss several.
    pub by_rule: [u64; 4],
    /// Those that miss by most, the worst first.
    pub worst: Vec<Miss>,
}

impl Checker {
    /// Checks one agent's rows.
    pub fn check(&mut self, heading: &Heading, agent: &AgentActivity, rounding: Rounding) {
        for state in &agent.states {
            let mut missed = own(state.spent, rounding.slices);
            if state.id == StateId::AWAY && !state.reasons.is_empty() {
                let parts = state.reasons.iter().map(|reason| reason.spent);
                missed[Rule::Reasons as usize] =
                    sum(state.spent, parts, rounding.reasons.max(rounding.slices));
            }
            if state.id == StateId::LOGGED_IN {
                let parts = agent
                    .states
                    .iter()
                    .filter(|part| part.id != StateId::LOGGED_IN)
                    .map(|part| part.spent);
                missed[Rule::States as usize] =
                    sum(state.spent, parts, rounding.states.max(rounding.slices));
            }
            self.note(missed, || name(heading, agent, state, None));
            for reason in &state.reasons {
                self.note(own(reason.spent, rounding.slices), || {
                    name(heading, agent, state, Some(&reason.id))
                });
            }
        }
    }

    fn note(&mut self, missed: [i64; 4], row: impl FnOnce() -> String) {
        let Some((seconds, rule)) = missed
            .into_iter()
            .zip(Rule::ALL)
            .filter(|(seconds, _)| *seconds > 0)
            .reduce(|worst, other| if other.0 > worst.0 { other } else { worst })
        else {
            return;
        };
        self.rows += 1;
        for (count, seconds) in self.by_rule.iter_mut().zip(missed) {
            *count += u64::from(seconds > 0);
        }
        let place = self.worst.partition_point(|worse| worse.seconds >= seconds);
        if place < KEPT {
            self.worst.insert(
                place,
                Miss {
                    seconds,
                    rule,
                    row: row(),
                },
            );
            self.worst.truncate(KEPT);
        }
    }
}

/// By how much a row misses the rules that need no other row; 0 within the rounding.
fn own(spent: Spent, slices: i64) -> [i64; 4] {
    let split = spent
        .chatting
        .saturating_add(spent.not_chatting)
        .abs_diff(spent.total);
    let maximum = spent.in_max_concurrency.saturating_sub(spent.chatting);
    [
        beyond(split, slices),
        beyond(maximum.max(0).unsigned_abs(), slices),
        0,
        0,
    ]
}

/// By how much a whole misses the sum of its parts in the figure that misses most; 0 within the rounding.
fn sum(whole: Spent, parts: impl Iterator<Item = Spent>, figures: i64) -> i64 {
    let mut summed = Spent::default();
    parts.for_each(|part| summed.add(part));
    let off = [
        whole.total.abs_diff(summed.total),
        whole.chatting.abs_diff(summed.chatting),
        whole.not_chatting.abs_diff(summed.not_chatting),
        whole.in_max_concurrency.abs_diff(summed.in_max_concurrency),
    ];
    off.into_iter()
        .map(|off| beyond(off, figures))
        .max()
        .unwrap_or_default()
}

fn beyond(off: u64, allowed: i64) -> i64 {
    let off = i64::try_from(off).unwrap_or(i64::MAX);
    if off > allowed { off } else { 0 }
}

fn name(
    heading: &Heading,
    agent: &AgentActivity,
    state: &StateActivity,
    reason: Option<&str>,
) -> String {
    let mut words = Vec::new();
    if let Some(account) = &heading.account {
        words.push(format!("account {account}"));
    }
    if let Some(start) = &heading.start {
        words.push(start.text().to_owned());
    }
    words.push(format!("agent {}", agent.id));
    words.push(state.name().to_owned());
    if let Some(reason) = reason {
        words.push(format!("reason {reason}"));
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(total: i64, chatting: i64, not_chatting: i64) -> Spent {
        Spent {
            total,
            chatting,
            not_chatting,
            in_max_concurrency: 0,
        }
    }

    #[test]
    fn a_second_for_each_figure_is_rounding_and_more_is_not() {
        for (spent, slices, missed) in [
            (spent(100, 60, 40), 1, 0),
            (spent(101, 60, 40), 1, 0),
            (spent(102, 60, 40), 1, 2),
            (spent(99, 60, 40), 1, 0),
            (spent(103, 60, 40), 3, 0),
            (spent(104, 60, 40), 3, 4),
            (spent(0, i64::MAX, i64::MAX), 1, i64::MAX),
        ] {
            assert_eq!(
                own(spent, slices),
                [missed, 0, 0, 0],
                "{spent:?} in {slices}"
            );
        }
        let too_many = Spent {
            in_max_concurrency: 62,
            ..spent(100, 60, 40)
        };
        assert_eq!(own(too_many, 1), [0, 2, 0, 0]);
        assert_eq!(
            sum(
                spent(10, 5, 5),
                [spent(4, 2, 2), spent(3, 1, 2)].into_iter(),
                2
            ),
            3
        );
        assert_eq!(
            sum(
                spent(10, 5, 5),
                [spent(4, 2, 2), spent(4, 2, 2)].into_iter(),
                2
            ),
            0
        );
    }

    #[test]
    fn the_worst_ten_are_kept_in_order() {
        let mut checker = Checker::default();
        for off in [3, 9, 4, 1, 12, 7, 5, 5, 8, 30, 2, 6, 20] {
            checker.note([off, 0, off + 1, 0], || off.to_string());
        }
        checker.note([0; 4], || unreachable!());
        let kept: Vec<&str> = checker.worst.iter().map(|miss| miss.row.as_str()).collect();
        assert_eq!(kept, ["30", "20", "12", "9", "8", "7", "6", "5", "5", "4"]);
        assert_eq!((checker.rows, checker.by_rule), (13, [13, 0, 13, 0]));
        assert_eq!(checker.worst[0].rule, Rule::Reasons);
    }
}
