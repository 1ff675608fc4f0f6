//! The process: its arguments and surroundings in, its exit status out; nothing else.

use std::process::ExitCode;

use agentactivity::ambient::Ambient;

fn main() -> ExitCode {
    ExitCode::from(agentactivity::run(std::env::args_os(), Ambient::real()))
}
