//! Flag beats environment beats profile beats defaults, for every setting and credential of the one list.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use agentactivity::settings::known::{About, SECRETS, SETTINGS};
use support::Bench;

/// Two values that each setting may have; a setting without any here fails the test.
fn values(name: &str) -> Option<[&'static str; 2]> {
    Some(match name {
        "account" => ["11111111", "22222222"],
        "domain" => ["one.example.net", "two.example.net"],
        "domain_api" => ["https://one.example.net", "https://two.example.net"],
        "timeframe" => ["120", "240"],
        "since" => ["07:00", "08:00"],
        "interval" => ["15", "30"],
        "every" => ["15m", "30m"],
        "agents" => ["1", "2"],
        "names" => ["always", "never"],
        "method" => ["get", "post"],
        "retries" => ["1", "2"],
        "backoff" | "deadline" | "splay" | "timeout" | "connect_timeout" => ["11", "12"],
        "ca_file" => ["/one.pem", "/two.pem"],
        "format" => ["csv", "ndjson"],
        "output" => ["one.csv", "two.csv"],
        "columns" => ["agent_id", "state"],
        "totals" => ["also", "only"],
        "sort" => ["name", "away"],
        "tz" => ["Europe/Madrid", "Asia/Kathmandu"],
        "delimiter" => [";", "|"],
        "color" => ["always", "never"],
        "wide" | "complete_only" | "fill" | "check" | "no_header" | "fail_on_empty" | "verbose"
        | "quiet" => ["true", "true"],
        _ => return None,
    })
}

/// What counts for a setting, and who says so.
fn shown(bench: &Bench, config: &str, arguments: &str, name: &str) -> (String, String) {
    let told = bench
        .run(&format!("{config} config show {arguments}"))
        .well();
    let line = told
        .lines()
        .find(|line| line.starts_with(&format!("{name} = ")))
        .unwrap_or_else(|| panic!("{name}: {told}"));
    let (value, origin) = line.split_once(" # ").unwrap();
    (
        value
            .trim_start_matches(&format!("{name} = "))
            .trim()
            .trim_matches('"')
            .to_owned(),
        origin.to_owned(),
    )
}

#[test]
fn flag_beats_environment_beats_profile_beats_defaults_for_every_setting() {
    // Most of what is shown needs a format with rows to have an effect.
    const ROWS: &str = "format = \"csv\"\n";
    for setting in &SETTINGS {
        let [one, other] =
            values(setting.name).unwrap_or_else(|| panic!("no values for {}", setting.name));
        let rows = if setting.name == "format" { "" } else { ROWS };
        let (flag, is_switch) = (
            format!("--{}", setting.name.replace('_', "-")),
            one == other,
        );
        let typed = if is_switch {
            flag
        } else {
            format!("{flag} {other}")
        };
        let bench = Bench::default();
        let defaults =
            format!("[defaults]\n{rows}{} = \"{one}\"\n", setting.name).replace("\"true\"", "true");
        let profile = format!("{defaults}[profiles.p]\n{} = \"{other}\"\n", setting.name)
            .replace("\"true\"", "true");
        let by_defaults = bench.configured(&defaults);
        let told = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
        let line = 2 + rows.lines().count();
        assert_eq!(
            shown(&bench, &by_defaults, "", setting.name),
            told(one, &format!("defaults, line {line}"))
        );
        let with_profile = format!("{} --profile p", bench.configured(&profile));
        let said = shown(&bench, &with_profile, "", setting.name);
        assert_eq!(
            said,
            told(other, &format!("profile p, line {}", line + 2)),
            "{}",
            setting.name
        );
        if let Some(variable) = setting.variable {
            let bench = bench.with(variable, one).with("AGENTACTIVITY_PROFILE", "p");
            let without_typed_profile = with_profile.replace(" --profile p", "");
            assert_eq!(
                shown(&bench, &without_typed_profile, "", setting.name),
                told(one, &format!("environment, {variable}"))
            );
            assert_eq!(
                shown(&bench, &without_typed_profile, &typed, setting.name),
                told(other, "flag")
            );
            // A typed profile says itself who is asked, whatever the environment holds.
            let (value, origin) = shown(&bench, &with_profile, "", setting.name);
            let expected = if setting.about == About::Identity {
                other
            } else {
                one
            };
            assert_eq!(
                (value.as_str(), origin.starts_with("profile")),
                (expected, setting.about == About::Identity)
            );
        } else {
            let bench = if setting.name == "quiet" || setting.name == "verbose" {
                Bench::default()
            } else {
                bench
            };
            let config = bench.configured(&defaults);
            assert_eq!(
                shown(&bench, &config, &typed, setting.name),
                told(other, "flag"),
                "{}",
                setting.name
            );
        }
    }
}

#[test]
fn credentials_are_heard_in_the_same_order_and_never_shown() {
    for secret in &SECRETS {
        let bench = Bench::default();
        let config = bench.configured(&format!(
            "[defaults]\n{0} = \"four\"\n[profiles.p]\n{0} = \"fives\"\n",
            secret.name
        ));
        let line = |bench: &Bench, config: &str| shown(bench, config, "", secret.name);
        assert_eq!(
            line(&bench, &config),
            ("4 characters".to_owned(), "defaults, line 2".to_owned())
        );
        let typed = format!("{config} --profile p");
        assert_eq!(
            line(&bench, &typed),
            ("5 characters".to_owned(), "profile p, line 4".to_owned())
        );
        let bench = bench.with(secret.variable, "sixsix");
        assert_eq!(
            line(&bench, &config),
            (
                "6 characters".to_owned(),
                format!("environment, {}", secret.variable)
            )
        );
        assert_eq!(
            line(&bench, &typed),
            ("5 characters".to_owned(), "profile p, line 4".to_owned())
        );
        let told = bench.run(&format!("-v {typed} config show")).stderr;
        assert!(
            told.contains(secret.variable) && !told.contains("sixsix"),
            "{told}"
        );
    }
}
