//! Any text is a list of agents or is refused; a list that was read reads back the same.

#![no_main]

use agentactivity::model::request::{AccountId, AgentList};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(list) = text.parse::<AgentList>() {
        assert_eq!(list.to_string().parse(), Ok(list));
    }
    if let Ok(account) = text.parse::<AccountId>() {
        assert!(!account.as_str().contains(['/', '.', '%', ' ']));
    }
});
