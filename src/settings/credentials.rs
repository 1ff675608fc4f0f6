//! Which credentials the environment holds, and which of them are meant. Their values are never shown.

use std::path::Path;

use secrecy::SecretString;

use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::credentials::{ApiKey, Credentials, LogIn};

/// The names of an API key's values; `AGENTACTIVITY_` stands before each, and `_FILE` may stand behind.
const KEY_NAMES: [&str; 4] = [
    "APP_KEY",
    "APP_SECRET",
    "ACCESS_TOKEN",
    "ACCESS_TOKEN_SECRET",
];
/// The words of `AGENTACTIVITY_AUTH`.
const KINDS: [&str; 4] = ["oauth1", "bearer", "login", "app-login"];

/// Reads the one way of proving who asks that the environment settles on.
///
/// # Errors
/// Configuration, where there is none, half of one, or two; or a file that cannot be read.
pub(super) fn credentials(ambient: &Ambient) -> Result<Credentials, Failure> {
    let kind = match ambient.variable("AGENTACTIVITY_AUTH") {
        Some(kind) => kind,
        None => only_kind(ambient)?,
    };
    match kind {
        "oauth1" => Ok(Credentials::ApiKey(whole_key(ambient)?)),
        "bearer" => Ok(Credentials::Bearer(required("BEARER", ambient)?)),
        "login" => Ok(Credentials::LogIn(LogIn::User {
            username: required("USERNAME", ambient)?,
            password: required("PASSWORD", ambient)?,
        })),
        "app-login" => Ok(Credentials::LogIn(LogIn::Application {
            username: required("USERNAME", ambient)?,
            key: whole_key(ambient)?,
        })),
        other => Err(
            unconfigured(format!("AGENTACTIVITY_AUTH is {other:?}")).with_hint(format!(
                "set it to one of {}, or leave it out",
                KINDS.join(", ")
            )),
        ),
    }
}

/// The kind that is meant where nobody says which: the only one of which anything is set.
fn only_kind(ambient: &Ambient) -> Result<&'static str, Failure> {
    let mut kinds = Vec::new();
    for (kind, names) in [
        ("oauth1", &KEY_NAMES[..]),
        ("bearer", &["BEARER"]),
        ("login", &["PASSWORD"]),
    ] {
        let mut set = false;
        for name in names {
            set |= secret(name, ambient)?.is_some();
        }
        if set {
            kinds.push(kind);
        }
    }
    match kinds[..] {
        [only] => Ok(only),
        [] if secret("USERNAME", ambient)?.is_some() => Ok("login"),
        [] => Err(unconfigured("no credentials are set").with_hint(
            "set AGENTACTIVITY_APP_KEY, AGENTACTIVITY_APP_SECRET, AGENTACTIVITY_ACCESS_TOKEN and \
             AGENTACTIVITY_ACCESS_TOKEN_SECRET (an API key), AGENTACTIVITY_BEARER, or AGENTACTIVITY_USERNAME and \
             AGENTACTIVITY_PASSWORD; or try --demo, which needs none",
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

fn required(name: &str, ambient: &Ambient) -> Result<SecretString, Failure> {
    secret(name, ambient)?.ok_or_else(|| {
        unconfigured(format!(
            "the credentials are not whole: AGENTACTIVITY_{name} is not set"
        ))
        .with_hint(format!(
            "set it, or AGENTACTIVITY_{name}_FILE to a file that holds it"
        ))
    })
}

fn whole_key(ambient: &Ambient) -> Result<ApiKey, Failure> {
    let [app_key, app_secret, access_token, access_token_secret] =
        KEY_NAMES.map(|name| secret(name, ambient));
    let key = [app_key?, app_secret?, access_token?, access_token_secret?];
    let missing: Vec<String> = KEY_NAMES
        .iter()
        .zip(&key)
        .filter(|(_, value)| value.is_none())
        .map(|(name, _)| format!("AGENTACTIVITY_{name}"))
        .collect();
    let [
        Some(app_key),
        Some(app_secret),
        Some(access_token),
        Some(access_token_secret),
    ] = key
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

/// One value, from its variable or from the file that its `_FILE` variable names, less one newline at its end.
fn secret(name: &str, ambient: &Ambient) -> Result<Option<SecretString>, Failure> {
    let (direct, by_file) = (
        format!("AGENTACTIVITY_{name}"),
        format!("AGENTACTIVITY_{name}_FILE"),
    );
    let text = match (ambient.variable(&direct), ambient.variable(&by_file)) {
        (Some(_), Some(_)) => {
            return Err(unconfigured(format!("both {direct} and {by_file} are set"))
                .with_hint("leave one of them out"));
        }
        (Some(value), None) => value.to_owned(),
        (None, Some(file)) => std::fs::read_to_string(Path::new(file)).map_err(|error| {
            // The error of text that is not UTF-8 does not repeat it.
            unconfigured(format!("could not read {by_file}, {file}: {error}"))
                .with_hint("the file holds the bare value")
        })?,
        (None, None) => return Ok(None),
    };
    let text = text.strip_suffix('\n').map_or(text.as_str(), |text| {
        text.strip_suffix('\r').unwrap_or(text)
    });
    // Blanks alone are as good as nothing.
    Ok((!text.trim().is_empty()).then(|| SecretString::from(text)))
}
