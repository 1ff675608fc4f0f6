//! The process: its arguments and surroundings in, its exit status out; nothing else.

use std::process::ExitCode;

use agentactivity::ambient::{self, Ambient};
use agentactivity::output::file::remove_unfinished;

fn main() -> ExitCode {
    ambient::tell_of_panics(remove_unfinished);
    ambient::end_on_signals(remove_unfinished);
    ExitCode::from(agentactivity::run(std::env::args_os(), Ambient::real()))
}
