//! Names of agents and away reasons: right where they can be had, plainly missing where not, and never a failed fetch.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Bench, echoing, host, response};

/// An answer for these agents, each away for the same reason.
fn answer(ids: &[&str]) -> String {
    let value =
        json!({"total": 3600, "chatting": 0, "notChatting": 3600, "chattingInMaxConcurrency": 0});
    let away =
        json!({"id": 4, "name": "Away", "value": value, "reasons": [{"id": "77", "value": value}]});
    let states = json!([away, {"id": -1, "name": "Logged in", "value": value}]);
    let agents: serde_json::Map<String, Value> = ids
        .iter()
        .map(|id| ((*id).to_owned(), states.clone()))
        .collect();
    json!({"agentsMetrics": {"metricsPerAgent": agents}}).to_string()
}

/// A service whose users and reasons are given; and how often it was asked for users.
fn service(
    ids: &'static [&'static str],
    users: (&'static str, Value),
    reasons: Value,
) -> (String, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let base_url = echoing(move |request| {
        let host = host(request);
        if request.contains("/baseURI.json") {
            return response("200 OK", &json!({"baseURI": host}).to_string());
        }
        if request.contains("/status-reasons") {
            return response("200 OK", &reasons.to_string());
        }
        if request.contains("/le-users/users") {
            counted.fetch_add(1, Ordering::SeqCst);
            assert!(request.contains("authorization: OAuth "), "{request}");
            return response(users.0, &users.1.to_string());
        }
        response("200 OK", &answer(ids))
    });
    (base_url, asked)
}

fn bench(base_url: &str) -> Bench {
    Bench::asking(base_url)
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", base_url)
}

fn reasons() -> Value {
    json!([{"id": 77, "text": [{"value": "Обед"}]}])
}

#[test]
fn names_of_all_kinds_are_joined() {
    let users = json!([
        {"id": "2152260212", "nickname": "Ana", "fullName": "Ana Ruiz", "loginName": "ana@example.net", "employeeId": "007"},
        {"id": 2_152_260_312_i64, "nickname": "安娜", "deleted": true},
        {"id": "2152260412", "fullName": "Zoë \"Z\", Ltd"},
        {"id": "2152260512", "fullName": "=1+1"},
        {"id": "2152260612", "fullName": "Same Name"},
        {"id": "2152260712", "fullName": "Same Name"},
        {"id": "5", "fullName": "Nobody Here"},
    ]);
    let ids = &[
        "2152260212",
        "2152260312",
        "2152260412",
        "2152260512",
        "2152260612",
        "2152260712",
        "2152260812",
    ];
    let (base_url, asked) = service(ids, ("200 OK", users), reasons());
    let bench = bench(&base_url);

    let csv = bench
        .run("fetch -f csv --names always --columns agent_id,agent,reason,login_name,employee_id")
        .well();
    for line in [
        "2152260212,Ana Ruiz,,ana@example.net,007",
        "2152260212,Ana Ruiz,Обед,ana@example.net,007",
        "2152260312,安娜,Обед,,",
        "2152260412,\"Zoë \"\"Z\"\", Ltd\",Обед,,",
        "2152260512,'=1+1,Обед,,",
        "2152260712,Same Name,Обед,,",
        "2152260812,,Обед,,",
    ] {
        assert!(csv.lines().any(|printed| printed == line), "{line}:\n{csv}");
    }
    let ndjson = bench
        .run("fetch -f ndjson --names always --columns agent")
        .well();
    assert!(
        ndjson.contains("{\"agent\":\"=1+1\"}\n") && ndjson.contains("{\"agent\":null}\n"),
        "{ndjson}"
    );

    // Those of one name are told apart, and who has none keeps the id.
    let table = bench.run("fetch").well();
    for label in [
        "\nAna Ruiz ",
        "\n安娜 ",
        "\n2152260612 ",
        "\n2152260712 ",
        "\n2152260812 ",
    ] {
        assert!(table.contains(label), "{label}: {table}");
    }
    assert!(
        table.contains("Обед") && !table.contains(" 77 ") && !table.contains("Same Name  "),
        "{table}"
    );
    assert_eq!(asked.load(Ordering::SeqCst), 1, "names are kept for a day");

    let rows = bench.run("fetch -f csv").well();
    assert!(!rows.contains("Ana"), "rows have names only when asked");
    assert!(!bench.run("fetch --names never").well().contains("Ana"));

    let cache = bench.path(".cache/agentactivity/names-12345678.json");
    assert_eq!(
        std::fs::metadata(cache).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn credentials_that_may_not_see_names_are_no_failure() {
    let refusal = json!({"error": {"message": "no permission"}});
    let (base_url, asked) = service(&["2152260212"], ("403 Forbidden", refusal), reasons());
    let bench = bench(&base_url);
    let table = bench.run("fetch").well();
    assert!(table.contains("\n2152260212 "), "{table}");
    bench.run("fetch").well();
    assert_eq!(
        asked.load(Ordering::SeqCst),
        1,
        "a table does not ask again at once"
    );
    let ended = bench.run("fetch -f csv --names always");
    assert_eq!((ended.status, asked.load(Ordering::SeqCst)), (0, 2));
    assert!(ended.stdout.contains(",2152260212,,"), "{}", ended.stdout);
    assert!(
        ended
            .stderr
            .starts_with("agentactivity: warning: names could not be had: ")
            && ended.stderr.contains("403 Forbidden: no permission")
            && ended.stderr.lines().count() == 1,
        "{}",
        ended.stderr
    );
}

#[test]
fn a_broken_names_service_is_told_and_ids_are_shown() {
    for (status, body) in [
        ("200 OK", json!({"users": []})),
        ("500 Internal Server Error", json!("no")),
        ("404 Not Found", json!({})),
    ] {
        let (base_url, _) = service(&["2152260212"], (status, body), reasons());
        let ended = bench(&base_url).run("fetch");
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        assert!(ended.stdout.contains("\n2152260212 "), "{}", ended.stdout);
        assert!(
            ended.stderr.contains("names could not be had") && ended.stderr.lines().count() == 1,
            "{}",
            ended.stderr
        );
    }
}

#[test]
fn a_slow_names_service_is_not_waited_for() {
    let base_url = echoing(|request| {
        let host = host(request);
        if request.contains("/baseURI.json") {
            return response("200 OK", &json!({"baseURI": host}).to_string());
        }
        if request.contains("/le-users/users") {
            std::thread::sleep(Duration::from_secs(20));
        }
        response("200 OK", &answer(&["2152260212"]))
    });
    let begun = Instant::now();
    let ended = bench(&base_url).run("fetch --retries 3");
    assert_eq!(ended.status, 0);
    assert!(
        ended.stdout.contains("\n2152260212 ") && ended.stderr.contains("names could not be had"),
        "{}",
        ended.stderr
    );
    assert!(
        begun.elapsed() < Duration::from_secs(15),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_service_on_this_machine_asks_the_real_one_for_nothing() {
    let (base_url, asked) = service(&["2152260212"], ("200 OK", json!([])), reasons());
    let bench = Bench::asking(&base_url);
    bench.run("fetch").well();
    let told = bench.run("fetch --names always").stderr;
    assert!(told.contains("give --domain-api"), "{told}");
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[test]
fn a_cache_that_cannot_be_kept_does_no_harm() {
    let users = json!([{"id": "2152260212", "fullName": "Ana Ruiz"}]);
    let (base_url, asked) = service(&["2152260212"], ("200 OK", users), reasons());
    let bench = bench(&base_url).with("XDG_CACHE_HOME", "/proc/nowhere");
    for _ in 0..2 {
        assert!(bench.run("fetch").well().contains("\nAna Ruiz "));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[test]
fn the_demo_keeps_nothing() {
    let bench = Bench::default();
    assert!(bench.run("fetch --demo").well().contains("Chloé Martin"));
    assert!(!bench.path(".cache").exists());
}
