//! Saved answers: an envelope says all that a fresh answer does, a bare body only what it holds.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;

use support::{Bench, Simulator, answering, data, response};

fn documented() -> Bench {
    Bench::asking(&answering(response(
        "200 OK",
        &data("documented-by-intervals.json"),
    )))
}

#[test]
fn an_envelope_converts_to_what_a_fetch_prints() {
    let bench = documented();
    let envelope = bench.run("fetch -t 120 -i 60 -f envelope").well();
    assert!(
        envelope.starts_with(r#"{"meta":{"writtenBy":"agentactivity "#),
        "{envelope:.200}"
    );
    for format in ["csv", "tsv", "ndjson", "table", "csv --tz Europe/Madrid"] {
        let fresh = bench.run(&format!("fetch -t 120 -i 60 -f {format}")).well();
        assert_eq!(
            bench
                .run_with_input(&format!("convert - -f {format}"), &envelope)
                .well(),
            fresh,
            "{format}"
        );
    }
    assert_eq!(
        bench.run_with_input("convert - -f json", &envelope).well(),
        data("documented-by-intervals.json")
    );
    assert_eq!(
        bench
            .run_with_input("convert - -f envelope", &envelope)
            .well(),
        envelope
    );
    // Any JSON tool may have laid it out anew.
    let pretty = serde_json::to_string_pretty(
        &serde_json::from_str::<serde_json::Value>(&envelope).unwrap(),
    )
    .unwrap();
    let columns = "--columns account,interval_start,coverage,observed_seconds,total_seconds";
    let mut again: Vec<String> = bench
        .run_with_input(&format!("convert - -f csv {columns}"), &pretty)
        .well()
        .lines()
        .map(str::to_owned)
        .collect();
    let mut fresh: Vec<String> = bench
        .run(&format!("fetch -t 120 -i 60 -f csv {columns}"))
        .well()
        .lines()
        .map(str::to_owned)
        .collect();
    again.sort();
    fresh.sort();
    assert_eq!(again, fresh);
}

#[test]
fn a_whole_answer_in_an_envelope_keeps_its_window() {
    let bench = Bench::asking(&answering(response(
        "200 OK",
        &data("documented-whole.json"),
    )));
    let envelope = bench.run("fetch -t 120 -f envelope").well();
    assert_eq!(
        bench.run_with_input("convert - -f csv", &envelope).well(),
        bench.run("fetch -t 120 -f csv").well()
    );
}

#[test]
fn a_bare_body_leaves_empty_what_it_does_not_say() {
    let bench = documented();
    bench.file("body.json", &data("documented-by-intervals.json"));
    bench.file("whole.json", &data("documented-whole.json"));
    let columns = "-f csv --no-header --columns account,interval_start,interval_end,observed_seconds,coverage";
    let first = |arguments: &str| {
        bench
            .run(&format!("convert {arguments} {columns}"))
            .well()
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    // The size is told by neighbouring ends; the window by nothing.
    assert_eq!(
        first("body.json"),
        ",2014-07-01T11:50:00Z,2014-07-01T12:50:00Z,,"
    );
    let told = "-a 12345678 -t 120 -i 60 --at 2014-07-01T14:46:08Z";
    assert_eq!(
        first(&format!("body.json {told}")),
        "12345678,2014-07-01T11:50:00Z,2014-07-01T12:50:00Z,232,cut"
    );
    assert_eq!(first("whole.json"), ",,,,");
    assert_eq!(
        first("whole.json -t 120 --at 2014-07-01T14:46:08Z"),
        ",2014-07-01T12:46:08Z,2014-07-01T14:46:08Z,7200,complete"
    );
    let csv = bench
        .run(&format!("convert body.json {told} -f csv"))
        .well();
    assert_eq!(csv, bench.run("fetch -t 120 -i 60 -f csv").well());
    let table = bench.run("convert body.json").well();
    assert!(
        table.starts_with("A saved answer · 1 Jul 2014 · UTC\n"),
        "{table}"
    );
    assert!(
        table.contains("\n11:50–12:50\n") && table.contains("All intervals"),
        "{table}"
    );
    let table = bench.run("convert whole.json").well();
    assert!(
        table.starts_with("A saved answer · UTC\n") && table.contains("the whole time frame"),
        "{table}"
    );
}

#[test]
fn what_is_typed_is_judged() {
    let bench = documented();
    bench.file("body.json", &data("documented-by-intervals.json"));
    for (arguments, told) in [
        (
            "-i 31 -t 60",
            "interval 31 does not divide the time frame 60; try 30 or 20",
        ),
        (
            "-i 4",
            "interval 4 is not between 5 minutes and a day; try 60",
        ),
        ("-t 0", "time frame 0"),
        (
            "--at noon",
            "--at \"noon\" is not a time in RFC 3339; try 2014-07-01T14:46:08Z",
        ),
        ("-a ../x", "account \"../x\""),
    ] {
        assert!(
            bench
                .run(&format!("convert body.json {arguments}"))
                .badly(2)
                .contains(told),
            "{arguments}"
        );
    }
}

#[test]
fn what_cannot_be_read_or_understood_is_named() {
    let bench = documented();
    bench.file("cut.json", &data("documented-by-intervals.json")[..900]);
    bench.file("page.html", "<html>");
    assert!(
        bench
            .run("convert nosuch.json")
            .badly(1)
            .contains("could not read nosuch.json: No such file")
    );
    assert!(bench.run("convert .").badly(1).contains("it is a folder"));
    assert!(
        bench
            .run("convert page.html")
            .badly(5)
            .contains("page.html cannot be understood")
    );
    assert!(
        bench
            .run("convert cut.json")
            .badly(5)
            .contains("the answer of cut.json broke off")
    );
    assert!(bench.run("convert -").badly(5).contains("it is empty"));
    let foreign = format!(
        r#"{{"meta":{{"account":7,"timeframe":"x"}},"body":{}}}"#,
        data("documented-whole.json")
    );
    bench.file("foreign.json", &foreign);
    assert!(
        bench
            .run("convert foreign.json -f csv")
            .well()
            .lines()
            .nth(1)
            .unwrap()
            .starts_with(",,,,,2,,")
    );
}

#[test]
fn a_saved_file_is_not_touched_by_a_failing_convert() {
    let bench = documented();
    bench.file("out.csv", "old");
    bench.run("convert nosuch.json -o out.csv").badly(1);
    assert_eq!(fs::read_to_string(bench.path("out.csv")).unwrap(), "old");
}

#[test]
fn a_saved_day_equals_the_fresh_one() {
    let simulator = Simulator::start("--agents 40 --now 2026-11-22T08:42:11Z");
    let bench = Bench::asking(&simulator.base_url);
    bench.run("fetch -t 1d -i 1h -f envelope -o day.txt").well();
    bench.run("convert day.txt -o again.csv").well();
    bench.run("fetch -t 1d -i 1h -o fresh.csv").well();
    assert_eq!(
        fs::read_to_string(bench.path("again.csv")).unwrap(),
        fs::read_to_string(bench.path("fresh.csv")).unwrap()
    );
}

#[test]
fn an_envelope_changed_on_its_way_gives_its_body_back_or_says_that_it_cannot() {
    let bench = documented();
    let body = data("documented-by-intervals.json");
    let envelope = bench.run("fetch -t 120 -i 60 -f envelope").well();
    for trimmed in [envelope.trim_end().to_owned(), format!("{envelope}\n\n")] {
        assert_eq!(
            bench.run_with_input("convert - -f json", &trimmed).well(),
            body
        );
    }
    let json: serde_json::Value = serde_json::from_str(&envelope).unwrap();
    let pretty = serde_json::to_string_pretty(&json).unwrap();
    let swapped = format!(r#"{{"body":{},"meta":{}}}"#, json["body"], json["meta"]);
    for anew in [pretty, swapped, envelope.replace('\n', "\r\n")] {
        for format in ["json", "envelope"] {
            let told = bench
                .run_with_input(&format!("convert - -f {format}"), &anew)
                .badly(5);
            assert!(
                told.contains("was laid out anew") && told.contains("every other format"),
                "{told}"
            );
        }
        assert_eq!(
            bench
                .run_with_input("convert - -f csv", &anew)
                .well()
                .lines()
                .count(),
            26
        );
    }
}

#[test]
fn what_contradicts_the_answer_is_refused() {
    let bench = documented();
    let envelope = bench.run("fetch -t 120 -i 60 -f envelope").well();
    let told = bench.run_with_input("convert - -t 30", &envelope).badly(2);
    assert!(
        told.contains("time frame 30 is shorter than the 120 minutes"),
        "{told}"
    );
    let told = bench.run_with_input("convert - -i 45", &envelope).badly(2);
    assert!(
        told.contains("interval 45 does not fit ends that are 60 minutes apart"),
        "{told}"
    );
    let nameless = envelope.replace("\"account\":\"12345678\"", "\"account\":\"../x\"");
    assert!(
        bench
            .run_with_input("convert -", &nameless)
            .badly(5)
            .contains("name it with --account")
    );
    bench.run_with_input("convert - -a 1", &nameless).well();
}

#[test]
fn a_bare_day_over_midnight_tells_its_days() {
    let simulator = Simulator::start("--agents 3 --now 2026-11-22T08:42:11Z");
    let bench = Bench::asking(&simulator.base_url);
    bench.run("fetch -t 1d -i 1h -o day.json").well();
    let table = bench.run("convert day.json").well();
    assert!(
        table.starts_with("A saved answer · 21 Nov – 22 Nov 2026 · UTC\n"),
        "{table:.200}"
    );
    assert!(table.contains("\n21 Nov 23:45–22 Nov 00:45\n"), "{table}");
}

#[test]
fn what_a_saved_answer_cannot_give_is_refused_with_what_would_help() {
    let bench = Bench::default();
    bench.file("intervals.json", &data("documented-by-intervals.json"));
    bench.file("whole.json", &data("documented-whole.json"));
    for (arguments, told) in [
        (
            "intervals.json --every 15m --tz UTC",
            "has an edge at 2014-07-01T12:00:00Z, within the interval from 2014-07-01T11:50:00Z",
        ),
        (
            "whole.json --every 15m",
            "folds intervals, and this answer has none",
        ),
        (
            "intervals.json --complete-only",
            "say --timeframe, --interval and --at",
        ),
        (
            "whole.json --complete-only",
            "say --timeframe, --interval and --at",
        ),
    ] {
        let line = bench.run(&format!("convert {arguments} -f csv")).badly(2);
        assert!(line.contains(told), "{arguments}: {line}");
    }
    let kept = bench
        .run("convert intervals.json --complete-only -t 120 --at 2014-07-01T14:46:08Z -f csv")
        .well();
    assert_eq!(kept.lines().count(), 1 + 8);
}

#[test]
fn what_is_configured_for_requests_does_not_concern_a_saved_answer() {
    let bench = Bench::default().with("AGENTACTIVITY_DOMAIN", "http://bad.example");
    bench.file("whole.json", &data("documented-whole.json"));
    bench.file(
        "config.toml",
        "[defaults]\nevery = \"15m\"\ninterval = 5\ncolumns = [\"agent_id\"]\n",
    );
    let rows = bench
        .run("--config config.toml convert whole.json -f csv")
        .well();
    assert!(rows.starts_with("agent_id\n2\n"), "{rows}");
}
