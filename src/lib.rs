//! agentactivity: where contact-centre agents' time goes, from LivePerson's Agent Activity method.
//!
//! The map of the house. The way of the data, with no step back:
//!
//! ```text
//! argv -> settings -> model::request::Query -> api (sign, send, retry, decode, spool) -> command::present -> output -> stdout or file
//! ```
//!
//! - [`cli`] is what can be typed, [`settings`] what is meant, [`command`] what is done.
//! - [`model`] has our words and the rules of the numbers, with no input or output.
//! - [`api`] is the service's side, [`output`] the reader's; neither knows of the other.
//! - [`simulator`] is a stand-in for the service that shares nothing with `api` but the arithmetic of signatures.
//! - [`ambient`] is everything that is not an argument, [`failure`] every way to end badly, [`oauth1`] the signing.
//!
//! Who may import whom is held by a test (`tests/house.rs`).

use std::ffi::OsString;
use std::io::Write as _;

use clap::Parser as _;

pub mod ambient;
pub mod api;
pub mod cli;
pub mod command;
pub mod failure;
pub mod model;
pub mod oauth1;
pub mod output;
pub mod settings;
pub mod simulator;

use ambient::Ambient;
use failure::{Cause, Failure};
use model::text::printable;

/// Runs one command line in the given surroundings, says on stderr what failed, and answers the exit status.
pub fn run(argv: impl IntoIterator<Item = OsString>, mut ambient: Ambient) -> u8 {
    let typed = match cli::Cli::try_parse_from(argv) {
        Ok(typed) => typed,
        Err(error) => return explain_parsing(&error, &mut ambient),
    };
    settings::apply(&typed.globals, &mut ambient);
    let Err(error) = command::run(&typed, &mut ambient) else {
        return 0;
    };
    // What has no exit status of its own is internal, told with its causes.
    let failure = error
        .downcast()
        .unwrap_or_else(|error| Failure::new(Cause::Internal, format!("{error:#}")));
    if failure.cause() != Cause::ClosedPipe && !failure.is_told() {
        ambient.fail(
            &printable(&failure.to_string()),
            failure.hint().map(printable).as_deref(),
        );
    }
    failure.cause().status()
}

/// Help and version are data for stdout; everything else is a usage failure, told in one line and a hint like any other.
fn explain_parsing(error: &clap::Error, ambient: &mut Ambient) -> u8 {
    let rendered = error.render();
    if !error.use_stderr() {
        let colored = ambient.out.is_terminal && ambient.variable("NO_COLOR").is_none();
        let text = if colored {
            rendered.ansi().to_string()
        } else {
            rendered.to_string()
        };
        let out = &mut ambient.out.writer;
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        // A reader that is gone has read enough.
        let fine = written.map_or_else(
            |error| error.kind() == std::io::ErrorKind::BrokenPipe,
            |()| true,
        );
        return if fine { 0 } else { Cause::Local.status() };
    }
    let text = rendered.to_string();
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = ambient.err.writer.write_all(text.as_bytes());
        return Cause::Usage.status();
    }
    let one_line = |paragraph: &str| paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut paragraphs = text.split("\n\n").map(one_line);
    let what = paragraphs.next().unwrap_or_default();
    let tip = paragraphs.find_map(|paragraph| paragraph.strip_prefix("tip: ").map(str::to_owned));
    let hint = tip.unwrap_or_else(|| "see --help for what can be typed".to_owned());
    ambient.fail(what.trim_start_matches("error: "), Some(&hint));
    Cause::Usage.status()
}
