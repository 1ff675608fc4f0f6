//! What the service refuses or answers wrongly: one line that says what, where and how it began, and the right status.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Bench, answering, data, response, serving};

#[test]
fn a_refusal_gives_the_services_own_message_and_the_hint_that_fits() {
    let table = [
        (
            "400 Bad Request",
            r#"{"error":{"statusCode":400,"message":"interval is no divisor"}}"#,
            5,
            "400 Bad Request: interval is no divisor",
            "--dry-run",
        ),
        (
            "401 Unauthorized",
            "oauth_problem=signature_invalid",
            4,
            "401 Unauthorized: oauth_problem=signature_invalid",
            "a character lost in copying",
        ),
        (
            "401 Unauthorized",
            "oauth_problem=token_rejected",
            4,
            "token_rejected",
            "the access token",
        ),
        (
            "401 Unauthorized",
            "oauth_problem=timestamp_refused",
            4,
            "timestamp_refused",
            "this machine's clock",
        ),
        ("401 Unauthorized", "", 4, "401 Unauthorized", "credentials"),
        (
            "403 Forbidden",
            r#"{"message":"no permission"}"#,
            4,
            "403 Forbidden: no permission",
            "permission",
        ),
        (
            "404 Not Found",
            "<html>nginx</html>",
            5,
            "404 Not Found",
            "--account",
        ),
        (
            "429 Too Many Requests",
            "",
            6,
            "429 Too Many Requests",
            "throttling",
        ),
        (
            "500 Internal Server Error",
            "",
            7,
            "500 Internal Server Error",
            "try again",
        ),
        (
            "503 Service Unavailable",
            "<html>",
            7,
            "503 Service Unavailable",
            "try again",
        ),
        ("302 Found", "", 5, "302", "redirects are not followed"),
    ];
    for (status, body, exit, what, hint) in table {
        let told = Bench::asking(&answering(response(status, body)))
            .run("fetch -f csv")
            .badly(exit);
        let (line, hinted) = told.split_once('\n').unwrap();
        assert!(
            line.contains(what) && hinted.contains(hint),
            "{status}: {told}"
        );
        assert!(!told.contains('<'), "{told}");
    }
}

#[test]
fn an_unintelligible_answer_is_named_with_what_was_expected_and_how_it_begins() {
    let expected = "expected a JSON object with `agentsMetrics` or `metricsByIntervals`";
    let table = [
        (
            "<html>\n<body>Welcome \u{1b}[2J",
            expected,
            "it begins <html> <body>Welcome \\u{1b}[2J",
        ),
        ("[]", expected, "it begins []"),
        ("", expected, "it is empty"),
        ("  \n", expected, "it is empty"),
        ("{}", "missing field `agentsMetrics`", "it begins {}"),
        (
            r#"{"agentsMetrics":[]}"#,
            "at agentsMetrics: invalid type: sequence, expected an object with `metricsPerAgent`",
            "it begins",
        ),
        (
            r#"{"agentsMetrics":{}}"#,
            "at agentsMetrics: missing field `metricsPerAgent`",
            "it begins",
        ),
        (
            r#"{"metricsByIntervals":[{"metricsData":{"agentsMetrics":{"metricsPerAgent":{}}}}]}"#,
            "at metricsByIntervals[0]: missing field `timestamp`",
            "it begins",
        ),
        (
            r#"{"metricsByIntervals":[{"timestamp":1}]}"#,
            "at metricsByIntervals[0]: missing field `metricsData`",
            "it begins",
        ),
        (
            r#"{"agentsMetrics":{"metricsPerAgent":{"7":[{"id":2,"name":"Online","value":{"total":1,"chatting":1,"notChatting":0}}]}}}"#,
            "at agentsMetrics.metricsPerAgent.\"7\"[0].value: missing field `chattingInMaxConcurrency`",
            "it begins",
        ),
        (
            r#"{"agentsMetrics":{"metricsPerAgent":{"7":[{"id":"x","name":"Online","value":{}}]}}}"#,
            "at agentsMetrics.metricsPerAgent.\"7\"[0].id: \"x\" is not an integer",
            "it begins",
        ),
    ];
    for (body, why, begins) in table {
        let told = Bench::asking(&answering(response("200 OK", body)))
            .run("fetch -f csv")
            .badly(5);
        assert!(
            told.contains(why) && told.contains(begins),
            "{body}: {told}"
        );
    }
}

#[test]
fn every_documented_field_is_missed_by_name() {
    let whole: serde_json::Value = serde_json::from_str(&data("documented-whole.json")).unwrap();
    for field in ["id", "name", "value"] {
        let mut answer = whole.clone();
        answer["agentsMetrics"]["metricsPerAgent"]["2"][2]
            .as_object_mut()
            .unwrap()
            .remove(field);
        let told = Bench::asking(&answering(response("200 OK", &answer.to_string())))
            .run("fetch -f csv")
            .badly(5);
        assert!(
            told.contains(&format!(
                "at agentsMetrics.metricsPerAgent.\"2\"[2]: missing field `{field}`"
            )),
            "{told}"
        );
    }
    for field in ["id", "value"] {
        let mut answer = whole.clone();
        answer["agentsMetrics"]["metricsPerAgent"]["2"][2]["reasons"][1]
            .as_object_mut()
            .unwrap()
            .remove(field);
        let told = Bench::asking(&answering(response("200 OK", &answer.to_string())))
            .run("fetch -f json")
            .badly(5);
        assert!(
            told.contains(&format!("[2].reasons[1]: missing field `{field}`")),
            "{told}"
        );
    }
}

#[test]
fn nesting_without_end_and_syntax_errors_are_refused() {
    let deep = format!(
        r#"{{"extra":{},"agentsMetrics":{{"metricsPerAgent":{{}}}}}}"#,
        "[".repeat(100_000)
    );
    let told = Bench::asking(&answering(response("200 OK", &deep)))
        .run("fetch -f csv")
        .badly(5);
    assert!(told.contains("nested deeper than 64 levels"), "{told}");
    let told = Bench::asking(&answering(response("200 OK", r#"{"agentsMetrics":}"#)))
        .run("fetch -f csv")
        .badly(5);
    assert!(
        told.contains("it is not JSON (expected value near byte 18)"),
        "{told}"
    );
    let told = Bench::asking(&answering(response(
        "200 OK",
        r#"{"agentsMetrics":{"metricsPerAgent":{}}} trailing"#,
    )))
    .run("fetch")
    .badly(5);
    assert!(told.contains("trailing characters"), "{told}");
}

#[test]
fn a_body_that_ends_too_soon_is_the_networks_fault_and_no_row_is_written() {
    let body = data("documented-by-intervals.json");
    let whole = response("200 OK", &body);
    let head = whole.len() - body.len();
    for cut in [head + 1, head + 300, whole.len() - 2] {
        let told = Bench::asking(&answering(&whole.as_bytes()[..cut]))
            .run("fetch -t 120 -i 60 -f csv")
            .badly(7);
        assert!(told.contains("broke off"), "{cut}: {told}");
    }
    let told = Bench::asking(&answering("")).run("fetch").badly(7);
    assert!(
        told.contains("the connection to 127.0.0.1:") && told.contains("broke"),
        "{told}"
    );
}

#[test]
fn agents_without_end_are_refused_before_they_fill_the_memory() {
    let agents: Vec<String> = (0..100_001).map(|id| format!("\"{id}\":[]")).collect();
    let body = |agents: &[String]| {
        let agents = agents.join(",");
        response(
            "200 OK",
            &format!(r#"{{"agentsMetrics":{{"metricsPerAgent":{{{agents}}}}}}}"#),
        )
    };
    Bench::asking(&answering(body(&agents[1..])))
        .run("fetch -f csv")
        .well();
    let told = Bench::asking(&answering(body(&agents)))
        .run("fetch -f csv")
        .badly(5);
    assert!(
        told.contains("at agentsMetrics.metricsPerAgent: more than 100000 agents"),
        "{told}"
    );
}

#[test]
fn nobody_listening_and_nobody_answering_are_told_apart() {
    let told = Bench::asking("http://127.0.0.1:9").run("fetch").badly(7);
    assert!(
        told.contains("could not connect to 127.0.0.1:9: Connection refused"),
        "{told}"
    );
    let silent = serving(|stream| {
        std::thread::sleep(std::time::Duration::from_secs(5));
        drop(stream);
    });
    let told = Bench::asking(&silent).run("fetch --timeout 0.3").badly(7);
    assert!(
        told.contains("no answer from 127.0.0.1:")
            && told.contains("within 0.3 s")
            && told.contains("--timeout"),
        "{told}"
    );
    let stuck = serving(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"agentsM");
        std::thread::sleep(std::time::Duration::from_secs(5));
    });
    let told = Bench::asking(&stuck).run("fetch --timeout 0.3").badly(7);
    assert!(
        told.contains("broke off: no more of the answer came in time"),
        "{told}"
    );
}

#[test]
fn the_domain_look_up_is_told_apart_from_the_method() {
    for (status, exit, hint) in [
        ("401 Unauthorized", 4, "check --account"),
        ("400 Bad Request", 5, "check --account"),
        ("500 Oops", 7, "try again"),
    ] {
        let api = answering(response(status, ""));
        let told = Bench::asking("")
            .without("AGENTACTIVITY_DOMAIN")
            .with("AGENTACTIVITY_DOMAIN_API", &api)
            .run("fetch")
            .badly(exit);
        assert!(told.contains(hint), "{told}");
    }
    let api = answering(response("200 OK", "<html>portal</html>"));
    let told = Bench::asking("")
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", &api)
        .run("fetch")
        .badly(5);
    assert!(
        told.contains("the domain look-up at 127.0.0.1:")
            && told.contains("expected an object with `baseURI`"),
        "{told}"
    );
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&elsewhere);
    let other = serving(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    let redirect = format!(
        "HTTP/1.1 302 Found\r\nLocation: {other}/x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    let told = Bench::asking(&answering(redirect.clone()))
        .run("fetch")
        .badly(5);
    assert!(
        told.contains("redirects are not followed (this one leads to"),
        "{told}"
    );
    let look_up = Bench::asking("")
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", &answering(redirect));
    look_up.run("fetch").badly(5);
    assert_eq!(elsewhere.load(Ordering::SeqCst), 0);
}

#[test]
fn blanks_and_a_byte_order_mark_before_the_answer_do_no_harm() {
    let body = format!(
        "\u{feff}{}{}",
        " \n".repeat(300),
        data("documented-whole.json")
    );
    let csv = Bench::asking(&answering(response("200 OK", &body)))
        .run("fetch -t 120 -f csv")
        .well();
    assert_eq!(csv.lines().count(), 11);
}

#[test]
fn more_intervals_than_a_day_could_have_are_refused() {
    let interval = |end: usize| {
        format!(
            r#"{{"timestamp":{end},"metricsData":{{"agentsMetrics":{{"metricsPerAgent":{{}}}}}}}}"#
        )
    };
    let body = |count: usize| {
        let intervals: Vec<String> = (0..count).map(interval).collect();
        response(
            "200 OK",
            &format!(r#"{{"metricsByIntervals":[{}]}}"#, intervals.join(",")),
        )
    };
    Bench::asking(&answering(body(2000)))
        .run("fetch -q -f ndjson")
        .well();
    let told = Bench::asking(&answering(body(2001)))
        .run("fetch -f ndjson")
        .badly(5);
    assert!(
        told.contains("at metricsByIntervals: more than 2000 elements"),
        "{told}"
    );
}
