//! Presents whole answers: reads them back oldest first, and writes them to their target, whole or not at all.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::answered::Answered;
use super::arranged::{Arranged, unread};
use super::findings::Findings;
use crate::ambient::Ambient;
use crate::api::spool::Frames;
use crate::failure::{Cause, Failure};
use crate::model::format::{Format, Presentation};
use crate::model::request::AccountId;
use crate::output::escape::TerminalWriter;
use crate::output::file::{Replacement, folder_of};
use crate::output::xlsx::{MOST_ROWS, RowCount};
use crate::output::{self, Part, envelope};
use crate::settings::Target;

/// Presents decoded frames as rows or as a table, all answers together, and notes what is noticed in them.
///
/// # Errors
/// Where they do not fit their format, the target not be written or the spool not be read.
pub fn frames(
    frames: &mut Frames,
    arranged: &[Arranged<'_>],
    presentation: &Presentation,
    target: &Target,
    findings: &mut Findings,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    if presentation.format == Format::Xlsx {
        refuse_too_many_rows(frames, arranged, presentation)?;
    }
    let file = arranged
        .first()
        .and_then(|arranged| file_of(target, arranged.answered, presentation, ambient));
    write_to(file, presentation, ambient, |writer| {
        let Some(mut sink) = output::sink(presentation, writer) else {
            return Ok(());
        };
        let parts: Vec<Part> = arranged
            .iter()
            .map(|arranged| arranged.part.clone())
            .collect();
        sink.begin(&parts)?;
        for arranged in arranged {
            findings.active += arranged.active;
            arranged.present(frames, &mut *sink, findings)?;
        }
        sink.end()
    })
}

/// A sheet that is too short is noticed before anything is written.
fn refuse_too_many_rows(
    frames: &mut Frames,
    arranged: &[Arranged<'_>],
    presentation: &Presentation,
) -> Result<(), Failure> {
    let mut count = RowCount::new(presentation.shape);
    for arranged in arranged {
        arranged
            .present(frames, &mut count, &mut Findings::default())
            .map_err(|error| unread(&error))?;
    }
    if count.rows <= MOST_ROWS {
        return Ok(());
    }
    let what = format!(
        "{} rows do not fit a sheet, which holds {MOST_ROWS} below its header",
        count.rows
    );
    Err(Failure::usage(what).with_hint(
        "try --wide, longer intervals, fewer agents, an account at a time, or --format csv",
    ))
}

/// Presents one body byte for byte, alone or in an envelope.
///
/// # Errors
/// Where the target cannot be written or the body not be read.
pub fn body(
    mut body: impl Read,
    answered: &Answered,
    presentation: &Presentation,
    target: &Target,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    let meta = answered.meta();
    write_to(
        file_of(target, answered, presentation, ambient),
        presentation,
        ambient,
        |writer| {
            let mut copy = |writer: &mut dyn Write| io::copy(&mut body, writer).map(drop);
            if presentation.format == Format::Envelope {
                envelope::write(writer, &meta, copy)
            } else {
                copy(writer)
            }
        },
    )
}

/// The file that an answer goes to; `None` is stdout.
pub fn file_of(
    target: &Target,
    answered: &Answered,
    presentation: &Presentation,
    ambient: &Ambient,
) -> Option<PathBuf> {
    let Target::File(name) = target else {
        return None;
    };
    let today = ambient.now().to_zoned(presentation.zone.clone()).date();
    Some(name.fill(
        answered.profile.as_deref(),
        answered.account.as_ref(),
        today,
    ))
}

/// Opens the target, lets `write` fill it, and makes it final; a file is left as it was where that fails.
fn write_to(
    file: Option<PathBuf>,
    presentation: &Presentation,
    ambient: &mut Ambient,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match file {
        Some(file) => {
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
        None => {
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
    profile: Option<&str>,
    accounts: &[AccountId],
    zone: &TimeZone,
    ambient: &Ambient,
) -> Result<(), Failure> {
    let Target::File(name) = target else {
        return Ok(());
    };
    let today = ambient.now().to_zoned(zone.clone()).date();
    let check = |account: Option<&AccountId>| check_file(&name.fill(profile, account, today));
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
