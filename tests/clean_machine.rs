//! A machine that lacks what others take for granted: the right thing, or one clear line.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::process::{Command, Stdio};

use support::{Bench, Simulator, binary};

#[test]
fn an_empty_environment_is_enough() {
    for arguments in [
        vec!["fetch", "--demo"],
        vec!["--version"],
        vec!["fetch", "-h"],
    ] {
        let output = Command::new(binary())
            .args(&arguments)
            .env_clear()
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn strange_variables_do_not_stop_it() {
    for (name, value) in [
        ("COLUMNS", "0"),
        ("COLUMNS", "wide"),
        ("COLUMNS", "99999"),
        ("LANG", "xx_YY"),
        ("TERM", "nosuch"),
        ("NO_COLOR", ""),
    ] {
        Bench::default()
            .with(name, value)
            .run("fetch --demo")
            .well();
    }
    let ended = Bench::default()
        .without("TZ")
        .with("TZ", "Nonsense")
        .run("fetch --demo");
    assert_eq!(ended.status, 0);
    assert!(
        ended.stderr.is_empty() || ended.stderr.contains("time zone"),
        "{}",
        ended.stderr
    );
}

#[test]
fn closed_streams_end_in_one_line_or_none() {
    let run = |redirection: &str, arguments: &str| {
        let script = format!("exec \"$0\" {arguments} {redirection}");
        let output = Command::new("sh")
            .args(["-c", &script])
            .arg(binary())
            .env_clear()
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (status, stdout, stderr) = run("<&-", "fetch --demo -f csv");
    assert!(
        status == Some(0) && stdout.starts_with("account,") && stderr.is_empty(),
        "{stderr}"
    );
    let (status, stdout, _) = run("2>&-", "fetch --demo -f csv");
    assert!(status == Some(0) && stdout.starts_with("account,"));
    let (status, _, _) = run("2>&-", "fetch --demo -i 7");
    assert_eq!(status, Some(2));
    // What is written to a closed stdout goes nowhere, as it would to /dev/null.
    let (status, stdout, stderr) = run(">&-", "fetch --demo -f csv");
    assert_eq!(
        (status, stdout.as_str(), stderr.as_str()),
        (Some(0), "", "")
    );
    let (status, _, stderr) = run(">/dev/full", "fetch --demo -f csv");
    assert!(
        status == Some(1) && stderr.contains("could not write standard output: No space left"),
        "{stderr}"
    );
    let (status, _, _) = run(">/dev/full", "--help");
    assert_eq!(status, Some(1));
    let (status, stdout, stderr) = run("<&-", "fetch --demo --agents -");
    assert!(
        status == Some(2) && stdout.is_empty() && stderr.contains("the list of agents is empty"),
        "{stderr}"
    );
}

#[test]
fn a_temporary_folder_that_cannot_be_used_is_missed_only_when_needed() {
    let small = Simulator::start("--now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&small.base_url).with("TMPDIR", "/proc/nosuch");
    bench.run("fetch -t 120 -i 60 -f csv").well();
    bench.run("fetch -t 120 -i 60 -f json").well();
    let large = Simulator::start("--agents 100 --now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&large.base_url).with("TMPDIR", "/proc/nosuch");
    let told = bench.run("fetch -t 1440 -i 5 -f json").badly(1);
    assert!(
        told.contains("could not keep the answer in the temporary folder /proc/nosuch: "),
        "{told}"
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let bench = Bench::default();
    let told = bench.run("fetch --demo -o /proc/x.csv").badly(1);
    assert!(told.contains("could not write /proc/x.csv: "), "{told}");
    let told = bench.run("fetch --demo -o .").badly(1);
    assert!(told.contains("could not write .: it is a folder"), "{told}");
}

#[test]
fn standard_output_by_another_name_is_written_on_and_never_replaced() {
    let script = "echo first > log; \"$0\" fetch --demo -f csv --columns agent_id -o /dev/stdout >> log; echo last >> log; head -2 log; tail -1 log";
    let bench = Bench::default();
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(binary())
        .current_dir(bench.folder.path())
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "first\nagent_id\nlast\n"
    );
}
