//! Answers that differ from the documented ones in ways that do not matter: presented right all the same.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use support::{Bench, Scripted, answering, data, response, scripted};

const COLUMNS: &str =
    "--columns interval_end,agent_id,level,state_id,state,reason_id,total_seconds";

fn rows(body: &str) -> String {
    Bench::asking(&answering(response("200 OK", body)))
        .run(&format!("fetch -t 120 -i 60 -f csv {COLUMNS}"))
        .well()
}

fn documented() -> (String, Value) {
    let text = data("documented-by-intervals.json");
    let json = serde_json::from_str(&text).unwrap();
    (text, json)
}

#[test]
fn a_wrapped_answer_is_the_same_answer() {
    let (text, _) = documented();
    for wrapped in [
        format!(r#"{{"meta":{{"a":[1,{{}}]}},"body":{text}}}"#),
        format!(r#"{{"body":{text},"meta":null}}"#),
    ] {
        assert_eq!(rows(&wrapped), rows(&text));
    }
}

#[test]
fn a_filled_trailing_block_does_not_count_seconds_twice_wherever_it_stands() {
    let (text, json) = documented();
    let mut whole: Value = serde_json::from_str(&data("documented-whole.json")).unwrap();
    let (metrics, intervals) = (whole["agentsMetrics"].take(), &json["metricsByIntervals"]);
    for body in [
        format!(r#"{{"metricsByIntervals":{intervals},"agentsMetrics":{metrics}}}"#),
        format!(r#"{{"agentsMetrics":{metrics},"metricsByIntervals":{intervals}}}"#),
    ] {
        let mut shown: Vec<String> = rows(&body).lines().map(str::to_owned).collect();
        let mut expected: Vec<String> = rows(&text).lines().map(str::to_owned).collect();
        shown.sort();
        expected.sort();
        assert_eq!(shown, expected);
    }
}

#[test]
fn without_intervals_where_some_were_asked_the_whole_is_shown_and_said() {
    let body = data("documented-whole.json");
    let ended = Bench::asking(&answering(response("200 OK", &body)))
        .run("fetch -t 120 -i 60 -f csv --columns interval_start,coverage");
    assert_eq!((ended.status, ended.stdout.lines().count()), (0, 11));
    assert!(
        ended.stdout.ends_with("2014-07-01T12:46:08Z,complete\n"),
        "{}",
        ended.stdout
    );
    assert!(
        ended
            .stderr
            .contains("warning: account 12345678: the service answered without intervals"),
        "{}",
        ended.stderr
    );
}

#[test]
fn unknown_states_pass_through_and_reasons_may_be_missing_null_or_anywhere() {
    let value = json!({"total": 5, "chatting": 1, "notChatting": 4, "chattingInMaxConcurrency": 0, "later": [{}]});
    let reason = json!({"value": value, "id": 77, "name": {"x": []}});
    let body = json!({"agentsMetrics": {"metricsTotals": [1], "metricsPerAgent": {"9": [
        {"id": "2", "name": "Available", "value": value},
        {"id": 3, "reasons": null, "value": value, "name": "Back in 5"},
        {"value": value, "name": "Away", "id": 4, "reasons": [reason]},
        {"reasons": [], "name": "Training", "id": 17, "value": value, "unknown": null},
        {"id": -1, "name": "x", "value": value},
    ]}}, "metricsByIntervals": null, "extra": 1.5});
    let shown = Bench::asking(&answering(response("200 OK", &body.to_string())))
        .run("fetch -f csv --no-header --columns agent_id,level,state_id,state,reason_id,total_seconds")
        .well();
    assert_eq!(
        shown,
        "9,state,2,Online,,5\n9,state,3,Back soon,,5\n9,state,4,Away,,5\n9,reason,4,Away,77,5\n9,state,17,Training,,5\n\
         9,logged_in,-1,Logged in,,5\n"
    );
    let table = Bench::asking(&answering(response("200 OK", &body.to_string())))
        .run("fetch")
        .well();
    assert!(
        table.contains("Training (state 17)  0:00:05 100%"),
        "{table}"
    );
}

#[test]
fn an_empty_answer_is_a_header_alone_and_no_failure_unless_asked() {
    for body in [
        json!({"agentsMetrics": {"metricsPerAgent": {}}}),
        json!({"metricsByIntervals": []}),
        json!({"metricsByIntervals": [], "agentsMetrics": {"metricsPerAgent": {}, "metricsTotals": []}}),
    ] {
        let bench = Bench::asking(&answering(response("200 OK", &body.to_string())));
        assert_eq!(
            bench.run("fetch -f csv --columns agent_id,state").well(),
            "agent_id,state\n"
        );
        assert_eq!(bench.run("fetch -f ndjson").well(), "");
        let table = bench.run("fetch -t 120").well();
        assert!(
            table.contains("12:46:08–14:46:08\nNo agent was active.\n"),
            "{table}"
        );
        let ended = bench.run("fetch -f csv --columns agent_id --fail-on-empty");
        assert_eq!((ended.status, ended.stdout.as_str()), (8, "agent_id\n"));
        assert!(
            ended
                .stderr
                .contains("no agent of account 12345678 was active in the last 60 minutes"),
            "{}",
            ended.stderr
        );
        let ended = bench.run("fetch -f json --fail-on-empty");
        assert_eq!((ended.status, ended.stdout), (8, body.to_string()));
    }
}

#[test]
fn where_agents_were_active_nothing_says_that_none_were() {
    let (body, _) = documented();
    for format in ["csv", "json", "envelope", "table"] {
        let base_url = answering(response("200 OK", &body));
        let surroundings = Scripted {
            columns: Some(80),
            ..Scripted::default()
        };
        let run = scripted(
            surroundings,
            &format!("fetch -a 1 --domain {base_url} -t 120 -i 60 -f {format} --fail-on-empty -q"),
        );
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{format}");
    }
}

/// The same JSON with the keys of every object in another order.
fn shuffled(json: &Value, seed: u64) -> String {
    match json {
        Value::Object(fields) => {
            let mut fields: Vec<(usize, (&String, &Value))> = fields.iter().enumerate().collect();
            let by_agent = fields
                .iter()
                .any(|(_, (key, _))| key.bytes().all(|byte| byte.is_ascii_digit()));
            if !by_agent {
                fields.sort_by_key(|(index, _)| {
                    (*index as u64 + 1).wrapping_mul(seed | 1).rotate_left(13) % 97
                });
            }
            let fields: Vec<String> = fields
                .iter()
                .map(|(_, (key, value))| format!("{}:{}", json!(key), shuffled(value, seed)))
                .collect();
            format!("{{{}}}", fields.join(" , "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shuffled(item, seed)).collect();
            format!("[{}\n]", items.join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn keys_come_in_any_order() {
    let (text, json) = documented();
    let expected = rows(&text);
    let mut runner = TestRunner::new(Config::with_cases(12));
    runner
        .run(&any::<u64>(), |seed| {
            prop_assert_eq!(rows(&shuffled(&json, seed)), expected.clone());
            Ok(())
        })
        .unwrap();
}
