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
    // More faults than are met, in an order that looks like chance and is the same every time.
    let kinds = [
        "429", "500", "reset", "truncate", "html", "badjson", "empty", "slow=5ms", "slow=1ms",
        "503",
    ];
    let mut state = 1_u64;
    let faults: Vec<&str> = std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        kinds[(state >> 33) as usize % kinds.len()]
    })
    .take(4000)
    .collect();
    let simulator = Simulator::start(&format!("--agents 20 --fault {}", faults.join(",")));
    let mut survived = 0;
    let mut early = None;
    for round in 0..500 {
        let arguments = format!(
            "fetch -a 1 --domain {} -f csv -t 120 -i 5",
            simulator.base_url
        );
        let run = scripted(Scripted::default(), &arguments);
        assert!(run.status == 0 || run.stdout.is_empty(), "{}", run.stderr);
        survived += u32::from(run.status == 0);
        if round == 50 {
            early = holdings();
        }
    }
    let (Some(early), Some(late)) = (early, holdings()) else {
        return skipped("this system does not tell what a process holds");
    };
    println!("{survived} of 500 runs got the whole answer in spite of it all");
    assert!(
        (50..500).contains(&survived),
        "{survived} of 500 got an answer: the faults are not what they should be"
    );
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
