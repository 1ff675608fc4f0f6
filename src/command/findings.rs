//! What is noticed while rows go by, to be judged at the end.

use std::collections::BTreeMap;

use crate::model::check::Checker;

/// What was noticed while rows went by.
#[derive(Default)]
pub struct Findings {
    /// Rows that do not add up.
    pub checker: Checker,
    /// States that wide rows have no columns for, by id, with the name served.
    pub not_shown: BTreeMap<i64, String>,
    /// How many times an agent was active in one of the intervals asked for.
    pub active: u64,
}
