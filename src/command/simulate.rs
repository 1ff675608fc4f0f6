//! `simulate`: play the service on loopback until interrupted.

use std::io::Write as _;
use std::sync::{Arc, Mutex, mpsc};

use jiff::Timestamp;

use super::present;
use crate::ambient::{Ambient, Verbosity};
use crate::cli::Simulate;
use crate::failure::{Cause, Failure};
use crate::simulator::auth::{BEARER, KEYS};
use crate::simulator::floor::Floor;
use crate::simulator::{Simulator, server};

/// The demo key's four values, in the order of their variables.
pub const DEMO_KEYS: [&str; 4] = [
    KEYS.app_key,
    KEYS.app_secret,
    KEYS.access_token,
    KEYS.access_token_secret,
];

/// Serves, and says where on stdout and how to ask on stderr.
///
/// # Errors
/// Where an option cannot be meant, or nothing can listen on the port.
pub fn run(typed: &Simulate, ambient: &mut Ambient) -> Result<(), Failure> {
    let floor = Floor {
        seed: typed.seed,
        agents: typed.agents,
    };
    let mut simulator = Simulator::new(floor, ambient.clock.clone());
    if let Some(now) = &typed.now {
        let frozen: Timestamp = now.parse().map_err(|_| {
            Failure::usage(format!(
                "--now {now:?} is not a time in RFC 3339; try 2014-07-01T14:46:08Z"
            ))
        })?;
        simulator.clock = Arc::new(move || frozen);
    }
    simulator.require_auth = typed.require_auth;
    simulator.max_concurrent = typed.max_concurrent;
    if let Some(list) = &typed.fault {
        simulator.faults = Mutex::new(list.parse().map_err(Failure::usage)?);
    }
    let (lines, log) = mpsc::channel();
    if ambient.verbosity == Verbosity::Verbose {
        simulator.log = Some(lines);
    }
    let running = server::start(simulator, typed.port).map_err(|error| {
        let what = format!("could not listen on 127.0.0.1:{}: {error}", typed.port);
        Failure::new(Cause::Local, what).with_hint("--port 0 takes a free port")
    })?;
    let base_url = running.base_url();
    present::text(format!("{base_url}\n").as_bytes(), ambient)?;
    if ambient.verbosity != Verbosity::Quiet {
        // The lines to paste are a courtesy: without a reader the simulator serves all the same.
        let _ = ambient
            .err
            .writer
            .write_all(how_to_ask(&base_url).as_bytes());
    }
    for line in log {
        ambient.detail(line);
    }
    running.wait();
    Ok(())
}

fn how_to_ask(base_url: &str) -> String {
    let [app_key, app_secret, access_token, access_token_secret] = DEMO_KEYS;
    format!(
        "Simulating the service until interrupted. In another terminal:

  export AGENTACTIVITY_ACCOUNT=12345678 AGENTACTIVITY_DOMAIN_API={base_url}
  export AGENTACTIVITY_APP_KEY={app_key} AGENTACTIVITY_APP_SECRET={app_secret}
  export AGENTACTIVITY_ACCESS_TOKEN={access_token} AGENTACTIVITY_ACCESS_TOKEN_SECRET={access_token_secret}
  agentactivity fetch --timeframe 120 --interval 60

or, instead of the four values, export AGENTACTIVITY_BEARER={BEARER}
"
    )
}
