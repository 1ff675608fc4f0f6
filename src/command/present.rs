//! Presents a whole answer: reads it back oldest first, gives each interval its bounds, and writes it to its target.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use jiff::Timestamp;

use crate::ambient::Ambient;
use crate::api::spool::Frames;
use crate::failure::{Cause, Failure};
use crate::model::column::Heading;
use crate::model::format::{Format, Presentation};
use crate::model::interval::{Interval, Settled, Window, settle_now};
use crate::model::request::Query;
use crate::output::escape::TerminalWriter;
use crate::output::file::{Replacement, folder_of};
use crate::output::{self, Overview};
use crate::settings::Target;

/// What the answer's own bytes do not say.
pub struct About<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// The moment of the answer by the service's clock.
    pub reading: Timestamp,
    /// The moment of the answer by ours.
    pub fetched_at: Timestamp,
}

/// Presents decoded frames as rows or as a table.
///
/// # Errors
/// Where the target cannot be written or the spool not be read.
pub fn frames(
    mut frames: Frames,
    about: &About<'_>,
    presentation: &Presentation,
    target: &Target,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    let window = window(&frames, about, ambient);
    write_to(target, presentation.format, ambient, |writer| {
        let Some(mut sink) = output::sink(presentation, writer) else {
            return Ok(());
        };
        let blocks = frames.blocks().to_vec();
        sink.begin(&Overview {
            window,
            intervals: blocks.len(),
            survey: *frames.survey(),
        })?;
        let heading = |interval| {
            Heading::new(
                about.query.account.clone(),
                interval,
                Some(about.fetched_at),
                &presentation.zone,
            )
        };
        if blocks.is_empty() {
            sink.interval(&heading(Interval::whole(window)))?;
        }
        for block in blocks {
            let interval = match block.end {
                Some(end) => Interval::ending(end, about.query.interval, window),
                None => Interval::whole(window),
            };
            let heading = heading(interval);
            sink.interval(&heading)?;
            frames.read(block, |agent| sink.agent(&heading, agent))?;
        }
        sink.end()
    })
}

/// Presents a body byte for byte.
///
/// # Errors
/// Where the target cannot be written or the spool not be read.
pub fn raw(mut body: impl Read, target: &Target, ambient: &mut Ambient) -> Result<(), Failure> {
    write_to(target, Format::Json, ambient, |writer| {
        io::copy(&mut body, writer)?;
        writer.flush()
    })
}

/// What the answer covers, and a warning where the service's clock and its intervals disagree.
fn window(frames: &Frames, about: &About<'_>, ambient: &mut Ambient) -> Option<Window> {
    let newest = frames.blocks().last().and_then(|block| block.end);
    if newest.is_none() && about.query.interval.is_some() && frames.survey().agents > 0 {
        ambient
            .warn("the service answered without intervals, so the time frame is shown as a whole");
    }
    let settled = newest.map_or(Settled::Agreed(about.reading), |newest| {
        settle_now(about.reading, newest)
    });
    let disagree = |end: Timestamp| {
        format!(
            "the answer is dated {}, but its newest interval ends {end}",
            about.reading
        )
    };
    let now = match (settled, newest) {
        (Settled::Agreed(now), _) => now,
        (Settled::Clamped(now), Some(end)) => {
            ambient.warn(format!("{}; taking it as of {now}", disagree(end)));
            now
        }
        (Settled::Clamped(_) | Settled::Unknown, end) => {
            let what = end.map(disagree).unwrap_or_default();
            ambient.warn(format!(
                "{what}; observed seconds and coverage stay unknown"
            ));
            return None;
        }
    };
    Some(Window::ending(now, about.query.timeframe))
}

/// Opens the target, lets `write` fill it, and makes it final; a file is left as it was where that fails.
fn write_to(
    target: &Target,
    format: Format,
    ambient: &mut Ambient,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match target {
        Target::File(file) => {
            let name = file.display().to_string();
            let written = Replacement::of(file).and_then(|replacement| {
                let mut buffered = BufWriter::with_capacity(64 * 1024, replacement);
                write(&mut buffered)?;
                buffered
                    .into_inner()
                    .map_err(io::IntoInnerError::into_error)?
                    .commit()
            });
            written.map_err(|error| unwritten(&name, &error).with_hint(left_as_it_was(file)))
        }
        Target::Stdout => {
            let mut buffered = BufWriter::with_capacity(64 * 1024, &mut ambient.out.writer);
            // The table escapes what it shows by itself, and has colours that must come through.
            let written = if ambient.out.is_terminal && format != Format::Table {
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

/// The failure of a write; a reader that is gone is a quiet end.
pub fn unwritten(name: &str, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::new(Cause::ClosedPipe, "nobody reads on");
    }
    Failure::new(Cause::Local, format!("could not write {name}: {error}"))
}

fn left_as_it_was(file: &Path) -> &'static str {
    if file.exists() {
        "the file is as it was before"
    } else {
        "nothing was left there"
    }
}

/// Refuses a file that could not be written anyway, before anything is asked.
///
/// # Errors
/// Where its folder does not exist.
pub fn check_target(target: &Target) -> Result<(), Failure> {
    match target {
        Target::File(file) if !folder_of(file).is_dir() => {
            let what = format!(
                "could not write {}: its folder does not exist",
                file.display()
            );
            Err(Failure::new(Cause::Local, what)
                .with_hint("make the folder first, or choose another"))
        }
        _ => Ok(()),
    }
}
