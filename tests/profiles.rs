//! Profiles and defaults: mistakes in the file, secrets in it, and many accounts with settings of their own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt as _;

use agentactivity::settings::known::{SECRETS, SETTINGS};
use support::{Bench, Simulator};

#[test]
fn a_nearer_way_of_saying_the_same_silences_the_other() {
    let bench = Bench::default();
    let config = bench.configured(
        "[defaults]\nevery = \"15m\"\ntimeframe = \"2h\"\nwide = true\ncolumns = [\"agent_id\"]\n",
    );
    bench
        .run(&format!("{config} fetch --demo -i 5 -t 60"))
        .well();
    let simulator = Simulator::start("");
    let bench = bench
        .with("AGENTACTIVITY_DOMAIN_API", &simulator.base_url)
        .with("AGENTACTIVITY_BEARER", "b")
        .with("AGENTACTIVITY_ACCOUNT", "1");
    for arguments in ["-i 30 -t 60", "--since 00:00", "", "-f json"] {
        bench.run(&format!("{config} fetch {arguments}")).well();
    }
    let rows = bench.run(&format!("{config} fetch -f csv")).well();
    assert!(rows.starts_with("agent_id\n"), "{rows}");
}

#[test]
fn mistakes_are_named_with_line_key_and_the_nearest_key() {
    for (text, told, hint) in [
        (
            "[defaults]\n\ntimefame = 60\n",
            "line 3: unknown key \"timefame\"",
            "did you mean timeframe?",
        ),
        (
            "[profiles.a]\napp_secert = \"x\"\n",
            "line 2: unknown key \"app_secert\"",
            "did you mean app_secret?",
        ),
        (
            "[default]\n",
            "line 1: unknown key \"default\"",
            "did you mean defaults?",
        ),
        (
            "[defaults]\ntimeframe = \"2x\"\n",
            "line 2: time frame \"2x\" is neither",
            "",
        ),
        (
            "[defaults]\nevery = \"7m\"\n",
            "line 2: --every 7m is not a multiple of 5 minutes; try 5m or 10m",
            "",
        ),
        (
            "[defaults]\nfill = \"perhaps\"\n",
            "line 2: fill \"perhaps\" is neither true nor false",
            "",
        ),
        (
            "[defaults]\ntz = {}\n",
            "line 2: tz is neither a text, a number",
            "",
        ),
        ("[defaults\n", "line 1: this is not TOML", ""),
        (
            "[profiles.\"a b\"]\n",
            "line 1: \"a b\" is no name for a profile",
            "",
        ),
        (
            "[profiles.all]\n",
            "line 1: \"all\" is no name for a profile",
            "",
        ),
        (
            "[profiles.a]\ncredential_command = \"pass show\"\n",
            "line 2: credential_command is a list of texts",
            "",
        ),
    ] {
        let bench = Bench::default();
        let line = bench
            .run(&format!("{} fetch -a 1", bench.configured(text)))
            .badly(3);
        assert!(line.contains(told) && line.contains(hint), "{text}: {line}");
    }
    let bench = Bench::default();
    assert!(
        bench
            .run("--config nosuch.toml fetch")
            .badly(3)
            .contains("there is no configuration nosuch.toml")
    );
    let config = bench.configured("[profiles.main]\n");
    assert!(
        bench
            .run(&format!("{config} --profile mian fetch"))
            .badly(3)
            .contains("did you mean main?")
    );
    assert!(
        bench
            .run("--profile main fetch")
            .badly(3)
            .contains("agentactivity config init writes one")
    );
}

/// A configuration of so many profiles, each with an account of its own.
fn many(count: u32) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let secret = if index == 7 { "wrong" } else { "demo-app-secret" };
        let _ = writeln!(
            text,
            "[profiles.p{index}]\naccount = \"{}\"\napp_key = \"demo-app-key\"\napp_secret = \"{secret}\"\n\
             access_token = \"demo-token\"\naccess_token_secret = \"demo-token-secret\"\n",
            5000 + index
        );
        text
    })
}

#[test]
fn sixty_profiles_are_presented_together_and_the_one_that_fails_is_named() {
    let simulator = Simulator::start("--require-auth --agents 3");
    let bench = Bench::default()
        .with("AGENTACTIVITY_DOMAIN", &simulator.base_url)
        .with("AGENTACTIVITY_APP_KEY", "of somebody else");
    let config = bench.configured(&format!(
        "[defaults]\ndomain = \"{}\"\nformat = \"csv\"\n{}",
        simulator.base_url,
        many(60)
    ));
    let ended = bench.run(&format!(
        "{config} --profile all fetch --columns profile,account,agent_id,level"
    ));
    assert_eq!(ended.status, 10, "{}", ended.stderr);
    assert!(
        ended
            .stderr
            .starts_with("agentactivity: profile p7, account 5007: "),
        "{}",
        ended.stderr
    );
    let mut accounts: Vec<&str> = ended
        .stdout
        .lines()
        .skip(1)
        .map(|line| line.split(",215").next().unwrap())
        .collect();
    accounts.dedup();
    assert_eq!(
        (accounts.len(), accounts[0], accounts[58]),
        (59, "p0,5000", "p59,5059")
    );

    let each = bench.run(&format!(
        "{config} --profile p1,p2 fetch -o {{profile}}.csv"
    ));
    assert_eq!(each.status, 0, "{}", each.stderr);
    assert!(bench.path("p1.csv").exists() && bench.path("p2.csv").exists());
    let two = bench
        .run(&format!(
            "{config} --profile p1 fetch -a 1,2 -o {{profile}}-two.csv --columns account"
        ))
        .well();
    assert!(two.is_empty());
    let rows = std::fs::read_to_string(bench.path("p1-two.csv")).unwrap();
    assert!(
        rows.contains("\n1\n") && rows.contains("\n2\n"),
        "both accounts are in the profile's one file"
    );
}

#[test]
fn profiles_that_disagree_on_the_presentation_are_not_shown_together() {
    let bench = Bench::default();
    let config = bench.configured("[profiles.a]\naccount = 1\nbearer = \"x\"\nformat = \"csv\"\n[profiles.b]\naccount = 2\nbearer = \"x\"\n",
    );
    let line = bench.run(&format!("{config} --profile a,b fetch")).badly(3);
    assert!(
        line.contains("a has format \"csv\" and b has \"table\"") && line.contains("say --format"),
        "{line}"
    );
}

#[test]
fn config_init_is_whole_and_never_writes_over_another() {
    let bench = Bench::default();
    let told = bench.run("config init").well();
    let path = bench.path(".config/agentactivity/config.toml");
    assert_eq!(told.trim_end(), path.display().to_string());
    assert_eq!(bench.run("config path").well(), told);
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let written = std::fs::read_to_string(&path).unwrap();
    for name in SETTINGS
        .iter()
        .map(|setting| setting.name)
        .chain(SECRETS.iter().map(|secret| secret.name))
    {
        assert!(written.contains(&format!("\n# {name} = ")), "{name}");
    }
    bench.run("config show").well();
    let line = bench.run("config init").badly(1);
    assert!(
        line.contains("is there already, and stays as it is"),
        "{line}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
    let elsewhere = bench
        .with("XDG_CONFIG_HOME", "/tmp/x")
        .run("config path")
        .well();
    assert_eq!(elsewhere, "/tmp/x/agentactivity/config.toml\n");
}

#[test]
fn a_profile_that_cannot_be_meant_does_not_stop_the_others() {
    let simulator = Simulator::start("");
    let bench = Bench::default();
    let good = "bearer = \"x\"\naccount = ";
    let text = format!(
        "[defaults]\ndomain = \"{}\"\n[profiles.a]\n{good}1\n[profiles.b]\n{good}2\ninterval = 50\n",
        simulator.base_url
    );
    let config = bench.configured(&text);
    let ended = bench.run(&format!(
        "{config} --profile all fetch -f csv --columns account"
    ));
    assert_eq!(ended.status, 10);
    assert!(
        ended
            .stderr
            .contains("profile b: interval 50 does not divide the time frame 60"),
        "{}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains("(profile b, line 8)") && ended.stdout.contains("\n1\n"),
        "{}",
        ended.stderr
    );
    assert!(
        bench
            .run(&format!("{config} --profile b doctor"))
            .stdout
            .contains("✗ credentials    interval 50")
    );
    bench.run(&format!("{config} --profile b fetch")).badly(3);
    // Those that want one account's body, or only the requests, do not pass over it in silence either.
    let told = bench
        .run(&format!("{config} --profile all fetch -f json"))
        .badly(2);
    assert!(told.contains("2 accounts are asked"), "{told}");
    let planned = bench.run(&format!("{config} --profile all fetch --dry-run"));
    assert_eq!(planned.status, 10);
    assert!(
        planned.stderr.contains("profile b: interval 50") && planned.stdout.contains("/account/1/"),
        "{}",
        planned.stderr
    );
}
