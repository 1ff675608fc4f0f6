//! Proves who asks: the `Authorization` header of one request, made afresh for every attempt.

use secrecy::{ExposeSecret as _, SecretString};

use super::http::Request;
use crate::ambient::Ambient;
use crate::model::credentials::{ApiKey, Credentials};
use crate::oauth1::{self, Keys};

/// What a request is proved with.
pub enum Proof {
    /// A signature of its own.
    Signature(ApiKey),
    /// A bearer, the same for all.
    Bearer(SecretString),
}

impl Proof {
    /// The header's value for this request at this moment.
    pub fn header(&self, request: &Request, ambient: &Ambient) -> SecretString {
        match self {
            Self::Signature(key) => {
                let keys = Keys {
                    app_key: key.app_key.expose_secret(),
                    app_secret: key.app_secret.expose_secret(),
                    access_token: key.access_token.expose_secret(),
                    access_token_secret: key.access_token_secret.expose_secret(),
                };
                let (nonce, now) = ((ambient.nonce)(), ambient.now().as_second());
                oauth1::authorization(request.verb.name(), &request.url, keys, &nonce, now).into()
            }
            Self::Bearer(bearer) => format!("Bearer {}", bearer.expose_secret()).into(),
        }
    }

    /// What `-v` shows in its place.
    pub const fn masked(&self) -> &'static str {
        match self {
            Self::Signature(_) => MASKED_SIGNATURE,
            Self::Bearer(_) => MASKED_BEARER,
        }
    }
}

const MASKED_SIGNATURE: &str = "OAuth oauth_consumer_key=\"***\", oauth_nonce=\"…\", oauth_signature_method=\"HMAC-SHA1\", \
                                oauth_timestamp=\"…\", oauth_token=\"***\", oauth_version=\"1.0\", oauth_signature=\"***\"";
const MASKED_BEARER: &str = "Bearer ***";

/// What a dry run shows of the header that these credentials lead to.
pub const fn masked(credentials: &Credentials) -> &'static str {
    match credentials {
        Credentials::ApiKey(_) => MASKED_SIGNATURE,
        Credentials::Bearer(_) | Credentials::LogIn(_) => MASKED_BEARER,
    }
}
