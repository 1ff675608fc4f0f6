//! Completions and man pages are in step with the command line's definition.
//! After a change to it: `UPDATE_GENERATED=1 cargo test --test generated`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use support::Bench;

const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "agentactivity.bash"),
    ("zsh", "_agentactivity"),
    ("fish", "agentactivity.fish"),
    ("powershell", "_agentactivity.ps1"),
    ("elvish", "agentactivity.elv"),
];

fn committed(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn compare(file: &Path, generated: &str) {
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, generated).unwrap();
    }
    let kept = fs::read_to_string(file).unwrap_or_default();
    assert!(
        kept == generated,
        "{} is not in step: run UPDATE_GENERATED=1 cargo test --test generated",
        file.display()
    );
}

#[test]
fn completions_are_in_step() {
    for (shell, name) in COMPLETIONS {
        compare(
            &committed("completions").join(name),
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
            &committed("man").join(&name),
            &fs::read_to_string(&path).unwrap(),
        );
        generated.insert(name);
    }
    let kept: BTreeSet<_> = fs::read_dir(committed("man"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(kept, generated);
    assert_eq!(
        bench.run("man").well(),
        fs::read_to_string(committed("man/agentactivity.1")).unwrap()
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
