//! `fetch`: ask the service, account by account, and present the answers.

use std::time::Duration;

use super::dry_run;
use super::present::{self, Answered};
use super::simulate::DEMO_KEYS;
use crate::ambient::Ambient;
use crate::api::acquire::{Acquired, Asker};
use crate::api::client::Client;
use crate::api::intake;
use crate::api::spool::Spool;
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::credentials::{ApiKey, Credentials};
use crate::model::request::AccountId;
use crate::model::saved::{Meta, WRITTEN_BY};
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::settings::{self, Fetch, Source};
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
    let acquired = asker.acquire(account, &settings.query, ambient, intake::raw)?;
    let meta = Meta {
        written_by: format!("{WRITTEN_BY} {}", env!("CARGO_PKG_VERSION")),
        account: Some(account.to_string()),
        timeframe: Some(settings.query.timeframe.minutes()),
        interval: settings.query.interval.map(|interval| interval.minutes()),
        date: Some(acquired.reading),
        fetched_at: Some(acquired.fetched_at),
    };
    let (presentation, target) = (&settings.presentation, &settings.target);
    present::body(
        acquired.taken.bytes,
        &meta,
        Some(account),
        presentation,
        target,
        ambient,
    )?;
    let answered = Answered {
        account: Some(account.clone()),
        timeframe: Some(settings.query.timeframe),
        interval: settings.query.interval,
        reading: Some(acquired.reading),
        fetched_at: Some(acquired.fetched_at),
        answer: acquired.taken.answer,
    };
    present::judge_emptiness(&[answered], settings.fail_on_empty, ambient)
}

/// All accounts' rows, in one presentation; a failing account does not stop the others.
fn fetch_rows(asker: &Asker, settings: &Fetch, ambient: &mut Ambient) -> anyhow::Result<()> {
    let mut spool = Spool::default();
    let (mut answers, mut failures) = (Vec::new(), Vec::new());
    for account in &settings.accounts {
        let acquired = asker.acquire(account, &settings.query, ambient, |body, whom| {
            intake::frames(&mut spool, body, whom)
        });
        match acquired {
            Err(failure) => failures.push((account, failure)),
            Ok(Acquired {
                taken,
                reading,
                fetched_at,
            }) => answers.push(Answered {
                account: Some(account.clone()),
                timeframe: Some(settings.query.timeframe),
                interval: settings.query.interval,
                reading: Some(reading),
                fetched_at: Some(fetched_at),
                answer: taken,
            }),
        }
    }
    if !answers.is_empty() {
        let mut frames = present::open_spool(spool)?;
        present::frames(
            &mut frames,
            &answers,
            &settings.presentation,
            &settings.target,
            ambient,
        )?;
    }
    if failures.is_empty() {
        return Ok(present::judge_emptiness(
            &answers,
            settings.fail_on_empty,
            ambient,
        )?);
    }
    Err(sum_up(failures, !answers.is_empty(), ambient).into())
}

/// Says of every account but the last how it failed, and gives that one's failure, ending the run as all of them do.
fn sum_up(
    mut failures: Vec<(&AccountId, Failure)>,
    some_presented: bool,
    ambient: &mut Ambient,
) -> Failure {
    let first = failures
        .first()
        .map_or(Cause::Internal, |(_, failure)| failure.cause());
    let cause = if some_presented {
        Cause::Partial
    } else {
        first
    };
    let alone = failures.len() == 1 && !some_presented;
    let Some((account, last)) = failures.pop() else {
        return Failure::new(Cause::Internal, "no account was asked");
    };
    for (account, failure) in failures {
        let failure = failure.of_account(account, cause);
        ambient.fail(&failure.to_string(), failure.hint());
    }
    if alone {
        last
    } else {
        last.of_account(account, cause)
    }
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
