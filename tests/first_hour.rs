//! The first hour on an empty machine: from four keys in an e-mail to a file, with every mistake on the way.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Bench, Simulator};

/// The keys as they are typed into the configuration.
const KEYS: [(&str, &str); 4] = [
    ("app_key", "demo-app-key"),
    ("app_secret", "demo-app-secret"),
    ("access_token", "demo-token"),
    ("access_token_secret", "demo-token-secret"),
];

#[test]
fn init_edit_doctor_and_a_file() {
    let simulator = Simulator::start("--require-auth");
    let bench = Bench::default();
    let path = bench.run("config init").well();
    let path = path.trim_end();
    // Takes the # away before a key, as a person does in an editor.
    let edit = |name: &str, value: &str| {
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let key = format!("{name} = ");
        let line = lines
            .iter_mut()
            .find(|line| line.trim_start_matches("# ").starts_with(&key))
            .unwrap();
        *line = format!("{key}\"{value}\"");
        std::fs::write(path, lines.join("\n")).unwrap();
    };
    let doctor = |step: &str, mark: char| {
        let ended = bench.run("doctor");
        let found = ended
            .stdout
            .lines()
            .any(|line| line.starts_with(mark) && line.contains(step));
        assert!(found, "{mark} {step}:\n{}", ended.stdout);
        ended.status
    };
    assert_eq!(doctor("credentials", '✗'), 3);
    edit("domain_api", &simulator.base_url);
    edit("account", "12345678");
    for (name, value) in KEYS {
        assert_eq!(doctor("credentials", '✗'), 3);
        edit(name, value);
    }
    edit("access_token", "demo-toke");
    assert_eq!(doctor("authentication", '✗'), 4);
    edit("access_token", "demo-token ");
    assert_eq!(doctor("credentials", '!'), 4);
    edit("access_token", "demo-token");
    edit("domain", "http://127.0.0.1:9");
    assert_eq!(doctor("connection", '✗'), 7);
    edit("domain", &simulator.base_url);
    assert_eq!(doctor("names", '✓'), 0);
    edit("every", "15m");
    bench.run("fetch --output activity.csv").well();
    assert!(
        std::fs::read_to_string(bench.path("activity.csv"))
            .unwrap()
            .lines()
            .count()
            > 50
    );
}
