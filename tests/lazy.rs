//! What is not needed is not touched: certificates, the network, the configuration and the time-zone database cost time,
//! and may be broken on the machine where somebody only asks for help.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{Bench, Simulator, binary, skipped};

const CERTIFICATES: &str = "/ssl/";
const CONFIGURATION: &str = "agentactivity/config.toml";
const NETWORK: &str = "AF_INET";
const TIME_ZONES: &str = "zoneinfo";

/// What a run asks of the system: files and connections; `None`, said aloud, where nobody can watch.
fn asked_of_the_system(bench: &Bench, arguments: &str, status: i32) -> Option<String> {
    let inner = bench.command(arguments);
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-qq", "-e", "trace=open,openat,socket", "-o"])
        .arg(bench.path("trace"))
        .arg(binary())
        .args(inner.get_args())
        .current_dir(bench.folder.path())
        .env_clear()
        .envs(
            inner
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
    let Ok(output) = strace.output() else {
        skipped("there is no strace here");
        return None;
    };
    let trace = fs::read_to_string(bench.path("trace")).unwrap_or_default();
    if trace.is_empty() {
        skipped("strace may not watch processes here");
        return None;
    }
    assert_eq!(
        output.status.code(),
        Some(status),
        "{arguments}: {output:?}"
    );
    Some(trace)
}

#[track_caller]
fn touches(trace: &str, expected: &[&str]) {
    for what in [CERTIFICATES, CONFIGURATION, NETWORK, TIME_ZONES] {
        assert_eq!(
            trace.contains(what),
            expected.contains(&what),
            "{what}: {trace}"
        );
    }
}

#[test]
fn help_reads_nothing() {
    let bench = Bench::default();
    for arguments in ["--version", "-h", "fetch --help", "completions zsh", "man"] {
        let Some(trace) = asked_of_the_system(&bench, arguments, 0) else {
            return;
        };
        touches(&trace, &[]);
    }
}

#[test]
fn a_saved_answer_needs_no_network_and_utc_no_time_zones() {
    let bench = Bench::default();
    bench.file(
        "body.json",
        include_str!("data/documented-by-intervals.json"),
    );
    let Some(trace) = asked_of_the_system(&bench, "convert body.json -f csv", 0) else {
        return;
    };
    touches(&trace, &[CONFIGURATION]);
    let told =
        asked_of_the_system(&bench, "convert body.json -f csv --tz Europe/Madrid", 0).unwrap();
    touches(&told, &[CONFIGURATION, TIME_ZONES]);
}

#[test]
fn http_on_this_machine_needs_no_certificates() {
    let simulator = Simulator::start("");
    let bench = Bench::asking(&simulator.base_url);
    let Some(trace) = asked_of_the_system(&bench, "fetch -f csv", 0) else {
        return;
    };
    touches(&trace, &[CONFIGURATION, NETWORK]);
    // Where there are some, https does, so that the trace would have shown it.
    if Path::new("/etc/ssl/certs").exists() {
        let bench = Bench::asking("https://127.0.0.1:9");
        let told = asked_of_the_system(&bench, "fetch -f csv", 7).unwrap();
        touches(&told, &[CERTIFICATES, CONFIGURATION, NETWORK]);
    }
}
