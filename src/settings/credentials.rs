//! Which credentials there are, and which of them are meant. Their values are never shown.

use secrecy::SecretString;

use super::known::AUTH;
use super::layers::Resolved;
use super::texts::{Text, Texts, unconfigured};
use crate::failure::Failure;
use crate::model::credentials::{ApiKey, Credentials, LogIn};

/// The names of an API key's values.
pub const KEY_NAMES: [&str; 4] = [
    "app_key",
    "app_secret",
    "access_token",
    "access_token_secret",
];
/// The words of `AGENTACTIVITY_AUTH`.
pub const KINDS: [&str; 4] = ["oauth1", "bearer", "login", "app-login"];

/// The kind that counts, in words, and the names of the values that it is made of.
pub fn kind_of(credentials: &Credentials) -> (&'static str, Vec<&'static str>) {
    match credentials {
        Credentials::ApiKey(_) => ("API key", KEY_NAMES.into()),
        Credentials::Bearer(_) => ("bearer", vec!["bearer"]),
        Credentials::LogIn(LogIn::User { .. }) => {
            ("log-in of a user", vec!["username", "password"])
        }
        Credentials::LogIn(LogIn::Application { .. }) => (
            "log-in of an application",
            std::iter::once("username").chain(KEY_NAMES).collect(),
        ),
    }
}

/// Settles on the one way of proving who asks.
///
/// # Errors
/// Configuration, where there is none, half of one, or two.
pub fn credentials(texts: &Texts, resolved: &Resolved) -> Result<Credentials, Failure> {
    let kind = match resolved.secrets.get(AUTH.0) {
        Some((kind, _)) => kind.as_str(),
        None => only_kind(texts, resolved)?,
    };
    match kind {
        "oauth1" => Ok(Credentials::ApiKey(whole_key(texts, resolved)?)),
        "bearer" => Ok(Credentials::Bearer(required("bearer", texts, resolved)?)),
        "login" => Ok(Credentials::LogIn(LogIn::User {
            username: required("username", texts, resolved)?,
            password: required("password", texts, resolved)?,
        })),
        "app-login" => Ok(Credentials::LogIn(LogIn::Application {
            username: required("username", texts, resolved)?,
            key: whole_key(texts, resolved)?,
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
fn only_kind(texts: &Texts, resolved: &Resolved) -> Result<&'static str, Failure> {
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
        [] => Err(unconfigured("no credentials are set").with_hint(match &resolved.profile {
            Some(profile) if resolved.is_typed => format!(
                "a profile that is named says all itself: write app_key, app_secret, access_token and access_token_secret (an \
                 API key), bearer, or username and password into [profiles.{profile}], or a credential_command that prints \
                 them"
            ),
            _ => "set AGENTACTIVITY_APP_KEY, AGENTACTIVITY_APP_SECRET, AGENTACTIVITY_ACCESS_TOKEN and \
             AGENTACTIVITY_ACCESS_TOKEN_SECRET (an API key), AGENTACTIVITY_BEARER, or AGENTACTIVITY_USERNAME and \
             AGENTACTIVITY_PASSWORD; or write them into the file that agentactivity config init makes; or try --demo, \
             which needs none"
                .to_owned(),
        })),
        _ => {
            let ways: Vec<String> = kinds.iter().map(|kind| format!("{}={kind}", resolved.place_for("auth"))).collect();
            Err(unconfigured("credentials of more than one kind are set")
                .with_hint(format!("say which are meant with {}", ways.join(" or "))))
        }
    }
}

fn required(name: &str, texts: &Texts, resolved: &Resolved) -> Result<SecretString, Failure> {
    texts.get(name).cloned().ok_or_else(|| {
        let place = resolved.place_for(name);
        unconfigured(format!("the credentials are not whole: {place} is not set")).with_hint(
            format!(
                "set it, or {} to the path of a file that holds it",
                resolved.place_for(&format!("{name}_file"))
            ),
        )
    })
}

fn whole_key(texts: &Texts, resolved: &Resolved) -> Result<ApiKey, Failure> {
    let missing: Vec<String> = KEY_NAMES
        .into_iter()
        .filter(|name| texts.get(name).is_none())
        .map(|name| resolved.place_for(name))
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
