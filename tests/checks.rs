//! `--check`: what does not add up beyond rounding is told, every row is presented, and rounding alone never trips it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Bench, Simulator, data};

/// The documented example has 32 rows of states; 8 of them miss the sum of their parts by more than a second, one Away misses
/// its reasons, and twice Logged in misses the states.
#[test]
fn the_documented_example_does_not_add_up_and_every_row_is_there() {
    let bench = Bench::default();
    let mut split = 0;
    for (file, rows, expected) in [
        (
            "documented-by-intervals.json",
            26,
            "7 rows do not add up beyond rounding: 7 where total is not chatting + not chatting, 1 where logged in is not the sum of the states",
        ),
        (
            "documented-whole.json",
            11,
            "2 rows do not add up beyond rounding: 1 where total is not chatting + not chatting, 1 where away is not the sum of its reasons, 1 where logged in is not the sum of the states",
        ),
    ] {
        bench.file(file, &data(file));
        let ended = bench.run(&format!("convert {file} -a 12345678 -f csv --check"));
        assert_eq!(ended.status, 9);
        assert_eq!(
            ended.stdout,
            bench
                .run(&format!("convert {file} -a 12345678 -f csv"))
                .well()
        );
        assert_eq!(ended.stdout.lines().count(), rows);
        let mut told = ended.stderr.lines();
        assert_eq!(told.next().unwrap(), format!("agentactivity: {expected}"));
        split += told
            .filter(|line| line.contains("total is not chatting") || line.contains("agent 2, Away"))
            .count();
        let quiet = bench
            .run(&format!("-q convert {file} -a 12345678 -f csv --check"))
            .stderr;
        assert_eq!(quiet.lines().count(), 1);
    }
    assert_eq!(split, 8);
    let table = bench.run("convert documented-whole.json --check -o there.txt");
    assert_eq!(table.status, 9);
    assert!(
        bench.path("there.txt").exists(),
        "status 9 replaces the file"
    );
}

#[test]
fn what_the_service_rounds_never_trips_the_check() {
    let simulator = Simulator::start("--agents 12 --now 2026-11-20T14:46:08Z");
    let bench = Bench::asking(&simulator.base_url);
    for cut in [
        "-t 1440",
        "-t 1440 -i 5",
        "-t 1440 --every 15m",
        "-t 1440 --every 12h --totals also",
        "-t 120 --fill",
    ] {
        bench.run(&format!("fetch {cut} --check -f csv")).well();
    }
}
