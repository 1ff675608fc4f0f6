//! Five hundred fetches in one process against faults of every kind: nothing is held that was not held after fifty.
//! Alone in its file, since other tests in the process would hold something too.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it measured"
)]

mod support;

use std::fs;

use support::{Scripted, Simulator, scripted, skipped};

/// Memory in KiB, threads and open files of this process; `None`, said aloud, where the system does not tell.
fn holdings() -> Option<[u64; 3]> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        status.lines().find_map(|line| {
            line.strip_prefix(name)?
                .split_whitespace()
                .next()?
                .parse()
                .ok()
        })
    };
    Some([
        field("VmRSS:")?,
        field("Threads:")?,
        fs::read_dir("/proc/self/fd").ok()?.count() as u64,
    ])
}

#[test]
fn five_hundred_runs_in_one_process_hold_no_more_than_fifty() {
    let simulator = Simulator::start(
        "--agents 20 --fault 429,500,reset,truncate,html,badjson,empty,slow=5ms*3",
    );
    let mut early = None;
    for round in 0..500 {
        let arguments = format!(
            "fetch -a 1 --domain {} -f csv -t 120 -i 5",
            simulator.base_url
        );
        let run = scripted(Scripted::default(), &arguments);
        assert!(run.status == 0 || run.stdout.is_empty(), "{}", run.stderr);
        if round == 50 {
            early = holdings();
        }
    }
    let (Some(early), Some(late)) = (early, holdings()) else {
        return skipped("this system does not tell what a process holds");
    };
    for (what, early, late, more) in [
        ("KiB", early[0], late[0], 4096),
        ("threads", early[1], late[1], 1),
        ("files", early[2], late[2], 2),
    ] {
        println!("{early} {what} after 50 runs, {late} after 500");
        assert!(
            late <= early + more,
            "{late} {what} after 500 runs, and {early} after 50"
        );
    }
}
