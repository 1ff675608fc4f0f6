//! Whether credentials look whole, of which nothing but kind, origin and length is told.

use super::report::Outcome;
use crate::model::credentials::Credentials;
use crate::settings::credentials::kind_of;
use crate::settings::texts::{Text, Texts};

/// LivePerson's keys are so many hexadecimal digits.
const KEY_LENGTH: usize = 32;

/// Tells the credentials' kind, origins and lengths, and whether they look damaged.
pub fn judge_credentials(credentials: &Credentials, texts: &Texts) -> Outcome {
    let (kind, names) = kind_of(credentials);
    let counted: Vec<&Text> = texts
        .all()
        .iter()
        .filter(|text| names.contains(&text.name))
        .collect();
    let each = counted.iter().map(|text| {
        format!(
            "{} {} characters ({})",
            text.name,
            text.length(),
            text.origin
        )
    });
    let told = format!("{kind}: {}", each.collect::<Vec<_>>().join("; "));
    let damages: Vec<String> = counted.into_iter().filter_map(damage).collect();
    if damages.is_empty() {
        Outcome::Fine(told)
    } else {
        Outcome::Doubtful(told, damages.join("; "))
    }
}

/// What looks wrong with a value, of which nothing but its length is told.
fn damage(text: &Text) -> Option<String> {
    let name = text.name;
    if text.has_blanks() {
        return Some(format!("{name} has a stray space or newline; take it out"));
    }
    if text.has_odd_marks() {
        return Some(format!(
            "{name} has a mark in it that no key has, such as a quote or the dots of an example; copy it again"
        ));
    }
    let is_key = name.starts_with("app_") || name.starts_with("access_");
    (is_key && text.is_hexadecimal() && text.length() != KEY_LENGTH).then(|| {
        format!("{name} looks cut: it has {} characters, and such keys have {KEY_LENGTH}; copy it again", text.length())
    })
}
