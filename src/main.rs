//! The process: its arguments and surroundings in, its exit status out; nothing else.

use std::process::ExitCode;

use agentactivity::ambient::{self, Ambient};

fn main() -> ExitCode {
    ambient::tell_of_panics();
    ExitCode::from(agentactivity::run(std::env::args_os(), Ambient::real()))
}
