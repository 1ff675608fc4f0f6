//! `man`: the man pages, one per command, generated from the definition of the command line.

use std::path::Path;

use anyhow::Context as _;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man as Page;

use super::present;
use crate::ambient::Ambient;
use crate::cli::{Cli, Man};

/// When the pages were last revised; a fixed day, so that the same source makes the same pages.
const DATE: &str = "2026-11-22";

/// Prints the main page on stdout, or writes all pages into a folder.
///
/// # Errors
/// Where stdout or the folder cannot be written.
pub fn run(typed: &Man, ambient: &mut Ambient) -> anyhow::Result<()> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    match &typed.out_dir {
        Some(folder) => write_all(&command, folder),
        None => Ok(present::text(&render(&command)?, ambient)?),
    }
}

fn write_all(command: &Command, folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("could not make {}", folder.display()))?;
    let write = |command: &Command, name: &str| {
        let file = folder.join(format!("{name}.1"));
        std::fs::write(&file, render(command)?)
            .with_context(|| format!("could not write {}", file.display()))
    };
    write(command, command.get_name())?;
    command
        .get_subcommands()
        .try_for_each(|sub| write(sub, &format!("{}-{}", command.get_name(), sub.get_name())))
}

fn render(command: &Command) -> anyhow::Result<Vec<u8>> {
    // The page leaves out what the short help leaves out, and a page is no place for that.
    let whole = command
        .clone()
        .mut_args(|argument| argument.hide_short_help(false));
    let mut page = Vec::new();
    Page::new(whole)
        .date(DATE)
        .render(&mut page)
        .context("could not make the page")?;
    Ok(without_idle_breaks(&String::from_utf8_lossy(&page)).into_bytes())
}

/// The generator breaks a line beside the space that breaks it anyway, which linters of man pages report.
fn without_idle_breaks(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let spaces = |index: Option<usize>| {
        index
            .and_then(|index| lines.get(index))
            .is_some_and(|line| matches!(*line, "" | ".sp"))
    };
    let idle = |index: usize| {
        lines[index] == ".br" && (spaces(index.checked_sub(1)) || spaces(Some(index + 1)))
    };
    (0..lines.len())
        .filter(|index| !idle(*index))
        .flat_map(|index| [lines[index], "\n"])
        .collect()
}
