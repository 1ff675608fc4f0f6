//! Every command of the README, the help and docs/ is run, in its order, in one empty folder, against the simulator;
//! every file among them goes through a real parser of its kind. Cargo itself is stood in for: `cargo run` is the binary under test, and what else cargo does there is run for real by `.ci/run`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use support::{Bench, Scripted, Simulator, binary, data, scripted};

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The lines of all blocks marked so, less those that are empty.
fn block(text: &str, mark: &str) -> Vec<String> {
    let mut inside = false;
    let mut commands = Vec::new();
    for line in text.lines() {
        if line.trim().starts_with("```") {
            inside = line.trim() == format!("```{mark}");
        } else if inside && !line.trim().is_empty() {
            commands.push(line.to_owned());
        }
    }
    commands
}

/// Runs commands in their order in a new and empty folder, against the simulator; stderr must stay empty.
fn run_all(commands: &[String]) -> Bench {
    let simulator = Simulator::start("--now 2026-11-22T10:02:03Z");
    let bench = Bench::default();
    let tools = bench.path("tools");
    fs::create_dir(&tools).unwrap();
    symlink(
        fs::canonicalize(binary()).unwrap(),
        tools.join("agentactivity"),
    )
    .unwrap();
    let cargo = "#!/bin/sh\ncase \"$1\" in run) shift 3; exec agentactivity \"$@\";; test|install) ;; *) exit 99;; esac\n";
    fs::write(tools.join("cargo"), cargo).unwrap();
    fs::set_permissions(tools.join("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    // A key is … in the text, and plain ASCII in life.
    let script = format!(
        "set -e\n{}",
        commands
            .join("\n")
            .replace('…', "key")
            .replace("--splay 60", "--splay 0.1")
    );
    fs::create_dir(bench.path("work")).unwrap();
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(bench.path("work"))
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", tools.display()))
        .env("HOME", bench.path("work"))
        .env("AGENTACTIVITY_DOMAIN_API", &simulator.base_url)
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{stderr}");
    bench
}

#[test]
fn every_command_of_the_readme_works() {
    let commands: Vec<String> = block(&text("README.md"), "sh")
        .iter()
        .map(|line| line.trim().to_owned())
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    let bench = run_all(&commands);
    for file in [
        "work/day.csv",
        "work/madrid.csv",
        "work/day.xlsx",
        "work/plan.csv",
        "work/agentactivity.prom",
        "work/answer.json",
        "work/activity.csv",
        "work/day.saved",
    ] {
        assert!(
            fs::metadata(bench.path(file)).unwrap().len() > 100,
            "{file}"
        );
    }
}

#[test]
fn every_command_about_the_numbers_works_and_the_example_is_right() {
    let numbers = text("docs/numbers.md");
    let bench = run_all(&block(&numbers, "sh"));
    assert!(fs::metadata(bench.path("work/quarters.csv")).unwrap().len() > 100);
    bench.file("body.json", &data("documented-by-intervals.json"));
    let columns =
        "agent_id,interval_start,interval_end,observed_seconds,coverage,state,total_seconds";
    let printed = bench
        .run(&format!(
            "convert body.json -t 120 --at 2014-07-01T14:46:08Z -f csv --columns {columns}"
        ))
        .well();
    let rows = printed.lines().filter_map(|line| {
        line.strip_prefix("agent_id,")
            .or_else(|| line.strip_prefix("2,"))
    });
    assert_eq!(block(&numbers, "csv"), rows.collect::<Vec<_>>());
    let misses = bench.run("convert body.json --check -f csv").stderr;
    assert!(misses.contains(" 7 rows do not add up"), "{misses}");
}

#[test]
fn every_command_against_trouble_works_and_packages_are_made_by_ci() {
    run_all(&block(&text("docs/troubleshooting.md"), "sh"));
    let ci = text(".ci/run");
    for command in block(&text("docs/packages.md"), "sh") {
        assert!(ci.contains(&command), ".ci/run does not run {command}");
    }
}

#[test]
fn every_example_in_the_help_works() {
    let mut examples = Vec::new();
    for arguments in ["--help", "fetch --help", "convert --help", "doctor --help"] {
        let help = Bench::default().run(arguments).well();
        assert!(help.starts_with("Examples:\n"), "{help:.200}");
        examples.extend(
            help.lines()
                .filter(|line| line.starts_with("  agentactivity "))
                .map(str::to_owned),
        );
    }
    assert!(
        examples.len() > 9
            && examples
                .iter()
                .all(|line| line.contains("--demo") || line.contains("convert "))
    );
    run_all(&examples);
}

#[test]
fn what_cargo_does_in_the_readme_is_run_by_ci() {
    let ci = text(".ci/run");
    for command in block(&text("README.md"), "sh")
        .iter()
        .map(|command| command.trim())
        .filter(|command| command.starts_with("cargo "))
    {
        assert!(ci.contains(command), ".ci/run does not run {command}");
    }
}

#[test]
fn the_readme_tells_every_status_and_the_help_tells_the_same() {
    let readme = text("README.md");
    let help = Bench::default().run("fetch --help").well();
    let told = help
        .split("Exit status:")
        .nth(1)
        .unwrap()
        .replace('\n', " ");
    for status in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] {
        assert!(readme.contains(&format!("| {status} | ")), "{status}");
        assert!(told.contains(&format!(" {status} ")), "{status}");
    }
}

#[test]
fn the_table_in_the_readme_is_what_a_run_prints() {
    let surroundings = Scripted {
        now: "2026-11-20T14:46:08Z",
        columns: Some(80),
        ..Scripted::default()
    };
    let arguments =
        "fetch --demo --agents 2152260312,2152260412,2152260812 --tz Europe/Madrid --color never";
    let run = scripted(surroundings, arguments);
    assert_eq!(run.status, 0);
    assert!(
        text("README.md").contains(&format!("```text\n{}```", run.stdout)),
        "the README's table should be:\n{}",
        run.stdout
    );
}

#[test]
fn every_command_of_the_cron_guide_works() {
    let guide = text("docs/cron.md");
    let mut commands = block(&guide, "sh");
    // What cron would run, with the pause cut short.
    for line in block(&guide, "crontab")
        .iter()
        .filter(|line| line.starts_with(|c: char| c == '*' || c.is_ascii_digit()))
    {
        let command = line.splitn(6, ' ').nth(5).unwrap();
        commands.push(format!(
            "({})",
            command
                .replace("--splay 60", "--splay 0.1")
                .replace("--splay 5m", "--splay 0.1")
        ));
    }
    commands.insert(
        0,
        "export AGENTACTIVITY_ACCOUNT=12345678 AGENTACTIVITY_BEARER=demo-bearer".to_owned(),
    );
    let bench = run_all(&commands);
    let written = fs::read_dir(bench.path("work")).unwrap().filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_str()
            .unwrap()
            .starts_with("activity-2")
    });
    assert_eq!(written.count(), 1);
}

/// Runs a parser on files; says that it was skipped where the parser is missing.
fn parse(program: &str, arguments: &[&str], folder: &Path) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output();
    let Ok(output) = output else {
        return support::skipped(&format!("{arguments:?} needs {program}"));
    };
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{program}: {said}");
}

#[test]
fn the_crontab_is_one_to_cron() {
    let bench = Bench::default();
    let mut lines = block(&text("docs/cron.md"), "crontab").join("\n");
    lines.push('\n');
    bench.file("crontab", &lines);
    // Debian's cron judges a crontab when it is installed, so a user without one lends its place.
    parse("crontab", &["-u", "games", "crontab"], bench.folder.path());
    parse("crontab", &["-u", "games", "-r"], bench.folder.path());
}

#[test]
fn the_units_are_ones_to_systemd_and_their_command_works() {
    let guide = text("docs/cron.md");
    let bench = Bench::default();
    let service = block(&guide, "systemd agentactivity.service").join("\n");
    assert!(
        service.contains("ExecStart=/usr/bin/agentactivity fetch "),
        "{service}"
    );
    let own = fs::canonicalize(binary()).unwrap();
    bench.file(
        "agentactivity.service",
        &service.replace("/usr/bin/agentactivity", own.to_str().unwrap()),
    );
    bench.file(
        "agentactivity.timer",
        &block(&guide, "systemd agentactivity.timer").join("\n"),
    );
    let units = [
        "verify",
        "--man=no",
        "./agentactivity.service",
        "./agentactivity.timer",
    ];
    parse("systemd-analyze", &units, bench.folder.path());
    let command = service
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart=/usr/bin/"))
        .unwrap();
    let credentials = "echo demo-bearer > bearer; export AGENTACTIVITY_ACCOUNT=12345678 AGENTACTIVITY_BEARER_FILE=$PWD/bearer";
    run_all(&[credentials.to_owned(), command.to_owned()]);
}

#[test]
fn the_cron_job_is_one_to_kubernetes_and_its_command_works() {
    let bench = Bench::default();
    let yaml = block(&text("docs/cron.md"), "yaml").join("\n");
    bench.file("job.yaml", &yaml);
    parse(
        "kubernetes-validate",
        &["--strict", "job.yaml"],
        bench.folder.path(),
    );
    let arguments = yaml
        .lines()
        .find_map(|line| line.trim().strip_prefix("args: "))
        .unwrap();
    let arguments: Vec<String> = serde_json::from_str(arguments).unwrap();
    let command = arguments
        .join(" ")
        .replace("--splay 60", "--splay 0.1")
        .replace("/data/", "");
    let credentials = "echo demo-bearer > bearer; export AGENTACTIVITY_ACCOUNT=12345678 AGENTACTIVITY_BEARER_FILE=$PWD/bearer";
    run_all(&[credentials.to_owned(), format!("agentactivity {command}")]);
}
