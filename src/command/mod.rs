//! What is done: one file per command, each reading like its own man page.

pub mod answered;
pub mod arranged;
mod asking;
pub mod completions;
pub mod config;
pub mod convert;
pub mod doctor;
pub mod dry_run;
mod failed;
pub mod fetch;
mod findings;
pub mod judge;
pub mod man;
pub mod present;
pub mod simulate;

use crate::ambient::Ambient;
use crate::cli::{Cli, Command};

/// Does what was typed.
///
/// # Errors
/// Whatever ended it early.
pub fn run(typed: &Cli, ambient: &mut Ambient) -> anyhow::Result<()> {
    match &typed.command {
        Command::Fetch(fetch) => fetch::run(fetch, &typed.globals, ambient),
        Command::Convert(convert) => convert::run(convert, &typed.globals, ambient),
        Command::Simulate(simulate) => Ok(simulate::run(simulate, ambient)?),
        Command::Doctor(doctor) => Ok(doctor::run(doctor, &typed.globals, ambient)?),
        Command::Config(config) => Ok(config::run(&config.command, &typed.globals, ambient)?),
        Command::Completions(completions) => Ok(completions::run(completions, ambient)?),
        Command::Man(man) => man::run(man, ambient),
    }
}
