//! Completions and man pages are in step with the command line's definition.
//! After a change to it: `UPDATE_GENERATED=1 cargo test --test generated`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fs;

use agentactivity::settings::known::SETTINGS;
use support::{Bench, committed_text};

const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "agentactivity.bash"),
    ("zsh", "_agentactivity"),
    ("fish", "agentactivity.fish"),
    ("powershell", "_agentactivity.ps1"),
    ("elvish", "agentactivity.elv"),
];

fn compare(file: &str, generated: &str) {
    assert!(
        committed_text(file, generated) == generated,
        "{file} is not in step: run UPDATE_GENERATED=1 cargo test --test generated"
    );
}

#[test]
fn completions_are_in_step() {
    for (shell, name) in COMPLETIONS {
        compare(
            &format!("completions/{name}"),
            &Bench::default().run(&format!("completions {shell}")).well(),
        );
    }
}

#[test]
fn man_pages_are_in_step() {
    let bench = Bench::default();
    bench.run("man --out-dir pages").well();
    let mut generated = BTreeSet::new();
    for entry in fs::read_dir(bench.path("pages")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_owned();
        compare(
            &format!("man/{}", name.display()),
            &fs::read_to_string(&path).unwrap(),
        );
        generated.insert(name);
    }
    let kept: BTreeSet<_> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/man"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(kept, generated);
    assert_eq!(
        bench.run("man").well(),
        committed_text("man/agentactivity.1", "")
    );
}

#[test]
fn short_help_is_a_line_for_each_option_at_80_columns() {
    for arguments in ["-h", "fetch -h", "convert -h", "simulate -h"] {
        let help = Bench::default().with("COLUMNS", "80").run(arguments).well();
        assert!(
            help.lines().count() <= 40,
            "{arguments}: {} lines",
            help.lines().count()
        );
        for line in help.lines() {
            assert!(line.chars().count() <= 80, "{arguments}: {line}");
            let continued = line.starts_with("                    ");
            assert!(
                !continued,
                "{arguments}: more than a line for one option: {line}"
            );
        }
    }
}

/// The defaults stand in the help and in the list of settings: they are the same, and every setting is a flag.
#[test]
fn the_help_and_the_settings_agree_on_names_and_defaults() {
    let help = Bench::default().run("fetch --help").well();
    let mut compared = 0;
    for setting in &SETTINGS {
        let flag = format!("--{}", setting.name.replace('_', "-"));
        let is_it = |line: &&str| {
            line.trim_start()
                .trim_start_matches(|c| c != '-')
                .split([' ', ','])
                .any(|word| word == flag)
        };
        let mut lines = help
            .lines()
            .skip_while(|line| !(line.trim_start().starts_with('-') && is_it(line)));
        assert!(lines.next().is_some(), "no {flag} in the help");
        let about: Vec<&str> = lines
            .take_while(|line| !line.trim_start().starts_with('-'))
            .map(str::trim)
            .collect();
        let about = about.join(" ");
        if let Some((_, default)) = about.split_once("[default: ") {
            assert_eq!(
                default.split(']').next().unwrap(),
                setting.default,
                "{flag}"
            );
            compared += 1;
        }
    }
    assert!(compared >= 8, "{compared} defaults in the help");
}
