//! The signer against signatures made by an independent implementation.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use agentactivity::oauth1::{
    Keys, authorization, base_string, parameters, parse_authorization, sign,
};
use serde::Deserialize;
use url::Url;

#[derive(Deserialize)]
struct Vector {
    method: String,
    url: String,
    app_key: String,
    app_secret: String,
    access_token: String,
    access_token_secret: String,
    nonce: String,
    timestamp: String,
    oauth_version: bool,
    base_string: String,
    signature: String,
}

#[test]
fn every_vector_is_signed_right() {
    let vectors: Vec<Vector> =
        serde_json::from_str(include_str!("data/oauth1-vectors.json")).unwrap();
    assert_eq!(vectors.len(), 48);
    for vector in &vectors {
        let keys = Keys {
            app_key: &vector.app_key,
            app_secret: &vector.app_secret,
            access_token: &vector.access_token,
            access_token_secret: &vector.access_token_secret,
        };
        let mut parameters = parameters(keys, &vector.nonce, &vector.timestamp);
        parameters.retain(|(name, _)| *name != "oauth_version" || vector.oauth_version);
        let url: Url = vector.url.parse().unwrap();
        let base = base_string(&vector.method, &url, &parameters);
        assert_eq!(base, vector.base_string, "{}", vector.url);
        assert_eq!(sign(&base, keys), vector.signature, "{}", vector.url);
        if vector.oauth_version {
            let header = authorization(
                &vector.method,
                &url,
                keys,
                &vector.nonce,
                vector.timestamp.parse().unwrap(),
            );
            let sent = parse_authorization(&header).unwrap();
            let signature = sent
                .iter()
                .find(|(name, _)| name == "oauth_signature")
                .unwrap();
            assert_eq!(signature.1, vector.signature, "{header}");
        }
    }
}
