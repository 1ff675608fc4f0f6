//! Gauges for dashboards: read by Prometheus' own parser, and the same seconds as the rows.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::Value;
use support::programs::python;
use support::{Bench, Simulator};

const READER: &str = r#"
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families as strict
from prometheus_client.parser import text_string_to_metric_families as plain
text = open(sys.argv[1]).read()
families = list(strict(text))
assert [family.name for family in families] == [family.name for family in plain(text)]
print(json.dumps([[family.name, family.type, family.unit, [[sample.labels, sample.value, sample.timestamp] for sample in family.samples]] for family in families]))
"#;

#[test]
fn prometheus_reads_gauges_that_are_the_sums_of_the_rows() {
    let simulator = Simulator::start("--now 2026-11-20T14:46:08Z");
    let bench = Bench::asking(&simulator.base_url);
    bench.run("fetch -t 120 -i 60 -o activity.prom").well();
    let rows = bench
        .run("fetch -t 120 -i 60 --totals only -f csv --columns state,level,chatting_seconds")
        .well();
    let sum = |state: &str| -> i64 {
        let of = |line: &&str| line.starts_with(&format!("{state},")) && !line.contains(",reason,");
        rows.lines()
            .filter(of)
            .map(|line| line.rsplit(',').next().unwrap().parse::<i64>().unwrap())
            .sum()
    };
    let Some(families) = python(&bench, READER, &["activity.prom"]) else {
        return;
    };
    let families: Value = serde_json::from_str(&families).unwrap();
    let families = families.as_array().unwrap();
    assert!(
        families.iter().all(|family| family[1] == "gauge"
            && family[0].as_str().unwrap().starts_with("agentactivity_"))
    );
    let chatting = families
        .iter()
        .find(|family| family[0] == "agentactivity_chatting_seconds")
        .unwrap();
    assert_eq!(chatting[2], "seconds");
    for (label, state) in [
        ("logged_in", "Logged in"),
        ("online", "Online"),
        ("back_soon", "Back soon"),
        ("away", "Away"),
    ] {
        let sample = chatting[3]
            .as_array()
            .unwrap()
            .iter()
            .find(|sample| sample[0]["state"] == label)
            .unwrap();
        assert_eq!(
            (sample[1].as_f64().unwrap() as i64, &sample[2]),
            (sum(state), &Value::Null),
            "{label}"
        );
        assert_eq!(sample[0]["account"], "12345678");
    }
}

#[test]
fn hostile_text_stays_within_its_label() {
    let bench = Bench::default();
    let value = r#""value":{"total":1,"chatting":0,"notChatting":1,"chattingInMaxConcurrency":0}"#;
    bench.file("body.json", &format!(r#"{{"agentsMetrics":{{"metricsPerAgent":{{"1":[{{"id":4,"name":"x",{value},"reasons":[{{"id":"a\"}} 9\n# EOF\\",{value}}}]}}]}}}}}}"#));
    let gauges = bench.run("convert body.json -f openmetrics").well();
    assert!(
        gauges.contains(r#"{account="unknown",reason_id="a\"} 9\n# EOF\\"} 1"#),
        "{gauges}"
    );
    assert_eq!(gauges.matches("\n# EOF").count(), 1);
    assert!(
        bench
            .run("convert body.json -o x.prom --columns state")
            .badly(2)
            .contains("--columns has no effect on openmetrics")
    );
}

#[test]
fn what_is_not_known_has_no_gauge_and_whoever_is_quiet_has_one() {
    let bench = Bench::default();
    bench.file("bare.json", r#"{"metricsByIntervals":[{"timestamp":1404226200000,"metricsData":{"agentsMetrics":{"metricsPerAgent":{}}}}]}"#);
    let bare = bench.run("convert bare.json -f openmetrics").well();
    assert!(!bare.contains("agentactivity_observed_seconds{"), "{bare}");
    bench.file("saved.json", r#"{"meta":{"writtenBy":"agentactivity","account":"7","interval":"5"},"body":{"metricsByIntervals":[]}}"#);
    let quiet = bench
        .run("convert saved.json -f openmetrics --every 15m")
        .well();
    assert!(
        quiet.contains("agentactivity_agents{account=\"7\"} 0\n"),
        "{quiet}"
    );
}
