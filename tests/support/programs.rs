//! Other people's programs, which read what we write; and what the system tells of ours while it runs.

use std::io;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use super::{Bench, skipped};

/// What `timeout` and shells answer where there is no such program.
const NOT_FOUND: i32 = 127;

/// A program that may take so many seconds: one that waits for what never comes is a failure, and not a build that stands
/// still.
pub fn timed(seconds: u32, program: &str) -> Command {
    let mut command = Command::new("timeout");
    command
        .arg("--kill-after=5")
        .arg(seconds.to_string())
        .arg(program);
    command
}

/// What a program printed; `None`, said aloud, where it is missing or failed for want of a Python module.
#[track_caller]
pub fn printed(program: &str, output: io::Result<Output>) -> Option<String> {
    let found = output.ok().filter(|it| it.status.code() != Some(NOT_FOUND));
    let Some(output) = found else {
        skipped(&format!("this needs {program} and timeout (coreutils)"));
        return None;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    if let Some(missing) = told
        .lines()
        .find_map(|line| line.strip_prefix("ModuleNotFoundError: "))
    {
        skipped(&format!("this needs more of {program}: {missing}"));
        return None;
    }
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{stdout}\n{told}");
    Some(stdout)
}

/// What a script in Python prints of files in the bench's folder.
#[track_caller]
pub fn python(bench: &Bench, script: &str, files: &[&str]) -> Option<String> {
    let mut command = timed(120, "python3");
    command.args(["-c", script]).args(files);
    printed("python3", command.current_dir(bench.folder.path()).output())
}

/// The sheet that LibreOffice makes of a file in the bench's folder, in which no formula is run.
#[track_caller]
pub fn sheet(bench: &Bench, options: &[&str], file: &str) -> Option<String> {
    let mut command = timed(300, "soffice");
    command
        .args(["--headless", "--norestore"])
        .args(options)
        .args(["--convert-to", "fods", file])
        .current_dir(bench.folder.path())
        .env("HOME", bench.folder.path());
    printed("soffice", command.output())?;
    let sheet = std::fs::read_to_string(bench.path(file).with_extension("fods")).unwrap();
    assert!(!sheet.contains("table:formula"), "a formula is run");
    Some(sheet)
}

/// A file system of so much; `None`, said aloud, where this process may not mount one.
pub fn small_disk(bench: &Bench, size: &str) -> Option<SmallDisk> {
    let folder = bench.path("disk");
    std::fs::create_dir(&folder).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
        .arg(&folder)
        .output();
    if mounted.is_ok_and(|output| output.status.success()) {
        return Some(SmallDisk(folder));
    }
    skipped("a full disk needs the right to mount a tmpfs");
    None
}

/// It goes away with this.
pub struct SmallDisk(pub PathBuf);

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

/// The most that a run held at any moment: memory in KiB, open files, threads.
#[derive(Debug, Clone, Copy, Default)]
pub struct Most {
    pub memory: u64,
    pub files: usize,
    pub threads: u64,
}

/// Watches a run to its end, which must be a good one; `None`, said aloud, where the system does not tell.
pub fn watch(bench: &Bench, arguments: &str) -> Option<Most> {
    let mut child = bench
        .command(arguments)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let process = format!("/proc/{}", child.id());
    let mut most = Most::default();
    // The high-water mark of memory only rises, so its last reading is the answer to within the run's last moment.
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("{process}/status")).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        most.memory = most.memory.max(field("VmHWM:").unwrap_or_default());
        most.threads = most.threads.max(field("Threads:").unwrap_or_default());
        let files = std::fs::read_dir(format!("{process}/fd")).map(Iterator::count);
        most.files = most.files.max(files.unwrap_or_default());
        thread::sleep(Duration::from_millis(2));
    }
    assert!(child.wait().unwrap().success());
    if most.memory == 0 {
        skipped("this system does not tell what a process holds");
        return None;
    }
    Some(most)
}
