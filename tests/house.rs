//! The house keeps its shape: who may import whom, how long a file may be, what a file opens with, and who may print.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom; `lib.rs` and `main.rs` see everything.
const ARROWS: [(&str, &[&str]); 10] = [
    ("ambient", &[]),
    ("failure", &[]),
    ("oauth1", &[]),
    ("model", &[]),
    ("cli", &["model"]),
    ("settings", &["cli", "model", "ambient", "failure"]),
    ("api", &["model", "oauth1", "ambient", "failure"]),
    ("output", &["model"]),
    ("simulator", &["oauth1"]),
    (
        "command",
        &[
            "ambient",
            "api",
            "cli",
            "failure",
            "model",
            "oauth1",
            "output",
            "settings",
            "simulator",
        ],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The top-level module that a file under `src` belongs to.
fn room(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap()
        .trim_end_matches(".rs")
        .to_owned()
}

/// How many modules deep a file's own items stand below the crate.
fn depth(file: &Path) -> usize {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let parts = inside.components().count();
    if inside.ends_with("mod.rs") {
        parts - 1
    } else {
        parts
    }
}

/// The top-level modules that a text names through `crate::` or through enough `super::`.
fn imports(text: &str, depth: usize) -> Vec<String> {
    let word = |rest: &str| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut named: Vec<String> = text
        .match_indices("crate::")
        .map(|(at, path)| word(&text[at + path.len()..]))
        .collect();
    let up = "super::".repeat(depth);
    // Inside a test module there is one level more, so one `super::` more leads as far.
    for (at, _) in text.match_indices(&up) {
        let rest = &text[at + up.len()..];
        named.push(word(rest.trim_start_matches("super::")));
    }
    named.retain(|name| !name.is_empty());
    named
}

#[test]
fn imports_go_one_way() {
    let known: Vec<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    let mut seen = 0;
    for file in rust_files(&root().join("src")) {
        let own = room(&file);
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == own) else {
            assert!(
                own == "lib" || own == "main",
                "{own} is no known room; say whom it may import"
            );
            continue;
        };
        let text = fs::read_to_string(&file).unwrap();
        for import in imports(&text, depth(&file)) {
            seen += 1;
            let fine = import == own
                || allowed.contains(&import.as_str())
                || !known.contains(&import.as_str());
            assert!(fine, "{} imports {import}", file.display());
        }
        for braces in [
            "crate::{".to_owned(),
            format!("{}{{", "super::".repeat(depth(&file))),
        ] {
            assert!(
                !text.contains(&braces),
                "{}: imports through {braces} would escape this test",
                file.display()
            );
        }
    }
    assert!(seen > 100, "only {seen} imports seen");
}

#[test]
fn the_arrows_test_sees_what_it_should() {
    assert_eq!(imports("use crate::api::http;", 2), ["api"]);
    assert_eq!(imports("use super::super::output::x;", 2), ["output"]);
    assert_eq!(imports("use super::http;", 2), [""; 0]);
    assert_eq!(imports("use super::output;", 1), ["output"]);
}

#[test]
fn reqwest_is_named_in_one_file_and_streams_are_written_in_one() {
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let name = file
            .strip_prefix(root())
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let alone = |word: &str, home: &str| {
            assert!(!text.contains(word) || name == home, "{name} has {word}")
        };
        alone("reqwest::", "src/api/http.rs");
        for word in [
            "println!",
            "eprintln!",
            "print!(",
            "io::stdout()",
            "io::stderr()",
            "env::var",
            "env::temp_dir",
            "Timestamp::now",
            "SystemTime::now",
        ] {
            alone(word, "src/ambient/mod.rs");
        }
        alone("tokio::", "src/simulator/server.rs");
    }
}

#[test]
fn files_are_short_and_open_with_what_they_own() {
    let (mut lines, mut files) = (0, 0);
    for folder in ["src", "tests"] {
        for file in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            let length = text.lines().count();
            assert!(length <= 400, "{} has {length} lines", file.display());
            assert!(
                text.starts_with("//! "),
                "{} does not say what it owns",
                file.display()
            );
            if folder == "src" {
                lines += length;
                files += 1;
            }
        }
    }
    assert!(lines / files <= 150, "{lines} lines in {files} files");
}

#[test]
fn no_room_is_named_for_nothing() {
    for file in rust_files(&root().join("src")) {
        let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            ![
                "utils", "util", "helpers", "helper", "common", "manager", "misc"
            ]
            .contains(&stem.as_str()),
            "{}",
            file.display()
        );
    }
}
