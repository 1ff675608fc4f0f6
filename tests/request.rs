//! What goes over the wire: exactly the documented requests, and what a dry run says of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use httpmock::prelude::*;
use httpmock::{HttpMockRequest, Mock};
use serde_json::{Value, json};
use support::{Bench, data};

const PATH: &str = "/operations/api/account/12345678/agentactivity";

fn expecting<'s>(server: &'s MockServer, query: &[(&str, &str)]) -> Mock<'s> {
    let whole: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let whole = whole.join("&");
    server.mock(|when, then| {
        when.method(GET)
            .path(PATH)
            .is_true(move |request: &HttpMockRequest| {
                request.uri().query() == Some(whole.as_str())
            });
        then.status(200).body(data("documented-whole.json"));
    })
}

#[test]
fn get_has_the_documented_parameters_and_no_other() {
    for (arguments, query) in [
        (
            "-t 2h",
            vec![("timeframe", "120"), ("agentIds", "all"), ("v", "1")],
        ),
        (
            "",
            vec![("timeframe", "60"), ("agentIds", "all"), ("v", "1")],
        ),
        (
            "-t 120 -i 60",
            vec![
                ("timeframe", "120"),
                ("agentIds", "all"),
                ("interval", "60"),
                ("v", "1"),
            ],
        ),
        (
            "--agents 3,2,3 -t 1d",
            vec![("timeframe", "1440"), ("agentIds", "3,2"), ("v", "1")],
        ),
    ] {
        let server = MockServer::start();
        let mock = expecting(&server, &query);
        let ended = Bench::asking(&server.base_url()).run(&format!("fetch -f csv {arguments}"));
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        mock.assert_calls(1);
    }
}

fn posting<'s>(server: &'s MockServer, expected: Value) -> Mock<'s> {
    server.mock(|when, then| {
        when.method(POST)
            .path(PATH)
            .header("content-type", "application/json")
            .is_true(move |request: &HttpMockRequest| {
                request.uri().query().is_none()
                    && serde_json::from_slice::<Value>(request.body_ref())
                        .is_ok_and(|body| body == expected)
            });
        then.status(200).body(data("documented-whole.json"));
    })
}

#[test]
fn post_has_the_documented_text_values_and_no_other() {
    for (arguments, body) in [
        (
            "-t 120 -i 60",
            json!({"timeframe": "120", "agentIds": "all", "interval": "60", "v": "1"}),
        ),
        (
            "-t 120 --agents 2,3",
            json!({"timeframe": "120", "agentIds": "2,3", "v": "1"}),
        ),
    ] {
        let server = MockServer::start();
        let mock = posting(&server, body);
        let ended = Bench::asking(&server.base_url())
            .run(&format!("fetch -f csv --method post {arguments}"));
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        mock.assert_calls(1);
    }
}

#[test]
fn eight_thousand_ids_go_by_post_from_a_file_and_from_stdin() {
    let ids: Vec<String> = (0..8000)
        .map(|index| (2_152_260_212_u64 + index).to_string())
        .collect();
    let server = MockServer::start();
    let mock = posting(
        &server,
        json!({"timeframe": "60", "agentIds": ids.join(","), "v": "1"}),
    );
    let bench = Bench::asking(&server.base_url());
    bench.file("ids.txt", &ids.join("\r\n"));
    bench.run("fetch -f csv --agents @ids.txt").well();
    let ended = bench.run_with_input("fetch -f csv --agents -", &ids.join(" "));
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    mock.assert_calls(2);
}

#[test]
fn the_bearer_and_the_signature_go_in_the_header() {
    let server = MockServer::start();
    let bearer = server.mock(|when, then| {
        when.path(PATH).header("authorization", "Bearer token-1");
        then.status(200).body(data("documented-whole.json"));
    });
    let signed = server.mock(|when, then| {
        when.path(PATH).header_matches(
            "authorization",
            "^OAuth oauth_consumer_key=\"demo-app-key\", .*oauth_signature=",
        );
        then.status(200).body(data("documented-whole.json"));
    });
    let mut bench = Bench::asking(&server.base_url());
    bench.run("fetch -f csv").well();
    for (name, _) in support::KEYS {
        bench = bench.without(name);
    }
    bench
        .with("AGENTACTIVITY_BEARER", "token-1")
        .run("fetch -f csv")
        .well();
    bearer.assert_calls(1);
    signed.assert_calls(1);
}

#[test]
fn the_domain_is_looked_up_where_it_is_not_given() {
    let server = MockServer::start();
    let look_up = server.mock(|when, then| {
        when.method(GET).path("/api/account/12345678/service/leDataReporting/baseURI.json").query_param("version", "1.0").header_missing("authorization");
        then.status(200).json_body(json!({"service": "leDataReporting", "account": "12345678", "baseURI": server.address().to_string()}));
    });
    let method = expecting(
        &server,
        &[("timeframe", "60"), ("agentIds", "all"), ("v", "1")],
    );
    let bench = Bench::asking("")
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", &server.base_url());
    bench.run("fetch -f csv").well();
    look_up.assert_calls(1);
    method.assert_calls(1);
}

#[test]
fn a_looked_up_answer_that_is_more_than_a_host_is_refused_before_credentials_go_there() {
    for answer in [
        "evil.example/x",
        "user@evil.example",
        "http://127.0.0.1:1",
        "a b",
        &"a".repeat(300),
    ] {
        let server = MockServer::start();
        server.mock(|when, then| {
            when.path_includes("baseURI.json");
            then.status(200).json_body(json!({"baseURI": answer}));
        });
        let bench = Bench::asking("")
            .without("AGENTACTIVITY_DOMAIN")
            .with("AGENTACTIVITY_DOMAIN_API", &server.base_url());
        let told = bench.run("fetch").badly(5);
        assert!(
            told.contains("is not a plain HOST or HOST:PORT") && told.contains("--domain"),
            "{told}"
        );
    }
}

#[test]
fn a_dry_run_prints_the_requests_and_sends_nothing() {
    let bench = Bench::asking("").without("AGENTACTIVITY_DOMAIN");
    let printed = bench.run("fetch -t 120 -i 60 --dry-run").well();
    let (look_up, request) = printed.split_once("\n\n").unwrap();
    assert_eq!(
        look_up,
        "GET https://api.liveperson.net/api/account/12345678/service/leDataReporting/baseURI.json?version=1.0"
    );
    assert!(request.starts_with(
        "GET https://{leDataReporting}/operations/api/account/12345678/agentactivity?timeframe=120&agentIds=all&interval=60&v=1\n\
         Authorization: OAuth oauth_consumer_key=\"***\""
    ));
    // Nothing listens on port 9, so sending would fail.
    let printed = bench
        .run("fetch --domain http://127.0.0.1:9 --method post --agents 1,2 --names never --dry-run")
        .well();
    assert!(
        printed
            .starts_with("POST http://127.0.0.1:9/operations/api/account/12345678/agentactivity\n"),
        "{printed}"
    );
    assert!(
        printed.ends_with("\n\n{\"agentIds\":\"1,2\",\"timeframe\":\"60\",\"v\":\"1\"}\n"),
        "{printed}"
    );
    let printed = Bench::default().run("fetch --demo --dry-run").well();
    assert!(printed.contains("GET http://{simulator}/operations/api/account/demo/agentactivity?timeframe=60&agentIds=all&v=1\n"), "{printed}");
    // What names a table's agents and reasons is asked as well, and nothing of it for rows.
    let names = "\nGET http://{simulator}/api/account/demo/configuration/le-agents/status-reasons?include_deleted=true\n";
    assert!(printed.contains(names), "{printed}");
    let printed = Bench::default().run("fetch --demo --dry-run -f csv").well();
    assert!(!printed.contains("configuration"), "{printed}");
}
