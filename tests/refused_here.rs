//! What is refused before any request: status 2, 3 or 1, one line that names the value and the cure, nothing on stdout.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Bench, KEYS};

/// Asks a port where nothing listens: a request would end with status 7.
fn bench() -> Bench {
    Bench::asking("http://127.0.0.1:9")
}

#[test]
fn what_cannot_be_meant_is_refused_with_the_cure() {
    let table = [
        (
            "-t 60 -i 4",
            "interval 4 is shorter than 5 minutes; try 5 or 6",
        ),
        ("-t 60 -i 0", "interval 0 is shorter than 5 minutes"),
        ("-t 60 -i -5", "interval -5 is shorter than 5 minutes"),
        (
            "-t 60 -i abc",
            "interval \"abc\" is neither a number of minutes nor a duration; try",
        ),
        (
            "-t 60 -i 31",
            "interval 31 does not divide the time frame 60; try 30 or 20",
        ),
        (
            "-t 60 -i 61",
            "interval 61 is longer than the time frame 60; try 60",
        ),
        (
            "-t 1h5m -i 10m",
            "interval 10 does not divide the time frame 65; try 13 or 5",
        ),
        ("-t 0", "time frame 0 is not at least 1 minute; try 60"),
        (
            "-t 1441",
            "time frame 1441 is longer than the 24 hours that the service holds; try 1440",
        ),
        ("-t -5", "time frame -5"),
        ("--agents ,", "the list of agents is empty"),
        ("--agents 1,ana", "agent id \"ana\" is not a number"),
        ("-a ../etc", "account \"../etc\" is not an account id"),
        ("-a 1,2/3", "account \"2/3\" is not an account id"),
        (
            "-f csv --columns stat",
            "unknown column \"stat\"; did you mean state?",
        ),
        ("--columns nosuch", "unknown column \"nosuch\"; "),
        ("--columns state", "--columns has no effect on table"),
        ("-f json --columns state", "--columns has no effect on json"),
        ("-f tsv --delimiter ;", "--delimiter has no effect on tsv"),
        (
            "-f ndjson --no-header",
            "--no-header has no effect on ndjson",
        ),
        ("-f json --tz UTC", "--tz has no effect on json"),
        (
            "-f csv --delimiter ab",
            "delimiter \"ab\" is not one ASCII mark; try \";\" or tab",
        ),
        ("-f cvs", "invalid value 'cvs' for '--format <FORMAT>'"),
        (
            "--tz Europe/Madird",
            "unknown time zone \"Europe/Madird\"; did you mean Europe/Madrid?",
        ),
        (
            "--domain http://example.com",
            "domain \"http://example.com\" is plain http, which is for loopback addresses only",
        ),
        ("--domain a/b", "domain \"a/b\" is more than a host"),
        (
            "--domain-api http://example.com",
            "domain API \"http://example.com\" is plain http",
        ),
        (
            "--timeout 0",
            "--timeout \"0\" is neither seconds nor a duration above zero; try 30",
        ),
        ("--connect-timeout never", "--connect-timeout \"never\""),
        ("--nosuch", "unexpected argument '--nosuch' found"),
        ("--demo --domain x", "cannot be used with '--domain"),
        ("--intervall 5", "unexpected argument '--intervall' found"),
    ];
    for (arguments, told) in table {
        let stderr = bench().run(&format!("fetch {arguments}")).badly(2);
        assert!(
            stderr.starts_with("agentactivity: ") && stderr.contains(told),
            "{arguments}: {stderr}"
        );
    }
}

#[test]
fn agents_from_a_file_or_stdin_are_judged_with_their_source() {
    let bench = bench();
    bench.file("ids", "1\nana\n");
    assert!(
        bench
            .run("fetch --agents @ids")
            .badly(2)
            .contains("\"ana\" is not a number; ids look like 2152260212 (in ids)")
    );
    assert!(
        bench
            .run("fetch --agents @absent")
            .badly(1)
            .contains("could not read agent ids from absent")
    );
    assert!(
        bench
            .run_with_input("fetch --agents -", " \n")
            .badly(2)
            .contains("empty; give ids, or all for every active agent (in standard input)")
    );
}

#[test]
fn without_account_or_credentials_the_ways_on_are_told() {
    let told = Bench::default().run("fetch").badly(3);
    for way in ["--account", "AGENTACTIVITY_ACCOUNT", "--demo"] {
        assert!(told.contains(way), "{told}");
    }
    let told = Bench::default().run("fetch -a 1").badly(3);
    for way in KEYS
        .map(|(name, _)| name)
        .into_iter()
        .chain(["AGENTACTIVITY_BEARER", "--demo"])
    {
        assert!(told.contains(way), "{told}");
    }
}

#[test]
fn half_an_api_key_and_two_kinds_of_credentials_are_no_guess() {
    let told = bench()
        .without("AGENTACTIVITY_ACCESS_TOKEN")
        .run("fetch")
        .badly(3);
    assert!(
        told.contains("AGENTACTIVITY_ACCESS_TOKEN not set"),
        "{told}"
    );
    let both = || bench().with("AGENTACTIVITY_BEARER", "b");
    let told = both().run("fetch").badly(3);
    assert!(
        told.contains("AGENTACTIVITY_AUTH=oauth1 or AGENTACTIVITY_AUTH=bearer"),
        "{told}"
    );
    for kind in ["oauth1", "bearer"] {
        both()
            .with("AGENTACTIVITY_AUTH", kind)
            .run("fetch --dry-run")
            .well();
    }
    let told = both()
        .with("AGENTACTIVITY_AUTH", "magic")
        .run("fetch")
        .badly(3);
    assert!(told.contains("\"magic\""), "{told}");
    let told = bench()
        .with("AGENTACTIVITY_AUTH", "bearer")
        .run("fetch")
        .badly(3);
    assert!(told.contains("AGENTACTIVITY_BEARER is not set"), "{told}");
}

#[test]
fn a_file_whose_folder_does_not_exist_is_refused_at_once() {
    let told = bench().run("fetch -o nosuch/x.csv").badly(1);
    assert!(
        told.contains("could not write nosuch/x.csv: its folder does not exist"),
        "{told}"
    );
}

#[test]
fn buckets_rows_and_columns_are_refused_with_the_nearest_that_would_do() {
    let bench = Bench::default();
    for (arguments, told) in [
        (
            "--every 7m",
            "--every 7m is not a multiple of 5 minutes; try 5m or 10m",
        ),
        (
            "--every 0",
            "--every 0 is shorter than 5 minutes; try 5m or 10m",
        ),
        (
            "--every 4m",
            "--every 4m is shorter than 5 minutes; try 5m or 10m",
        ),
        (
            "--every 25h",
            "--every 25h is longer than 12 hours; try 12h or 8h",
        ),
        (
            "--every 1d",
            "--every 1d is longer than 12 hours; try 12h or 8h",
        ),
        (
            "--every 15m -i 5",
            "--every 15m takes the place of --interval 5; leave --interval out",
        ),
        (
            "--since 8:00 -i 15",
            "--since 8:00 makes a time frame that --interval 15 need not divide; try --every 15",
        ),
        (
            "--since 8:00 -t 60",
            "--since 8:00 and --timeframe 60 both say where to begin; leave one out",
        ),
        (
            "--since 25:00",
            "--since \"25:00\" is not a time of day, HH:MM; try 23:59",
        ),
        (
            "--tz Europe/Madird",
            "unknown time zone \"Europe/Madird\"; did you mean Europe/Madrid?",
        ),
        (
            "-f csv --columns agent_idd",
            "unknown column \"agent_idd\"; did you mean agent_id?",
        ),
        (
            "-f csv --columns away_total_seconds",
            "column away_total_seconds is one of wide rows; add --wide",
        ),
        (
            "--wide",
            "--wide has no effect on table; leave it out, or try --format with csv, tsv, ndjson or xlsx",
        ),
        (
            "--totals only",
            "--totals has no effect on table; leave it out, or try --format with csv, tsv, ndjson or xlsx",
        ),
        (
            "-f json --fill",
            "--fill has no effect on json; leave it out, or try --format with table, csv, tsv, ndjson, xlsx or openmetrics",
        ),
        (
            "-f json --every 15m",
            "--every has no effect on json; leave it out, or try --format with table, csv, tsv, ndjson, xlsx or openmetrics",
        ),
        (
            "-f envelope --names always",
            "--names has no effect on envelope; leave it out, or try --format with table, csv, tsv, ndjson, xlsx or openmetrics",
        ),
    ] {
        assert_eq!(
            bench.run(&format!("fetch --demo {arguments}")).badly(2),
            format!("agentactivity: {told}\n")
        );
    }
}
