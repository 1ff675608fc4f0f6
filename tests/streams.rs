//! Where the answer goes: stdout is data alone, a closed pipe is a quiet end, and a file is the old one or the new one.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it was skipped"
)]

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use support::programs::small_disk;
use support::{Bench, Simulator, answering, data, response};

fn documented() -> Bench {
    Bench::asking(&answering(response(
        "200 OK",
        &data("documented-whole.json"),
    )))
}

#[test]
fn a_reader_that_leaves_after_one_line_is_a_quiet_end() {
    let simulator = Simulator::start("--agents 200 --now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&simulator.base_url);
    for format in ["csv", "tsv", "ndjson", "json", "table"] {
        let mut child = bench
            .command(&format!("fetch -t 1440 -i 60 -f {format}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        if format == "json" {
            stdout.read_exact(&mut [0; 10]).unwrap();
        } else {
            stdout.read_line(&mut String::new()).unwrap();
        }
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (
                output.status.code(),
                String::from_utf8(output.stderr).unwrap()
            ),
            (Some(0), String::new()),
            "{format}"
        );
    }
}

#[test]
fn a_file_gets_what_stdout_would_and_keeps_its_mode() {
    let bench = documented();
    let expected = bench.run("fetch -f csv").well();
    let file = bench.file("report.csv", "old");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(bench.run("fetch -o report.csv").well(), "");
    assert_eq!(fs::read_to_string(&file).unwrap(), expected);
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(bench.run("fetch -f csv -o -").well(), expected);
    bench.run("fetch -o ./new.tsv").well();
    assert!(
        fs::read_to_string(bench.path("new.tsv"))
            .unwrap()
            .starts_with("account\tinterval_start\t")
    );
    let mode = fs::metadata(bench.path("new.tsv"))
        .unwrap()
        .permissions()
        .mode()
        & 0o777;
    let umask_of_a_plain_file = fs::metadata(bench.file("plain", ""))
        .unwrap()
        .permissions()
        .mode()
        & 0o777;
    assert_eq!(mode, umask_of_a_plain_file);
}

#[test]
fn a_link_stays_a_link_and_a_device_is_written_straight() {
    let bench = documented();
    let file = bench.file("real.csv", "old");
    std::os::unix::fs::symlink(&file, bench.path("link.csv")).unwrap();
    bench.run("fetch -o link.csv").well();
    assert!(
        fs::symlink_metadata(bench.path("link.csv"))
            .unwrap()
            .is_symlink()
    );
    assert!(fs::read_to_string(&file).unwrap().starts_with("account,"));
    std::os::unix::fs::symlink("to-come.csv", bench.path("near.csv")).unwrap();
    std::os::unix::fs::symlink("near.csv", bench.path("far.csv")).unwrap();
    bench.run("fetch -o far.csv").well();
    assert_eq!(
        fs::read_link(bench.path("near.csv")).unwrap(),
        Path::new("to-come.csv")
    );
    assert!(bench.path("to-come.csv").is_file());
    bench.run("fetch -o /dev/null").well();
    let told = bench.run("fetch -f csv -o /dev/full").badly(1);
    assert!(
        told.contains("could not write /dev/full: No space left on device"),
        "{told}"
    );
}

#[test]
fn a_file_that_may_not_grow_is_a_failure_to_write_and_leaves_nothing() {
    let bench = documented();
    let inner = bench.command("fetch -o report.csv");
    let output = Command::new("sh")
        .args(["-c", "ulimit -f 0; exec \"$@\"", "sh"])
        .arg(inner.get_program())
        .args(inner.get_args())
        .current_dir(bench.folder.path())
        .envs(
            inner
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("File too large"), "{told}");
    assert_eq!(fs::read_dir(bench.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_failing_request_leaves_the_old_file_and_nothing_else() {
    let body = data("documented-whole.json");
    let half = response("200 OK", &body)[..1000].to_owned();
    for (answer, status) in [
        (response("500 Oops", ""), 7),
        (response("200 OK", "[]"), 5),
        (half, 7),
    ] {
        let bench = Bench::asking(&answering(answer));
        let file = bench.file("report.csv", "old");
        bench.run("fetch -o report.csv").badly(status);
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        assert_eq!(fs::read_dir(bench.folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn a_full_disk_leaves_the_old_file_and_says_so() {
    let simulator = Simulator::start("--agents 100 --now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&simulator.base_url);
    let Some(disk) = small_disk(&bench, "64k") else {
        return;
    };
    fs::write(disk.0.join("report.csv"), "old").unwrap();
    let told = bench.run("fetch -t 1440 -i 60 -o disk/report.csv").badly(1);
    assert!(
        told.contains("could not write disk/report.csv: No space left on device")
            && told.contains("as it was before"),
        "{told}"
    );
    assert_eq!(
        fs::read_to_string(disk.0.join("report.csv")).unwrap(),
        "old"
    );
    assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 1);
}

#[test]
fn a_full_temporary_folder_is_named() {
    let simulator = Simulator::start("--agents 700 --now 2026-11-22T10:02:03Z");
    let bench = Bench::asking(&simulator.base_url);
    let Some(disk) = small_disk(&bench, "64k") else {
        return;
    };
    let bench = bench.with("TMPDIR", disk.0.to_str().unwrap());
    for format in ["csv", "json"] {
        let told = bench
            .run(&format!("fetch -t 1440 -i 5 -f {format}"))
            .badly(1);
        assert!(
            told.contains("could not keep the answer in the temporary folder")
                && told.contains("TMPDIR"),
            "{told}"
        );
    }
}

#[test]
fn colours_are_for_terminals_or_for_those_who_ask() {
    let bench = documented();
    assert!(!bench.run("fetch").well().contains('\u{1b}'));
    assert!(
        bench
            .run("fetch --color always")
            .well()
            .contains("\u{1b}[1mAccount 12345678")
    );
    assert!(!bench.run("fetch --color never").well().contains('\u{1b}'));
}

#[test]
fn more_is_said_on_demand_and_on_stderr_alone() {
    let bench = documented();
    let ended = bench.run("fetch -f csv -v");
    assert_eq!(ended.stdout, bench.run("fetch -f csv").well());
    for said in [
        "> GET http://127.0.0.1:",
        "> Authorization: OAuth oauth_consumer_key=\"***\"",
        "< 200 after ",
        " bytes, whole and understood",
    ] {
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
    let late = response("200 OK", &data("documented-by-intervals.json"))
        .replace("14:46:08 GMT", "14:52:08 GMT");
    let bench = Bench::asking(&answering(late));
    assert!(bench.run("fetch -t 120 -i 60").stderr.contains("warning: "));
    bench.run("fetch -q -t 120 -i 60").well();
}
