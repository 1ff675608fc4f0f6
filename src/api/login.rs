//! Logs in, as a user or as an application, and obtains a bearer, which lives in memory alone.

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use super::domain;
use super::http::{Request, Verb, authority};
use super::refusal::Service;
use super::retry::Fault;
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::credentials::LogIn;
use crate::model::request::AccountId;
use crate::model::service::ServiceAddress;

/// The Domain API's name for the service that logs in.
pub const SERVICE: &str = "agentVep";

#[derive(Deserialize)]
struct LoggedIn {
    bearer: SecretText,
}

/// A text that is a secret from the moment it is read.
struct SecretText(SecretString);

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }
}

/// The path of an account's log-in.
pub fn path(account: &AccountId) -> String {
    format!("/api/account/{account}/login?v=1.3")
}

/// The body of a log-in, with `show` deciding what is seen of each value.
pub fn body(log_in: &LogIn, show: impl Fn(&SecretString) -> String) -> Value {
    match log_in {
        LogIn::User { username, password } => {
            json!({"username": show(username), "password": show(password)})
        }
        LogIn::Application { username, key } => json!({
            "username": show(username),
            "appKey": show(&key.app_key),
            "secret": show(&key.app_secret),
            "accessToken": show(&key.access_token),
            "accessTokenSecret": show(&key.access_token_secret),
        }),
    }
}

/// Obtains a bearer.
///
/// # Errors
/// Where the service cannot be found or reached, or does not take the credentials.
pub fn log_in(
    client: &Client,
    domain_api: &ServiceAddress,
    account: &AccountId,
    log_in: &LogIn,
    ambient: &mut Ambient,
) -> Result<SecretString, Failure> {
    let address = domain::look_up(client, domain_api, account, SERVICE, ambient)?;
    let request = Request {
        verb: Verb::PostSecret(
            body(log_in, |secret| secret.expose_secret().to_owned())
                .to_string()
                .into(),
        ),
        url: address.at(&path(account)),
    };
    let whom = authority(&request.url);
    let obtained = client.attempt(ambient, |ambient| {
        let bytes = client.ask_small(Service::LogIn, &request, ambient)?;
        // The answer holds the bearer, so an error shows nothing of it.
        let bearer = serde_json::from_slice(&bytes).map(|LoggedIn { bearer }| bearer.0);
        bearer.ok().filter(is_sendable).ok_or_else(|| {
            let what = format!(
                "the log-in at {whom} gave no usable bearer: expected a JSON object with `bearer`"
            );
            Fault::last(Failure::new(Cause::Refused, what).with_hint("an API key needs no log-in"))
        })
    });
    obtained.map_err(|fault| fault.failure)
}

fn is_sendable(bearer: &SecretString) -> bool {
    let bearer = bearer.expose_secret();
    !bearer.is_empty() && bearer.bytes().all(|byte| byte.is_ascii_graphic())
}
