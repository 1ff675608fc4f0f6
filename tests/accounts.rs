//! Several accounts in one run: one presentation, and one that fails does not stop the others.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;

use support::programs::small_disk;
use support::{Bench, Scripted, Simulator, data, echoing, response, scripted};

/// Answers the documented example, but for these accounts, which get these statuses.
fn serving(refused: &'static [(&str, &str)]) -> Bench {
    let body = data("documented-by-intervals.json");
    let base_url = echoing(move |request| {
        let account = request.split('/').nth(4).unwrap_or_default().to_owned();
        let refusal = refused.iter().find(|(known, _)| *known == account);
        refusal.map_or_else(
            || response("200 OK", &body),
            |(_, status)| response(status, "no"),
        )
    });
    Bench::asking(&base_url).without("AGENTACTIVITY_ACCOUNT")
}

const FETCH: &str = "fetch -t 120 -i 60 --columns account,interval_end,agent_id -f csv";

#[test]
fn accounts_are_asked_one_after_another_and_presented_together() {
    let bench = serving(&[]);
    for accounts in ["-a 1,2,3", "-a 1 -a 2 -a 3", "-a 1,2 -a 3,1"] {
        let csv = bench.run(&format!("{FETCH} {accounts}")).well();
        let mut order: Vec<&str> = csv
            .lines()
            .map(|line| line.split(',').next().unwrap())
            .collect();
        order.dedup();
        assert_eq!(order, ["account", "1", "2", "3"]);
        assert_eq!(csv.lines().count(), 1 + 3 * 25);
    }
    let by_variable = serving(&[]).with("AGENTACTIVITY_ACCOUNT", "1,2");
    assert_eq!(by_variable.run(FETCH).well().lines().count(), 1 + 2 * 25);
}

#[test]
fn one_that_fails_does_not_stop_the_others() {
    let bench = serving(&[("2", "403 Forbidden")]);
    let ended = bench.run(&format!("{FETCH} -a 1,2,3"));
    assert_eq!(
        (ended.status, ended.stdout.lines().count()),
        (10, 1 + 2 * 25)
    );
    assert!(!ended.stdout.contains("\n2,"));
    let lines: Vec<&str> = ended.stderr.lines().collect();
    assert!(
        lines[0].starts_with("agentactivity: account 2: 127.0.0.1:")
            && lines[0].contains("403 Forbidden"),
        "{lines:?}"
    );
    assert!(lines.len() == 2 && lines[1].contains("hint: "), "{lines:?}");
}

#[test]
fn all_that_fail_end_as_the_first_and_print_nothing() {
    let bench = serving(&[("1", "429 Slow"), ("2", "403 Forbidden")]);
    let ended = bench.run(&format!("{FETCH} -a 1,2"));
    assert_eq!((ended.status, ended.stdout.as_str()), (6, ""));
    for told in ["account 1: ", "account 2: "] {
        assert!(ended.stderr.contains(told), "{}", ended.stderr);
    }
    bench.file("kept.csv", "old");
    assert_eq!(bench.run(&format!("{FETCH} -a 1,2 -o kept.csv")).status, 6);
    assert_eq!(fs::read_to_string(bench.path("kept.csv")).unwrap(), "old");
}

#[test]
fn nobody_who_could_not_be_asked_is_called_inactive() {
    let surroundings = Scripted {
        columns: Some(80),
        ..Scripted::default()
    };
    let run = scripted(
        surroundings,
        "fetch -a 1,2 --domain http://127.0.0.1:9 --retries 0 -f csv",
    );
    assert_eq!((run.status, run.stdout.as_str()), (7, ""));
    assert!(
        run.stderr.contains("could not connect") && !run.stderr.contains("active"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_placeholder_makes_a_file_for_each_account() {
    let bench = serving(&[("2", "500 Oops")]);
    let ended = bench.run(&format!("{FETCH} -a 1,2,3 -o x-{{account}}-{{date}}.csv"));
    assert_eq!((ended.status, ended.stdout.as_str()), (10, ""));
    let mut names: Vec<String> = fs::read_dir(bench.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 2, "{names:?}");
    for (name, account) in names.iter().zip(["1", "3"]) {
        // x-1-2026-11-22.csv
        assert!(
            name.starts_with(&format!("x-{account}-2")) && name.len() == "x-1-2026-11-22.csv".len(),
            "{name}"
        );
        let csv = fs::read_to_string(bench.path(name)).unwrap();
        assert!(
            csv.starts_with("account,")
                && csv
                    .lines()
                    .skip(1)
                    .all(|line| line.starts_with(&format!("{account},")))
        );
    }
    assert!(
        bench
            .run(&format!("{FETCH} -a 1 -o x-{{acount}}.csv"))
            .badly(2)
            .contains("unknown placeholder {acount}")
    );
}

#[test]
fn a_table_has_a_title_for_each_account() {
    let table = serving(&[]).run("fetch -a 1,22 -t 120 -i 60").well();
    assert_eq!(table.matches("Account ").count(), 2);
    assert!(
        table.starts_with("Account 1 · ") && table.contains("\n\nAccount 22 · "),
        "{table}"
    );
    assert_eq!(table.matches("all 3 intervals").count(), 2);
    assert_eq!(table.matches("Chat = chatting").count(), 1);
}

#[test]
fn a_body_is_one_accounts() {
    for format in ["json", "envelope"] {
        let told = serving(&[])
            .run(&format!("fetch -a 1,2 -f {format}"))
            .badly(2);
        assert!(
            told.contains(&format!(
                "{format} holds one account's body, and 2 accounts are asked"
            )),
            "{told}"
        );
    }
}

#[test]
fn what_failed_is_told_even_where_presenting_the_others_fails_too() {
    let bench = serving(&[("2", "403 Forbidden")]);
    let ended = bench.run(&format!("{FETCH} -a 1,2 -o /dev/full"));
    assert_eq!(ended.status, 1);
    assert!(
        ended.stderr.contains("account 2: ") && ended.stderr.contains("could not write /dev/full"),
        "{}",
        ended.stderr
    );
    // A file for each: one that cannot be written does not keep the next from its own.
    fs::create_dir(bench.path("1")).unwrap();
    std::os::unix::fs::symlink("/dev/full", bench.path("1/x.csv")).unwrap();
    fs::create_dir(bench.path("3")).unwrap();
    let ended = bench.run(&format!("{FETCH} -a 1,3 -o {{account}}/x.csv"));
    assert_eq!(ended.status, 10, "{}", ended.stderr);
    assert!(
        ended
            .stderr
            .contains("account 1: could not write 1/x.csv: No space left"),
        "{}",
        ended.stderr
    );
    assert!(
        fs::read_to_string(bench.path("3/x.csv"))
            .unwrap()
            .contains("\n3,")
    );
}

#[test]
fn an_account_that_fills_the_temporary_folder_does_not_take_the_others_with_it() {
    let [small, large] = ["3", "1500"]
        .map(|agents| Simulator::start(&format!("--agents {agents} --now 2026-11-22T10:02:03Z")));
    let [near, far] = [&small, &large]
        .map(|simulator| simulator.base_url.trim_start_matches("http://").to_owned());
    // Account 2 has far more agents than fit into the temporary folder.
    let api = echoing(move |request| {
        let host = if request.contains("/account/2/") {
            &far
        } else {
            &near
        };
        response("200 OK", &format!(r#"{{"baseURI":"{host}"}}"#))
    });
    let bench = Bench::asking("")
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", &api);
    let Some(disk) = small_disk(&bench, "9m") else {
        return;
    };
    let bench = bench.with("TMPDIR", disk.0.to_str().unwrap());
    let ended = bench.run("fetch -a 1,2,3 -t 1440 -i 5 -f csv --columns account --no-header");
    assert_eq!(ended.status, 10, "{}", ended.stderr);
    let mut accounts: Vec<&str> = ended.stdout.lines().collect();
    accounts.dedup();
    assert_eq!(accounts, ["1", "3"]);
    assert!(
        ended
            .stderr
            .contains("account 2: could not keep the answer in the temporary folder"),
        "{}",
        ended.stderr
    );
}
