//! Reads the lists of users and away reasons, entry by entry, and takes from each what can be used. An entry without an id,
//! or of unlikely length, is left out; a field of another shape than expected counts as missing.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Result, Value};

use crate::model::names::Person;

/// A longer entry is left out, in bytes: parsed, it would take many times as much memory.
const LONGEST_ENTRY: usize = 64 * 1024;

/// The users, by id.
///
/// # Errors
/// Where it is no JSON array.
pub(super) fn people(list: &mut dyn Read) -> Result<HashMap<String, Person>> {
    let mut people = HashMap::new();
    each(list, |entry| {
        if let Some(id) = text(&entry["id"]) {
            let person = Person {
                name: ["fullName", "nickname", "loginName"]
                    .iter()
                    .find_map(|field| text(&entry[*field])),
                login_name: text(&entry["loginName"]),
                employee_id: text(&entry["employeeId"]),
            };
            people.insert(id, person);
        }
    })?;
    Ok(people)
}

/// The away reasons' texts, by id.
///
/// # Errors
/// Where it is no JSON array.
pub(super) fn reasons(list: &mut dyn Read) -> Result<HashMap<String, String>> {
    let mut reasons = HashMap::new();
    each(list, |entry| {
        if let (Some(id), Some(name)) = (text(&entry["id"]), text(&entry["text"])) {
            reasons.insert(id, name);
        }
    })?;
    Ok(reasons)
}

/// A text or a number as text; of a list, as texts in several languages are served, its first `value`.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values
            .iter()
            .find_map(|one| text(one.get("value").unwrap_or(one))),
        _ => None,
    }
}

/// Gives each entry of an array to `take`, and holds one at a time.
fn each(list: &mut dyn Read, take: impl FnMut(Value)) -> Result<()> {
    let mut reader = Deserializer::from_reader(list);
    reader.deserialize_seq(Entries(take))?;
    reader.end()
}

struct Entries<F>(F);

impl<'de, F: FnMut(Value)> Visitor<'de> for Entries<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of users or reasons")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut entries: A) -> std::result::Result<(), A::Error> {
        while let Some(entry) = entries.next_element::<Box<RawValue>>()? {
            let entry = Some(entry.get()).filter(|entry| entry.len() <= LONGEST_ENTRY);
            if let Some(Ok(entry)) = entry.map(serde_json::from_str) {
                (self.0)(entry);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_have_the_best_name_there_is() {
        let list = r#"[
            {"id":"1","nickname":"Ana","fullName":"Ana Ruiz","loginName":"ana@example.net","deleted":true},
            {"id":2,"nickname":" 安娜 ","fullName":""},
            {"id":3,"loginName":"c@example.net","employeeId":4711},
            {"id":4,"nickname":{"odd":1}}, {"nickname":"nobody"}, null, 7
        ]"#;
        let people = people(&mut list.as_bytes()).unwrap();
        let name = |id: &str| people.get(id).map(|person| person.name.as_deref());
        assert_eq!(
            ["1", "2", "3", "4", "5"].map(name),
            [
                Some(Some("Ana Ruiz")),
                Some(Some("安娜")),
                Some(Some("c@example.net")),
                Some(None),
                None
            ]
        );
        assert_eq!(people["3"].employee_id.as_deref(), Some("4711"));
    }

    #[test]
    fn an_entry_of_unlikely_length_is_left_out() {
        let entry = |id, length| format!(r#"{{"id":{id},"nickname":"{}"}}"#, "x".repeat(length));
        let list = format!("[{},{}]", entry(1, LONGEST_ENTRY), entry(2, 100));
        let people = people(&mut list.as_bytes()).unwrap();
        assert_eq!(people.keys().collect::<Vec<_>>(), ["2"]);
    }

    #[test]
    fn a_reasons_text_may_be_a_list() {
        let list = r#"[{"id":2642559712,"text":"Lunch"},{"id":"5","text":[{"value":"Pause"}]},{"id":6,"text":["Coaching"]},{"id":7}]"#;
        let reasons = reasons(&mut list.as_bytes()).unwrap();
        let name = |id: &str| reasons.get(id).map(String::as_str);
        assert_eq!(
            ["2642559712", "5", "6", "7"].map(name),
            [Some("Lunch"), Some("Pause"), Some("Coaching"), None]
        );
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in ["{}", "", "[", "[1", "[] x", "<html>"] {
            assert!(people(&mut text.as_bytes()).is_err(), "{text}");
        }
    }
}
