//! `fetch`: ask the service, profile by profile and account by account, and present the answers.

use std::path::PathBuf;
use std::sync::Arc;

use super::answered::Answered;
use super::arranged::Arranged;
use super::asking::asker;
use super::dry_run;
use super::failed::Failed;
use super::findings::Findings;
use super::judge::judge;
use super::present;
use crate::ambient::Ambient;
use crate::api::acquire::{Acquired, Asked};
use crate::api::client::Pace;
use crate::api::intake::{self, RawBody};
use crate::api::ledger::Answer;
use crate::api::spool::{Frames, Spool};
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::horizon::Cut;
use crate::model::names::Names;
use crate::model::request::AccountId;
use crate::settings::{self, Ask, Fetch};

/// Asks, and presents.
///
/// # Errors
/// Whatever keeps the answers from being had, understood or written.
pub fn run(typed: &cli::Fetch, globals: &Globals, ambient: &mut Ambient) -> anyhow::Result<()> {
    let settings = settings::fetch(typed, globals, ambient)?;
    if settings.dry_run {
        return Ok(dry_run::run(settings, ambient)?);
    }
    for ask in &settings.asks {
        let profile = ask.profile.as_deref();
        present::check_target(
            &settings.target,
            profile,
            &ask.accounts,
            &settings.presentation.zone,
            ambient,
        )?;
    }
    let splay = settings
        .asks
        .first()
        .map(|ask| ask.network.persistence.splay)
        .unwrap_or_default();
    let splay = splay.mul_f64((ambient.chance)());
    if !splay.is_zero() {
        ambient.pause(
            splay,
            &format!("starting in {:.1} s (--splay)", splay.as_secs_f64()),
        );
    }
    match &settings.asks[..] {
        [ask] if settings.presentation.format.is_body() => Ok(fetch_body(ask, &settings, ambient)?),
        _ => fetch_rows(settings, ambient),
    }
}

/// One account's body, byte for byte.
fn fetch_body(ask: &Ask, settings: &Fetch, ambient: &mut Ambient) -> Result<(), Failure> {
    let asker = asker(ask, &Pace::default(), ambient)?;
    let Some(account) = ask.accounts.first() else {
        return Ok(());
    };
    let Acquired { taken, asked, .. } =
        asker.acquire(account, &ask.question, ambient, intake::raw)?;
    let RawBody { bytes, answer } = taken;
    let findings = Findings {
        active: answer.survey.agents,
        ..Findings::default()
    };
    let answered = [answered(account, ask, answer, asked, Arc::default())];
    present::body(
        bytes,
        &answered[0],
        &settings.presentation,
        &settings.target,
        ambient,
    )?;
    judge(&findings, &answered, settings.fail_on_empty, ambient)
}

fn answered(
    account: &AccountId,
    ask: &Ask,
    answer: Answer,
    asked: Asked,
    names: Arc<Names>,
) -> Answered {
    let horizon = &ask.question.horizon;
    Answered {
        profile: ask.profile.clone(),
        account: Some(account.clone()),
        timeframe: Some(asked.timeframe),
        beginning: matches!(horizon.cut, Cut::Every(_)).then(|| horizon.beginning.clone()),
        interval: asked.interval,
        reading: Some(asked.reading),
        fetched_at: Some(asked.fetched_at),
        agents: Some(ask.question.agents.clone()),
        names,
        // What does not fit what was asked is the service's doing.
        blame: Cause::Refused,
        answer,
    }
}

/// All accounts' rows, in one presentation or a file each; a failing account does not stop the others.
fn fetch_rows(mut settings: Fetch, ambient: &mut Ambient) -> anyhow::Result<()> {
    let mut failed = Failed::before(&mut settings, ambient);
    let mut spool = Spool::default();
    let answers = acquire_all(&settings.asks, &mut spool, &mut failed, ambient)?;
    let mut frames = spool.into_frames();
    let mut arranged = Vec::new();
    for answered in &answers {
        match Arranged::new(answered, &settings.presentation, &mut frames, ambient) {
            Ok(one) => arranged.push(one),
            Err(failure) => failed.tell_of(answered, failure, ambient),
        }
    }
    let mut findings = Findings::default();
    let presented = present_all(
        arranged,
        &settings,
        &mut frames,
        &mut findings,
        &mut failed,
        ambient,
    )?;
    // What was noticed is said also where some accounts failed, whose status comes first.
    let judged = if presented > 0 {
        judge(&findings, &answers, settings.fail_on_empty, ambient)
    } else {
        Ok(())
    };
    failed.end(presented)?;
    Ok(judged?)
}

/// The answers of all accounts that gave one, their frames in the spool.
fn acquire_all(
    asks: &[Ask],
    spool: &mut Spool,
    failed: &mut Failed,
    ambient: &mut Ambient,
) -> Result<Vec<Answered>, Failure> {
    let pace = Pace::default();
    let mut answers = Vec::new();
    for ask in asks {
        let asker = asker(ask, &pace, ambient)?;
        for account in &ask.accounts {
            let acquired = asker.acquire(account, &ask.question, ambient, |body, whom| {
                intake::frames(spool, body, whom)
            });
            match acquired {
                Err(failure) => {
                    failed.tell(ask.profile.as_deref(), Some(account), failure, ambient);
                }
                Ok(Acquired {
                    taken,
                    asked,
                    proof,
                }) => {
                    let names = asker.names(account, ask.naming, &proof, ambient);
                    answers.push(answered(account, ask, taken, asked, Arc::new(names)));
                }
            }
        }
    }
    Ok(answers)
}

/// Presents what goes to the same file together; answers how many accounts were presented.
fn present_all(
    arranged: Vec<Arranged<'_>>,
    settings: &Fetch,
    frames: &mut Frames,
    findings: &mut Findings,
    failed: &mut Failed,
    ambient: &mut Ambient,
) -> Result<usize, Failure> {
    let (presentation, target) = (&settings.presentation, &settings.target);
    let groups = by_file(arranged, |answered| {
        present::file_of(target, answered, presentation, ambient)
    });
    let alone = groups.len() == 1;
    let mut presented = 0;
    for (_, group) in groups {
        match present::frames(frames, &group, presentation, target, findings, ambient) {
            Ok(()) => presented += group.len(),
            Err(failure) if alone => return Err(failure),
            Err(failure) => failed.tell_of(group[0].answered, failure, ambient),
        }
    }
    Ok(presented)
}

/// Answers that go to the same place, together and in their order.
fn by_file<'a>(
    arranged: Vec<Arranged<'a>>,
    file: impl Fn(&Answered) -> Option<PathBuf>,
) -> Vec<(Option<PathBuf>, Vec<Arranged<'a>>)> {
    let mut groups: Vec<(Option<PathBuf>, Vec<Arranged<'a>>)> = Vec::new();
    for one in arranged {
        let file = file(one.answered);
        match groups.iter_mut().find(|(known, _)| *known == file) {
            Some((_, group)) => group.push(one),
            None => groups.push((file, vec![one])),
        }
    }
    groups
}
