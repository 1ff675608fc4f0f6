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

/// How long a line of a page's source may be, in characters.
const LONGEST_LINE: usize = 78;

/// Prints the main page on stdout, or writes all pages into a folder.
///
/// # Errors
/// Where stdout or the folder cannot be written.
pub fn run(typed: &Man, ambient: &mut Ambient) -> anyhow::Result<()> {
    // The commit is none of a page's business: the same source makes the same pages.
    let mut command = Cli::command()
        .disable_help_subcommand(true)
        .long_version(None);
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
    // The generator leaves out what the short help leaves out, and what stands before the help: both belong on the page.
    let mut whole = command
        .clone()
        .mut_args(|argument| argument.hide_short_help(false));
    let parts = [whole.get_before_long_help(), whole.get_after_long_help()];
    let told: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    if !told.is_empty() {
        whole = whole.after_long_help(told.join("\n\n"));
    }
    let title = command
        .get_display_name()
        .unwrap_or(command.get_name())
        .to_uppercase();
    let mut page = Vec::new();
    Page::new(whole)
        .title(title)
        .date(DATE)
        .render(&mut page)
        .context("could not make the page")?;
    Ok(tidy(&String::from_utf8_lossy(&page)).into_bytes())
}

/// What linters of man pages report of the generator's work: breaks beside the space that breaks anyway, blanks at the
/// ends of lines, empty lines, and lines of text longer than 80 characters.
fn tidy(page: &str) -> String {
    let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    let spaces = |index: Option<usize>| {
        index
            .and_then(|index| lines.get(index))
            .is_some_and(|line| matches!(*line, "" | ".sp"))
    };
    let idle = |index: usize| {
        lines[index] == ".br" && (spaces(index.checked_sub(1)) || spaces(Some(index + 1)))
    };
    let mut tidied = String::new();
    for index in (0..lines.len()).filter(|index| !idle(*index)) {
        match lines[index] {
            "" => tidied.push_str(".sp\n"),
            line if line.len() <= LONGEST_LINE
                || line.starts_with('.')
                || line.starts_with(' ') =>
            {
                tidied.push_str(line);
                tidied.push('\n');
            }
            line => wrap(line, &mut tidied),
        }
    }
    tidied
}

fn wrap(line: &str, tidied: &mut String) {
    let mut length = 0;
    for word in line.split(' ') {
        if length > 0 && length + word.len() > LONGEST_LINE {
            tidied.push('\n');
            length = 0;
        } else if length > 0 {
            tidied.push(' ');
        }
        tidied.push_str(word);
        length += word.len() + 1;
    }
    tidied.push('\n');
}
