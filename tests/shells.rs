//! The committed completions in real shells, and the committed man pages under a real linter.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::programs::{printed, timed};
use support::{Bench, binary, skipped};

fn committed(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// What a shell prints for this script, with the binary within reach; `None`, said aloud, where the shell is missing.
fn shell(program: &str, arguments: &[&str], script: &str) -> Option<String> {
    let bench = Bench::default();
    std::os::unix::fs::symlink(
        std::fs::canonicalize(binary()).unwrap(),
        bench.path("agentactivity"),
    )
    .unwrap();
    let output = timed(120, program)
        .args(arguments)
        .arg(script)
        .current_dir(bench.folder.path())
        .env_clear()
        .env("HOME", bench.folder.path())
        .env("TERM", "xterm")
        .env(
            "PATH",
            format!("{}:/usr/bin:/bin", bench.folder.path().display()),
        )
        .output();
    printed(program, output)
}

/// What is typed, and what must be among the completions of its last word.
const CASES: [(&str, &[&str]); 5] = [
    ("agentactivity f", &["fetch"]),
    (
        "agentactivity ",
        &["fetch", "convert", "simulate", "completions", "man"],
    ),
    ("agentactivity fetch --tim", &["--timeframe", "--timeout"]),
    (
        "agentactivity fetch --format ",
        &["table", "csv", "tsv", "json", "ndjson", "envelope"],
    ),
    ("agentactivity fetch --method p", &["post"]),
];

#[test]
fn bash_completes_commands_flags_and_values() {
    for (typed, expected) in CASES {
        let script = format!(
            "source '{}'; words='{typed}'; COMP_WORDS=($words); [[ \"$words\" == *' ' ]] && COMP_WORDS+=(''); \
             COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _agentactivity agentactivity \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            committed("completions/agentactivity.bash").display()
        );
        let Some(printed) = shell("bash", &["--norc", "-c"], &script) else {
            return;
        };
        let offered: Vec<&str> = printed.lines().collect();
        assert!(
            expected.iter().all(|word| offered.contains(word)),
            "{typed}: {offered:?}"
        );
    }
}

#[test]
fn fish_completes_commands_flags_and_values() {
    for (typed, expected) in CASES {
        let script = format!(
            "source '{}'; complete -C '{typed}'",
            committed("completions/agentactivity.fish").display()
        );
        let Some(printed) = shell("fish", &["--no-config", "-c"], &script) else {
            return;
        };
        let offered: Vec<&str> = printed
            .lines()
            .filter_map(|line| line.split('\t').next())
            .collect();
        assert!(
            expected.iter().all(|word| offered.contains(word)),
            "{typed}: {offered:?}"
        );
    }
}

#[test]
fn zsh_completes_commands_flags_and_values() {
    // A terminal within the shell types the line and a tab once its prompt is there, and prints what the completion adds.
    for (typed, expected) in CASES {
        let script = format!(
            "print -r -- \"fpath=('{completions}' \\$fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=1000; PROMPT=AT-YOUR-SERVICE\" >.zshrc; \
             zmodload zsh/zpty; zpty z ZDOTDIR=. zsh -i; \
             await() {{ repeat $2; do while zpty -r -t z out; do all+=$out; done; [[ $all == *$1* ]] && return; sleep 0.1; done; }}; \
             await AT-YOUR-SERVICE 300 && zpty -w -n z \"{typed}\"$'\\t\\t'; await {last} 100; print -rn -- \"$all\"; zpty -d z",
            completions = committed("completions").display(),
            last = expected[expected.len() - 1]
        );
        let Some(printed) = shell("zsh", &["-f", "-c"], &script) else {
            return;
        };
        if !printed.contains("AT-YOUR-SERVICE") {
            return skipped("zsh shows no prompt in a terminal of its own here");
        }
        for word in expected {
            // A single candidate is completed in place: what was typed and what was added stand side by side.
            assert!(printed.contains(word), "{typed}: no {word} in {printed:?}");
        }
    }
}

#[test]
fn mandoc_finds_nothing_to_say() {
    for entry in std::fs::read_dir(committed("man")).unwrap() {
        let page = entry.unwrap().path();
        let Ok(output) = Command::new("mandoc").arg("-Tlint").arg(&page).output() else {
            return skipped("the man pages need mandoc");
        };
        assert!(
            output.stdout.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}
