//! What proves to the service who asks. Never printed: not in errors, not by `Debug`, not in a dry run.

use secrecy::SecretString;

/// The four values of an API key.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// Application key.
    pub app_key: SecretString,
    /// Application secret.
    pub app_secret: SecretString,
    /// Access token.
    pub access_token: SecretString,
    /// Access token secret.
    pub access_token_secret: SecretString,
}

/// One way of proving who asks.
#[derive(Debug, Clone)]
pub enum Credentials {
    /// Signs every request (OAuth 1.0a, HMAC-SHA1).
    ApiKey(ApiKey),
    /// A bearer that somebody else has obtained.
    Bearer(SecretString),
    /// A log-in, which obtains a bearer.
    LogIn(LogIn),
}

/// Who logs in.
#[derive(Debug, Clone)]
pub enum LogIn {
    /// A user.
    User {
        /// Its name.
        username: SecretString,
        /// Its password.
        password: SecretString,
    },
    /// An application, in a user's name.
    Application {
        /// The user's name.
        username: SecretString,
        /// The application's key.
        key: ApiKey,
    },
}

impl ApiKey {
    /// Its values.
    pub const fn secrets(&self) -> [&SecretString; 4] {
        [
            &self.app_key,
            &self.app_secret,
            &self.access_token,
            &self.access_token_secret,
        ]
    }
}

impl LogIn {
    /// What of it must not be repeated; the user's name is no secret.
    pub fn secrets(&self) -> impl Iterator<Item = &SecretString> {
        match self {
            Self::User { password, .. } => vec![password],
            Self::Application { key, .. } => key.secrets().to_vec(),
        }
        .into_iter()
    }
}
