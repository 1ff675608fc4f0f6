//! OAuth 1.0a with HMAC-SHA1 (RFC 5849, section 3), pure: the client signs with it and the simulator verifies with it.
//! The query string is signed; a JSON body is not (RFC 5849, 3.4.1.3.1).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;
use url::Url;

/// RFC 3986's unreserved characters are all that stays as it is (RFC 5849, 3.6).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The four values of an API key, borrowed for as long as one signature takes.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    /// `oauth_consumer_key`.
    pub app_key: &'a str,
    /// The consumer's secret.
    pub app_secret: &'a str,
    /// `oauth_token`.
    pub access_token: &'a str,
    /// The token's secret.
    pub access_token_secret: &'a str,
}

/// The value of the `Authorization` header for one request, signed for this nonce and time (seconds since 1970).
pub fn authorization(
    method: &str,
    url: &Url,
    keys: Keys<'_>,
    nonce: &str,
    timestamp: i64,
) -> String {
    let timestamp = timestamp.to_string();
    let mut parameters = parameters(keys, nonce, &timestamp);
    let signature = sign(&base_string(method, url, &parameters), keys);
    parameters.push(("oauth_signature", &signature));
    let list: Vec<String> = parameters
        .iter()
        .map(|(name, value)| format!("{name}=\"{}\"", encode(value)))
        .collect();
    format!("OAuth {}", list.join(", "))
}

/// The parameters that are signed with a request; a token that is empty is left out (RFC 5849, 3.1).
pub fn parameters<'a>(
    keys: Keys<'a>,
    nonce: &'a str,
    timestamp: &'a str,
) -> Vec<(&'static str, &'a str)> {
    let mut parameters = vec![
        ("oauth_consumer_key", keys.app_key),
        ("oauth_nonce", nonce),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", timestamp),
        ("oauth_token", keys.access_token),
        ("oauth_version", "1.0"),
    ];
    parameters.retain(|(name, value)| *name != "oauth_token" || !value.is_empty());
    parameters
}

/// The parameters of an `Authorization: OAuth …` header, decoded; `None` where it is not one.
pub fn parse_authorization(header: &str) -> Option<Vec<(String, String)>> {
    let list = header.strip_prefix("OAuth ")?;
    list.split(',')
        .map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            let value = value.strip_prefix('"')?.strip_suffix('"')?;
            let decoded = percent_decode_str(value).decode_utf8().ok()?;
            Some((name.to_owned(), decoded.into_owned()))
        })
        .collect()
}

/// The signature base string (RFC 5849, 3.4.1) of a request with these `oauth_…` parameters.
pub fn base_string(method: &str, url: &Url, oauth: &[(&str, &str)]) -> String {
    let mut pairs: Vec<(String, String)> = oauth
        .iter()
        .filter(|(name, _)| *name != "realm" && *name != "oauth_signature")
        .map(|(name, value)| (encode(name), encode(value)))
        .chain(
            url.query_pairs()
                .map(|(name, value)| (encode(&name), encode(&value))),
        )
        .collect();
    pairs.sort();
    let joined = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&");
    let mut bare = url.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    format!(
        "{}&{}&{}",
        method.to_ascii_uppercase(),
        encode(bare.as_str()),
        encode(&joined)
    )
}

/// The HMAC-SHA1 signature (RFC 5849, 3.4.2) of a base string, in base 64.
pub fn sign(base_string: &str, keys: Keys<'_>) -> String {
    let key = format!(
        "{}&{}",
        encode(keys.app_secret),
        encode(keys.access_token_secret)
    );
    // HMAC takes keys of any length, so there is no error to tell of.
    Hmac::<Sha1>::new_from_slice(key.as_bytes())
        .map(|mac| BASE64_STANDARD.encode(mac.chain_update(base_string).finalize().into_bytes()))
        .unwrap_or_default()
}

/// The text percent-encoded as signatures want it (RFC 5849, 3.6).
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}
