//! `completions`: a shell's completions, generated from the definition of the command line.

use clap::CommandFactory as _;

use super::present;
use crate::ambient::Ambient;
use crate::cli::{Cli, Completions};
use crate::failure::Failure;

/// Prints one shell's completions on stdout.
///
/// # Errors
/// Where stdout cannot be written.
pub fn run(typed: &Completions, ambient: &mut Ambient) -> Result<(), Failure> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(
        typed.shell,
        &mut Cli::command(),
        "agentactivity",
        &mut script,
    );
    present::text(&script, ambient)
}
