//! The process: its arguments and surroundings in, its exit status out; nothing else.

use std::process::ExitCode;

use agentactivity::ambient::{self, Ambient};

fn main() -> ExitCode {
    ambient::tell_of_panics();
    ambient::end_on_signals(agentactivity::output::file::remove_unfinished);
    ExitCode::from(agentactivity::run(std::env::args_os(), Ambient::real()))
}
