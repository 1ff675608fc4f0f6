//! How the network is used: how long to wait, how often to try again, whom to trust, and which proxy stands between.

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

/// How often to try again, how long to pause between, and when to stop altogether.
#[derive(Debug, Clone, Copy)]
pub struct Persistence {
    /// Further tries after a 429.
    pub throttled: u32,
    /// Further tries after anything broken.
    pub broken: u32,
    /// The first pause after anything broken; later ones are its multiples (LivePerson asks for 5, 10 and 15 seconds).
    pub backoff: Duration,
    /// For all tries of one account, pauses included.
    pub deadline: Duration,
    /// The least time between two requests to the same host.
    pub spacing: Duration,
    /// The longest pause before the first request; how long it is, chance decides.
    pub splay: Duration,
}

impl Default for Persistence {
    fn default() -> Self {
        Self {
            throttled: 5,
            broken: 3,
            backoff: Duration::from_secs(5),
            deadline: Duration::from_secs(5 * 60),
            spacing: Duration::from_millis(250),
            splay: Duration::ZERO,
        }
    }
}

/// Everything that decides how requests travel.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// How long to wait.
    pub patience: Patience,
    /// How often to try again.
    pub persistence: Persistence,
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
