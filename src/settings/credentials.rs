//! Which credentials the environment holds, and which of them are meant. Their values are never looked at.

use secrecy::SecretString;

use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::credentials::Credentials;

/// The environment's names; `AGENTACTIVITY_` stands before each.
const KEY_NAMES: [&str; 4] = [
    "APP_KEY",
    "APP_SECRET",
    "ACCESS_TOKEN",
    "ACCESS_TOKEN_SECRET",
];
/// Reads the one way of proving who asks that the environment settles on.
///
/// # Errors
/// Configuration, where there is none, half of one, or two.
pub(super) fn credentials(ambient: &Ambient) -> Result<Credentials, Failure> {
    let secret = |name: &str| {
        ambient
            .variable(&format!("AGENTACTIVITY_{name}"))
            .map(|value| SecretString::from(value.trim()))
    };
    let missing: Vec<String> = KEY_NAMES
        .iter()
        .filter(|name| secret(name).is_none())
        .map(|name| format!("AGENTACTIVITY_{name}"))
        .collect();
    let bearer = secret("BEARER");
    let unconfigured = |what: String| Failure::new(Cause::Configuration, what);
    let by_key = match ambient.variable("AGENTACTIVITY_AUTH") {
        Some("oauth1") => true,
        Some("bearer") => false,
        Some(other) => {
            return Err(unconfigured(format!("AGENTACTIVITY_AUTH is {other:?}"))
                .with_hint("set it to oauth1 or bearer, or leave it out"));
        }
        None if missing.is_empty() && bearer.is_some() => {
            return Err(unconfigured(
                "both an API key and AGENTACTIVITY_BEARER are set".to_owned(),
            )
            .with_hint(
                "say which is meant with AGENTACTIVITY_AUTH=oauth1 or AGENTACTIVITY_AUTH=bearer",
            ));
        }
        None => bearer.is_none(),
    };
    if !by_key {
        let absent = || {
            unconfigured(
                "AGENTACTIVITY_AUTH=bearer, but AGENTACTIVITY_BEARER is not set".to_owned(),
            )
            .with_hint("set it to the bearer")
        };
        return bearer.map(Credentials::Bearer).ok_or_else(absent);
    }
    let [
        Some(app_key),
        Some(app_secret),
        Some(access_token),
        Some(access_token_secret),
    ] = KEY_NAMES.map(secret)
    else {
        return Err(if missing.len() == KEY_NAMES.len() {
            unconfigured("no credentials are set".to_owned()).with_hint(format!(
                "set {} (an API key), or AGENTACTIVITY_BEARER; or try --demo, which needs none",
                missing.join(", ")
            ))
        } else {
            unconfigured(format!(
                "the API key is not whole: {} not set",
                missing.join(", ")
            ))
            .with_hint("all four values come together when the key is made")
        });
    };
    Ok(Credentials::ApiKey {
        app_key,
        app_secret,
        access_token,
        access_token_secret,
    })
}
