//! How the network is used: how long to wait, whom to trust, and which proxy stands between.

use std::time::Duration;

/// How long to wait for the other end.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Without a byte, before the headers or between two reads.
    pub without_progress: Duration,
    /// For a connection.
    pub to_connect: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            without_progress: Duration::from_secs(60),
            to_connect: Duration::from_secs(10),
        }
    }
}

/// Everything that decides how requests travel.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// How long to wait.
    pub patience: Patience,
    /// Certificates trusted besides the system's.
    pub extra_roots: Option<ExtraRoots>,
    /// The variable that replaces the system's certificates, where one does: then nothing else stands in for them.
    pub replaced_roots: Option<String>,
    /// The proxy for https that the environment names, less its password; for messages alone.
    pub proxy: Option<String>,
}

/// A file of certificates in PEM.
#[derive(Debug, Clone)]
pub struct ExtraRoots {
    /// Its name.
    pub file: String,
    /// Its content.
    pub pem: Vec<u8>,
}
