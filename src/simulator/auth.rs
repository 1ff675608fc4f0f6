//! Verifies who asks, as the service does: signatures of the demo key with a fresh time and nonce, or the demo bearer.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use url::Url;

use crate::oauth1::{Keys, base_string, parse_authorization, sign};

/// The one API key that is known here.
pub const KEYS: Keys<'static> = Keys {
    app_key: "demo-app-key",
    app_secret: "demo-app-secret",
    access_token: "demo-token",
    access_token_secret: "demo-token-secret",
};
/// The user who may log in, and its password.
const USER: &str = "demo";
/// The one bearer that needs no log-in.
pub const BEARER: &str = "demo-bearer";
/// How far a signature's time may be off, in seconds.
const TOLERANCE: i64 = 300;

/// Remembers nonces, so that no signature is taken twice, and the bearers that it issued.
#[derive(Debug, Default)]
pub struct Verifier {
    used: Mutex<HashSet<(i64, String)>>,
    issued: Mutex<HashSet<String>>,
}

impl Verifier {
    /// Issues a bearer to who logs in with these values.
    pub fn log_in(&self, given: &HashMap<String, String>) -> Option<String> {
        let is = |name: &str, value: &str| given.get(name).is_some_and(|given| given == value);
        let by_key = is("appKey", KEYS.app_key)
            && is("secret", KEYS.app_secret)
            && is("accessToken", KEYS.access_token)
            && is("accessTokenSecret", KEYS.access_token_secret);
        if !is("username", USER) || !(by_key || is("password", USER)) {
            return None;
        }
        let mut issued = self.issued.lock().ok()?;
        let bearer = format!("demo-bearer-{}", issued.len() + 1);
        issued.insert(bearer.clone());
        Some(bearer)
    }

    /// Judges the `Authorization` header of a request at `now`, in seconds since 1970.
    ///
    /// # Errors
    /// The problem in the words of OAuth's problem reporting.
    pub fn verify(
        &self,
        method: &str,
        url: &Url,
        header: Option<&str>,
        now: i64,
    ) -> Result<(), &'static str> {
        let header = header.ok_or("oauth_problem=parameter_absent")?;
        if let Some(bearer) = header.strip_prefix("Bearer ") {
            let issued = self
                .issued
                .lock()
                .is_ok_and(|issued| issued.contains(bearer));
            return if issued || bearer == BEARER {
                Ok(())
            } else {
                Err("the bearer is unknown or has expired")
            };
        }
        let parameters = parse_authorization(header).ok_or("oauth_problem=parameter_absent")?;
        let given = |name: &str| {
            parameters
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        let required = |name: &str| given(name).ok_or("oauth_problem=parameter_absent");
        if required("oauth_consumer_key")? != KEYS.app_key {
            return Err("oauth_problem=consumer_key_unknown");
        }
        if required("oauth_token")? != KEYS.access_token {
            return Err("oauth_problem=token_rejected");
        }
        if required("oauth_signature_method")? != "HMAC-SHA1"
            || given("oauth_version").is_some_and(|version| version != "1.0")
        {
            return Err("oauth_problem=signature_method_rejected");
        }
        let timestamp: i64 = required("oauth_timestamp")?
            .parse()
            .map_err(|_| "oauth_problem=timestamp_refused")?;
        if timestamp.saturating_sub(now).saturating_abs() > TOLERANCE {
            return Err("oauth_problem=timestamp_refused");
        }
        let pairs: Vec<(&str, &str)> = parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        if sign(&base_string(method, url, &pairs), KEYS) != required("oauth_signature")? {
            return Err("oauth_problem=signature_invalid");
        }
        let nonce = (timestamp, required("oauth_nonce")?.to_owned());
        let mut used = self.used.lock().map_err(|_| "oauth_problem=nonce_used")?;
        used.retain(|(at, _)| at.saturating_sub(now).saturating_abs() <= TOLERANCE);
        if used.insert(nonce) {
            Ok(())
        } else {
            Err("oauth_problem=nonce_used")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth1::authorization;

    const NOW: i64 = 1_404_226_000;

    #[test]
    fn a_fresh_signature_is_taken_once_and_for_its_own_url_alone() {
        let url: Url = "http://127.0.0.1:1/operations/api/account/1/agentactivity?agentIds=1,2&v=1"
            .parse()
            .unwrap();
        let other: Url =
            "http://127.0.0.1:1/operations/api/account/1/agentactivity?agentIds=1,3&v=1"
                .parse()
                .unwrap();
        let verifier = Verifier::default();
        let verify = |url, header: &str, now| verifier.verify("GET", url, Some(header), now);
        let header = authorization("GET", &url, KEYS, "n1", NOW);
        assert_eq!(
            verify(&other, &header, NOW),
            Err("oauth_problem=signature_invalid")
        );
        assert_eq!(verify(&url, &header, NOW), Ok(()));
        assert_eq!(verify(&url, &header, NOW), Err("oauth_problem=nonce_used"));
        let header = authorization("GET", &url, KEYS, "n2", NOW);
        assert_eq!(
            verify(&url, &header, NOW + 301),
            Err("oauth_problem=timestamp_refused")
        );
        assert_eq!(
            verifier.verify("POST", &url, Some(&header), NOW),
            Err("oauth_problem=signature_invalid")
        );
        let stolen = Keys {
            access_token_secret: "guess",
            ..KEYS
        };
        assert_eq!(
            verify(&url, &authorization("GET", &url, stolen, "n3", NOW), NOW),
            Err("oauth_problem=signature_invalid")
        );
        assert_eq!(
            verifier.verify("GET", &url, None, NOW),
            Err("oauth_problem=parameter_absent")
        );
        assert_eq!(verify(&url, "Bearer demo-bearer", NOW), Ok(()));
        assert!(verify(&url, "Bearer other", NOW).is_err());
    }
}
