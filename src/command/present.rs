//! Presents whole answers: gives each interval its bounds, reads it back oldest first, and writes it to its target.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;

use crate::ambient::Ambient;
use crate::api::ledger::Answer;
use crate::api::spool::Frames;
use crate::failure::{Cause, Failure};
use crate::model::column::Heading;
use crate::model::format::{Format, Presentation};
use crate::model::interval::{Interval, Settled, Window, settle_now};
use crate::model::request::AccountId;
use crate::model::saved::Meta;
use crate::model::span::{IntervalSize, Timeframe};
use crate::output::escape::TerminalWriter;
use crate::output::file::{Replacement, folder_of};
use crate::output::{self, Part, envelope};
use crate::settings::Target;

/// One account's answer, and what its own bytes do not say.
pub struct Answered {
    /// Whose it is.
    pub account: Option<AccountId>,
    /// How far back was asked.
    pub timeframe: Option<Timeframe>,
    /// In which intervals.
    pub interval: Option<IntervalSize>,
    /// The moment of the answer by the service's clock.
    pub reading: Option<Timestamp>,
    /// The moment of the answer by ours.
    pub fetched_at: Option<Timestamp>,
    /// What it holds.
    pub answer: Answer,
}

/// Presents decoded frames as rows or as a table: all answers together, or each account's in a file of its own.
///
/// # Errors
/// Where a target cannot be written or the spool not be read.
pub fn frames(
    frames: &mut Frames,
    answers: &[Answered],
    presentation: &Presentation,
    target: &Target,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    let parts: Vec<(&Answered, Part)> = answers
        .iter()
        .map(|answered| (answered, part(answered, ambient)))
        .collect();
    if matches!(target, Target::File(name) if name.is_per_account()) {
        return parts
            .into_iter()
            .try_for_each(|part| write_parts(frames, &[part], presentation, target, ambient));
    }
    write_parts(frames, &parts, presentation, target, ambient)
}

fn write_parts(
    frames: &mut Frames,
    parts: &[(&Answered, Part)],
    presentation: &Presentation,
    target: &Target,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    let account = parts
        .first()
        .and_then(|(answered, _)| answered.account.clone());
    write_to(target, account.as_ref(), presentation, ambient, |writer| {
        let Some(mut sink) = output::sink(presentation, writer) else {
            return Ok(());
        };
        let overview: Vec<Part> = parts.iter().map(|(_, part)| part.clone()).collect();
        sink.begin(&overview)?;
        for (answered, part) in parts {
            sink.part(part)?;
            let heading = |interval| {
                Heading::new(
                    answered.account.clone(),
                    interval,
                    answered.fetched_at,
                    &presentation.zone,
                )
            };
            let blocks = &answered.answer.blocks;
            if blocks.is_empty() {
                sink.interval(&heading(Interval::whole(part.window)))?;
            }
            let size = size(answered);
            for block in blocks {
                let heading = heading(block.end.map_or_else(
                    || Interval::whole(part.window),
                    |end| Interval::ending(end, size, part.window),
                ));
                sink.interval(&heading)?;
                frames.read(block, |agent| sink.agent(&heading, agent))?;
            }
        }
        sink.end()
    })
}

/// Presents one body byte for byte, alone or in an envelope.
///
/// # Errors
/// Where the target cannot be written or the body not be read.
pub fn body(
    mut body: impl Read,
    meta: &Meta,
    account: Option<&AccountId>,
    presentation: &Presentation,
    target: &Target,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    write_to(target, account, presentation, ambient, |writer| {
        let mut copy = |writer: &mut dyn Write| io::copy(&mut body, writer).map(drop);
        if presentation.format == Format::Envelope {
            envelope::write(writer, meta, copy)
        } else {
            copy(writer)
        }
    })
}

/// The size of an answer's intervals: as asked, or as its ends tell.
fn size(answered: &Answered) -> Option<IntervalSize> {
    answered.interval.or_else(|| {
        let ends: Vec<Timestamp> = answered
            .answer
            .blocks
            .iter()
            .filter_map(|block| block.end)
            .collect();
        Interval::size_between(&ends)
    })
}

fn part(answered: &Answered, ambient: &mut Ambient) -> Part {
    Part {
        account: answered.account.clone(),
        window: window(answered, ambient),
        intervals: answered.answer.blocks.len(),
        survey: answered.answer.survey,
    }
}

/// What the answer covers, and a warning where the service's clock and its intervals disagree.
fn window(answered: &Answered, ambient: &mut Ambient) -> Option<Window> {
    let (reading, timeframe) = (answered.reading?, answered.timeframe?);
    let newest = answered.answer.blocks.last().and_then(|block| block.end);
    if newest.is_none() && answered.interval.is_some() && answered.answer.survey.agents > 0 {
        ambient
            .warn("the service answered without intervals, so the time frame is shown as a whole");
    }
    let Some(newest) = newest else {
        return Some(Window::ending(reading, timeframe));
    };
    let disagree = format!("the answer is dated {reading}, but its newest interval ends {newest}");
    match settle_now(reading, newest) {
        Settled::Agreed(now) => Some(Window::ending(now, timeframe)),
        Settled::Clamped(now) => {
            ambient.warn(format!("{disagree}; taking it as of {now}"));
            Some(Window::ending(now, timeframe))
        }
        Settled::Unknown => {
            ambient.warn(format!(
                "{disagree}; observed seconds and coverage stay unknown"
            ));
            None
        }
    }
}

/// Opens the target, lets `write` fill it, and makes it final; a file is left as it was where that fails.
fn write_to(
    target: &Target,
    account: Option<&AccountId>,
    presentation: &Presentation,
    ambient: &mut Ambient,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match target {
        Target::File(name) => {
            let file = name.fill(
                account,
                ambient.now().to_zoned(presentation.zone.clone()).date(),
            );
            let written = Replacement::of(&file).and_then(|replacement| {
                let mut buffered = BufWriter::with_capacity(64 * 1024, replacement);
                write(&mut buffered)?;
                buffered
                    .into_inner()
                    .map_err(io::IntoInnerError::into_error)?
                    .commit()
            });
            written.map_err(|error| {
                let failure = unwritten(&file.display().to_string(), &error);
                if file.is_file() {
                    failure.with_hint("the file is as it was before")
                } else {
                    failure
                }
            })
        }
        Target::Stdout => {
            let mut buffered = BufWriter::with_capacity(64 * 1024, &mut ambient.out.writer);
            // The table escapes what it shows by itself, and has colours that must come through.
            let written = if ambient.out.is_terminal && presentation.format != Format::Table {
                let mut guarded = TerminalWriter::new(&mut buffered);
                write(&mut guarded)
            } else {
                write(&mut buffered)
            };
            written
                .and_then(|()| buffered.flush())
                .map_err(|error| unwritten("standard output", &error))
        }
    }
}

/// Writes a text to stdout, for commands whose answer is one.
///
/// # Errors
/// Where stdout cannot be written.
pub fn text(text: &[u8], ambient: &mut Ambient) -> Result<(), Failure> {
    let out = &mut ambient.out.writer;
    out.write_all(text)
        .and_then(|()| out.flush())
        .map_err(|error| unwritten("standard output", &error))
}

/// The failure of a write; a reader that is gone is a quiet end.
fn unwritten(name: &str, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::new(Cause::ClosedPipe, "nobody reads on");
    }
    Failure::new(Cause::Local, format!("could not write {name}: {error}"))
}

/// Refuses a file that could not be written anyway, before anything is asked.
///
/// # Errors
/// Where its folder does not exist, or it is a folder itself.
pub fn check_target(
    target: &Target,
    accounts: &[AccountId],
    ambient: &Ambient,
) -> Result<(), Failure> {
    let Target::File(name) = target else {
        return Ok(());
    };
    let today = ambient.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let check = |account: Option<&AccountId>| check_file(&name.fill(account, today));
    if accounts.is_empty() {
        check(None)
    } else {
        accounts.iter().try_for_each(|account| check(Some(account)))
    }
}

fn check_file(file: &Path) -> Result<(), Failure> {
    let refuse = |why, hint: &str| {
        Err(Failure::new(
            Cause::Local,
            format!("could not write {}: {why}", file.display()),
        )
        .with_hint(hint))
    };
    if file.is_dir() {
        refuse("it is a folder", "name a file in it")
    } else if !folder_of(file).is_dir() {
        refuse(
            "its folder does not exist",
            "make the folder first, or choose another",
        )
    } else {
        Ok(())
    }
}

/// An empty answer is none to fail for, unless asked to; a person is told why it may be so.
///
/// # Errors
/// Empty, where no agent was active and that is to be a failure.
pub fn judge_emptiness(
    answers: &[Answered],
    fail_on_empty: bool,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    const WHY: &str = "the method counts chats alone, so accounts on messaging get nothing from it; a longer --timeframe may help, and so may a look at the ids, if some were asked for";
    if answers
        .iter()
        .any(|answered| answered.answer.survey.agents > 0)
    {
        return Ok(());
    }
    let accounts: Vec<&str> = answers
        .iter()
        .filter_map(|answered| Some(answered.account.as_ref()?.as_str()))
        .collect();
    let of = if accounts.is_empty() {
        String::new()
    } else {
        format!(" of account {}", accounts.join(", "))
    };
    let when = answers.first().and_then(|answered| answered.timeframe);
    let when = when
        .map(|timeframe| format!(" in the last {timeframe} minutes"))
        .unwrap_or_default();
    let what = format!("no agent{of} was active{when}");
    if fail_on_empty {
        return Err(Failure::new(Cause::Empty, what).with_hint(WHY));
    }
    if ambient.err.is_terminal {
        ambient.warn(format!("{what}: {WHY}"));
    }
    Ok(())
}

/// Reads on from a spool that is whole.
///
/// # Errors
/// Internal, where the temporary file fails.
pub fn open_spool(spool: crate::api::spool::Spool) -> anyhow::Result<Frames> {
    spool
        .into_frames()
        .context("could not read the temporary file back")
}
