//! A real spreadsheet program reads our CSV: nothing in it is run as a formula, and numbers are numbers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;
use std::process::Command;

use serde_json::json;
use support::{Bench, answering, response, skipped};

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
    let converted = Command::new("timeout")
        .args([
            "--kill-after=5",
            "300",
            "soffice",
            "--headless",
            "--norestore",
            "--infilter=CSV:44,34,76,1",
            "--convert-to",
            "fods",
            "report.csv",
        ])
        .current_dir(bench.folder.path())
        .env("HOME", bench.folder.path())
        .output();
    let Some(converted) = converted
        .ok()
        .filter(|done| done.status.code() != Some(127))
    else {
        return skipped("reading a CSV in a spreadsheet program needs LibreOffice and timeout");
    };
    assert!(
        converted.status.success(),
        "{}",
        String::from_utf8_lossy(&converted.stderr)
    );
    let sheet = fs::read_to_string(bench.path("report.fods")).unwrap();
    assert!(!sheet.contains("table:formula"), "a formula is run");
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
