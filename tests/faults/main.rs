//! The fault matrix: everything that can go wrong between us and the service, with the requests made, the waits
//! (on a clock that only waiting moves), the exit status, and the whole right answer on stdout or not one byte.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod matrix;
mod script;
#[path = "../support/mod.rs"]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use matrix::{Row, matrix};
use script::{Does, body, ok, perform, send, status};
use support::{Run, Scripted, scripted};

/// Runs one fetch against a server that does these things in turn, the last of them for ever.
fn play(script: Vec<Does>, arguments: &str) -> (Run, usize) {
    let (base_url, count) = serve(script);
    let run = scripted(
        Scripted::default(),
        &format!("fetch -a 1 --domain {base_url} -f csv -t 120 --timeout 1.5 {arguments}"),
    );
    (run, count.load(Ordering::SeqCst))
}

#[test]
fn every_fault_is_survived_or_told() {
    let (right, _) = play(vec![ok()], "");
    assert_eq!((right.status, right.stdout.lines().count()), (0, 11));
    for Row {
        what,
        script,
        arguments,
        waits,
        status,
        told,
    } in matrix()
    {
        let (run, made) = play(script, arguments);
        assert_eq!(run.status, status, "{what}: {}", run.stderr);
        assert_eq!(made, waits.len() + 1, "{what}: {}", run.stderr);
        // Requests to one host are spaced out, so a shorter pause is filled up to 250 ms.
        let waited: Vec<f64> = run.waits.iter().map(Duration::as_secs_f64).collect();
        let total: f64 = waited.iter().sum();
        assert!(
            (total - waits.iter().sum::<f64>()).abs() < 0.05,
            "{what}: waited {waited:?} and not {waits:?}"
        );
        if status == 0 {
            assert_eq!(
                (run.stdout.as_str(), run.stderr.as_str()),
                (right.stdout.as_str(), ""),
                "{what}"
            );
        } else {
            assert_eq!(run.stdout, "", "{what}");
            assert!(
                run.stderr.contains(told) && run.stderr.lines().count() <= 2,
                "{what}: {}",
                run.stderr
            );
        }
    }
}

/// A server that does these things in turn, the last of them for ever, and how often it was asked.
fn serve(script: Vec<Does>) -> (String, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let base_url = support::serving(move |stream| {
        let index = counted.fetch_add(1, Ordering::SeqCst);
        let does = script[index.min(script.len() - 1)].clone();
        std::thread::spawn(move || perform(&does, stream));
    });
    (base_url, count)
}

/// What may go wrong with a small answer: the script before the right answer, the waits, and the status for ever.
fn small_faults() -> Vec<(Vec<Does>, f64, u8)> {
    vec![
        (vec![status("429 Slow"), status("429 Slow")], 3.0, 6),
        (vec![status("500 Oops")], 5.0, 7),
        (vec![send("")], 5.0, 7),
        (
            vec![Does::Reset(
                b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"base".to_vec(),
            )],
            5.0,
            7,
        ),
        (
            vec![send("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"base")],
            5.0,
            7,
        ),
        (vec![Does::Stall(Vec::new())], 5.0, 7),
        (vec![send(support::response("200 OK", "<html>"))], 0.0, 5),
        (vec![send(support::response("302 Found", ""))], 0.0, 5),
        (vec![status("403 Forbidden")], 0.0, 4),
    ]
}

#[test]
fn the_look_up_and_the_log_in_survive_what_the_method_does() {
    let (method, _) = serve(vec![ok()]);
    let host = method.trim_start_matches("http://").to_owned();
    let found = |host: &str| {
        send(support::response(
            "200 OK",
            &format!(r#"{{"baseURI":"{host}"}}"#),
        ))
    };
    let user = || {
        let variables = [
            ("AGENTACTIVITY_USERNAME", "u"),
            ("AGENTACTIVITY_PASSWORD", "passw0rd"),
        ];
        Scripted {
            variables: variables
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
            ..Scripted::default()
        }
    };
    for (faults, waits, for_ever) in small_faults() {
        let last = vec![faults.last().unwrap().clone()];
        let fetch = |api: &str, surroundings| {
            scripted(
                surroundings,
                &format!("fetch -a 1 --domain-api {api} -f csv -t 120 --timeout 1.5"),
            )
        };
        // The domain look-up.
        let (api, _) = serve([faults.clone(), vec![found(&host)]].concat());
        let run = fetch(&api, Scripted::default());
        check(&run, waits, for_ever);
        check_for_ever(
            &fetch(&serve(last.clone()).0, Scripted::default()),
            for_ever,
        );
        // The log-in, whose host is looked up first; the look-up of the method's comes before.
        let bearer = send(support::response("200 OK", r#"{"bearer":"b"}"#));
        let log_in = |script| {
            let (login, _) = serve(script);
            let (api, _) = serve(vec![
                found(&host),
                found(login.trim_start_matches("http://")),
            ]);
            fetch(&api, user())
        };
        let run = log_in([faults.clone(), vec![bearer]].concat());
        check(&run, waits + 0.25, for_ever);
        check_for_ever(&log_in(last), for_ever);
    }
}

/// Survived after these waits where waiting can help, else told at once.
fn check(run: &Run, waits: f64, for_ever: u8) {
    let waited: f64 = run.waits.iter().map(Duration::as_secs_f64).sum();
    if waits < 1.0 {
        return check_for_ever(run, for_ever);
    }
    assert_eq!(
        (run.status, run.stdout.lines().count()),
        (0, 11),
        "{}",
        run.stderr
    );
    assert!(
        (waited - waits).abs() < 0.3,
        "waited {waited} and not {waits}"
    );
}

fn check_for_ever(run: &Run, status: u8) {
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (status, ""),
        "{}",
        run.stderr
    );
    assert!(run.stderr.lines().count() <= 2, "{}", run.stderr);
}

#[test]
fn a_name_that_does_not_resolve_is_told() {
    let run = scripted(
        Scripted::default(),
        "fetch -a 1 --domain nosuch.invalid -f csv",
    );
    assert_eq!((run.status, run.stdout.as_str()), (7, ""));
    assert!(
        run.stderr.contains("could not connect to nosuch.invalid")
            && run.stderr.contains("tried 4 times"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_body_cut_at_any_offset_gives_the_whole_answer_or_nothing() {
    let whole = body();
    let right = play(vec![ok()], "").0.stdout;
    for cut in 0..whole.len() {
        let (run, _) = play(vec![send(&whole[..cut])], "--retries 0");
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (7, ""),
            "cut at {cut}: {}",
            run.stderr
        );
    }
    assert_eq!(play(vec![send(whole)], "--retries 0").0.stdout, right);
}

#[test]
fn slow_but_alive_succeeds_unless_the_deadline_passes() {
    // A piece comes every 0.3 s, for 2.7 s in all: longer than the time-out, but never silent for as long.
    let pieces: Vec<Vec<u8>> = body()
        .into_bytes()
        .chunks(300)
        .map(<[u8]>::to_vec)
        .collect();
    let base_url = support::serving(move |mut stream| {
        let pieces = pieces.clone();
        std::thread::spawn(move || {
            use std::io::Write as _;
            for piece in pieces {
                let _ = stream.write_all(&piece).and_then(|()| stream.flush());
                std::thread::sleep(Duration::from_millis(300));
            }
        });
    });
    let bench = support::Bench::asking(&base_url);
    assert_eq!(
        bench
            .run("fetch -t 120 -f csv --timeout 2")
            .well()
            .lines()
            .count(),
        11
    );
    let told = bench
        .run("fetch -t 120 -f csv --timeout 2 --deadline 1")
        .badly(7);
    assert!(
        told.contains("deadline") || told.contains("no more of the answer came in time"),
        "{told}"
    );
}

#[test]
fn a_refusal_that_trickles_is_cut_short() {
    let base_url = support::serving(|mut stream| {
        std::thread::spawn(move || {
            use std::io::Write as _;
            let mut left = stream
                .write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 60000\r\n\r\n")
                .map(|()| 60_000);
            while let Ok(1..) = left {
                std::thread::sleep(Duration::from_millis(100));
                left = stream.write_all(b"x").and(left.map(|left| left - 1));
            }
        });
    });
    let begun = std::time::Instant::now();
    let told = support::Bench::asking(&base_url)
        .run("fetch -f csv --deadline 1")
        .badly(4);
    assert!(told.contains("answered 403 Forbidden: xxx"), "{told}");
    assert!(begun.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_deadline_that_is_nearer_than_silence_is_what_is_told() {
    let (base_url, _) = serve(vec![Does::Stall(Vec::new())]);
    let told = support::Bench::asking(&base_url)
        .run("fetch --deadline 0.5")
        .badly(7);
    assert!(
        told.contains("was not whole before the deadline") && told.contains("--deadline"),
        "{told}"
    );
}

#[test]
fn requests_to_one_host_are_spaced_out() {
    let (base_url, _) = serve(vec![ok()]);
    let run = scripted(
        Scripted::default(),
        &format!("fetch -a 1,2,3 --domain {base_url} -f csv"),
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.waits, [Duration::from_millis(250); 2]);
}

#[test]
fn a_splay_comes_first_and_is_as_long_as_chance_has_it() {
    let (base_url, _) = serve(vec![ok()]);
    let run = scripted(
        Scripted::default(),
        &format!("fetch -a 1 --domain {base_url} -f csv --splay 10m"),
    );
    assert_eq!((run.status, run.waits), (0, vec![]));
    let lucky = Scripted {
        chance: 0.5,
        ..Scripted::default()
    };
    let run = scripted(
        lucky,
        &format!("fetch -a 1 --domain {base_url} -f csv --splay 10m -v"),
    );
    assert_eq!((run.status, run.waits), (0, vec![Duration::from_secs(300)]));
    assert!(
        run.stderr.contains("starting in 300.0 s (--splay)"),
        "{}",
        run.stderr
    );
}

#[test]
fn pauses_are_told_where_asked_for() {
    let (base_url, _) = serve(vec![status("429 Slow"), ok()]);
    let run = scripted(
        Scripted::default(),
        &format!("fetch -a 1 --domain {base_url} -f csv -v"),
    );
    assert!(
        run.stderr
            .contains("answered 429 Too Many Requests; trying again in 1.0 s"),
        "{}",
        run.stderr
    );
}
