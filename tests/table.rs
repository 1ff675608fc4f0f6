//! What a supervisor sees, as snapshots at two widths with and without colour, and that nothing hostile breaks it.
//! After a wanted change: `INSTA_UPDATE=always cargo test --test table`, and read the difference.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::time::Instant;

use agentactivity::simulator::floor::Floor;
use agentactivity::simulator::{self, server};
use serde_json::{Value, json};
use support::{Bench, Scripted, Simulator, answering, data, response, scripted};
use unicode_width::UnicodeWidthStr as _;

/// A terminal of so many columns, at this moment.
fn at(now: &'static str, columns: u16) -> Scripted {
    Scripted {
        now,
        columns: Some(columns),
        ..Scripted::default()
    }
}

fn demo(columns: u16, arguments: &str) -> String {
    let run = scripted(
        at("2026-11-20T14:46:08Z", columns),
        &format!("fetch --demo --tz Europe/Madrid {arguments}"),
    );
    let stdout = run.stdout;
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    for line in stdout.lines() {
        assert!(
            visible(line).width() <= columns.into(),
            "{line:?} is wider than {columns}"
        );
    }
    stdout
}

/// The line without its colours.
fn visible(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |shown, piece| {
        shown + piece.split_once('m').unwrap().1
    })
}

#[test]
fn the_demo_at_80_columns() {
    insta::assert_snapshot!(demo(80, "-t 120 -i 60 --color never"));
}

#[test]
fn the_demo_at_140_columns() {
    insta::assert_snapshot!(demo(140, "-t 120 -i 60 --color never"));
}

/// A centre of so many agents, frozen, in a terminal of so many columns.
fn centre(agents: u32, columns: u16, arguments: &str) -> String {
    let surroundings = at("2026-11-20T14:46:08Z", columns);
    let now = surroundings.now.parse().unwrap();
    let running = server::start(
        simulator::Simulator::new(Floor { seed: 5, agents }, Arc::new(move || now)),
        0,
    )
    .unwrap();
    let variables = [
        ("AGENTACTIVITY_BEARER", "bearer"),
        ("AGENTACTIVITY_DOMAIN_API", &running.base_url()),
        ("AGENTACTIVITY_ACCOUNT", "12345678"),
    ];
    let variables = variables
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    let run = scripted(
        Scripted {
            variables,
            ..surroundings
        },
        &format!("fetch --tz Europe/Madrid {arguments}"),
    );
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout
            .lines()
            .all(|line| visible(line).width() <= columns.into()),
        "{}",
        run.stdout
    );
    run.stdout
}

#[test]
fn three_agents_by_three_intervals() {
    for columns in [80, 140] {
        insta::assert_snapshot!(
            format!("three_at_{columns}"),
            centre(3, columns, "-t 120 -i 60 --color never")
        );
        insta::assert_snapshot!(
            format!("three_at_{columns}_in_colour"),
            centre(3, columns, "-t 120 -i 60")
        );
    }
    insta::assert_snapshot!(
        "three_by_the_clock",
        centre(3, 80, "-t 60 --every 30m --color never")
    );
}

#[test]
fn two_hundred_agents() {
    for columns in [80, 140] {
        insta::assert_snapshot!(
            format!("two_hundred_at_{columns}"),
            centre(200, columns, "-t 60 --sort away --color never")
        );
    }
    let colored = centre(200, 80, "-t 60 --sort away");
    let plain = centre(200, 80, "-t 60 --sort away --color never");
    assert_eq!(
        colored.lines().map(visible).collect::<Vec<_>>(),
        plain.lines().collect::<Vec<_>>()
    );
}

#[test]
fn a_narrow_terminal_gets_fewer_columns_and_whole_ids() {
    for columns in [60, 70] {
        let table = demo(columns, "-t 120 -i 60 --names never --color never");
        assert!(
            table.contains("\n2152260212 ") && table.contains("\n2152260312 "),
            "{table}"
        );
    }
    insta::assert_snapshot!(demo(60, "-t 60 --color never"));
}

#[test]
fn colours_change_nothing_but_colours() {
    let colored = demo(80, "-t 120 -i 60");
    let plain = demo(80, "-t 120 -i 60 --color never");
    assert!(
        colored.contains("\u{1b}[33m14:50–15:46:08  SO FAR"),
        "{colored}"
    );
    assert_eq!(
        colored.lines().map(visible).collect::<Vec<_>>(),
        plain.lines().collect::<Vec<_>>()
    );
    insta::assert_snapshot!(demo(80, "-t 60"));
}

#[test]
fn three_intervals_where_the_window_demands_three_and_two_where_it_does_not() {
    let table = |now| {
        scripted(
            at(now, 80),
            "fetch --demo -t 120 -i 60 --tz UTC --color never",
        )
        .stdout
    };
    let three = table("2026-11-20T14:46:08Z");
    for heading in [
        "12:46:08–12:50  CUT: 3:52 of 11:50–12:50",
        "12:50–13:50\n",
        "13:50–14:46:08  SO FAR: 56:08 of 13:50–14:50",
        "all 3 intervals",
    ] {
        assert!(three.contains(heading), "{heading}:\n{three}");
    }
    let two = table("2026-11-20T14:50:00Z");
    for heading in ["12:50–13:50\n", "13:50–14:50\n", "all 2 intervals"] {
        assert!(two.contains(heading), "{heading}:\n{two}");
    }
    assert!(!two.contains("CUT") && !two.contains("SO FAR"), "{two}");
}

#[test]
fn the_documented_example() {
    let bench = Bench::asking(&answering(response(
        "200 OK",
        &data("documented-by-intervals.json"),
    )));
    insta::assert_snapshot!(bench.run("fetch -t 120 -i 60 --tz Europe/Madrid").well());
}

#[test]
fn five_hundred_agents_stay_readable_and_quick() {
    let simulator = Simulator::start("--agents 500 --now 2026-11-20T14:46:08Z");
    let begun = Instant::now();
    let table = Bench::asking(&simulator.base_url)
        .run("fetch -t 120 -i 60")
        .well();
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines.iter().all(|line| line.width() <= 80));
    // Above 25 agents reasons stand under the sums alone: five reasons and perhaps chats while away, four times.
    assert!(
        lines.iter().filter(|line| line.starts_with("    ")).count() <= 4 * 6,
        "{table}"
    );
    let header = lines[1];
    assert!(header.starts_with("Agent "));
    let last: Vec<&&str> = lines.iter().rev().take(5).collect();
    assert!(
        last[2].starts_with("Reasons of each agent")
            && last[3].starts_with("Most away: ")
            && last[4] == &header,
        "{last:?}"
    );
}

/// An answer with one agent of this id.
fn named(id: &str) -> Value {
    let value = json!({"total": 3600, "chatting": 1800, "notChatting": 1800, "chattingInMaxConcurrency": 9});
    let state = |state: i64| json!({"id": state, "name": "x", "value": value});
    let reason = json!({"id": id, "value": value});
    let away = json!({"id": 4, "name": "x", "value": value, "reasons": [reason]});
    let other = json!({"id": 99, "name": id, "value": value});
    json!({"agentsMetrics": {"metricsPerAgent": {id: [state(2), state(3), away, other, state(-1)]}}})
}

#[test]
fn hostile_and_long_names_neither_break_the_layout_nor_reach_the_terminal() {
    let hostile = [
        "\u{1b}[2J\u{1b}]0;owned\u{7}",
        "line\nbreak\r\ttab",
        "\u{202e}desrever\u{2066}",
        "👩‍👩‍👧‍👦👩🏽‍💻❤️",
        "Ольга 山田太郎 זויה",
        &"x".repeat(200),
        &"宽".repeat(100),
        &"e\u{301}".repeat(100),
        "\u{9b}31m\u{7f}\u{feff}\u{e0041}",
        "",
    ];
    for name in hostile {
        let base_url = answering(response("200 OK", &named(name).to_string()));
        for columns in ["80", "140"] {
            let table = Bench::asking(&base_url)
                .with("COLUMNS", columns)
                .run("fetch")
                .well();
            for line in table.lines() {
                assert!(
                    line.width() <= columns.parse().unwrap(),
                    "{name:?}: {line:?}"
                );
            }
            assert!(
                !table.contains(|c: char| c.is_control() && c != '\n'),
                "{table:?}"
            );
            assert!(
                !table.contains(['\u{202e}', '\u{2066}', '\u{feff}', '\u{e0041}']),
                "{table:?}"
            );
            // One agent: its line, three lines beneath, and the sum, which all end in columns that line up.
            assert_eq!(
                table
                    .lines()
                    .filter(|line| line.contains("1:00:00"))
                    .count(),
                4,
                "{table}"
            );
        }
        // Formats for programs keep the text as it is.
        let ndjson = Bench::asking(&base_url)
            .run("fetch -f ndjson --columns agent_id")
            .well();
        let first: Value = serde_json::from_str(ndjson.lines().next().unwrap()).unwrap();
        assert_eq!(first["agent_id"], name);
    }
}

#[test]
fn a_spreadsheet_runs_nothing_and_a_pipe_keeps_the_text() {
    let base_url = answering(response("200 OK", &named("=1+1\u{1b}").to_string()));
    let csv = Bench::asking(&base_url)
        .run("fetch -f csv --columns agent_id,state_id --no-header")
        .well();
    assert!(
        csv.starts_with("'=1+1\u{1b},2\n") && csv.ends_with(",-1\n"),
        "{csv:?}"
    );
}

#[test]
fn csv_on_a_terminal_is_escaped() {
    let base_url = answering(response("200 OK", &named("\u{1b}[2J").to_string()));
    let arguments = format!("fetch -a 1 --domain {base_url} -f csv --columns agent_id --no-header");
    let run = scripted(at("2014-07-01T14:46:08Z", 80), &arguments);
    assert_eq!(run.status, 0);
    assert!(run.stdout.starts_with("\\u{1b}[2J\n"), "{:?}", run.stdout);
}
