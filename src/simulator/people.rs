//! Who works at the simulated centre and what its away reasons are called, as its configuration service lists them.

use serde_json::{Value, json};

use super::floor::{Floor, REASONS};

const GIVEN: [&str; 24] = [
    "Ana",
    "Chloé",
    "Yuki",
    "Omar",
    "Zoë",
    "Павел",
    "Ingrid",
    "Li Na",
    "Mateo",
    "Aoife",
    "Kwame",
    "Noor",
    "Giulia",
    "Søren",
    "Priya",
    "Tomasz",
    "Leila",
    "Hugo",
    "Elif",
    "Bruno",
    "Sinéad",
    "Arjun",
    "Maja",
    "Dario",
];
const FAMILY: [&str; 25] = [
    "Ruiz",
    "Martin",
    "Tanaka",
    "Haddad",
    "Jansen",
    "Орлов",
    "Berg",
    "Wang",
    "García",
    "Byrne",
    "Mensah",
    "Rahman",
    "Rossi",
    "Holm",
    "Nair",
    "Nowak",
    "Karimi",
    "Petit",
    "Demir",
    "Costa",
    "Walsh",
    "Mehta",
    "Novak",
    "Ferri",
    "Schmidt-Öztürk",
];
/// In the order of [`REASONS`].
const REASON_TEXTS: [&str; REASONS.len()] =
    ["Lunch", "Coaching", "Break", "Training", "Team meeting"];

/// The users of a floor.
pub fn users(floor: &Floor) -> Value {
    (0..floor.agents).map(user).collect()
}

/// The two tables have no common divisor, so 600 users go by before a name comes again.
fn user(index: u32) -> Value {
    let place = index as usize;
    let (given, family) = (GIVEN[place % GIVEN.len()], FAMILY[place % FAMILY.len()]);
    json!({
        "id": Floor::id(index),
        "nickname": given,
        "fullName": format!("{given} {family}"),
        "loginName": format!("agent{index}@example.net"),
        "employeeId": format!("{:06}", 100_200 + index),
        "deleted": false,
    })
}

/// The away reasons: their ids are numbers here and text in the method's answer.
pub fn status_reasons() -> Value {
    let reason = |(id, text): (&str, &str)| {
        let id: u64 = id.parse().unwrap_or_default();
        json!({"id": id, "text": text, "state": "Away", "enabled": true, "deleted": false})
    };
    REASONS.into_iter().zip(REASON_TEXTS).map(reason).collect()
}
