//! The simulator is as honest as the method's document: parameters, bounds, seconds, authorization and faults.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use agentactivity::simulator::floor::{Doing, Floor, Life};
use serde_json::Value;
use support::{Bench, Scripted, Simulator, scripted};

const NOW: &str = "2026-11-22T08:07:03Z";
const NOW_MS: i64 = 1_795_334_823_000;

/// Status, head and body of a GET, asked over a plain socket, so that our own client is not its own witness.
fn get(simulator: &Simulator, path: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(simulator.base_url.trim_start_matches("http://")).unwrap();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_lowercase(), body.to_owned())
}

fn method(parameters: &str) -> String {
    format!("/operations/api/account/1/agentactivity?{parameters}")
}

#[test]
fn a_frozen_clock_and_the_same_seed_give_the_same_bytes() {
    let body = |arguments: &str| {
        get(
            &Simulator::start(arguments),
            &method("timeframe=120&interval=60&agentIds=all&v=1"),
        )
        .2
    };
    let first = body(&format!("--now {NOW} --seed 3"));
    assert_eq!(first, body(&format!("--now {NOW} --seed 3")));
    assert_ne!(first, body(&format!("--now {NOW} --seed 4")));
    let dated = get(
        &Simulator::start(&format!("--now {NOW}")),
        &method("timeframe=60&agentIds=all&v=1"),
    );
    assert!(
        dated.1.contains("\r\ndate: sun, 22 nov 2026 08:07:03 gmt"),
        "{}",
        dated.1
    );
}

#[test]
fn parameters_are_judged_as_documented() {
    let simulator = Simulator::start("");
    for (parameters, status) in [
        ("timeframe=60&agentIds=all&v=1&interval=30", 200),
        ("timeframe=60&agentIds=all&v=1&interval=61", 400),
        ("timeframe=60&agentIds=all&v=1&interval=31", 400),
        ("timeframe=60&agentIds=all&v=1&interval=4", 400),
        ("timeframe=60&agentIds=all", 400),
        ("agentIds=all&v=1", 400),
        ("timeframe=60&v=1", 400),
    ] {
        let (answered, _, body) = get(&simulator, &method(parameters));
        assert_eq!(answered, status, "{parameters}: {body}");
        let json: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            json["error"]["message"].is_string(),
            status == 400,
            "{body}"
        );
    }
}

/// Whether a state is the one meant.
type Is = fn(Doing) -> bool;

/// Milliseconds of a life between two instants in one state (or any) that `counts`, added up span by span.
fn spent(life: &Life, from: i64, to: i64, state: Option<Is>, counts: impl Fn(u8) -> bool) -> i64 {
    let overlap = |a: i64, b: i64| (b.min(to) - a.max(from)).max(0);
    life.spans
        .iter()
        .filter(|span| state.is_none_or(|is| is(span.doing)) && counts(span.chats))
        .map(|span| overlap(span.from, span.to))
        .sum()
}

#[test]
fn the_answer_is_the_timeline_cut_into_the_documented_intervals() {
    // Now is 8:07:03, so with 60 minutes in tens: ends from 8:10 back, the last cut at 7:07:03.
    let simulator = Simulator::start(&format!("--now {NOW} --agents 16"));
    let (_, _, body) = get(
        &simulator,
        &method("timeframe=60&interval=10&agentIds=all&v=1"),
    );
    let json: Value = serde_json::from_str(&body).unwrap();
    let intervals = json["metricsByIntervals"].as_array().unwrap();
    assert_eq!(
        json["agentsMetrics"],
        serde_json::json!({"metricsPerAgent": {}, "metricsTotals": []})
    );
    let newest = 1_795_335_000_000_i64;
    assert_eq!(intervals.len(), 7);
    let floor = Floor {
        seed: 1,
        agents: 16,
    };
    let (mut absent, mut present) = (0, 0);
    for (index, interval) in (0_i64..).zip(intervals) {
        let end = newest - index * 600_000;
        assert_eq!(interval["timestamp"], end);
        let (from, to) = ((end - 600_000).max(NOW_MS - 3_600_000), end.min(NOW_MS));
        let agents = interval["metricsData"]["agentsMetrics"]["metricsPerAgent"]
            .as_object()
            .unwrap();
        for place in 0..16 {
            let life = floor.life(place, from, to);
            let Some(states) = agents.get(&life.id) else {
                assert_eq!(spent(&life, from, to, None, |_| true), 0);
                absent += 1;
                continue;
            };
            present += 1;
            let kinds: [(i64, Option<Is>); 4] = [
                (2, Some(|doing| doing == Doing::Online)),
                (3, Some(|doing| doing == Doing::BackSoon)),
                (4, Some(|doing| matches!(doing, Doing::Away(_)))),
                (-1, None),
            ];
            for (state, (id, is)) in states.as_array().unwrap().iter().zip(kinds) {
                assert_eq!(state["id"], id);
                let value = |name: &str| state["value"][name].as_i64().unwrap();
                let seconds =
                    |counts: &dyn Fn(u8) -> bool| spent(&life, from, to, is, counts) / 1000;
                assert_eq!(value("total"), seconds(&|_| true));
                assert_eq!(value("chatting"), seconds(&|chats| chats > 0));
                assert_eq!(value("notChatting"), seconds(&|chats| chats == 0));
                assert_eq!(
                    value("chattingInMaxConcurrency"),
                    seconds(&|chats| chats >= life.most_chats)
                );
            }
            let away = &states[2];
            let by_reason: i64 = away["reasons"]
                .as_array()
                .unwrap()
                .iter()
                .map(|reason| reason["value"]["total"].as_i64().unwrap())
                .sum();
            let total = away["value"]["total"].as_i64().unwrap();
            // Each reason is shown in whole seconds by itself: each may lose up to one.
            assert!((by_reason..=by_reason + 5).contains(&total), "{away}");
        }
    }
    assert!(
        absent > 0 && present > 50,
        "{absent} absent, {present} present"
    );
}

#[test]
fn authorization_is_demanded_and_judged() {
    let simulator = Simulator::start("--require-auth");
    let bench = || Bench::asking(&simulator.base_url);
    bench().run("fetch -f csv").well();
    bench()
        .run("fetch -f csv --method post --agents 2152260212")
        .well();
    let wrong = |name: &str| {
        bench()
            .without(name)
            .with(name, "wrong")
            .run("fetch")
            .badly(4)
    };
    assert!(wrong("AGENTACTIVITY_APP_KEY").contains("oauth_problem=consumer_key_unknown"));
    assert!(wrong("AGENTACTIVITY_ACCESS_TOKEN").contains("oauth_problem=token_rejected"));
    assert!(wrong("AGENTACTIVITY_APP_SECRET").contains("oauth_problem=signature_invalid"));
    assert!(wrong("AGENTACTIVITY_ACCESS_TOKEN_SECRET").contains("character lost in copying"));
    let bearer = |value| {
        bench()
            .with("AGENTACTIVITY_AUTH", "bearer")
            .with("AGENTACTIVITY_BEARER", value)
    };
    bearer("demo-bearer").run("fetch -f csv").well();
    assert!(
        bearer("other")
            .run("fetch")
            .badly(4)
            .contains("401 Unauthorized")
    );
    let (status, _, body) = get(&simulator, &method("timeframe=60&agentIds=all&v=1"));
    assert!(
        status == 401 && body.contains("oauth_problem=parameter_absent"),
        "{body}"
    );
}

#[test]
fn faults_are_spent_one_by_one_and_then_it_behaves() {
    let simulator = Simulator::start(
        "--now 2026-11-22T08:07:03Z --fault 429,500,reset,truncate,html,badjson,empty,stall=50ms,slow=100ms",
    );
    let bench = Bench::asking(&simulator.base_url);
    for (status, told) in [
        (6, "429 Too Many Requests"),
        (7, "500 Internal Server Error"),
        (7, "broke"),
        (7, "broke off"),
        (5, "it begins <html>"),
        (5, "it is not JSON"),
        (5, "it is empty"),
    ] {
        let stderr = bench.run("fetch -t 120 -i 60 -f csv").badly(status);
        assert!(stderr.contains(told), "{stderr}");
    }
    for _ in ["stall", "slow", "none left"] {
        bench.run("fetch -t 120 -i 60 -f csv").well();
    }
}

#[test]
fn a_reset_reaches_the_client_as_one() {
    let simulator = Simulator::start("--fault reset");
    let told = Bench::asking(&simulator.base_url).run("fetch").badly(7);
    assert!(told.contains("reset by peer"), "{told}");
}

#[test]
fn beyond_its_limit_it_throttles() {
    let simulator = Simulator::start("--max-concurrent 1 --fault stall=3s");
    let ask = || get(&simulator, &method("timeframe=60&agentIds=all&v=1")).0;
    let mut statuses = std::thread::scope(|scope| {
        [scope.spawn(ask), scope.spawn(ask)].map(|asked| asked.join().unwrap())
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 429]);
    assert_eq!(ask(), 200);
}

#[test]
fn options_that_cannot_be_meant_are_refused() {
    let bench = Bench::default();
    assert!(
        bench
            .run("simulate --fault boom")
            .badly(2)
            .contains("unknown fault \"boom\"")
    );
    assert!(
        bench
            .run("simulate --now yesterday")
            .badly(2)
            .contains("\"yesterday\" is not a time in RFC 3339")
    );
    let simulator = Simulator::start("");
    let port = simulator.base_url.rsplit(':').next().unwrap();
    assert!(
        bench
            .run(&format!("simulate --port {port}"))
            .badly(1)
            .contains("--port 0 takes a free port")
    );
}

#[test]
fn a_clock_that_is_wrong_is_told_where_it_matters_and_harmless_where_it_does_not() {
    let simulator = Simulator::start("--require-auth");
    let keys = support::KEYS.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let years_ago = |variables| Scripted {
        variables,
        ..Scripted::default()
    };
    let fetch = format!(
        "fetch -a 1 --domain {} -f csv -t 120 -i 60",
        simulator.base_url
    );
    // A signature is judged by its time.
    let run = scripted(years_ago(keys.to_vec()), &fetch);
    assert_eq!((run.status, run.stdout.as_str()), (4, ""));
    assert!(
        run.stderr.contains("timestamp_refused") && run.stderr.contains("this machine's clock"),
        "{}",
        run.stderr
    );
    // A bearer is not, and the bounds come from the service's clock.
    let bearer = vec![("AGENTACTIVITY_BEARER".to_owned(), "demo-bearer".to_owned())];
    let run = scripted(years_ago(bearer), &fetch);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.contains(",complete,") && !run.stdout.contains(",2014-"),
        "{}",
        run.stdout
    );
}
