//! `fetch`: ask the service, account by account, and present the answers.

use std::sync::Arc;
use std::time::Duration;

use super::answered::Answered;
use super::arranged::Findings;
use super::dry_run;
use super::failed::Failed;
use super::judge::judge;
use super::present;
use super::simulate::DEMO_KEYS;
use crate::ambient::Ambient;
use crate::api::acquire::{Acquired, Asked, Asker};
use crate::api::client::Client;
use crate::api::intake::{self, RawBody};
use crate::api::ledger::Answer;
use crate::api::spool::Spool;
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::credentials::{ApiKey, Credentials};
use crate::model::names::Names;
use crate::model::request::AccountId;
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::settings::{self, Fetch, Source, Target};
use crate::simulator::{Simulator, server};

/// Asks, and presents.
///
/// # Errors
/// Whatever keeps the answers from being had, understood or written.
pub fn run(typed: &cli::Fetch, globals: &Globals, ambient: &mut Ambient) -> anyhow::Result<()> {
    let settings = settings::fetch(typed, globals, ambient)?;
    if settings.dry_run {
        return Ok(dry_run::run(&settings, ambient)?);
    }
    present::check_target(&settings.target, &settings.accounts, ambient)?;
    let (whereabouts, credentials) = match &settings.source {
        Source::Service(service) => (**service).clone(),
        Source::Demo => demo(ambient)?,
    };
    let mut network = settings.network.clone();
    if matches!(settings.source, Source::Demo) {
        // Nobody else is served by the simulator, so nobody need be spared.
        network.persistence.spacing = Duration::ZERO;
    }
    let splay = network.persistence.splay.mul_f64((ambient.chance)());
    if !splay.is_zero() {
        ambient.pause(
            splay,
            &format!("starting in {:.1} s (--splay)", splay.as_secs_f64()),
        );
    }
    let asker = Asker {
        client: Client::new(network),
        credentials,
        whereabouts,
        // The simulator's names are not to be kept for anybody else.
        cache: match settings.source {
            Source::Service(_) => ambient.cache_folder(),
            Source::Demo => None,
        },
    };
    match &settings.accounts[..] {
        [account] if settings.presentation.format.is_body() => {
            Ok(fetch_body(account, &asker, &settings, ambient)?)
        }
        _ => fetch_rows(&asker, &settings, ambient),
    }
}

/// One account's body, byte for byte.
fn fetch_body(
    account: &AccountId,
    asker: &Asker,
    settings: &Fetch,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    let Acquired { taken, asked, .. } =
        asker.acquire(account, &settings.question, ambient, intake::raw)?;
    let RawBody { bytes, answer } = taken;
    let answered = [answered(account, settings, answer, asked, Arc::default())];
    present::body(
        bytes,
        &answered[0],
        &settings.presentation,
        &settings.target,
        ambient,
    )?;
    judge(
        &Findings::default(),
        &answered,
        settings.fail_on_empty,
        ambient,
    )
}

fn answered(
    account: &AccountId,
    settings: &Fetch,
    answer: Answer,
    asked: Asked,
    names: Arc<Names>,
) -> Answered {
    Answered {
        account: Some(account.clone()),
        timeframe: Some(asked.timeframe),
        interval: asked.interval,
        reading: Some(asked.reading),
        fetched_at: Some(asked.fetched_at),
        agents: Some(settings.question.agents.clone()),
        names,
        // What does not fit what was asked is the service's doing.
        blame: Cause::Refused,
        answer,
    }
}

/// All accounts' rows, in one presentation or a file each; a failing account does not stop the others.
fn fetch_rows(asker: &Asker, settings: &Fetch, ambient: &mut Ambient) -> anyhow::Result<()> {
    let mut spool = Spool::default();
    let (mut answers, mut failed) = (Vec::new(), Failed::among(settings.accounts.len()));
    for account in &settings.accounts {
        let acquired = asker.acquire(account, &settings.question, ambient, |body, whom| {
            intake::frames(&mut spool, body, whom)
        });
        match acquired {
            Err(failure) => failed.tell(account, failure, ambient),
            Ok(Acquired {
                taken,
                asked,
                proof,
            }) => {
                let names = asker.names(account, settings.naming, &proof, ambient);
                answers.push(answered(account, settings, taken, asked, Arc::new(names)));
            }
        }
    }
    let mut frames = spool.into_frames();
    let (presentation, target) = (&settings.presentation, &settings.target);
    let (mut presented, mut findings) = (0, Findings::default());
    if matches!(target, Target::File(name) if name.is_per_account()) {
        for answered in &answers {
            let one = std::slice::from_ref(answered);
            match (
                present::frames(
                    &mut frames,
                    one,
                    presentation,
                    target,
                    &mut findings,
                    ambient,
                ),
                &answered.account,
            ) {
                (Err(failure), Some(account)) => failed.tell(account, failure, ambient),
                (outcome, _) => {
                    outcome?;
                    presented += 1;
                }
            }
        }
    } else if !answers.is_empty() {
        present::frames(
            &mut frames,
            &answers,
            presentation,
            target,
            &mut findings,
            ambient,
        )?;
        presented = answers.len();
    }
    // What was noticed is said also where some accounts failed, whose status comes first.
    let judged = judge(&findings, &answers, settings.fail_on_empty, ambient);
    failed.end(presented)?;
    Ok(judged?)
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
