//! A very large answer at flat memory. The binary that cargo builds for tests is slow, so it gets a third of it;
//! `AGENTACTIVITY_BIN=target/release/agentactivity cargo test --test large` runs all of it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it was skipped"
)]

mod support;

use std::fs;

use flate2::{Compress, Compression, FlushCompress};
use support::programs::watch;
use support::{Bench, Simulator};

/// Most memory a run may hold at any moment, in KiB.
const MOST: u64 = 24 * 1024;

/// The most memory that a run held, in KiB.
fn memory(bench: &Bench, arguments: &str) -> Option<u64> {
    watch(bench, arguments).map(|most| most.memory)
}

#[test]
fn a_day_of_thousands_of_agents_becomes_csv_within_24_mib() {
    let whole = std::env::var_os("AGENTACTIVITY_BIN").is_some();
    let agents = if whole { 3100 } else { 1000 };
    let simulator = Simulator::start(&format!("--agents {agents} --now 2026-11-22T08:42:11Z"));
    let bench = Bench::asking(&simulator.base_url);
    let Some(peak) = memory(&bench, "fetch -t 1440 -i 5 -o day.csv") else {
        return;
    };
    let csv = fs::metadata(bench.path("day.csv")).unwrap().len();
    println!(
        "{agents} agents: {} MB of CSV, at most {} MiB held",
        csv / 1_000_000,
        peak / 1024
    );
    // An unoptimized program is itself some MiB larger.
    let most = if whole { MOST } else { MOST + 8 * 1024 };
    assert!(peak <= most, "{peak} KiB held");
    if whole {
        let refused = bench.run("fetch -t 1440 -i 5 -o day.xlsx").badly(2);
        assert!(
            refused.contains("rows do not fit a sheet") && !bench.path("day.xlsx").exists(),
            "{refused}"
        );
        let Some(peak) = memory(&bench, "fetch -t 1440 -i 5 -o day.json") else {
            return;
        };
        let json = fs::metadata(bench.path("day.json")).unwrap().len();
        println!(
            "the same as the service's own {} MB: at most {} MiB held",
            json / 1_000_000,
            peak / 1024
        );
        assert!(
            json >= 382_000_000 && peak <= MOST,
            "{json} bytes, {peak} KiB held"
        );
        let told = "-a 12345678 -t 1440 -i 5 --at 2026-11-22T08:42:11Z";
        let Some(peak) = memory(&bench, &format!("convert day.json {told} -o again.csv")) else {
            return;
        };
        println!("the same converted: at most {} MiB held", peak / 1024);
        assert!(peak <= MOST, "{peak} KiB held");
        assert!(
            fs::read(bench.path("day.csv")).unwrap() == fs::read(bench.path("again.csv")).unwrap()
        );
    }
}

#[test]
fn a_body_that_unpacks_beyond_2_gib_is_refused() {
    if std::env::var_os("AGENTACTIVITY_BIN").is_none() {
        return support::skipped("unpacking 2 GiB is for a release build: set AGENTACTIVITY_BIN");
    }
    // After a full flush a piece of a deflate stream stands alone, so one of a megabyte of blanks serves thousands of times.
    let pack = |bytes: &[u8]| {
        let mut packed = Vec::with_capacity(8 * 1024);
        let mut deflate = Compress::new(Compression::best(), false);
        deflate
            .compress_vec(bytes, &mut packed, FlushCompress::Full)
            .unwrap();
        packed
    };
    let mut body = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    body.extend(pack(b"{"));
    let blanks = pack(&vec![b' '; 1024 * 1024]);
    (0..2100).for_each(|_| body.extend_from_slice(&blanks));
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    answer.extend(body);
    let told = Bench::asking(&support::answering(answer))
        .run("fetch -f csv")
        .badly(5);
    assert!(
        told.contains("is too large: more than 2147483648 bytes"),
        "{told}"
    );
}

#[test]
fn a_workbook_of_300_000_rows_is_written_within_64_mib() {
    let whole = std::env::var_os("AGENTACTIVITY_BIN").is_some();
    let agents = if whole { 1400 } else { 140 };
    let simulator = Simulator::start(&format!("--agents {agents} --now 2026-11-22T08:42:11Z"));
    let bench = Bench::asking(&simulator.base_url);
    let rows = bench
        .run("fetch -t 1440 -i 30 -f csv")
        .well()
        .lines()
        .count()
        - 1;
    assert!(rows > agents * 200, "{rows} rows");
    let Some(peak) = memory(&bench, "fetch -t 1440 -i 30 -o day.xlsx") else {
        return;
    };
    println!(
        "{rows} rows as a workbook: at most {} MiB held",
        peak / 1024
    );
    assert!(peak <= 64 * 1024, "{peak} KiB held");
}
