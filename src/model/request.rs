//! What is asked of the service: account, agents and method. Judged once, here; past the door they are right.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use super::Invalid;
use super::horizon::Horizon;
use super::span::{IntervalSize, Timeframe};

/// What is asked, whichever account is asked and whenever.
#[derive(Debug, Clone)]
pub struct Question {
    /// How far back, and in which pieces.
    pub horizon: Horizon,
    /// Which agents.
    pub agents: AgentList,
    /// How it is sent.
    pub method: Method,
}

impl Question {
    /// What the method is asked at this moment.
    pub fn at(&self, now: Timestamp) -> Query {
        let (timeframe, interval) = self.horizon.asked_at(now);
        Query {
            timeframe,
            interval,
            agents: self.agents.clone(),
            method: self.method,
        }
    }
}

/// What is asked of the method at some moment.
#[derive(Debug, Clone)]
pub struct Query {
    /// How far back.
    pub timeframe: Timeframe,
    /// Cut into pieces of this size, or not at all.
    pub interval: Option<IntervalSize>,
    /// Which agents.
    pub agents: AgentList,
    /// How it is sent.
    pub method: Method,
}

/// An account (site) id: letters, digits, `-` and `_`, so that it can stand in a URL and in a file name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountId(String);

impl AccountId {
    /// As typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountId {
    type Err = Invalid;

    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let typed = typed.trim();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if (1..=64).contains(&typed.len()) && typed.bytes().all(plain) {
            Ok(Self(typed.to_owned()))
        } else {
            Err(Invalid(format!(
                "account {typed:?} is not an account id: letters and digits, such as 12345678"
            )))
        }
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which agents are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum AgentList {
    /// Every agent active in the time frame.
    #[default]
    All,
    /// These, in this order, none twice, at least one.
    Ids(Vec<String>),
}

impl FromStr for AgentList {
    type Err = Invalid;

    /// Ids separated by commas or white space, or the one word `all`.
    fn from_str(typed: &str) -> Result<Self, Invalid> {
        let typed = typed.trim_start_matches('\u{feff}').trim();
        if typed == "all" {
            return Ok(Self::All);
        }
        let mut seen = HashSet::new();
        let mut ids = Vec::new();
        for id in typed
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|id| !id.is_empty())
        {
            if id.len() > 20 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
                let shown: String = id.chars().take(40).collect();
                return Err(Invalid(format!(
                    "agent id {shown:?} is not a number; ids look like 2152260212"
                )));
            }
            if seen.insert(id) {
                ids.push(id.to_owned());
            }
        }
        if ids.is_empty() {
            return Err(Invalid(
                "the list of agents is empty; give ids, or all for every active agent".to_owned(),
            ));
        }
        Ok(Self::Ids(ids))
    }
}

impl fmt::Display for AgentList {
    /// As the service wants it: `all`, or ids separated by commas.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Ids(ids) => f.write_str(&ids.join(",")),
        }
    }
}

/// How the request is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Method {
    /// GET, or POST once the URL would exceed 2,000 characters.
    #[default]
    Auto,
    /// Parameters in the URL.
    Get,
    /// Parameters in a JSON body.
    Post,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accounts_are_plain() {
        for typed in ["12345678", "le12345678", " 1 "] {
            assert_eq!(typed.parse::<AccountId>().unwrap().as_str(), typed.trim());
        }
        for typed in [
            "",
            "../etc",
            "1/2",
            "1,2",
            "a b",
            "1%2f",
            "é",
            &"1".repeat(65),
        ] {
            let error = typed.parse::<AccountId>().unwrap_err().to_string();
            assert!(error.contains(&format!("{typed:?}")), "{error}");
        }
    }

    #[test]
    fn agent_lists_keep_order_and_drop_duplicates() {
        let ids = |ids: &[&str]| AgentList::Ids(ids.iter().map(ToString::to_string).collect());
        for (typed, list) in [
            ("all", AgentList::All),
            ("3,1,3,2", ids(&["3", "1", "2"])),
            ("\u{feff}1\r\n2\r\n\r\n", ids(&["1", "2"])),
            (",1,,2 ,\t3", ids(&["1", "2", "3"])),
        ] {
            assert_eq!(typed.parse::<AgentList>().unwrap(), list, "{typed:?}");
        }
    }

    #[test]
    fn agent_lists_refuse_what_is_no_id() {
        for (typed, named) in [
            ("", "empty"),
            (" ,\n", "empty"),
            ("1,ana", "\"ana\""),
            ("1,all", "\"all\""),
            ("-1", "\"-1\""),
        ] {
            let error = typed.parse::<AgentList>().unwrap_err().to_string();
            assert!(error.contains(named), "{typed:?}: {error}");
        }
    }

    proptest! {
        #[test]
        fn a_list_once_read_reads_back_the_same(typed in "[0-9, \n]{1,60}") {
            if let Ok(list) = typed.parse::<AgentList>() {
                prop_assert_eq!(list.to_string().parse::<AgentList>().unwrap(), list);
            }
        }

        #[test]
        fn no_text_makes_the_parsers_panic(typed in ".{0,60}") {
            let _ = typed.parse::<AgentList>();
            let _ = typed.parse::<AccountId>();
        }
    }
}
