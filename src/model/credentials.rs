//! What proves to the service who asks. Never printed: not in errors, not by `Debug`, not in a dry run.

use secrecy::SecretString;

/// One way of proving it.
#[derive(Debug, Clone)]
pub enum Credentials {
    /// Four values that sign every request (OAuth 1.0a, HMAC-SHA1).
    ApiKey {
        /// Application key.
        app_key: SecretString,
        /// Application secret.
        app_secret: SecretString,
        /// Access token.
        access_token: SecretString,
        /// Access token secret.
        access_token_secret: SecretString,
    },
    /// A bearer that somebody else has obtained.
    Bearer(SecretString),
}
