//! Answers that no honest service gives, or seldom: no second is guessed, doubled or lost without a word.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{Value, json};
use support::{Bench, Scripted, answering, echoing, response, scripted};

fn state(id: i64, seconds: i64) -> Value {
    json!({"id": id, "name": "x", "value": {"total": seconds, "chatting": 0, "notChatting": seconds, "chattingInMaxConcurrency": 0}})
}

/// An answer by intervals of these ends (RFC 3339), each with these agents.
fn by_intervals(intervals: &[(&str, Value)]) -> String {
    let intervals: Vec<Value> = intervals
        .iter()
        .map(|(end, agents)| {
            let end = end.parse::<jiff::Timestamp>().unwrap().as_millisecond();
            json!({"timestamp": end, "metricsData": {"agentsMetrics": {"metricsPerAgent": agents}}})
        })
        .collect();
    json!({"metricsByIntervals": intervals, "agentsMetrics": {"metricsPerAgent": {}}}).to_string()
}

fn whole() -> String {
    json!({"agentsMetrics": {"metricsPerAgent": {"1": [state(2, 300), state(-1, 300)]}}})
        .to_string()
}

/// Two slices, the older complete and the newer running; agent 9 in the newer alone.
fn two_slices() -> String {
    by_intervals(&[
        (
            "2014-07-01T14:50:00Z",
            json!({"1": [state(-1, 60)], "9": [state(-1, 60)]}),
        ),
        ("2014-07-01T14:45:00Z", json!({"1": [state(-1, 300)]})),
    ])
}

#[test]
fn nothing_is_filled_beside_an_answer_for_the_whole_time_frame() {
    let bench = Bench::asking(&answering(response("200 OK", &whole())));
    let ended =
        bench.run("fetch -t 15 -i 5 --fill -f csv --columns interval_start,agent_id,total_seconds");
    assert_eq!(ended.status, 0);
    assert_eq!(
        ended.stdout,
        "interval_start,agent_id,total_seconds\n2014-07-01T14:31:08Z,1,300\n2014-07-01T14:31:08Z,1,300\n"
    );
    let told = bench.run("fetch -t 15 --every 5m -f csv").badly(5);
    assert!(told.contains("this answer has none"), "{told}");
}

#[test]
fn what_comes_twice_is_refused_by_its_place() {
    let bench = Bench::default();
    let agent = r#"[{"id":-1,"name":"x","value":{"total":1,"chatting":0,"notChatting":1,"chattingInMaxConcurrency":0}}]"#;
    let twice = format!(r#"{{"agentsMetrics":{{"metricsPerAgent":{{"1":{agent},"1":{agent}}}}}}}"#);
    let states = json!({"agentsMetrics": {"metricsPerAgent": {"1": [state(2, 1), state(2, 2)]}}})
        .to_string();
    let intervals = by_intervals(&[
        ("2014-07-01T14:50:00Z", json!({})),
        ("2014-07-01T14:50:00Z", json!({})),
    ]);
    let keys = [
        (
            format!(
                r#"{{"agentsMetrics":{{"metricsPerAgent":{{"1":{agent}}},"metricsPerAgent":{{"2":{agent}}}}}}}"#
            ),
            "at agentsMetrics: duplicate field `metricsPerAgent`",
        ),
        (
            r#"{"agentsMetrics":{"metricsPerAgent":{"1":[{"id":-1,"id":2}]}}}"#.to_owned(),
            "at agentsMetrics.metricsPerAgent.\"1\"[0]: duplicate field `id`",
        ),
        (
            r#"{"metricsByIntervals":[],"metricsByIntervals":[]}"#.to_owned(),
            "duplicate field `metricsByIntervals`",
        ),
    ];
    for (body, told) in keys.into_iter().chain([
        (
            twice,
            "at agentsMetrics.metricsPerAgent.\"1\": the same agent comes a second time",
        ),
        (
            states,
            "at agentsMetrics.metricsPerAgent.\"1\": state 2 comes a second time",
        ),
        (
            intervals,
            "at metricsByIntervals[1].timestamp: a second interval ends at 2014-07-01T14:50:00Z",
        ),
    ]) {
        bench.file("body.json", &body);
        let line = bench.run("convert body.json -f csv").badly(5);
        assert!(line.contains(told), "{told}: {line}");
    }
}

#[test]
fn a_state_of_which_nothing_is_said_is_empty_and_not_zero() {
    let bench = Bench::default();
    bench.file(
        "body.json",
        &json!({"agentsMetrics": {"metricsPerAgent": {"1": [state(2, 300)]}}}).to_string(),
    );
    let wide = bench.run("convert body.json -f csv --wide --fill --check --columns agent_id,logged_in_total_seconds,online_total_seconds").well();
    assert_eq!(
        wide,
        "agent_id,logged_in_total_seconds,online_total_seconds\n1,,300\n"
    );
}

#[test]
fn whoever_was_seen_in_an_interval_that_is_dropped_is_filled_all_the_same() {
    let bench = Bench::asking(&answering(response("200 OK", &two_slices())));
    let rows = bench.run("fetch -t 5 -i 5 --fill --complete-only --wide -f csv --columns interval_end,coverage,agent_id,logged_in_total_seconds").well();
    let expected = "interval_end,coverage,agent_id,logged_in_total_seconds\n";
    assert_eq!(
        rows, expected,
        "the older slice is cut by a time frame of 5 minutes"
    );
    let rows = bench.run("fetch -t 10 -i 5 --fill --complete-only --wide -f csv --columns interval_end,coverage,agent_id,logged_in_total_seconds").well();
    assert_eq!(
        rows,
        format!(
            "{expected}2014-07-01T14:45:00Z,complete,1,300\n2014-07-01T14:45:00Z,complete,9,0\n"
        )
    );
}

#[test]
fn nobody_active_is_judged_by_what_was_asked_for() {
    let old = by_intervals(&[
        ("2014-07-01T14:20:00Z", json!({"1": [state(-1, 300)]})),
        ("2014-07-01T14:50:00Z", json!({})),
    ]);
    let bench = Bench::asking(&answering(response("200 OK", &old)));
    let told = bench.run("fetch -t 10 --every 5m --fail-on-empty -f csv");
    assert_eq!(told.status, 8);
    assert!(
        told.stderr
            .contains("no agent of account 12345678 was active in the last 10 minutes"),
        "{}",
        told.stderr
    );
}

#[test]
fn one_account_that_cannot_be_presented_does_not_stop_the_others() {
    let base_url = echoing(|request| {
        let body = if request.contains("/account/2/") {
            whole()
        } else {
            two_slices()
        };
        response("200 OK", &body)
    });
    let bench = Bench::asking(&base_url);
    let ended = bench.run("fetch -a 1,2,3 -t 10 --every 5m --tz UTC -f csv");
    assert_eq!(ended.status, 10);
    assert!(
        ended
            .stderr
            .contains("account 2: --every 5m folds intervals, and this answer has none"),
        "{}",
        ended.stderr
    );
    let accounts: Vec<&str> = ended
        .stdout
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect();
    assert!(
        accounts.contains(&"1") && accounts.contains(&"3") && !accounts.contains(&"2"),
        "{}",
        ended.stdout
    );
}

#[test]
fn a_clock_that_is_off_is_told_where_buckets_are_missing() {
    let base_url = answering(response("200 OK", &two_slices()));
    let mut surroundings = Scripted {
        now: "2014-07-01T10:00:00Z",
        ..Scripted::default()
    };
    surroundings.variables.extend([
        ("AGENTACTIVITY_DOMAIN".to_owned(), base_url),
        ("AGENTACTIVITY_ACCOUNT".to_owned(), "1".to_owned()),
    ]);
    let run = scripted(
        surroundings,
        "fetch --since 08:00 --every 1h --tz UTC --fill --wide -f csv",
    );
    assert_eq!(run.status, 0);
    assert!(
        run.stderr.contains("check this machine's clock"),
        "{}",
        run.stderr
    );
    assert!(!run.stdout.contains(",0,cut,"), "{}", run.stdout);
}

#[test]
fn a_workbook_says_which_states_its_second_sheet_lacks() {
    let bench = Bench::default();
    bench.file(
        "body.json",
        &json!({"agentsMetrics": {"metricsPerAgent": {"1": [state(9, 300), state(-1, 300)]}}})
            .to_string(),
    );
    let told = bench.run("convert body.json -o body.xlsx").stderr;
    assert!(
        told.contains("wide rows have no columns for state 9"),
        "{told}"
    );
    bench
        .run("convert body.json -o body.xlsx --columns agent_id,total_seconds")
        .well();
}

#[test]
fn a_table_guesses_neither_offsets_nor_seconds() {
    let bench = Bench::default();
    let agents = json!({"1": [state(2, 1800)], "2": [state(-1, 36_000), state(2, 36_000)]});
    bench.file(
        "body.json",
        &by_intervals(&[("2014-07-01T14:50:00Z", agents.clone())]),
    );
    let table = bench.run("convert body.json --tz Asia/Kathmandu").well();
    assert!(
        table.starts_with("A saved answer · 1 Jul 2014 · Asia/Kathmandu (UTC+5:45)\n")
            && table.contains("\nuntil 20:35\n"),
        "{table}"
    );
    let line = |start: &str| {
        let line = table.lines().find(|line| line.starts_with(start)).unwrap();
        line.split_whitespace()
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        [line("1 "), line("2 "), line("All ")],
        ["1 0:30:00", "2 10:00:00", "All 2"].map(str::to_owned),
        "{table}"
    );
    bench.file(
        "body.json",
        &json!({"agentsMetrics": {"metricsPerAgent": agents}}).to_string(),
    );
    let table = bench.run("convert body.json --tz Asia/Kathmandu").well();
    assert!(
        table.starts_with("A saved answer · Asia/Kathmandu\n"),
        "{table}"
    );
}

#[test]
fn a_block_of_many_agents_is_short_though_each_interval_has_few() {
    let bench = Bench::default();
    let agents = |from: u32| -> Value {
        let agents = (from..from + 20).map(|id| (id.to_string(), json!([state(4, 60)])));
        Value::Object(agents.collect())
    };
    bench.file(
        "body.json",
        &by_intervals(&[
            ("2014-07-01T14:50:00Z", agents(1)),
            ("2014-07-01T14:45:00Z", agents(11)),
        ]),
    );
    for arguments in ["", "--fill"] {
        let table = bench
            .run(&format!("convert body.json --tz UTC -i 5 {arguments}"))
            .well();
        assert!(table.contains("Most away: "), "{arguments}: {table}");
    }
}
