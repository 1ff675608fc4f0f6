//! `fetch`: ask the service, and present the answer.

use std::io::Write as _;

use super::present::{self, About, unwritten};
use super::simulate::DEMO_KEYS;
use crate::ambient::Ambient;
use crate::api::acquire::{Acquired, acquire};
use crate::api::client::Client;
use crate::api::http::{Request, Verb};
use crate::api::retry::Policy;
use crate::api::{auth, domain, intake, query};
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::credentials::Credentials;
use crate::model::format::Format;
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::settings::{self, Fetch, Source};
use crate::simulator::{Simulator, server};

/// Asks, and presents.
///
/// # Errors
/// Whatever keeps the whole answer from being had, understood or written.
pub fn run(typed: &cli::Fetch, globals: &Globals, ambient: &mut Ambient) -> Result<(), Failure> {
    let settings = settings::fetch(typed, globals, ambient)?;
    if settings.dry_run {
        return dry_run(&settings, ambient);
    }
    present::check_target(&settings.target)?;
    let (whereabouts, credentials, _simulator) = match settings.source {
        Source::Service(ref whereabouts, ref credentials) => {
            (whereabouts.clone(), credentials.clone(), None)
        }
        Source::Demo => demo(ambient)?,
    };
    let client = Client::new(credentials, settings.patience, Policy::ONCE);
    let agents = if settings.presentation.format == Format::Json {
        let answer = acquire(&client, &settings.query, &whereabouts, ambient, intake::raw)?;
        present::raw(answer.taken.bytes, &settings.target, ambient)?;
        answer.taken.agents
    } else {
        let answer = acquire(
            &client,
            &settings.query,
            &whereabouts,
            ambient,
            intake::frames,
        )?;
        let Acquired {
            taken,
            reading,
            fetched_at,
        } = answer;
        let agents = taken.survey().agents;
        let about = About {
            query: &settings.query,
            reading,
            fetched_at,
        };
        present::frames(
            taken,
            &about,
            &settings.presentation,
            &settings.target,
            ambient,
        )?;
        agents
    };
    if agents == 0 {
        nobody_active(&settings, ambient)
    } else {
        Ok(())
    }
}

/// An empty answer is none to fail for, unless asked to; a person is told why it may be so.
fn nobody_active(settings: &Fetch, ambient: &mut Ambient) -> Result<(), Failure> {
    const WHY: &str = "the method counts chats alone, so accounts on messaging get nothing from it; a longer --timeframe may help";
    let what = format!(
        "no agent of account {} was active in the last {} minutes",
        settings.query.account, settings.query.timeframe
    );
    if settings.fail_on_empty {
        return Err(Failure::new(Cause::Empty, what).with_hint(WHY));
    }
    if ambient.err.is_terminal {
        ambient.warn(format!("{what}: {WHY}"));
    }
    Ok(())
}

/// Starts the simulator on a loopback port; it ends with the process.
fn demo(ambient: &Ambient) -> Result<(Whereabouts, Credentials, Option<server::Running>), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(
            Cause::Local,
            format!("could not start the simulator on loopback: {error}"),
        )
    };
    let running = server::start(Simulator::demo(ambient.clock.clone()), 0).map_err(failed)?;
    let address =
        ServiceAddress::parse("simulator", &running.base_url()).map_err(Failure::usage)?;
    let [app_key, app_secret, access_token, access_token_secret] = DEMO_KEYS.map(Into::into);
    let keys = Credentials::ApiKey {
        app_key,
        app_secret,
        access_token,
        access_token_secret,
    };
    Ok((Whereabouts::LookUp(address), keys, Some(running)))
}

/// Prints the requests that would be sent, secrets masked.
fn dry_run(settings: &Fetch, ambient: &mut Ambient) -> Result<(), Failure> {
    let placeholder = |service: &str| format!("https://{{{service}}}");
    let (look_up, at, header) = match &settings.source {
        Source::Service(Whereabouts::At(address), credentials) => {
            (None, address.to_string(), auth::masked(credentials))
        }
        Source::Service(Whereabouts::LookUp(api), credentials) => {
            let look_up = domain::request(api, &settings.query.account, domain::REPORTING);
            (
                Some(look_up.url.to_string()),
                placeholder(domain::REPORTING),
                auth::masked(credentials),
            )
        }
        Source::Demo => {
            let path = format!(
                "/api/account/{}/service/{}/baseURI.json?version=1.0",
                settings.query.account,
                domain::REPORTING
            );
            (
                Some(format!("http://{{simulator}}{path}")),
                "http://{simulator}".to_owned(),
                "OAuth ***",
            )
        }
    };
    let mut text = look_up
        .map(|url| format!("GET {url}\n\n"))
        .unwrap_or_default();
    // The path and query do not depend on the host, so any host serves to write them down.
    let anywhere = ServiceAddress::parse("domain", "localhost").map_err(Failure::usage)?;
    let Request { verb, url } = query::request(&settings.query, &anywhere);
    let path = url.as_str().trim_start_matches("https://localhost");
    text += &format!("{} {at}{path}\nAuthorization: {header}\n", verb.name());
    if let Verb::Post(body) = verb {
        text += &format!("Content-Type: application/json\n\n{body}\n");
    }
    let out = &mut ambient.out.writer;
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unwritten("standard output", &error))
}
