//! The job that nobody watches: killed, interrupted, and started twenty at a time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::{Bench, Simulator, serving};

/// What is in a bench's folder.
fn names(bench: &Bench) -> Vec<String> {
    let entries = fs::read_dir(bench.folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn signal(child: &Child, name: &str) {
    assert!(
        Command::new("kill")
            .args([format!("-{name}"), child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
}

#[test]
fn killed_at_any_moment_a_file_is_the_old_one_or_the_new_one() {
    let simulator = Simulator::start("--agents 60 --now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&simulator.base_url);
    bench.run("fetch -t 240 -i 5 -o new.csv").well();
    let begun = Instant::now();
    bench.run("fetch -t 240 -i 5 -o new.csv").well();
    let usual = begun.elapsed();
    let new = fs::read(bench.path("new.csv")).unwrap();
    let (mut olds, mut news) = (0, 0);
    for round in 0..200 {
        fs::write(bench.path("report.csv"), "old").unwrap();
        let mut child = bench
            .command("fetch -t 240 -i 5 -o report.csv")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Moments spread evenly over a little more than a run takes.
        thread::sleep(usual.mul_f64(1.2 * f64::from(round) / 200.0));
        let _ = child.kill();
        child.wait().unwrap();
        let now = fs::read(bench.path("report.csv")).unwrap();
        assert!(
            now == b"old" || now == new,
            "round {round}: {} bytes",
            now.len()
        );
        if now == new { news += 1 } else { olds += 1 }
    }
    assert!(
        olds > 0 && news > 0,
        "{olds} old, {news} new: the moments missed what they should hit"
    );
}

#[test]
fn two_runs_that_write_one_file_never_mix() {
    let simulator = Simulator::start("--agents 40 --now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&simulator.base_url);
    let expected = ["60", "120"].map(|timeframe| {
        bench
            .run(&format!("fetch -t {timeframe} -i 5 -f csv"))
            .well()
    });
    for _ in 0..10 {
        let children = ["60", "120"].map(|timeframe| {
            bench
                .command(&format!("fetch -t {timeframe} -i 5 -o one.csv"))
                .spawn()
                .unwrap()
        });
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        assert!(expected.contains(&fs::read_to_string(bench.path("one.csv")).unwrap()));
        assert_eq!(names(&bench), ["one.csv"]);
    }
}

/// A bench whose server throttles for ever, so that runs wait.
fn waiting() -> Bench {
    Bench::asking(&support::answering(support::response("429 Slow", "")))
}

/// A bench whose server sends the beginning of an answer and no more, so that runs block in a read.
fn blocked() -> Bench {
    Bench::asking(&serving(|mut stream| {
        let _ = std::io::Write::write_all(
            &mut stream,
            b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"agentsM",
        );
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(20));
            drop(stream);
        });
    }))
}

#[test]
fn a_signal_ends_a_wait_and_a_read_with_nothing_left() {
    for (name, status) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        for bench in [waiting(), blocked()] {
            bench.file("report.csv", "old");
            let mut child = bench
                .command("fetch --retries 5 -v -o report.csv")
                .stderr(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            // Once it has said what it sends, it waits or reads soon after.
            let mut stderr = BufReader::new(child.stderr.take().unwrap());
            stderr.read_line(&mut String::new()).unwrap();
            thread::sleep(Duration::from_millis(300));
            let begun = Instant::now();
            signal(&child, name);
            assert_eq!(child.wait().unwrap().code(), Some(status), "{name}");
            assert!(begun.elapsed() < Duration::from_secs(2));
            assert_eq!(fs::read_to_string(bench.path("report.csv")).unwrap(), "old");
            assert_eq!(names(&bench), ["report.csv"]);
        }
    }
}

#[test]
fn a_signal_during_a_write_leaves_no_half_file() {
    let simulator = Simulator::start("--agents 300 --now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&simulator.base_url);
    bench.file("report.csv", "old");
    let mut hit = false;
    for _ in 0..10 {
        let mut child = bench
            .command("fetch -t 720 -i 5 -o report.csv")
            .spawn()
            .unwrap();
        // The half-written file is the sign that writing has begun.
        let deadline = Instant::now() + Duration::from_secs(30);
        while names(&bench).len() == 1
            && child.try_wait().unwrap().is_none()
            && Instant::now() < deadline
        {
            thread::sleep(Duration::from_millis(1));
        }
        let writing = names(&bench).len() == 2;
        signal(&child, "TERM");
        let ended = child.wait().unwrap();
        assert_eq!(names(&bench), ["report.csv"], "{ended}");
        if writing && ended.code() == Some(143) {
            assert_eq!(fs::read_to_string(bench.path("report.csv")).unwrap(), "old");
            hit = true;
            break;
        }
        bench.file("report.csv", "old");
    }
    assert!(hit, "no signal came during a write");
}

#[test]
fn a_background_job_ignores_what_it_was_told_to_ignore() {
    let bench = waiting();
    // As `nohup` and a script's background job do: the signal is ignored before the program starts.
    for (ignored, other, status) in [("INT", "TERM", 143), ("TERM", "INT", 130)] {
        let plain = bench.command("fetch --retries 5");
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("trap '' {ignored}; exec \"$@\""), "sh"])
            .arg(plain.get_program())
            .args(plain.get_args());
        command
            .env_clear()
            .envs(
                plain
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        thread::sleep(Duration::from_millis(400));
        signal(&child, ignored);
        thread::sleep(Duration::from_millis(300));
        assert!(
            child.try_wait().unwrap().is_none(),
            "{ignored} should have been ignored"
        );
        signal(&child, other);
        assert_eq!(child.wait().unwrap().code(), Some(status));
    }
}

#[test]
fn twenty_at_once_are_all_served_and_spread_out() {
    let mut simulator = Command::new(support::binary());
    simulator.args([
        "simulate",
        "-v",
        "--max-concurrent",
        "2",
        "--fault",
        "stall=120ms*200",
    ]);
    let mut simulator = simulator
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut base_url = String::new();
    BufReader::new(simulator.stdout.take().unwrap())
        .read_line(&mut base_url)
        .unwrap();
    let log = simulator.stderr.take().unwrap();
    let reader = thread::spawn(move || {
        let mut text = String::new();
        BufReader::new(log).read_to_string(&mut text).map(|_| text)
    });
    let bench = Bench::asking(base_url.trim());
    let begun = Instant::now();
    let children: Vec<Child> = (0..20)
        .map(|_| {
            bench
                .command("fetch -f csv --retries 12")
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let took = begun.elapsed();
    simulator.kill().unwrap();
    simulator.wait().unwrap();
    // Each line of the log begins with the moment of a request to the method.
    let log = reader.join().unwrap().unwrap();
    let times: Vec<jiff::Timestamp> = log
        .lines()
        .filter(|line| line.contains("/agentactivity?"))
        .map(|line| line.split(' ').nth(1).unwrap().parse().unwrap())
        .collect();
    let first = *times.iter().min().unwrap();
    // After the first second nobody comes in a bunch. Jitter spreads the 18 who are refused at first over a quarter of a second,
    // so some 7 come in each tenth; 16 in one is more than four standard deviations off, and without jitter all of them do.
    let mut tenths = std::collections::BTreeMap::<i128, usize>::new();
    for at in times
        .iter()
        .map(|at| at.duration_since(first).as_millis())
        .filter(|at| *at > 1000)
    {
        *tenths.entry(at / 100).or_default() += 1;
    }
    assert!(tenths.values().all(|requests| *requests < 16), "{tenths:?}");
    assert!(took < Duration::from_secs(60), "{took:?}");
}

#[test]
fn a_person_at_a_terminal_sees_why_it_waits_and_then_only_the_answer() {
    let simulator = Simulator::start("--now 2026-11-22T10:02:03Z --fault 429");
    let bench = Bench::asking(&simulator.base_url);
    let plain = bench.command("fetch -t 60");
    // `script` gives the program a terminal of its own, and prints what a person would see there.
    let mut command = Command::new("script");
    command.args([
        "-qec",
        &format!("{} fetch -t 60", plain.get_program().display()),
        "/dev/null",
    ]);
    command
        .env_clear()
        .env("TERM", "xterm")
        .env("PATH", "/usr/bin:/bin")
        .stdin(Stdio::null());
    command.envs(
        plain
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let Ok(output) = command.output() else {
        return support::skipped("a terminal needs the program script");
    };
    assert!(output.status.success());
    let seen = String::from_utf8_lossy(&output.stdout).into_owned();
    let (wait, answer) = seen.split_once("Account 12345678").unwrap();
    assert!(
        wait.contains("429 Too Many Requests") && wait.contains("trying again in 1."),
        "{seen:?}"
    );
    // The line is cleared before the answer comes.
    assert!(
        wait.contains("\u{1b}[2K") && !answer.contains("429"),
        "{seen:?}"
    );
}
