//! What agents and away reasons are called, as far as that is known. Ids stay the keys: names need not be unique.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Invalid, one_of};

/// The id of the sums over agents; no agent has it, since theirs are numbers.
pub const ALL_AGENTS: &str = "all";

/// The names of one account's agents and away reasons, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// By agent id.
    pub agents: HashMap<String, Person>,
    /// By reason id.
    pub reasons: HashMap<String, String>,
}

/// What is known of one agent besides the id; deleted agents keep theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name to show: the full name, else the nickname, else the log-in name.
    pub name: Option<String>,
    /// The name used to log in.
    pub login_name: Option<String>,
    /// The number that the company itself gave.
    pub employee_id: Option<String>,
}

impl Names {
    /// An agent's name.
    pub fn agent(&self, id: &str) -> Option<&str> {
        if id == ALL_AGENTS && !self.agents.is_empty() {
            return Some(ALL_AGENTS);
        }
        self.agents.get(id)?.name.as_deref()
    }

    /// An away reason's name.
    pub fn reason(&self, id: &str) -> Option<&str> {
        self.reasons.get(id).map(String::as_str)
    }

    /// What to call each of these agents where ids are not shown beside: the name; with the id before it where it is shared
    /// with another of them; the id alone where there is none.
    pub fn labels<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str> + Clone,
    ) -> HashMap<String, String> {
        let mut bearers: HashMap<&str, u32> = HashMap::new();
        for name in ids.clone().into_iter().filter_map(|id| self.agent(id)) {
            *bearers.entry(name).or_default() += 1;
        }
        let label = |id: &str| match self.agent(id) {
            None => id.to_owned(),
            Some(name) if bearers.get(name).is_some_and(|bearers| *bearers > 1) => {
                format!("{id} {name}")
            }
            Some(name) => name.to_owned(),
        };
        ids.into_iter()
            .map(|id| (id.to_owned(), label(id)))
            .collect()
    }
}

/// Whether names are looked up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Naming {
    /// For table and xlsx, where the credentials allow it.
    #[default]
    Auto,
    /// For every format, with a warning where they do not.
    Always,
    /// No.
    Never,
}

impl Naming {
    /// All of them, as typed.
    pub const ALL: [(&'static str, Self); 3] = [
        ("auto", Self::Auto),
        ("always", Self::Always),
        ("never", Self::Never),
    ];
}

impl std::str::FromStr for Naming {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        one_of("--names", typed, &Self::ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_name_has_its_id_before_it_and_a_missing_one_is_the_id() {
        let person = |name: &str| Person {
            name: Some(name.to_owned()),
            ..Person::default()
        };
        let agents = [
            ("1", person("Ana")),
            ("2", person("Ana")),
            ("3", person("Юрий")),
            ("4", Person::default()),
        ];
        let names = Names {
            agents: agents.map(|(id, person)| (id.to_owned(), person)).into(),
            ..Names::default()
        };
        let labels = names.labels(["1", "2", "3", "4", "5"]);
        let told = ["1", "2", "3", "4", "5"].map(|id| labels[id].as_str());
        assert_eq!(told, ["1 Ana", "2 Ana", "Юрий", "4", "5"]);
        // Where the other one is not among them, the name is enough.
        assert_eq!(names.labels(["1", "3"])["1"], "Ana");
    }
}
