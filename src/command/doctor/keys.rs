//! Whether credentials look whole, of which nothing but kind, origin and length is told.

use super::report::Outcome;
use crate::ambient::Ambient;
use crate::failure::Failure;
use crate::settings::layers::Resolved;
use crate::settings::texts::{Text, Texts};

/// LivePerson's keys are so many hexadecimal digits.
const KEY_LENGTH: usize = 32;

/// Tells the credentials' kind, origin and length, and whether they look damaged.
///
/// # Errors
/// Configuration, where they cannot be read.
pub fn judge_credentials(resolved: &Resolved, ambient: &Ambient) -> Result<Outcome, Failure> {
    let texts = Texts::gather(resolved, ambient)?;
    let each = texts.all().iter().map(|text| {
        format!(
            "{} {} characters ({})",
            text.name,
            text.length(),
            text.origin
        )
    });
    let told = each.collect::<Vec<_>>().join("; ");
    let damages: Vec<String> = texts.all().iter().filter_map(damage).collect();
    Ok(if damages.is_empty() {
        Outcome::Fine(told)
    } else {
        Outcome::Doubtful(told, damages.join("; "))
    })
}

/// What looks wrong with a value, of which nothing but its length is told.
fn damage(text: &Text) -> Option<String> {
    let name = text.name;
    if text.has_blanks() {
        return Some(format!("{name} has a stray space or newline; take it out"));
    }
    let is_key = name.starts_with("app_") || name.starts_with("access_");
    let near =
        (KEY_LENGTH - 4..=KEY_LENGTH + 4).contains(&text.length()) && text.length() != KEY_LENGTH;
    (is_key && text.is_hexadecimal() && near).then(|| {
        format!("{name} looks cut: it has {} characters, and such keys have {KEY_LENGTH}; copy it again", text.length())
    })
}
