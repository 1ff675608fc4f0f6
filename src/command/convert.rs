//! `convert`: present a saved answer, an envelope or a bare body, with the same options as a fresh one.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _, SeekFrom};

use super::present::{self, Answered};
use crate::ambient::Ambient;
use crate::api::intake::{self, Counted, RawBody};
use crate::api::ledger::Answer;
use crate::api::retry::Fault;
use crate::api::spool::Spool;
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::saved::{Meta, WRITTEN_BY};
use crate::model::span::{IntervalSize, Timeframe};
use crate::output::envelope;
use crate::settings::{self, Convert, Known};

/// Reads, and presents.
///
/// # Errors
/// Where the file cannot be read or understood, or its presentation not be written.
pub fn run(typed: &cli::Convert, globals: &Globals, ambient: &mut Ambient) -> anyhow::Result<()> {
    let settings = settings::convert(typed, globals, ambient)?;
    present::check_target(&settings.target, &[], ambient)?;
    let (name, mut saved) = open(&settings, ambient)?;
    let unusable = |fault: Fault| {
        let cause = match fault.failure.cause() {
            Cause::Network => Cause::Refused,
            other => other,
        };
        Failure::new(cause, fault.failure.to_string())
            .with_hint("convert reads what fetch --format json or envelope has saved")
    };
    let (presentation, target) = (&settings.presentation, &settings.target);
    let answered = if presentation.format.is_body() {
        let RawBody { bytes, answer } = intake::raw(&mut saved, &name).map_err(unusable)?;
        let answered = describe(answer, &settings.known)?;
        let meta = meta(&answered);
        present::body(
            bare(bytes)?,
            &meta,
            answered.account.as_ref(),
            presentation,
            target,
            ambient,
        )?;
        answered
    } else {
        let mut spool = Spool::default();
        let answer = intake::frames(&mut spool, &mut saved, &name).map_err(unusable)?;
        let answered = [describe(answer, &settings.known)?];
        present::frames(
            &mut present::open_spool(spool)?,
            &answered,
            presentation,
            target,
            ambient,
        )?;
        let [answered] = answered;
        answered
    };
    Ok(present::judge_emptiness(
        &[answered],
        settings.fail_on_empty,
        ambient,
    )?)
}

fn open(settings: &Convert, ambient: &mut Ambient) -> Result<(String, Counted), Failure> {
    let Some(file) = &settings.file else {
        let input = std::mem::replace(&mut ambient.input, Box::new(io::empty()));
        return Ok(("standard input".to_owned(), Counted::new(input)));
    };
    let name = file.display().to_string();
    let unread = |why: String| Failure::new(Cause::Local, format!("could not read {name}: {why}"));
    if file.is_dir() {
        return Err(unread("it is a folder".to_owned()));
    }
    let open = File::open(file).map_err(|error| unread(error.to_string()))?;
    Ok((name, Counted::new(Box::new(open))))
}

/// Puts together what the answer says of itself and what is said of it; what is typed is meant.
fn describe(answer: Answer, known: &Known) -> Result<Answered, Failure> {
    let meta = answer.meta.as_ref();
    let account = meta
        .and_then(|meta| meta.account.as_deref())
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?;
    Ok(Answered {
        account: known.account.clone().or(account),
        timeframe: known
            .timeframe
            .or_else(|| Timeframe::of_minutes(meta?.timeframe?)),
        interval: known
            .interval
            .or_else(|| IntervalSize::of_minutes(meta?.interval?.into())),
        reading: known.at.or_else(|| meta?.date),
        fetched_at: meta.and_then(|meta| meta.fetched_at),
        answer,
    })
}

fn meta(answered: &Answered) -> Meta {
    Meta {
        written_by: format!("{WRITTEN_BY} {}", env!("CARGO_PKG_VERSION")),
        account: answered.account.as_ref().map(ToString::to_string),
        timeframe: answered.timeframe.map(Timeframe::minutes),
        interval: answered.interval.map(IntervalSize::minutes),
        date: answered.reading,
        fetched_at: answered.fetched_at,
    }
}

/// The service's own body: all of a bare one, what an envelope of ours holds of it.
fn bare(saved: impl Read + io::Seek) -> io::Result<impl Read> {
    let mut saved = BufReader::new(saved);
    let length = saved.seek(SeekFrom::End(0))?;
    saved.rewind()?;
    let mut first_line = Vec::new();
    (&mut saved)
        .take(64 * 1024)
        .read_until(b'\n', &mut first_line)?;
    let head = first_line.len() as u64;
    let tail = envelope::AFTER_BODY.len() as u64;
    let ours = first_line.starts_with(envelope::BEGINNING.as_bytes())
        && first_line.ends_with(envelope::BEFORE_BODY.as_bytes());
    let (from, to) = if ours {
        (head, length.saturating_sub(tail))
    } else {
        (0, length)
    };
    saved.seek(SeekFrom::Start(from))?;
    Ok(saved.take(to.saturating_sub(from)))
}
