//! Which credentials there are, and which of them are meant. Their values are never shown.

use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};

use super::known::{AUTH, COMMAND, SECRETS};
use super::layers::{Origin, Resolved};
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::credentials::{ApiKey, Credentials, LogIn};

/// The names of an API key's values.
pub const KEY_NAMES: [&str; 4] = [
    "app_key",
    "app_secret",
    "access_token",
    "access_token_secret",
];
/// The words of `AGENTACTIVITY_AUTH`.
const KINDS: [&str; 4] = ["oauth1", "bearer", "login", "app-login"];

/// The texts of which credentials are made, wherever they come from.
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
        if let (Some(command), Some(profile)) = (&resolved.command, &resolved.profile) {
            for (name, text) in printed(command, profile, ambient)? {
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
        }
        Ok(Self(texts))
    }

    /// All of them.
    pub fn all(&self) -> &[Text] {
        &self.0
    }

    fn get(&self, name: &str) -> Option<&SecretString> {
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

/// What a command prints, as `name=value` lines. Its output is never shown.
fn printed(
    command: &[String],
    profile: &str,
    ambient: &Ambient,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let failed = |why: String| {
        unconfigured(format!("{COMMAND} of profile {profile} {why}"))
            .with_hint(format!("run it yourself: {}", command.join(" ")))
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

/// Settles on the one way of proving who asks.
///
/// # Errors
/// Configuration, where there is none, half of one, or two.
pub fn credentials(texts: &Texts, resolved: &Resolved) -> Result<Credentials, Failure> {
    let kind = match resolved.secrets.get(AUTH.0) {
        Some((kind, _)) => kind.as_str(),
        None => only_kind(texts)?,
    };
    match kind {
        "oauth1" => Ok(Credentials::ApiKey(whole_key(texts)?)),
        "bearer" => Ok(Credentials::Bearer(required("bearer", texts)?)),
        "login" => Ok(Credentials::LogIn(LogIn::User {
            username: required("username", texts)?,
            password: required("password", texts)?,
        })),
        "app-login" => Ok(Credentials::LogIn(LogIn::Application {
            username: required("username", texts)?,
            key: whole_key(texts)?,
        })),
        other => Err(
            unconfigured(format!("AGENTACTIVITY_AUTH is {other:?}")).with_hint(format!(
                "set it to one of {}, or leave it out",
                KINDS.join(", ")
            )),
        ),
    }
}

/// The kind that is meant where nobody says which: the only one of which the nearest source has anything.
fn only_kind(texts: &Texts) -> Result<&'static str, Failure> {
    let kind_of = |text: &Text| match text.name {
        "bearer" => Some("bearer"),
        "password" => Some("login"),
        "username" => None,
        _ => Some("oauth1"),
    };
    // Each source's kinds are a matter of its own.
    let source = |text: &Text| std::mem::discriminant(&text.origin);
    let nearest = texts
        .all()
        .iter()
        .filter(|text| kind_of(text).is_some())
        .min_by_key(|text| text.origin.clone());
    let mut kinds: Vec<&'static str> = Vec::new();
    for text in texts
        .all()
        .iter()
        .filter(|text| nearest.is_some_and(|nearest| source(nearest) == source(text)))
    {
        kinds.extend(kind_of(text).filter(|kind| !kinds.contains(kind)));
    }
    match kinds[..] {
        [only] => Ok(only),
        [] if texts.get("username").is_some() => Ok("login"),
        [] => Err(unconfigured("no credentials are set").with_hint(
            "set AGENTACTIVITY_APP_KEY, AGENTACTIVITY_APP_SECRET, AGENTACTIVITY_ACCESS_TOKEN and \
             AGENTACTIVITY_ACCESS_TOKEN_SECRET (an API key), AGENTACTIVITY_BEARER, or AGENTACTIVITY_USERNAME and \
             AGENTACTIVITY_PASSWORD; or write them into the file that agentactivity config init makes; or try --demo, \
             which needs none",
        )),
        _ => {
            let ways: Vec<String> = kinds.iter().map(|kind| format!("AGENTACTIVITY_AUTH={kind}")).collect();
            Err(unconfigured("credentials of more than one kind are set")
                .with_hint(format!("say which are meant with {}", ways.join(" or "))))
        }
    }
}

fn unconfigured(what: impl Into<String>) -> Failure {
    Failure::new(Cause::Configuration, what)
}

/// The variable of a value, as messages name it.
fn variable(name: &str) -> String {
    format!("AGENTACTIVITY_{}", name.to_uppercase())
}

fn required(name: &str, texts: &Texts) -> Result<SecretString, Failure> {
    texts.get(name).cloned().ok_or_else(|| {
        let variable = variable(name);
        unconfigured(format!(
            "the credentials are not whole: {variable} is not set"
        ))
        .with_hint(format!(
            "set it, or {variable}_FILE to a file that holds it, or {name} in the profile"
        ))
    })
}

fn whole_key(texts: &Texts) -> Result<ApiKey, Failure> {
    let missing: Vec<String> = KEY_NAMES
        .into_iter()
        .filter(|name| texts.get(name).is_none())
        .map(variable)
        .collect();
    let [
        Some(app_key),
        Some(app_secret),
        Some(access_token),
        Some(access_token_secret),
    ] = KEY_NAMES.map(|name| texts.get(name).cloned())
    else {
        return Err(unconfigured(format!(
            "the API key is not whole: {} not set",
            missing.join(", ")
        ))
        .with_hint("all four values come together when the key is made"));
    };
    Ok(ApiKey {
        app_key,
        app_secret,
        access_token,
        access_token_secret,
    })
}
