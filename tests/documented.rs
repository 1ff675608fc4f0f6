//! The documented answers over real HTTP: every figure of the document, and none else, with the bounds they imply.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::HashMap;

use httpmock::prelude::*;
use serde_json::Value;
use support::{Bench, data};

const PATH: &str = "/operations/api/account/12345678/agentactivity";
const DATE: &str = "Tue, 01 Jul 2014 14:46:08 GMT";

fn serve(body: &str) -> MockServer {
    let server = MockServer::start();
    server.mock(|when, then| {
        when.path(PATH);
        then.status(200)
            .header("Date", DATE)
            .header("Content-Type", "application/json")
            .body(body);
    });
    server
}

/// The rows that a document's JSON means, read with nothing but the document in hand:
/// agent, level, state, reason and the four figures, for one `agentsMetrics`.
fn expected_rows(metrics: &Value) -> Vec<[String; 8]> {
    let figures = |value: &Value| {
        [
            "total",
            "chatting",
            "notChatting",
            "chattingInMaxConcurrency",
        ]
        .map(|name| value[name].as_i64().unwrap().to_string())
    };
    let mut rows = Vec::new();
    for (agent, states) in metrics["metricsPerAgent"].as_object().unwrap() {
        for state in states.as_array().unwrap() {
            let id = state["id"].as_i64().unwrap();
            let level = if id == -1 { "logged_in" } else { "state" };
            let [a, b, c, d] = figures(&state["value"]);
            rows.push([
                agent.clone(),
                level.into(),
                id.to_string(),
                String::new(),
                a,
                b,
                c,
                d,
            ]);
            for reason in state["reasons"].as_array().into_iter().flatten() {
                let [a, b, c, d] = figures(&reason["value"]);
                let reason = reason["id"].as_str().unwrap().to_owned();
                rows.push([
                    agent.clone(),
                    "reason".into(),
                    id.to_string(),
                    reason,
                    a,
                    b,
                    c,
                    d,
                ]);
            }
        }
    }
    rows
}

/// The same of a CSV, and the shared cells of each row in a map by header.
fn read_csv(csv: &str) -> Vec<(HashMap<String, String>, [String; 8])> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader
        .deserialize()
        .map(|row| {
            let row: HashMap<String, String> = row.unwrap();
            let cells = [
                "agent_id",
                "level",
                "state_id",
                "reason_id",
                "total_seconds",
                "chatting_seconds",
                "not_chatting_seconds",
                "chatting_in_max_concurrency_seconds",
            ]
            .map(|name| row[name].clone());
            (row, cells)
        })
        .collect()
}

#[test]
fn the_example_without_intervals_is_the_window_itself() {
    let body = data("documented-whole.json");
    let server = serve(&body);
    for method in ["get", "post"] {
        let csv = Bench::asking(&server.base_url())
            .run(&format!("fetch -t 120 -f csv --method {method}"))
            .well();
        let rows = read_csv(&csv);
        let expected =
            expected_rows(&serde_json::from_str::<Value>(&body).unwrap()["agentsMetrics"]);
        assert_eq!(
            rows.iter()
                .map(|(_, cells)| cells.clone())
                .collect::<Vec<_>>(),
            expected
        );
        assert_eq!(expected.len(), 10);
        for (row, _) in rows {
            assert_eq!(row["account"], "12345678");
            assert_eq!(row["interval_start"], "2014-07-01T12:46:08Z");
            assert_eq!(row["interval_end"], "2014-07-01T14:46:08Z");
            assert_eq!(
                (row["observed_seconds"].as_str(), row["coverage"].as_str()),
                ("7200", "complete")
            );
        }
    }
}

#[test]
fn the_example_by_intervals_has_the_documented_bounds_oldest_first() {
    let body = data("documented-by-intervals.json");
    let server = serve(&body);
    let json: Value = serde_json::from_str(&body).unwrap();
    let bounds = [
        ["2014-07-01T11:50:00Z", "2014-07-01T12:50:00Z", "232", "cut"],
        [
            "2014-07-01T12:50:00Z",
            "2014-07-01T13:50:00Z",
            "3600",
            "complete",
        ],
        [
            "2014-07-01T13:50:00Z",
            "2014-07-01T14:50:00Z",
            "3368",
            "running",
        ],
    ];
    let served = json["metricsByIntervals"].as_array().unwrap();
    for method in ["get", "post"] {
        let csv = Bench::asking(&server.base_url())
            .run(&format!("fetch -t 120 -i 60 -f csv --method {method}"))
            .well();
        let mut rows = read_csv(&csv).into_iter();
        for (interval, bounds) in served.iter().rev().zip(bounds) {
            for expected in expected_rows(&interval["metricsData"]["agentsMetrics"]) {
                let (row, cells) = rows.next().unwrap();
                assert_eq!(cells, expected);
                let shown = [
                    "interval_start",
                    "interval_end",
                    "observed_seconds",
                    "coverage",
                ]
                .map(|name| row[name].clone());
                assert_eq!(shown, bounds);
            }
        }
        assert!(rows.next().is_none());
    }
}

#[test]
fn names_are_ours_for_known_ids() {
    let server = serve(&data("documented-whole.json"));
    let csv = Bench::asking(&server.base_url())
        .run("fetch -t 120 -f csv --no-header --columns state_id,state")
        .well();
    assert!(
        csv.contains("3,Back soon\n") && !csv.contains("Back in 5"),
        "{csv}"
    );
}

#[test]
fn json_is_the_body_byte_for_byte() {
    for name in ["documented-whole.json", "documented-by-intervals.json"] {
        let body = format!("\n {}\t\r\n", data(name));
        let server = serve(&body);
        assert_eq!(
            Bench::asking(&server.base_url())
                .run("fetch -f json")
                .well(),
            body
        );
    }
}

#[test]
fn ndjson_and_tsv_hold_the_same_rows_as_csv() {
    let server = serve(&data("documented-by-intervals.json"));
    let bench = Bench::asking(&server.base_url());
    let csv = bench.run("fetch -t 120 -i 60 -f csv").well();
    let tsv = bench.run("fetch -t 120 -i 60 -f tsv").well();
    let semicolons = bench.run("fetch -t 120 -i 60 -f csv --delimiter ;").well();
    assert_eq!(tsv.replace('\t', ","), csv);
    assert_eq!(semicolons.replace(';', ","), csv);
    let ndjson = bench.run("fetch -t 120 -i 60 -f ndjson").well();
    let mut lines = ndjson.lines();
    for (row, _) in read_csv(&csv) {
        let object: serde_json::Map<String, Value> =
            serde_json::from_str(lines.next().unwrap()).unwrap();
        for (name, value) in &object {
            let text = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                number => number.to_string(),
            };
            assert_eq!(text, row[name], "{name}");
        }
        assert_eq!(object.len(), row.len());
        assert!(
            object["state_id"].is_i64()
                && object["agent_id"].is_string()
                && object["total_seconds"].is_i64()
        );
    }
    assert!(lines.next().is_none());
}

#[test]
fn times_are_told_in_the_chosen_zone() {
    let server = serve(&data("documented-by-intervals.json"));
    let bench = Bench::asking(&server.base_url());
    let csv = bench.run("fetch -t 120 -i 60 -f csv --tz Europe/Madrid --columns interval_start,coverage --no-header").well();
    assert!(csv.starts_with("2014-07-01T13:50:00+02:00,cut\n"), "{csv}");
}

#[test]
fn a_date_that_disagrees_with_the_intervals_is_settled_aloud() {
    let body = data("documented-by-intervals.json");
    for (date, observed, warning) in [
        (
            "Tue, 01 Jul 2014 14:58:00 GMT",
            "3600,complete",
            "taking it as of 2014-07-01T14:50:00Z",
        ),
        (
            "Tue, 01 Jul 2014 14:40:00 GMT",
            "3300,running",
            "taking it as of 2014-07-01T14:45:00Z",
        ),
        ("Tue, 01 Jul 2014 19:40:00 GMT", ",", "stay unknown"),
    ] {
        let server = MockServer::start();
        server.mock(|when, then| {
            when.path(PATH);
            then.status(200).header("Date", date).body(&body);
        });
        let ended = Bench::asking(&server.base_url())
            .run("fetch -t 120 -i 60 -f csv --columns interval_end,observed_seconds,coverage");
        assert_eq!(ended.status, 0);
        assert!(
            ended
                .stdout
                .ends_with(&format!("2014-07-01T14:50:00Z,{observed}\n")),
            "{}",
            ended.stdout
        );
        assert!(
            ended.stderr.starts_with("agentactivity: warning: ") && ended.stderr.contains(warning),
            "{}",
            ended.stderr
        );
        assert_eq!(ended.stderr.lines().count(), 1);
    }
}
