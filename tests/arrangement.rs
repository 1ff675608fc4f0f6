//! Rows as a planner asks for them: wide, summed, complete, filled, checked, sorted; and no second gained or lost.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use support::{Bench, Simulator, answering, response};

/// Every row as the text of its columns by name.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> i64 {
    row[column].parse().unwrap()
}

/// A frozen service of some agents, two of whom work a shift.
fn bench() -> (Simulator, Bench) {
    let simulator = Simulator::start("--agents 12 --now 2026-11-20T14:46:08Z");
    let bench = Bench::asking(&simulator.base_url);
    (simulator, bench)
}

/// Interval, agent and state of each row of the upper levels, with the figures.
fn seconds(csv: &str) -> BTreeMap<(String, String, String), [i64; 4]> {
    let measures = [
        "total_seconds",
        "chatting_seconds",
        "not_chatting_seconds",
        "chatting_in_max_concurrency_seconds",
    ];
    let states = [
        ("-1", "logged_in"),
        ("2", "online"),
        ("3", "back_soon"),
        ("4", "away"),
    ];
    let mut all = BTreeMap::new();
    for row in rows(csv) {
        let key = |state: &str| {
            (
                row["interval_start"].clone(),
                row["agent_id"].clone(),
                state.to_owned(),
            )
        };
        for (id, prefix) in states {
            if let Some(level) = row.get("level") {
                if row["state_id"] == id && level != "reason" {
                    all.insert(key(id), measures.map(|measure| number(&row, measure)));
                }
            } else {
                all.insert(
                    key(id),
                    measures.map(|measure| number(&row, &format!("{prefix}_{measure}"))),
                );
            }
        }
    }
    all
}

#[test]
fn wide_and_long_rows_hold_the_same_seconds() {
    let (_simulator, bench) = bench();
    for cut in [
        "-t 1440",
        "-t 120 -i 60",
        "-t 240 --every 1h --totals also --fill",
    ] {
        let long = seconds(&bench.run(&format!("fetch {cut} -f csv")).well());
        let wide = seconds(&bench.run(&format!("fetch {cut} -f csv --wide")).well());
        assert!(long.len() > 40 && long == wide, "{cut}");
    }
}

#[test]
fn only_totals_are_the_totals_also_given() {
    let (_simulator, bench) = bench();
    for shape in ["", "--wide"] {
        let also = bench
            .run(&format!("fetch -t 120 -i 60 -f csv --totals also {shape}"))
            .well();
        let only = bench
            .run(&format!("fetch -t 120 -i 60 -f csv --totals only {shape}"))
            .well();
        let totals: Vec<_> = rows(&also)
            .into_iter()
            .filter(|row| row["agent_id"] == "all")
            .collect();
        assert!(!totals.is_empty() && totals == rows(&only), "{also}");
    }
}

#[test]
fn complete_only_drops_exactly_what_is_not_complete() {
    let (_simulator, bench) = bench();
    for cut in ["-t 120 -i 60", "-t 120", "-t 1440 --every 1h"] {
        let all = rows(&bench.run(&format!("fetch {cut} -f csv")).well());
        let complete = rows(
            &bench
                .run(&format!("fetch {cut} -f csv --complete-only"))
                .well(),
        );
        let kept: Vec<_> = all
            .iter()
            .filter(|row| row["coverage"] == "complete")
            .cloned()
            .collect();
        assert!(!kept.is_empty() && kept == complete, "{cut}");
    }
    let table = bench.run("fetch -t 30 -i 30 --complete-only").well();
    assert!(table.contains("No interval to show."), "{table}");
}

#[test]
fn filling_adds_nothing_but_zeros_and_makes_the_grid_full() {
    let (_simulator, bench) = bench();
    for (cut, asked, intervals) in [
        ("-t 1440 -i 60", "", 25),
        ("-t 1440 --every 2h", "", 13),
        ("-t 60", "--agents 2152260212,99", 1),
    ] {
        let served = rows(&bench.run(&format!("fetch {cut} {asked} -f csv")).well());
        let filled = rows(
            &bench
                .run(&format!("fetch {cut} {asked} -f csv --fill"))
                .well(),
        );
        let mut grid: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for row in &filled {
            let cell = (row["interval_start"].clone(), row["agent_id"].clone());
            grid.entry(cell)
                .or_default()
                .insert(row["state_id"].clone());
            if !served.contains(row) {
                assert_eq!(
                    [0; 4],
                    [
                        "total_seconds",
                        "chatting_seconds",
                        "not_chatting_seconds",
                        "chatting_in_max_concurrency_seconds"
                    ]
                    .map(|name| number(row, name))
                );
            }
        }
        assert!(served.iter().all(|row| filled.contains(row)), "{cut}");
        let starts: BTreeSet<_> = grid.keys().map(|(start, _)| start).collect();
        let agents: BTreeSet<_> = grid.keys().map(|(_, agent)| agent).collect();
        assert_eq!(
            (starts.len(), grid.len()),
            (intervals, intervals * agents.len()),
            "{cut}"
        );
        assert!(grid.values().all(|states| states.len() == 4));
        assert!(asked.is_empty() || agents.iter().any(|agent| *agent == "99"));
    }
}

#[test]
fn filling_an_empty_answer_gives_the_agents_asked_for() {
    let empty =
        r#"{"metricsByIntervals":[],"agentsMetrics":{"metricsPerAgent":{},"metricsTotals":[]}}"#;
    let bench = Bench::asking(&answering(response("200 OK", empty)));
    let filled = rows(
        &bench
            .run("fetch -t 120 -i 60 --agents 7 --fill -f csv")
            .well(),
    );
    let told: Vec<_> = filled
        .iter()
        .map(|row| {
            (
                row["interval_start"].as_str(),
                row["coverage"].as_str(),
                row["state"].as_str(),
            )
        })
        .collect();
    assert_eq!(told.len(), 3 * 4);
    assert_eq!(told[0], ("2014-07-01T11:50:00Z", "cut", "Online"));
    assert_eq!(told[11], ("2014-07-01T13:50:00Z", "running", "Logged in"));
    let filled = bench.run("fetch -t 60 --every 30m --tz UTC --agents 7 --fill --wide -f csv --columns interval_start,agent_id,away_total_seconds").well();
    assert_eq!(filled.lines().count(), 1 + 3, "{filled}");
}

#[test]
fn agents_come_in_the_order_asked_for() {
    let (_simulator, bench) = bench();
    let ids = |sort: &str| -> Vec<(String, i64)> {
        let csv = bench
            .run(&format!(
                "fetch -t 60 --sort {sort} -f csv --wide --columns agent_id,away_total_seconds"
            ))
            .well();
        rows(&csv)
            .iter()
            .map(|row| (row["agent_id"].clone(), number(row, "away_total_seconds")))
            .collect()
    };
    let (served, away) = (ids("served"), ids("away"));
    assert!(away.windows(2).all(|pair| pair[0].1 >= pair[1].1) && away != served);
    let mut sorted = served.clone();
    sorted.sort_by_key(|(_, away)| std::cmp::Reverse(*away));
    assert_eq!(sorted, away, "equal ones stay as served");
    let table = Bench::default().run("fetch --demo --sort name").well();
    let names: Vec<&str> = table
        .lines()
        .filter_map(|line| line.split("  ").next())
        .filter(|name| name.contains(' '))
        .collect();
    let people: Vec<&str> = names
        .into_iter()
        .filter(|name| {
            !name.starts_with("All") && !name.starts_with("Account") && !name.contains('=')
        })
        .collect();
    let mut sorted = people.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    assert!(people.len() >= 6 && people == sorted, "{table}");
}

#[test]
fn unknown_states_are_kept_in_long_rows_and_named_as_missing_in_wide_ones() {
    let value =
        json!({"total": 60, "chatting": 0, "notChatting": 60, "chattingInMaxConcurrency": 0});
    let states = json!([{"id": 9, "name": "Busy\u{1b}[31m", "value": value}, {"id": -1, "name": "Logged in", "value": value}]);
    let body = json!({"agentsMetrics": {"metricsPerAgent": {"1": states}}}).to_string();
    let bench = Bench::asking(&answering(response("200 OK", &body)));
    assert!(
        bench
            .run("fetch -f csv --check")
            .well()
            .contains(",state,9,Busy")
    );
    let ended = bench.run("fetch -f csv --wide");
    assert_eq!(ended.status, 0);
    assert_eq!(
        ended.stderr,
        "agentactivity: warning: wide rows have no columns for state 9 (Busy\\u{1b}[31m); long ones (without --wide, or the sheet Rows) show it\n"
    );
}

#[test]
fn a_saved_answer_is_arranged_like_a_fresh_one() {
    let (_simulator, bench) = bench();
    bench
        .run("fetch -t 1440 -i 5 --agents 2152260212,2152260912,99 -f envelope -o day.saved")
        .well();
    let fresh = bench.run("fetch -t 1440 --agents 2152260212,2152260912,99 --every 1h --fill --totals also --tz UTC -f csv").well();
    assert_eq!(
        bench
            .run("convert day.saved --every 1h --fill --totals also --tz UTC -f csv")
            .well(),
        fresh
    );
    assert!(fresh.contains(",99,"));
}
