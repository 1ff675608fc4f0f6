//! Credentials of profiles: safe in their file, printed by a command, going nowhere else, and named where they would be heard.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt as _;

use support::{Bench, KEYS, Simulator};

#[test]
fn a_named_profile_is_told_of_itself_where_the_environment_is_not_heard() {
    let bench = Bench::default().with("AGENTACTIVITY_BEARER", "x");
    let config =
        bench.configured("[profiles.a]\naccount = 1\n[profiles.b]\naccount = 1\napp_key = \"k\"\n");
    let hint = |profile| {
        let told = bench
            .run(&format!("{config} --profile {profile} fetch"))
            .stderr;
        assert!(!told.contains("set AGENTACTIVITY_"), "{told}");
        told
    };
    let told = hint("a");
    assert!(
        told.contains("no credentials are set") && told.contains("into [profiles.a]"),
        "{told}"
    );
    let told = hint("b");
    assert!(told.contains("app_secret in [profiles.b]"), "{told}");
}

#[test]
fn a_variable_that_is_no_text_is_not_taken_for_absent() {
    use std::os::unix::ffi::OsStrExt as _;
    let bench = Bench::default();
    let config =
        bench.configured("default_profile = \"a\"\n[profiles.a]\naccount = 1\nbearer = \"x\"\n");
    for name in ["AGENTACTIVITY_BEARER", "AGENTACTIVITY_PROFILE"] {
        let output = bench
            .command(&format!("{config} fetch --dry-run"))
            .env(name, std::ffi::OsStr::from_bytes(b"t\xf6k"))
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{told}");
        assert!(
            told.contains(&format!("{name} is not UTF-8 text")),
            "{told}"
        );
    }
}

#[test]
fn a_file_with_secrets_is_for_its_owner_alone() {
    let bench = Bench::default();
    let config = bench.configured("[profiles.a]\napp_secret = \"hunter2\"\n");
    std::fs::set_permissions(
        bench.path("config.toml"),
        std::fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    let line = bench.run(&format!("{config} --profile a fetch")).badly(3);
    assert!(
        line.contains("others may read it (mode 640)")
            && line.contains("run: chmod 600 '")
            && !line.contains("hunter2"),
        "{line}"
    );
    bench.configured("[profiles.a]\napp_secret_file = \"/nosuch\"\n");
    std::fs::set_permissions(
        bench.path("config.toml"),
        std::fs::Permissions::from_mode(0o644),
    )
    .unwrap();
    bench
        .run(&format!("{config} --profile a config path"))
        .well();
}

#[test]
fn a_command_prints_credentials_and_its_output_is_never_told() {
    let simulator = Simulator::start("--require-auth");
    let bench = Bench::default().with("AGENTACTIVITY_DOMAIN_API", &simulator.base_url);
    let lines: String = KEYS.iter().fold(String::new(), |mut lines, (name, value)| {
        let _ = writeln!(
            lines,
            "{}={value}",
            name.trim_start_matches("AGENTACTIVITY_").to_lowercase()
        );
        lines
    });
    bench.file("keys", &lines);
    let keys = bench.path("keys").display().to_string();
    let config = bench.configured(&format!(
            "default_profile = \"a\"\n[profiles.a]\naccount = 1\ncredential_command = [\"cat\", {keys:?}]\n"
        ),
    );
    assert!(
        bench
            .run(&format!("{config} fetch -f csv"))
            .well()
            .contains("logged_in")
    );
    assert!(
        bench
            .run(&format!("{config} config show"))
            .well()
            .contains("not run here")
    );
    for (command, why) in [
        (
            "[\"sh\", \"-c\", \"echo hunter2; exit 3\"]",
            "failed (exit status: 3)",
        ),
        ("[\"/no/such/program\"]", "could not run /no/such/program"),
        ("[\"yes\", \"hunter2\"]", "printed more than 65536 bytes"),
        (
            "[\"echo\", \"hunter2\"]",
            "prints a line that is not name=value",
        ),
        (
            "[\"echo\", \"pin=hunter2\"]",
            "prints a name that is not a credential's",
        ),
    ] {
        let config = bench.configured(&format!(
            "[profiles.a]\naccount = 1\ncredential_command = {command}\n"
        ));
        let line = bench.run(&format!("{config} --profile a fetch")).badly(3);
        let what = line.lines().next().unwrap();
        assert!(what.contains(why) && !line.contains("hunter2"), "{line}");
    }
}

#[test]
fn a_typed_profiles_keys_go_nowhere_that_the_environment_says() {
    let (right, wrong) = (Simulator::start(""), Simulator::start(""));
    let bench = Bench::default()
        .with("AGENTACTIVITY_DOMAIN_API", &wrong.base_url)
        .with("AGENTACTIVITY_DOMAIN", &wrong.base_url);
    let config = bench.configured(&format!(
        "[profiles.a]\naccount = 1\nbearer = \"x\"\ndomain = \"{}\"\n",
        right.base_url
    ));
    let ended = bench.run(&format!("-v {config} --profile a fetch -f csv"));
    assert_eq!(ended.status, 0);
    assert!(
        !ended.stderr.contains(&wrong.base_url) && ended.stderr.contains(&right.base_url),
        "{}",
        ended.stderr
    );
    assert!(
        ended
            .stderr
            .contains("AGENTACTIVITY_DOMAIN_API are not heard"),
        "{}",
        ended.stderr
    );
}

#[test]
fn what_is_missing_is_named_where_it_would_be_heard() {
    let bench = Bench::default();
    let config = bench.configured("[profiles.a]\naccount = 1\napp_key = \"x\"\n");
    let typed = bench.run(&format!("{config} --profile a fetch")).badly(3);
    assert!(
        typed.contains("app_secret in [profiles.a]") && !typed.contains("AGENTACTIVITY_APP_SECRET"),
        "{typed}"
    );
    let named = bench
        .with("AGENTACTIVITY_PROFILE", "a")
        .run(&format!("{config} fetch"))
        .badly(3);
    assert!(named.contains("AGENTACTIVITY_APP_SECRET"), "{named}");
}

#[test]
fn a_command_counts_for_all_profiles_and_only_where_it_is_needed() {
    let simulator = Simulator::start("");
    let bench = Bench::default();
    let command = "[\"sh\", \"-c\", \"echo run >>runs; echo bearer=x\"]";
    let config = bench.configured(&format!(
        "[defaults]\ndomain = \"{}\"\ncredential_command = {command}\n[profiles.a]\naccount = 1\n",
        simulator.base_url
    ));
    let runs = |bench: &Bench| {
        std::fs::read_to_string(bench.path("runs"))
            .unwrap_or_default()
            .lines()
            .count()
    };
    bench
        .run(&format!("{config} --profile a fetch -f csv"))
        .well();
    assert_eq!(runs(&bench), 1);
    bench.run(&format!("{config} --profile a doctor"));
    assert_eq!(runs(&bench), 2);
    let bench = bench
        .with("AGENTACTIVITY_BEARER", "y")
        .with("AGENTACTIVITY_PROFILE", "a");
    bench.run(&format!("{config} fetch -f csv")).well();
    assert_eq!(runs(&bench), 2, "the environment has said all");
}
