//! The texts of which credentials are made: from variables, the profile, files that those name, and a profile's command.
//! Their values are never shown.

use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};

use super::credentials::credentials;
use super::known::{COMMAND, SECRETS};
use super::layers::{Origin, Resolved};
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};

/// The texts of which credentials are made, wherever they come from.
#[derive(Default)]
pub struct Texts(Vec<Text>);

/// One of them.
pub struct Text {
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its value, less one newline at its end.
    pub value: SecretString,
    /// Who said it.
    pub origin: Origin,
    /// The file that holds it, if one does.
    pub file: Option<String>,
}

impl Text {
    /// How many characters it has: all that is ever shown of it.
    pub fn length(&self) -> usize {
        self.value.expose_secret().chars().count()
    }

    /// Whether a blank or a line's end stands in it, as they come along in copying.
    pub fn has_blanks(&self) -> bool {
        self.name != "password" && self.value.expose_secret().contains(char::is_whitespace)
    }

    /// Whether a mark stands in it that no key has: a quote, the dots of an example, what cannot be seen.
    pub fn has_odd_marks(&self) -> bool {
        let odd = |c: char| !c.is_ascii_graphic() || matches!(c, '"' | '\'');
        self.name != "password"
            && self.name != "username"
            && self.value.expose_secret().contains(odd)
    }

    /// Whether it is made of hexadecimal digits alone, as keys are.
    pub fn is_hexadecimal(&self) -> bool {
        self.value
            .expose_secret()
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
    }
}

impl Texts {
    /// Gathers them, from variables, the profile, the files that those name, and what the profile's command prints.
    ///
    /// # Errors
    /// Configuration, where a value is said twice, a file cannot be read, or the command fails.
    pub fn gather(resolved: &Resolved, ambient: &Ambient) -> Result<Self, Failure> {
        let mut texts = Vec::new();
        for secret in &SECRETS {
            let (direct, by_file) = (
                resolved.secrets.get(secret.name),
                resolved.secrets.get(secret.file_name),
            );
            let (text, origin, file) = match (direct, by_file) {
                (Some((_, one)), Some((_, other))) => {
                    let what = format!(
                        "both {} and {} are set",
                        said(secret.name, one),
                        said(secret.file_name, other)
                    );
                    return Err(unconfigured(what).with_hint("leave one of them out"));
                }
                (Some((text, origin)), None) => (text.clone(), origin, None),
                (None, Some((file, origin))) => (
                    read(&said(secret.file_name, origin), file)?,
                    origin,
                    Some(file.clone()),
                ),
                (None, None) => continue,
            };
            push(&mut texts, secret.name, text, origin.clone(), file);
        }
        let gathered = Self(texts);
        let Some(command) = resolved
            .command
            .as_ref()
            .filter(|_| credentials(&gathered, resolved).is_err())
        else {
            return Ok(gathered);
        };
        let Self(mut texts) = gathered;
        let profile = resolved
            .profile
            .clone()
            .unwrap_or_else(|| "none".to_owned());
        for (name, text) in printed(command, &profile, ambient)? {
            if !texts.iter().any(|known: &Text| known.name == name) {
                push(
                    &mut texts,
                    name,
                    text,
                    Origin::Profile(profile.clone(), 0),
                    None,
                );
            }
        }
        Ok(Self(texts))
    }

    /// All of them.
    pub fn all(&self) -> &[Text] {
        &self.0
    }

    /// The value of one.
    pub(super) fn get(&self, name: &str) -> Option<&SecretString> {
        self.0
            .iter()
            .find(|text| text.name == name)
            .map(|text| &text.value)
    }
}

/// What a value is called where it was said.
fn said(name: &str, origin: &Origin) -> String {
    match origin {
        Origin::Environment(variable) => variable.clone(),
        other => format!("{name} ({other})"),
    }
}

fn push(
    texts: &mut Vec<Text>,
    name: &'static str,
    text: String,
    origin: Origin,
    file: Option<String>,
) {
    let value = text.strip_suffix('\n').map_or(text.as_str(), |text| {
        text.strip_suffix('\r').unwrap_or(text)
    });
    // Blanks alone are as good as nothing.
    if !value.trim().is_empty() {
        texts.push(Text {
            name,
            value: SecretString::from(value),
            origin,
            file,
        });
    }
}

fn read(name: &str, file: &str) -> Result<String, Failure> {
    std::fs::read_to_string(Path::new(file)).map_err(|error| {
        // The error of text that is not UTF-8 does not repeat it.
        unconfigured(format!("could not read {name}, {file}: {error}"))
            .with_hint("the file holds the bare value")
    })
}

/// A command without its arguments, which may hold secrets.
pub fn in_short(command: &[String]) -> String {
    match command {
        [program] => program.clone(),
        [program, arguments @ ..] => {
            let plural = if arguments.len() > 1 { "s" } else { "" };
            format!("{program}, with {} argument{plural}", arguments.len())
        }
        [] => String::new(),
    }
}

/// What a command prints, as `name=value` lines. Its output is never shown.
fn printed(
    command: &[String],
    profile: &str,
    ambient: &Ambient,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let failed = |why: String| {
        unconfigured(format!("{COMMAND} of profile {profile} {why}"))
            .with_hint(format!("run it yourself: {}", in_short(command)))
    };
    let output = (ambient.execute)(command).map_err(failed)?;
    let mut values = Vec::new();
    for line in output.lines().filter(|line| !line.trim().is_empty()) {
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| failed("prints a line that is not name=value".to_owned()))?;
        let known = SECRETS.iter().find(|secret| secret.name == name.trim());
        let known =
            known.ok_or_else(|| failed("prints a name that is not a credential's".to_owned()))?;
        values.push((known.name, value.to_owned()));
    }
    Ok(values)
}

/// The failure of credentials that are missing or damaged.
pub(super) fn unconfigured(what: impl Into<String>) -> Failure {
    Failure::new(Cause::Configuration, what)
}
