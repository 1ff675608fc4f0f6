//! From what is decided to somebody who asks: the real service, or the simulator started beside.

use std::time::Duration;

use super::simulate::DEMO_KEYS;
use crate::ambient::Ambient;
use crate::api::acquire::Asker;
use crate::api::client::{Client, Pace};
use crate::failure::{Cause, Failure};
use crate::model::credentials::{ApiKey, Credentials};
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::settings::{Ask, Source};
use crate::simulator::{Simulator, server};

/// Somebody who asks as decided, at this pace.
///
/// # Errors
/// Local, where the simulator cannot be started.
pub fn asker(ask: &Ask, pace: &Pace, ambient: &Ambient) -> Result<Asker, Failure> {
    let mut network = ask.network.clone();
    let (whereabouts, credentials) = match &ask.source {
        Source::Service(service) => (**service).clone(),
        Source::Demo => {
            // Nobody else is served by the simulator, so nobody need be spared.
            network.persistence.spacing = Duration::ZERO;
            demo(ambient)?
        }
    };
    Ok(Asker {
        client: Client::new(network, pace.clone()),
        credentials,
        whereabouts,
        // The simulator's names are not to be kept for anybody else.
        cache: match ask.source {
            Source::Service(_) => ambient.cache_folder(),
            Source::Demo => None,
        },
    })
}

/// Starts the simulator on a loopback port; it ends with the process.
fn demo(ambient: &Ambient) -> Result<(Whereabouts, Credentials), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(
            Cause::Local,
            format!("could not start the simulator on loopback: {error}"),
        )
    };
    let running = server::start(Simulator::demo(ambient.clock.clone()), 0).map_err(failed)?;
    let whereabouts = Whereabouts {
        reporting: None,
        domain_api: ServiceAddress::parse("simulator", &running.base_url())
            .map_err(Failure::usage)?,
    };
    let [app_key, app_secret, access_token, access_token_secret] = DEMO_KEYS.map(Into::into);
    let key = ApiKey {
        app_key,
        app_secret,
        access_token,
        access_token_secret,
    };
    Ok((whereabouts, Credentials::ApiKey(key)))
}
