//! Which rows are presented and in which order, whatever their form: folded, filled, summed, sorted, checked.

use std::str::FromStr;

use super::activity::{AgentActivity, StateId};
use super::bucket::Buckets;
use super::names::Names;
use super::{Invalid, one_of};

/// What is made of an answer before it is presented.
#[derive(Debug, Clone, Default)]
pub struct Arrangement {
    /// The buckets that intervals are folded into.
    pub fold: Option<Buckets>,
    /// Whether intervals that were not seen wholly are dropped.
    pub complete_only: bool,
    /// Whether what the service says nothing of gets rows of zeros.
    pub fill: bool,
    /// Sums over agents.
    pub totals: Totals,
    /// The order of agents within an interval.
    pub sort: Sort,
    /// Whether parts that do not add up are told.
    pub check: bool,
}

/// Whether the agent `all` is presented: sums over agents, per interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Totals {
    /// No.
    #[default]
    None,
    /// After each interval's agents.
    Also,
    /// Instead of them.
    Only,
}

/// The order of agents within an interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// As the service has them.
    #[default]
    Served,
    /// By name, or by id where there is none.
    Name,
    /// Those most away first.
    Away,
}

impl Totals {
    /// All of them, as typed.
    pub const ALL: [(&'static str, Self); 3] = [
        ("none", Self::None),
        ("also", Self::Also),
        ("only", Self::Only),
    ];
}

impl FromStr for Totals {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        one_of("--totals", typed, &Self::ALL)
    }
}

impl Sort {
    /// All of them, as typed.
    pub const ALL: [(&'static str, Self); 3] = [
        ("served", Self::Served),
        ("name", Self::Name),
        ("away", Self::Away),
    ];

    /// Puts agents into this order; equal ones stay as they are.
    pub fn apply<T>(self, agents: &mut [T], names: &Names, agent: impl Fn(&T) -> &AgentActivity) {
        match self {
            Self::Served => {}
            Self::Name => agents.sort_by_cached_key(|one| {
                let id = &agent(one).id;
                // Ids are numbers, so a longer one is greater.
                (names.agent(id).map(str::to_lowercase), id.len(), id.clone())
            }),
            Self::Away => {
                agents.sort_by_key(|one| std::cmp::Reverse(agent(one).spent(StateId::AWAY).total))
            }
        }
    }
}

impl FromStr for Sort {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        one_of("--sort", typed, &Self::ALL)
    }
}
