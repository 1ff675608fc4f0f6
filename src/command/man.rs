//! `man`: the man pages, one per command, generated from the definition of the command line.

use std::io::Write as _;
use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man as Page;

use super::present::unwritten;
use crate::ambient::Ambient;
use crate::cli::{Cli, Man};
use crate::failure::Failure;

/// Prints the main page on stdout, or writes all pages into a folder.
///
/// # Errors
/// Where stdout or the folder cannot be written.
pub fn run(typed: &Man, ambient: &mut Ambient) -> Result<(), Failure> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    if let Some(folder) = &typed.out_dir {
        return write_all(&command, folder);
    }
    let out = &mut ambient.out.writer;
    let page = render(&command).map_err(|error| unwritten("the page", &error))?;
    out.write_all(&page)
        .and_then(|()| out.flush())
        .map_err(|error| unwritten("standard output", &error))
}

fn write_all(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    let write = |command: &clap::Command, name: &str| {
        let file = folder.join(format!("{name}.1"));
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&file, render(command)?))
            .map_err(|error| unwritten(&file.display().to_string(), &error))
    };
    write(command, command.get_name())?;
    command.get_subcommands().try_for_each(|sub| {
        let name = format!("{}-{}", command.get_name(), sub.get_name());
        write(sub, &name)
    })
}

fn render(command: &clap::Command) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Page::new(command.clone()).render(&mut page)?;
    Ok(page)
}
