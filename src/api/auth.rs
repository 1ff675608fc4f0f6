//! Proves who asks: the `Authorization` header of one request, made afresh for every attempt.

use secrecy::{ExposeSecret as _, SecretString};

use super::http::Request;
use crate::ambient::Ambient;
use crate::model::credentials::Credentials;
use crate::oauth1::{self, Keys};

/// The header's value for this request at this moment.
pub fn authorization(
    credentials: &Credentials,
    request: &Request,
    ambient: &Ambient,
) -> SecretString {
    match credentials {
        Credentials::ApiKey {
            app_key,
            app_secret,
            access_token,
            access_token_secret,
        } => {
            let keys = Keys {
                app_key: app_key.expose_secret(),
                app_secret: app_secret.expose_secret(),
                access_token: access_token.expose_secret(),
                access_token_secret: access_token_secret.expose_secret(),
            };
            let (nonce, now) = ((ambient.nonce)(), ambient.now().as_second());
            oauth1::authorization(request.verb.name(), &request.url, keys, &nonce, now).into()
        }
        Credentials::Bearer(bearer) => format!("Bearer {}", bearer.expose_secret()).into(),
    }
}

/// What a dry run and `-v` show in its place.
pub const fn masked(credentials: &Credentials) -> &'static str {
    match credentials {
        Credentials::ApiKey { .. } => {
            "OAuth oauth_consumer_key=\"***\", oauth_nonce=\"…\", oauth_signature_method=\"HMAC-SHA1\", \
             oauth_timestamp=\"…\", oauth_token=\"***\", oauth_version=\"1.0\", oauth_signature=\"***\""
        }
        Credentials::Bearer(_) => "Bearer ***",
    }
}
