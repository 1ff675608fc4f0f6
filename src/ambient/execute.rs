//! Runs another program to its end, within a limit of time, and gives what it prints. Nothing it says on stderr is shown.

use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A program that asks for a password may take its time, and one that hangs must not hang us for ever.
const PATIENCE: Duration = Duration::from_secs(60);
/// What is taken in of what it prints, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Runs the program that the first word names, with the others as its arguments.
///
/// # Errors
/// In words: it could not be run, ended badly, took too long, or printed something else than text.
pub(super) fn execute(words: &[String]) -> Result<String, String> {
    let (program, arguments) = words.split_first().ok_or("names no program")?;
    let unkept = |error: std::io::Error| format!("printed what could not be kept: {error}");
    // A file takes whatever comes, while a pipe that nobody reads would hold the program up.
    let mut printed = tempfile::tempfile().map_err(unkept)?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(printed.try_clone().map_err(unkept)?)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("could not run {program}: {error}"))?;
    let begun = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if begun.elapsed() < PATIENCE && !is_long(&printed) => {
                thread::sleep(Duration::from_millis(10));
            }
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(if is_long(&printed) {
                    too_long()
                } else {
                    format!("did not end within {} s", PATIENCE.as_secs())
                });
            }
        }
    };
    if is_long(&printed) {
        return Err(too_long());
    }
    if !status.success() {
        return Err(format!("failed ({status})"));
    }
    let mut text = String::new();
    printed.rewind().map_err(unkept)?;
    printed
        .read_to_string(&mut text)
        .map_err(|_| "printed what is not text".to_owned())?;
    Ok(text)
}

fn is_long(printed: &File) -> bool {
    printed.metadata().is_ok_and(|file| file.len() > LONGEST)
}

fn too_long() -> String {
    format!("printed more than {LONGEST} bytes")
}
