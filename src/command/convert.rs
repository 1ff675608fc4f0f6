//! `convert`: present a saved answer, an envelope or a bare body, with the same options as a fresh one.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _, SeekFrom};
use std::sync::Arc;

use super::answered::Answered;
use super::arranged::Arranged;
use super::findings::Findings;
use super::judge::judge;
use super::present;
use crate::ambient::Ambient;
use crate::api::intake::{self, Counted, RawBody};
use crate::api::ledger::Answer;
use crate::api::retry::Fault;
use crate::api::spool::Spool;
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::span::{IntervalSize, Timeframe};
use crate::output::envelope;
use crate::settings::{self, Convert, Known};

/// An envelope's first line holds its meta alone, with a list of agents at the longest; in bytes.
const LONGEST_FIRST_LINE: u64 = 32 * 1024 * 1024;

/// Reads, and presents.
///
/// # Errors
/// Where the file cannot be read or understood, or its presentation not be written.
pub fn run(typed: &cli::Convert, globals: &Globals, ambient: &mut Ambient) -> anyhow::Result<()> {
    let settings = settings::convert(typed, globals, ambient)?;
    present::check_target(
        &settings.target,
        None,
        &[],
        &settings.presentation.zone,
        ambient,
    )?;
    let (name, mut saved) = open(&settings, ambient)?;
    let (presentation, target) = (&settings.presentation, &settings.target);
    let mut findings = Findings::default();
    let answered = if presentation.format.is_body() {
        let RawBody { bytes, answer } = intake::raw(&mut saved, &name).map_err(unusable)?;
        let is_ours = answer.meta.is_some();
        let answered = describe(answer, &settings.known)?;
        findings.active = answered.answer.survey.agents;
        present::body(
            bare(bytes, is_ours, &name)?,
            &answered,
            presentation,
            target,
            ambient,
        )?;
        answered
    } else {
        let mut spool = Spool::default();
        let answer = intake::frames(&mut spool, &mut saved, &name).map_err(unusable)?;
        let answered = [describe(answer, &settings.known)?];
        let mut frames = spool.into_frames();
        let arranged = [Arranged::new(
            &answered[0],
            presentation,
            &mut frames,
            ambient,
        )?];
        present::frames(
            &mut frames,
            &arranged,
            presentation,
            target,
            &mut findings,
            ambient,
        )?;
        let [answered] = answered;
        answered
    };
    Ok(judge(
        &findings,
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

/// A saved answer that breaks off is no fault of the network; what a local file could not do stays as it is.
fn unusable(fault: Fault) -> Failure {
    const HINT: &str = "convert reads what fetch --format json or envelope has saved";
    match fault.failure.cause() {
        Cause::Network | Cause::Refused => {
            Failure::new(Cause::Refused, fault.failure.to_string()).with_hint(HINT)
        }
        _ => fault.failure,
    }
}

/// Puts together what the answer says of itself and what is said of it; what is typed is meant.
fn describe(answer: Answer, known: &Known) -> Result<Answered, Failure> {
    let meta = answer.meta.as_ref();
    let account = match (
        &known.account,
        meta.and_then(|meta| meta.account.as_deref()),
    ) {
        (Some(typed), _) => Some(typed.clone()),
        (None, said) => {
            said.map(str::parse)
                .transpose()
                .map_err(|error: crate::model::Invalid| {
                    Failure::new(
                        Cause::Refused,
                        format!("the envelope names no account: {error}"),
                    )
                    .with_hint("name it with --account")
                })?
        }
    };
    let answered = Answered {
        account,
        timeframe: known
            .timeframe
            .or_else(|| Timeframe::of_minutes(meta?.timeframe?)),
        profile: None,
        beginning: None,
        interval: known
            .interval
            .or_else(|| IntervalSize::of_minutes(meta?.interval?.into())),
        reading: known.at.or_else(|| meta?.date),
        fetched_at: meta.and_then(|meta| meta.fetched_at),
        agents: meta.and_then(|meta| meta.agents.as_deref()?.parse().ok()),
        names: Arc::default(),
        blame: Cause::Usage,
        answer,
    };
    refuse_contradictions(&answered)?;
    Ok(answered)
}

/// What is said of an answer must be possible of what it holds, or the bounds would be wrong without a word.
fn refuse_contradictions(answered: &Answered) -> Result<(), Failure> {
    let ends = answered.ends();
    if let Some(size) = answered.interval {
        let step = i64::from(size.minutes()) * 60;
        let apart = ends
            .windows(2)
            .map(|pair| pair[1].duration_since(pair[0]).as_secs())
            .find(|apart| apart % step != 0);
        if let Some(apart) = apart {
            return Err(Failure::usage(format!(
                "interval {} does not fit ends that are {} minutes apart; leave it out",
                size.minutes(),
                apart / 60
            )));
        }
    }
    let span = ends
        .first()
        .zip(ends.last())
        .map(|(first, last)| last.duration_since(*first).as_secs() / 60);
    match (answered.timeframe, span) {
        (Some(timeframe), Some(span)) if span > i64::from(timeframe.minutes()) => {
            Err(Failure::usage(format!(
                "time frame {timeframe} is shorter than the {span} minutes from the first interval's end to the last's"
            )))
        }
        _ => Ok(()),
    }
}

/// The service's own body: all of a bare one, what an envelope of ours holds of it.
fn bare(saved: impl Read + io::Seek, is_ours: bool, name: &str) -> anyhow::Result<impl Read> {
    let mut saved = BufReader::new(saved);
    let mut end = saved.seek(SeekFrom::End(0))?;
    saved.rewind()?;
    let mut begin = 0;
    if is_ours {
        let mut first_line = Vec::new();
        (&mut saved)
            .take(LONGEST_FIRST_LINE)
            .read_until(b'\n', &mut first_line)?;
        begin = first_line.len() as u64;
        end = end_of_body(&mut saved, end)?;
        if !first_line.ends_with(envelope::BEFORE_BODY.as_bytes()) || end < begin {
            let what = format!(
                "the envelope {name} was laid out anew, so its body cannot be given back byte for byte"
            );
            return Err(Failure::new(Cause::Refused, what)
                .with_hint("every other format can be made of it")
                .into());
        }
    }
    saved.seek(SeekFrom::Start(begin))?;
    Ok(saved.take(end.saturating_sub(begin)))
}

/// Where the body within an envelope ends: before the newline and the brace that close it, and whatever blanks follow.
fn end_of_body(saved: &mut (impl Read + io::Seek), length: u64) -> io::Result<u64> {
    let from = length.saturating_sub(64);
    saved.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    saved.take(64).read_to_end(&mut tail)?;
    let closed = tail.trim_ascii_end();
    let inside = closed.strip_suffix(b"}").unwrap_or(closed);
    let body = inside.strip_suffix(b"\n").unwrap_or(inside);
    Ok(from + body.len() as u64)
}
