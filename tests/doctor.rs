//! `doctor`: each mistake of the first hour is found at its step, with a hint of its own; and no secret is ever shown.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{Bench, Ended, KEYS, Simulator, echoing, host, response};

/// A machine that is set up right for this service.
fn bench(base_url: &str) -> Bench {
    Bench::asking(base_url)
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", base_url)
}

/// The line of a step, and its hint.
fn step<'a>(ended: &'a Ended, name: &str) -> (&'a str, &'a str) {
    let mut lines = ended
        .stdout
        .lines()
        .skip_while(|line| !line[line.find(' ').unwrap_or(0)..].starts_with(&format!(" {name} ")));
    let line = lines
        .next()
        .unwrap_or_else(|| panic!("no {name}:\n{}{}", ended.stdout, ended.stderr));
    (
        line,
        lines
            .next()
            .filter(|line| line.contains('→'))
            .unwrap_or_default(),
    )
}

/// Fails unless the examination ended with this status at this step, with these words and this hint.
#[track_caller]
fn red(ended: &Ended, status: i32, name: &str, told: &str, hint: &str) {
    let (line, advice) = step(ended, name);
    assert!(
        line.starts_with('✗') && line.contains(told) && advice.contains(hint),
        "{}",
        ended.stdout
    );
    assert_eq!(
        (ended.status, ended.stderr.as_str()),
        (status, ""),
        "{}",
        ended.stdout
    );
    for (_, secret) in KEYS {
        assert!(!ended.stdout.contains(secret), "{}", ended.stdout);
    }
}

#[track_caller]
fn doubtful(ended: &Ended, name: &str, told: &str, hint: &str) {
    let (line, advice) = step(ended, name);
    assert!(
        line.starts_with('!') && line.contains(told) && advice.contains(hint),
        "{}",
        ended.stdout
    );
}

#[test]
fn everything_right_is_green_from_top_to_bottom() {
    let simulator = Simulator::start("--require-auth");
    let ended = bench(&simulator.base_url).run("doctor");
    assert_eq!(
        (ended.status, ended.stderr.as_str()),
        (0, ""),
        "{}",
        ended.stdout
    );
    for name in [
        "config",
        "credentials",
        "connection",
        "domain",
        "clock",
        "authentication",
        "permission",
        "data",
        "names",
    ] {
        assert!(
            step(&ended, name).0.starts_with('✓'),
            "{name}:\n{}",
            ended.stdout
        );
    }
    assert!(
        ended
            .stdout
            .contains("app_secret 15 characters (environment, AGENTACTIVITY_APP_SECRET)"),
        "{}",
        ended.stdout
    );
    assert!(
        Bench::default()
            .run("doctor --demo")
            .well()
            .contains("✓ names")
    );
}

#[test]
fn a_script_reads_the_same_as_json() {
    let told: Value =
        serde_json::from_str(&Bench::default().run("doctor --demo --format json").well()).unwrap();
    assert_eq!(told["ok"], true);
    let steps: Vec<&str> = told["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["step"].as_str().unwrap())
        .collect();
    assert_eq!(steps.len(), 9);
    let ended = Bench::default().run("doctor --format json");
    let told: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(
        (ended.status, &told["ok"], &told["steps"][1]["outcome"]),
        (3, &json!(false), &json!("failed"))
    );
}

#[test]
fn a_configuration_that_cannot_be_read_is_the_first_thing_told() {
    let bench = Bench::default();
    bench.file("config.toml", "[profiles.a]\naccuont = 1\n");
    red(
        &bench.run("--config config.toml doctor"),
        3,
        "config",
        "line 2: unknown key \"accuont\"",
        "did you mean account?",
    );
}

#[test]
fn missing_and_damaged_credentials_are_told_by_name_and_length() {
    let simulator = Simulator::start("--require-auth");
    let good = || bench(&simulator.base_url);
    red(
        &Bench::default()
            .with("AGENTACTIVITY_ACCOUNT", "1")
            .run("doctor"),
        3,
        "credentials",
        "no credentials are set",
        "config init",
    );
    red(
        &good().without("AGENTACTIVITY_ACCOUNT").run("doctor"),
        3,
        "credentials",
        "no account",
        "--account",
    );
    let half = good().without("AGENTACTIVITY_APP_SECRET").run("doctor");
    red(
        &half,
        3,
        "credentials",
        "AGENTACTIVITY_APP_SECRET not set",
        "all four values",
    );
    let stray = good()
        .with("AGENTACTIVITY_ACCESS_TOKEN_SECRET", "demo-token-secret ")
        .run("doctor");
    doubtful(
        &stray,
        "credentials",
        "access_token_secret 18 characters",
        "access_token_secret has a stray space or newline",
    );
    let cut = good()
        .with("AGENTACTIVITY_APP_KEY", &"a1".repeat(15))
        .run("doctor");
    doubtful(
        &cut,
        "credentials",
        "app_key 30 characters",
        "app_key looks cut: it has 30 characters, and such keys have 32",
    );
    assert_eq!(cut.status, 4);
}

#[test]
fn a_wrong_secret_is_a_matter_of_authentication() {
    let simulator = Simulator::start("--require-auth");
    let ended = bench(&simulator.base_url)
        .with("AGENTACTIVITY_APP_SECRET", "demo-app-secre")
        .run("doctor");
    red(
        &ended,
        4,
        "authentication",
        "401",
        "a character lost in copying",
    );
    for name in ["permission", "data", "names"] {
        assert!(step(&ended, name).0.starts_with('–'), "{}", ended.stdout);
    }
    let log_in = Bench::default()
        .with("AGENTACTIVITY_DOMAIN_API", &simulator.base_url)
        .with("AGENTACTIVITY_ACCOUNT", "1")
        .with("AGENTACTIVITY_USERNAME", "demo")
        .with("AGENTACTIVITY_PASSWORD", "wrong");
    red(
        &log_in.run("doctor"),
        4,
        "authentication",
        "401",
        "single sign-on",
    );
}

#[test]
fn a_wrong_domain_and_an_unknown_account_are_found_before_anything_is_signed() {
    let bench = |domain: &str| Bench::asking(domain);
    red(
        &bench("http://127.0.0.1:9").run("doctor"),
        7,
        "connection",
        "127.0.0.1:9",
        "",
    );
    let elsewhere = echoing(|_| response("200 OK", "<html>parked</html>"));
    red(
        &bench(&elsewhere).run("doctor"),
        5,
        "authentication",
        "expected a JSON object",
        "check --domain",
    );
    let unknown = echoing(|_| response("401 Unauthorized", "{}"));
    let ended = bench(&unknown)
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", &unknown)
        .run("doctor");
    red(&ended, 4, "domain", "401", "check --account");
}

#[test]
fn a_proxy_that_does_not_answer_is_named() {
    let ended = Bench::asking("https://lo.example.net")
        .with("HTTPS_PROXY", "http://127.0.0.1:9")
        .run("doctor");
    red(
        &ended,
        7,
        "connection",
        "could not connect to lo.example.net",
        "check HTTPS_PROXY=http://127.0.0.1:9",
    );
}

#[test]
fn a_clock_that_is_off_is_told_before_the_signature_is_refused() {
    let simulator = Simulator::start("--require-auth --now 2026-01-01T00:00:00Z");
    let ended = bench(&simulator.base_url).run("doctor");
    doubtful(&ended, "clock", "ahead of the service's", "timedatectl");
    red(
        &ended,
        4,
        "authentication",
        "timestamp",
        "check this machine's clock",
    );
}

#[test]
fn a_permission_that_is_not_ticked_is_told_apart_from_unknown_keys() {
    let simulator = Simulator::start("--require-auth --fault 403");
    let ended = bench(&simulator.base_url).run("doctor");
    assert!(
        step(&ended, "authentication").0.starts_with('✓'),
        "{}",
        ended.stdout
    );
    red(
        &ended,
        4,
        "permission",
        "403",
        "Operational Realtime > Agent Activity; a key for the other method of that name",
    );
}

#[test]
fn an_account_without_chats_is_told_why_that_may_be() {
    let empty = json!({"agentsMetrics": {"metricsPerAgent": {}, "metricsTotals": []}}).to_string();
    let base_url = echoing(move |request| {
        let host = host(request);
        if request.contains("/baseURI.json") {
            return response("200 OK", &json!({"baseURI": host}).to_string());
        }
        if request.contains("/configuration/") {
            return response("403 Forbidden", "{}");
        }
        response("200 OK", &empty)
    });
    let ended = bench(&base_url).run("doctor");
    assert_eq!(ended.status, 0, "{}", ended.stdout);
    doubtful(
        &ended,
        "data",
        "0 agents active in the last hour, 0 in the last day",
        "accounts on messaging get nothing",
    );
    doubtful(&ended, "names", "403", "tables show ids instead");
}

#[test]
fn a_throttling_or_broken_service_has_its_own_status() {
    for (fault, status, told) in [
        ("429", 6, "429"),
        ("500", 7, "500"),
        ("html", 5, "expected a JSON object"),
    ] {
        let simulator = Simulator::start(&format!("--fault {fault}"));
        red(
            &bench(&simulator.base_url).run("doctor"),
            status,
            "authentication",
            told,
            "",
        );
    }
}

#[test]
fn every_profile_is_examined() {
    let simulator = Simulator::start("");
    let bench = Bench::default();
    let profiles =
        "[profiles.a]\naccount = \"1,2\"\nbearer_file = \"bearer\"\n[profiles.b]\naccount = 3\n";
    bench.file(
        "config.toml",
        &format!(
            "[defaults]\ndomain_api = \"{}\"\n{profiles}",
            simulator.base_url
        ),
    );
    bench.file("bearer", "x\n");
    let ended = bench.run("--config config.toml --profile all doctor");
    assert!(
        ended.stdout.contains("  profile a, account 1\n")
            && ended.stdout.contains("  profile a, account 2\n"),
        "{}",
        ended.stdout
    );
    assert_eq!(ended.status, 10, "the second has no credentials");
    let (_, second) = ended.stdout.split_once("  profile b\n").unwrap();
    assert!(
        second.starts_with("✗ credentials") && second.contains("– names"),
        "{second}"
    );
    let alone = bench.run("--config config.toml --profile b doctor");
    assert_eq!(alone.status, 3);
}
