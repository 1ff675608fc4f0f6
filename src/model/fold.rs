//! Puts the agents of one presented interval together: adds up slices, fills gaps, sums over agents, keeps the order.

use std::collections::HashMap;

use super::activity::{AgentActivity, Spent, StateActivity, StateId};
use super::arrangement::Sort;
use super::names::{ALL_AGENTS, Names};

/// How many figures, each rounded for itself, went into the sums of one agent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rounding {
    /// Slices: into each figure.
    pub slices: i64,
    /// Into the sum of the states.
    pub states: i64,
    /// Into the sum of the away reasons.
    pub reasons: i64,
}

impl Rounding {
    /// That of one agent as served.
    pub fn of(agent: &AgentActivity) -> Self {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let parts = agent
            .states
            .iter()
            .filter(|state| state.id != StateId::LOGGED_IN)
            .count();
        let reasons = agent.states.iter().map(|state| state.reasons.len()).sum();
        Self {
            slices: 1,
            states: count(parts),
            reasons: count(reasons),
        }
    }

    const fn add(&mut self, other: Self) {
        self.slices += other.slices;
        self.states += other.states;
        self.reasons += other.reasons;
    }
}

/// One agent of a presented interval, and how its figures came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// The agent.
    pub agent: AgentActivity,
    /// How its figures were rounded.
    pub rounding: Rounding,
}

/// The agents of one presented interval, in the order in which they first appeared.
#[derive(Debug, Default)]
pub struct Gathering {
    agents: Vec<Gathered>,
    index: HashMap<String, usize>,
}

impl Gathering {
    /// Adds an agent of one slice to what is known of the same agent.
    pub fn add(&mut self, agent: AgentActivity) {
        let rounding = Rounding::of(&agent);
        if let Some(index) = self.index.get(&agent.id) {
            let known = &mut self.agents[*index];
            known.agent.merge(&agent);
            known.rounding.add(rounding);
        } else {
            self.index.insert(agent.id.clone(), self.agents.len());
            self.agents.push(Gathered { agent, rounding });
        }
    }

    /// Gives everybody who is missing zeros in every known state.
    pub fn fill(&mut self, expected: &[String]) {
        for id in expected {
            if self.index.contains_key(id) {
                continue;
            }
            let zero = |(id, _)| StateActivity {
                id,
                served_name: String::new(),
                spent: Spent::default(),
                reasons: Vec::new(),
            };
            self.index.insert(id.clone(), self.agents.len());
            let agent = AgentActivity {
                id: id.clone(),
                states: StateId::KNOWN.map(zero).into(),
            };
            self.agents.push(Gathered {
                agent,
                rounding: Rounding::default(),
            });
        }
    }

    /// All of them, in this order.
    pub fn into_agents(mut self, sort: Sort, names: &Names) -> Vec<Gathered> {
        sort.apply(&mut self.agents, names, |gathered| &gathered.agent);
        self.agents
    }
}

/// The sums over the agents of one interval: the agent `all`.
#[derive(Debug, Default)]
pub struct Total(Option<AgentActivity>);

impl Total {
    /// Adds an agent.
    pub fn add(&mut self, agent: &AgentActivity) {
        match &mut self.0 {
            Some(total) => total.merge(agent),
            None => {
                self.0 = Some(AgentActivity {
                    id: ALL_AGENTS.to_owned(),
                    ..agent.clone()
                })
            }
        }
    }

    /// The sums, where there was anybody.
    pub fn into_agent(self) -> Option<AgentActivity> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::activity::ReasonActivity;

    fn agents() -> impl Strategy<Value = Vec<AgentActivity>> {
        let spent = (0_i64..300, 0_i64..300).prop_map(|(chatting, not_chatting)| Spent {
            total: chatting + not_chatting,
            chatting,
            not_chatting,
            in_max_concurrency: chatting / 2,
        });
        let reason = (0_u8..4, spent.clone()).prop_map(|(id, spent)| ReasonActivity {
            id: id.to_string(),
            spent,
        });
        let state = (
            prop_oneof![Just(-1_i64), Just(2), Just(3), Just(4), Just(9)],
            spent,
            prop::collection::vec(reason, 0..3),
        )
            .prop_map(|(id, spent, reasons)| StateActivity {
                id: StateId(id),
                served_name: "x".to_owned(),
                spent,
                reasons,
            });
        let agent = (0_u8..5, prop::collection::vec(state, 0..5)).prop_map(|(id, mut states)| {
            states.sort_by_key(|state| state.id);
            states.dedup_by_key(|state| state.id);
            AgentActivity {
                id: id.to_string(),
                states,
            }
        });
        prop::collection::vec(agent, 0..12)
    }

    /// All seconds of one state, straight from the rows.
    fn seconds<'a>(agents: impl IntoIterator<Item = &'a AgentActivity>, id: i64) -> Vec<i64> {
        let mut sum = vec![0; 5];
        for state in agents
            .into_iter()
            .flat_map(|agent| &agent.states)
            .filter(|state| state.id == StateId(id))
        {
            let Spent {
                total,
                chatting,
                not_chatting,
                in_max_concurrency,
            } = state.spent;
            let reasons: i64 = state.reasons.iter().map(|reason| reason.spent.total).sum();
            for (sum, part) in
                sum.iter_mut()
                    .zip([total, chatting, not_chatting, in_max_concurrency, reasons])
            {
                *sum += part;
            }
        }
        sum
    }

    proptest! {
        #[test]
        fn folding_filling_and_totals_keep_every_second(served in agents(), expected in prop::collection::vec("[0-9]", 0..4)) {
            let mut gathering = Gathering::default();
            served.iter().cloned().for_each(|agent| gathering.add(agent));
            gathering.fill(&expected);
            let gathered = gathering.into_agents(Sort::Away, &Names::default());
            let folded = || gathered.iter().map(|gathered| &gathered.agent);
            let mut total = Total::default();
            folded().for_each(|agent| total.add(agent));
            for id in [-1, 2, 3, 4, 9] {
                prop_assert_eq!(seconds(folded(), id), seconds(&served, id));
                prop_assert_eq!(seconds(&total.0, id), seconds(&served, id));
            }
            for id in expected.iter().chain(served.iter().map(|agent| &agent.id)) {
                let of: Vec<_> = folded().filter(|agent| &agent.id == id).collect();
                prop_assert_eq!(of.len(), 1);
            }
        }
    }
}
