//! A real spreadsheet program reads our CSV: nothing in it is run as a formula, and numbers are numbers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::json;
use support::programs::sheet;
use support::{Bench, answering, response};

#[test]
fn hostile_text_is_not_run_and_minus_one_stays_a_number() {
    let hostile = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1,1)",
        "\t=1+1",
        "\r=1+1",
        "=HYPERLINK(\"http://x\",\"y\")",
        "Zoë \"Z\", Ltd",
        "a\nb",
    ];
    let value =
        json!({"total": 42, "chatting": 1, "notChatting": 41, "chattingInMaxConcurrency": 0});
    let agents: serde_json::Map<String, serde_json::Value> = hostile
        .iter()
        .map(|name| ((*name).to_owned(), json!([{"id": -1, "name": "x", "value": value}, {"id": 9, "name": name, "value": value}])))
        .collect();
    let body = json!({"agentsMetrics": {"metricsPerAgent": agents}}).to_string();
    let bench = Bench::asking(&answering(response("200 OK", &body)));
    bench.run("fetch -o report.csv").well();
    let Some(sheet) = sheet(&bench, &["--infilter=CSV:44,34,76,1"], "report.csv") else {
        return;
    };
    let numbers = |value: &str| {
        sheet
            .matches(&format!(
                "office:value-type=\"float\" office:value=\"{value}\""
            ))
            .count()
    };
    assert_eq!(numbers("-1"), hostile.len());
    assert_eq!(numbers("42"), 2 * hostile.len());
    for shown in ["&apos;=1+1", "'=1+1"] {
        if sheet.contains(&format!("<text:p>{shown}</text:p>")) {
            assert!(
                sheet.contains("<text:p>Zoë \"Z\", Ltd</text:p>")
                    || sheet.contains("<text:p>Zoë &quot;Z&quot;, Ltd</text:p>")
            );
            return;
        }
    }
    panic!("the defused text is not there as text");
}
