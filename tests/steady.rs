//! Many accounts in a row, and many ids at once: memory, open files and threads do not grow.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;

use support::programs::watch;
use support::{Bench, Simulator};

fn accounts(count: u32) -> String {
    (1..=count)
        .map(|account| account.to_string())
        .collect::<Vec<_>>()
        .join(",")
}

#[test]
fn a_hundred_accounts_hold_no_more_than_three() {
    let simulator = Simulator::start("--agents 50");
    let bench = Bench::asking(&simulator.base_url);
    let count = if std::env::var_os("AGENTACTIVITY_BIN").is_some() {
        100
    } else {
        20
    };
    let run = |count| {
        watch(
            &bench,
            &format!("fetch -t 120 -i 60 -f csv -a {}", accounts(count)),
        )
    };
    let (Some(few), Some(many)) = (run(3), run(count)) else {
        return;
    };
    assert!(
        many.files <= few.files + 2 && many.threads <= few.threads + 1,
        "{few:?} {many:?}"
    );
    // The spool keeps up to 8 MiB in memory, however many accounts there are.
    assert!(many.memory <= few.memory + 10 * 1024, "{few:?} {many:?}");
}

#[test]
fn eight_thousand_ids_are_asked_for_in_one_request() {
    let simulator = Simulator::start("--agents 8000 --now 2026-11-22T08:42:11Z");
    let bench = Bench::asking(&simulator.base_url);
    let ids: Vec<String> = (0..8000_u64)
        .map(|index| (2_152_260_212 + index * 100).to_string())
        .collect();
    bench.file("ids", &ids.join("\n"));
    let Some(most) = watch(&bench, "fetch -t 60 --agents @ids -f csv -o rows.csv") else {
        return;
    };
    assert!(most.memory <= 36 * 1024, "{most:?}");
    let rows = fs::read_to_string(bench.path("rows.csv")).unwrap();
    assert!(rows.lines().count() > 30_000);
}
