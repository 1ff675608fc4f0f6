//! One agent's time in one interval, as the service counted it. Seconds are whole; ids are text, but for the state's.

use serde::{Deserialize, Serialize};

/// One agent in one interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentActivity {
    /// The agent's id.
    pub id: String,
    /// States in the order served.
    pub states: Vec<StateActivity>,
}

/// The time in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateActivity {
    /// Which state.
    pub id: StateId,
    /// The name as served; see [`StateActivity::name`].
    pub served_name: String,
    /// The time in it.
    pub spent: Spent,
    /// The breakdown of Away; empty where there is none.
    pub reasons: Vec<ReasonActivity>,
}

/// The time away for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonActivity {
    /// The reason's id.
    pub id: String,
    /// The time.
    pub spent: Spent,
}

/// The service's id of a state: the one thing that tells states apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StateId(pub i64);

impl StateId {
    /// The total of all states.
    pub const LOGGED_IN: Self = Self(-1);
    /// Ready for chats.
    pub const ONLINE: Self = Self(2);
    /// Also served as "Back in 5".
    pub const BACK_SOON: Self = Self(3);
    /// Away, with reasons.
    pub const AWAY: Self = Self(4);

    /// Those that the method documents, with the names printed for them.
    pub const KNOWN: [(Self, &'static str); 4] = [
        (Self::ONLINE, "Online"),
        (Self::BACK_SOON, "Back soon"),
        (Self::AWAY, "Away"),
        (Self::LOGGED_IN, "Logged in"),
    ];

    /// The name printed for a known id, whatever name was served.
    pub fn name(self) -> Option<&'static str> {
        Self::KNOWN
            .iter()
            .find(|(id, _)| *id == self)
            .map(|(_, name)| *name)
    }
}

/// Seconds in a state, in total and split. The parts may miss the total by a second each, or more: see the documentation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// All the time.
    pub total: i64,
    /// Of it, while chatting.
    pub chatting: i64,
    /// Of it, while not chatting.
    pub not_chatting: i64,
    /// Of it, while chatting with the most chats allowed.
    pub in_max_concurrency: i64,
}

impl Spent {
    /// Adds another's seconds to these; a figure that has reached 2^63 stays there.
    pub const fn add(&mut self, other: Self) {
        const fn sum(a: i64, b: i64) -> i64 {
            if a == i64::MAX {
                a
            } else {
                a.saturating_add(b)
            }
        }
        self.total = sum(self.total, other.total);
        self.chatting = sum(self.chatting, other.chatting);
        self.not_chatting = sum(self.not_chatting, other.not_chatting);
        self.in_max_concurrency = sum(self.in_max_concurrency, other.in_max_concurrency);
    }
}

impl StateActivity {
    /// The name to print: ours for a known id, the served one for another.
    pub fn name(&self) -> &str {
        self.id.name().unwrap_or(&self.served_name)
    }
}

impl AgentActivity {
    /// Adds another's time to this one's, state by state and reason by reason, whatever their order.
    pub fn merge(&mut self, other: &Self) {
        for state in &other.states {
            let Some(mine) = self.states.iter_mut().find(|mine| mine.id == state.id) else {
                self.states.push(state.clone());
                continue;
            };
            mine.spent.add(state.spent);
            for reason in &state.reasons {
                match mine.reasons.iter_mut().find(|mine| mine.id == reason.id) {
                    Some(mine) => mine.spent.add(reason.spent),
                    None => mine.reasons.push(reason.clone()),
                }
            }
        }
    }

    /// The time in one state; zero where the service says nothing of it.
    pub fn spent(&self, id: StateId) -> Spent {
        self.told(id).unwrap_or_default()
    }

    /// The time in one state, where the service says anything of it.
    pub fn told(&self, id: StateId) -> Option<Spent> {
        let state = self.states.iter().find(|state| state.id == id)?;
        Some(state.spent)
    }
}

/// What is known of an answer, or of a part of it, before its first row is presented.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Survey {
    /// Agents' blocks in all intervals together.
    pub agents: u64,
    /// Agents in the interval that has most.
    pub agents_at_most: u64,
    /// The longest that one agent was logged in within one interval, in seconds.
    pub longest: i64,
    /// The width of the widest name or id of an agent, in columns of a terminal.
    pub widest_label: usize,
    /// All time logged in, of all agents and intervals, in seconds.
    pub logged_in: i64,
}

impl Survey {
    /// Counts one more agent of an interval.
    pub fn count(&mut self, agent: &AgentActivity) {
        let logged_in = agent.spent(StateId::LOGGED_IN).total;
        self.agents += 1;
        self.agents_at_most = self.agents;
        self.longest = self.longest.max(logged_in);
        self.widest_label = self.widest_label.max(agent.id.chars().count());
        self.logged_in = self.logged_in.saturating_add(logged_in);
    }

    /// Adds another interval's.
    pub fn merge(&mut self, other: &Self) {
        self.agents += other.agents;
        self.agents_at_most = self.agents_at_most.max(other.agents_at_most);
        self.longest = self.longest.max(other.longest);
        self.widest_label = self.widest_label.max(other.widest_label);
        self.logged_in = self.logged_in.saturating_add(other.logged_in);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(reasons: &[(&str, i64)]) -> AgentActivity {
        let spent = |total| Spent {
            total,
            ..Spent::default()
        };
        let reasons: Vec<_> = reasons
            .iter()
            .map(|(id, total)| ReasonActivity {
                id: (*id).to_owned(),
                spent: spent(*total),
            })
            .collect();
        AgentActivity {
            id: "1".to_owned(),
            states: vec![StateActivity {
                id: StateId::AWAY,
                served_name: String::new(),
                spent: spent(reasons.iter().map(|reason| reason.spent.total).sum()),
                reasons,
            }],
        }
    }

    #[test]
    fn a_sum_beyond_2_to_the_63_stays_there() {
        let mut sum = Spent::default();
        for total in [1 << 62, i64::MAX, -50] {
            sum.add(Spent {
                total,
                ..Spent::default()
            });
        }
        assert_eq!(sum.total, i64::MAX);
    }

    #[test]
    fn merging_adds_by_id_whatever_comes_and_goes() {
        let mut sum = agent(&[("a", 1), ("b", 2)]);
        sum.merge(&agent(&[("c", 4), ("a", 8)]));
        sum.merge(&agent(&[]));
        assert_eq!(sum, agent(&[("a", 9), ("b", 2), ("c", 4)]));
        assert_eq!(sum.spent(StateId::ONLINE), Spent::default());
    }
}
