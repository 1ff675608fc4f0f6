//! Log-ins, as a user and as an application, against the simulator that verifies them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use httpmock::prelude::*;
use serde_json::json;
use support::{Bench, KEYS, Simulator, answering, data, response};

/// A bench that logs in as the simulator's user.
fn user(base_url: &str) -> Bench {
    let bench = Bench::default().with("AGENTACTIVITY_ACCOUNT", "12345678");
    bench
        .with("AGENTACTIVITY_DOMAIN_API", base_url)
        .with("AGENTACTIVITY_USERNAME", "demo")
        .with("AGENTACTIVITY_PASSWORD", "demo")
}

#[test]
fn a_user_and_an_application_log_in() {
    let simulator = Simulator::start("--require-auth");
    user(&simulator.base_url).run("fetch -f csv").well();
    let mut application = user(&simulator.base_url).without("AGENTACTIVITY_PASSWORD");
    for (name, value) in KEYS {
        application = application.with(name, value);
    }
    application
        .with("AGENTACTIVITY_AUTH", "app-login")
        .run("fetch -f csv")
        .well();
}

#[test]
fn wrong_credentials_are_told_with_the_ways_on() {
    let simulator = Simulator::start("--require-auth");
    let wrong = user(&simulator.base_url)
        .without("AGENTACTIVITY_PASSWORD")
        .with("AGENTACTIVITY_PASSWORD", "guess");
    let told = wrong.run("fetch").badly(4);
    for said in [
        "401 Unauthorized: user name or password is wrong",
        "single sign-on",
        "API key",
    ] {
        assert!(told.contains(said), "{told}");
    }
    for (broken, _) in KEYS {
        let mut application = user(&simulator.base_url)
            .without("AGENTACTIVITY_PASSWORD")
            .with("AGENTACTIVITY_AUTH", "app-login");
        for (name, value) in KEYS {
            application = application.with(name, if name == broken { "wrong" } else { value });
        }
        assert!(
            application.run("fetch").badly(4).contains("401"),
            "{broken}"
        );
    }
}

#[test]
fn an_expired_bearer_is_renewed_once() {
    let simulator = Simulator::start("--require-auth --fault 401");
    let ended = user(&simulator.base_url).run("fetch -f csv -v");
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert_eq!(
        ended.stderr.matches("/login?v=1.3").count(),
        2,
        "{}",
        ended.stderr
    );
    let simulator = Simulator::start("--require-auth --fault 401*2");
    let told = user(&simulator.base_url).run("fetch").badly(4);
    assert!(told.contains("answered 401"), "{told}");
    // A key has nothing to renew.
    let simulator = Simulator::start("--require-auth --fault 401");
    let told = Bench::asking(&simulator.base_url).run("fetch").badly(4);
    assert!(told.contains("answered 401"), "{told}");
}

#[test]
fn the_right_services_are_looked_up_and_the_right_values_sent() {
    let server = MockServer::start();
    let look_up = |service: &str| {
        let path = format!("/api/account/12345678/service/{service}/baseURI.json");
        server.mock(|when, then| {
            when.method(GET)
                .path(path)
                .query_param("version", "1.0")
                .header_missing("authorization");
            then.json_body(json!({"baseURI": server.address().to_string()}));
        })
    };
    let (vep, reporting) = (look_up("agentVep"), look_up("leDataReporting"));
    let log_in = server.mock(|when, then| {
        when.method(POST)
            .path("/api/account/12345678/login")
            .query_param("v", "1.3")
            .header("content-type", "application/json")
            .header_missing("authorization")
            .json_body(json!({"username": "demo", "password": "demo"}));
        then.json_body(
            json!({"csrf": "c", "bearer": "b-1", "config": {"deep": [1, 2, {"x": null}]}}),
        );
    });
    let method = server.mock(|when, then| {
        when.path("/operations/api/account/12345678/agentactivity")
            .header("authorization", "Bearer b-1");
        then.status(200).body(data("documented-whole.json"));
    });
    user(&server.base_url()).run("fetch -f csv").well();
    for mock in [vep, reporting, log_in, method] {
        mock.assert_calls(1);
    }
}

/// A server to which a look-up of domains leads back.
fn found() -> MockServer {
    let server = MockServer::start();
    server.mock(|when, then| {
        when.method(GET).path_includes("baseURI.json");
        then.json_body(json!({"baseURI": server.address().to_string()}));
    });
    server
}

#[test]
fn a_log_in_that_gives_no_bearer_is_named_and_not_shown() {
    let server = found();
    server.mock(|when, then| {
        when.method(POST);
        then.status(200).body(r#"{"token":"t0p-secret"}"#);
    });
    let told = user(&server.base_url()).run("fetch").badly(5);
    assert!(
        told.contains("gave no usable bearer: expected a JSON object with `bearer`")
            && !told.contains("t0p"),
        "{told}"
    );
    for unusable in ["", "a\nb"] {
        let server = found();
        server.mock(|when, then| {
            when.method(POST);
            then.json_body(json!({"bearer": unusable}));
        });
        let told = user(&server.base_url()).run("fetch").badly(5);
        assert!(told.contains("gave no usable bearer"), "{told}");
    }
    let told = user(&answering(response("500 Oops", "")))
        .run("fetch")
        .badly(7);
    assert!(told.contains("500"), "{told}");
}

#[test]
fn every_credential_may_be_a_file() {
    let simulator = Simulator::start("--require-auth");
    let mut bench = Bench::default()
        .with("AGENTACTIVITY_ACCOUNT", "1")
        .with("AGENTACTIVITY_DOMAIN", &simulator.base_url);
    for (index, (name, value)) in KEYS.iter().enumerate() {
        // One trailing newline is dropped, of either kind.
        let file = bench.file(name, &format!("{value}{}", ["", "\n", "\r\n", "\n"][index]));
        bench = bench.with(&format!("{name}_FILE"), file.to_str().unwrap());
    }
    bench.run("fetch -f csv").well();
    let file = bench.file("password", "demo\n");
    user(&simulator.base_url)
        .without("AGENTACTIVITY_PASSWORD")
        .with("AGENTACTIVITY_PASSWORD_FILE", file.to_str().unwrap())
        .run("fetch -f csv")
        .well();

    let told = user(&simulator.base_url)
        .with("AGENTACTIVITY_PASSWORD_FILE", "x")
        .run("fetch")
        .badly(3);
    assert!(
        told.contains("both AGENTACTIVITY_PASSWORD and AGENTACTIVITY_PASSWORD_FILE are set"),
        "{told}"
    );
    let told = user("http://127.0.0.1:9")
        .without("AGENTACTIVITY_PASSWORD")
        .with("AGENTACTIVITY_PASSWORD_FILE", "nosuch");
    let told = told.run("fetch").badly(3);
    assert!(
        told.contains("could not read AGENTACTIVITY_PASSWORD_FILE, nosuch"),
        "{told}"
    );
}

#[test]
fn what_is_missing_or_doubtful_is_named() {
    let told = user("http://127.0.0.1:9")
        .without("AGENTACTIVITY_PASSWORD")
        .run("fetch")
        .badly(3);
    assert!(told.contains("AGENTACTIVITY_PASSWORD is not set"), "{told}");
    let told = user("http://127.0.0.1:9")
        .with("AGENTACTIVITY_BEARER", "b")
        .run("fetch")
        .badly(3);
    assert!(
        told.contains("AGENTACTIVITY_AUTH=bearer or AGENTACTIVITY_AUTH=login"),
        "{told}"
    );
    let told = user("http://127.0.0.1:9")
        .with("AGENTACTIVITY_AUTH", "app-login")
        .run("fetch")
        .badly(3);
    assert!(told.contains("the API key is not whole"), "{told}");
    let told = user("http://127.0.0.1:9")
        .without("AGENTACTIVITY_PASSWORD")
        .with("AGENTACTIVITY_PASSWORD", "  ")
        .run("fetch")
        .badly(3);
    assert!(told.contains("AGENTACTIVITY_PASSWORD is not set"), "{told}");
}

#[test]
fn a_dry_run_shows_the_log_in_masked() {
    let printed = user("https://api.example.net")
        .run("fetch --dry-run --names never")
        .well();
    let expected = "\
GET https://api.example.net/api/account/12345678/service/agentVep/baseURI.json?version=1.0

POST https://{agentVep}/api/account/12345678/login?v=1.3
Content-Type: application/json

{\"password\":\"***\",\"username\":\"***\"}

GET https://api.example.net/api/account/12345678/service/leDataReporting/baseURI.json?version=1.0

GET https://{leDataReporting}/operations/api/account/12345678/agentactivity?timeframe=60&agentIds=all&v=1
Authorization: Bearer ***
";
    assert_eq!(printed, expected);
}
