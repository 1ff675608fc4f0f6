//! Tells the program from which commit it was built, where it was built from git.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for place in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", place]) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    let version = env!("CARGO_PKG_VERSION");
    // A package that is unpacked within somebody else's repository is not from there.
    let own = git(&["rev-parse", "--show-toplevel"]).is_some_and(|top| {
        std::fs::canonicalize(top).ok() == std::fs::canonicalize(env!("CARGO_MANIFEST_DIR")).ok()
    });
    let commit = own
        .then(|| git(&["show", "--no-patch", "--format=%h %cs", "HEAD"]))
        .flatten();
    let version = commit.map_or_else(
        || version.to_owned(),
        |commit| format!("{version} ({commit})"),
    );
    println!("cargo:rustc-env=AGENTACTIVITY_VERSION={version}");
}

/// What git answers, where there is git and it answers.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
