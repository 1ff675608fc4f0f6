//! What is done: one file per command, each reading like its own man page.

pub mod completions;
pub mod fetch;
pub mod man;
pub mod present;
pub mod simulate;

use crate::ambient::Ambient;
use crate::cli::{Cli, Command};
use crate::failure::Failure;

/// Does what was typed.
///
/// # Errors
/// Whatever ended it early.
pub fn run(typed: &Cli, ambient: &mut Ambient) -> Result<(), Failure> {
    match &typed.command {
        Command::Fetch(fetch) => fetch::run(fetch, &typed.globals, ambient),
        Command::Simulate(simulate) => simulate::run(simulate, ambient),
        Command::Completions(completions) => completions::run(completions, ambient),
        Command::Man(man) => man::run(man, ambient),
    }
}
