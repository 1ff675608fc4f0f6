//! A stand-in for the service, as honest as the method's document: the built-in demo, and the tests' counterpart.
//! It shares nothing with the client but the arithmetic of signatures, or one wrong word would pass on both sides.

mod answer;
pub mod auth;
mod delivery;
pub mod faults;
pub mod floor;
mod people;
pub mod server;
mod service;

use std::sync::atomic::AtomicU32;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;

use self::auth::Verifier;
use self::faults::Faults;
use self::floor::Floor;

/// One simulated service.
pub struct Simulator {
    /// Who works there.
    pub floor: Floor,
    /// What time it is there.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Whether requests to the method must prove who asks.
    pub require_auth: bool,
    /// Beyond so many requests to the method at once, the answer is 429.
    pub max_concurrent: Option<u32>,
    /// Told of every request, with the status of its answer.
    pub log: Option<Sender<String>>,
    /// What the next requests to the method meet.
    pub faults: Mutex<Faults>,
    verifier: Verifier,
    in_flight: AtomicU32,
}

impl Simulator {
    /// A simulator without faults, limits or demands.
    pub fn new(floor: Floor, clock: Arc<dyn Fn() -> Timestamp + Send + Sync>) -> Self {
        Self {
            floor,
            clock,
            require_auth: false,
            max_concurrent: None,
            log: None,
            faults: Mutex::default(),
            verifier: Verifier::default(),
            in_flight: AtomicU32::new(0),
        }
    }

    /// What `--demo` asks: eight agents, and every signature verified.
    pub fn demo(clock: Arc<dyn Fn() -> Timestamp + Send + Sync>) -> Self {
        let mut simulator = Self::new(Floor { seed: 1, agents: 8 }, clock);
        simulator.require_auth = true;
        simulator
    }
}
