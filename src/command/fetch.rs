//! `fetch`: ask the service, account by account, and present the answers.

use std::time::Duration;

use jiff::Timestamp;

use super::answered::{Answered, judge_emptiness};
use super::dry_run;
use super::present;
use super::simulate::DEMO_KEYS;
use crate::ambient::Ambient;
use crate::api::acquire::{Acquired, Asker};
use crate::api::client::Client;
use crate::api::intake::{self, RawBody};
use crate::api::ledger::Answer;
use crate::api::spool::Spool;
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::credentials::{ApiKey, Credentials};
use crate::model::request::AccountId;
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::model::text::printable;
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
    let RawBody { bytes, answer } = acquired.taken;
    let answered = answered(
        account,
        settings,
        answer,
        acquired.reading,
        acquired.fetched_at,
    );
    present::body(
        bytes,
        &answered,
        &settings.presentation,
        &settings.target,
        ambient,
    )?;
    judge_emptiness(&[answered], settings.fail_on_empty, ambient)
}

fn answered(
    account: &AccountId,
    settings: &Fetch,
    answer: Answer,
    reading: Timestamp,
    fetched_at: Timestamp,
) -> Answered {
    Answered {
        account: Some(account.clone()),
        timeframe: Some(settings.query.timeframe),
        interval: settings.query.interval,
        reading: Some(reading),
        fetched_at: Some(fetched_at),
        answer,
    }
}

/// All accounts' rows, in one presentation or a file each; a failing account does not stop the others.
fn fetch_rows(asker: &Asker, settings: &Fetch, ambient: &mut Ambient) -> anyhow::Result<()> {
    let mut spool = Spool::default();
    let (mut answers, mut failed) = (Vec::new(), Failed::among(settings.accounts.len()));
    for account in &settings.accounts {
        let acquired = asker.acquire(account, &settings.query, ambient, |body, whom| {
            intake::frames(&mut spool, body, whom)
        });
        match acquired {
            Err(failure) => failed.tell(account, failure, ambient),
            Ok(Acquired {
                taken,
                reading,
                fetched_at,
            }) => {
                answers.push(answered(account, settings, taken, reading, fetched_at));
            }
        }
    }
    let mut frames = spool.into_frames();
    let (presentation, target) = (&settings.presentation, &settings.target);
    let mut presented = 0;
    if matches!(target, Target::File(name) if name.is_per_account()) {
        for (answered, account) in answers
            .iter()
            .filter_map(|answered| Some((answered, answered.account.as_ref()?)))
        {
            match present::frames(
                &mut frames,
                std::slice::from_ref(answered),
                presentation,
                target,
                ambient,
            ) {
                Ok(()) => presented += 1,
                Err(failure) => failed.tell(account, failure, ambient),
            }
        }
    } else if !answers.is_empty() {
        present::frames(&mut frames, &answers, presentation, target, ambient)?;
        presented = answers.len();
    }
    failed.end(presented)?;
    Ok(judge_emptiness(&answers, settings.fail_on_empty, ambient)?)
}

/// The accounts that failed, of which each is told as soon as it is known, since presenting the others may fail too.
struct Failed {
    among: usize,
    first: Option<Failure>,
}

impl Failed {
    const fn among(accounts: usize) -> Self {
        Self {
            among: accounts,
            first: None,
        }
    }

    fn tell(&mut self, account: &AccountId, failure: Failure, ambient: &mut Ambient) {
        // Alone, it is told at the end like any failure.
        if self.among > 1 {
            let told = format!("account {account}: {failure}");
            ambient.fail(&printable(&told), failure.hint().map(printable).as_deref());
        }
        self.first.get_or_insert(failure);
    }

    /// Ends as the one account did, as the first did where all failed, or as some did.
    fn end(self, presented: usize) -> Result<(), Failure> {
        match self.first {
            None => Ok(()),
            Some(failure) if self.among == 1 => Err(failure),
            Some(_) if presented > 0 => Err(Failure::told(Cause::Partial)),
            Some(failure) => Err(Failure::told(failure.cause())),
        }
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
