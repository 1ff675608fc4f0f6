//! What every test of the binary needs: a clean environment, a temporary folder, a simulator, and servers that misbehave.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod programs;

use std::fs::Permissions;
use std::io::{BufRead as _, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use agentactivity::ambient::{Ambient, Stream, Verbosity};
use jiff::Timestamp;
use tempfile::TempDir;

/// The four values that the simulator knows, by the last part of their variables' names.
pub const KEYS: [(&str, &str); 4] = [
    ("AGENTACTIVITY_APP_KEY", "demo-app-key"),
    ("AGENTACTIVITY_APP_SECRET", "demo-app-secret"),
    ("AGENTACTIVITY_ACCESS_TOKEN", "demo-token"),
    ("AGENTACTIVITY_ACCESS_TOKEN_SECRET", "demo-token-secret"),
];

/// The binary under test: the one cargo built, or another that `AGENTACTIVITY_BIN` names.
pub fn binary() -> PathBuf {
    std::env::var_os("AGENTACTIVITY_BIN").map_or_else(
        || env!("CARGO_BIN_EXE_agentactivity").into(),
        |named| std::fs::canonicalize(named).unwrap(),
    )
}

/// The binary in an environment that holds nothing but a time zone and an empty home.
pub struct Bench {
    pub folder: TempDir,
    variables: Vec<(String, String)>,
}

/// How a run ended.
pub struct Ended {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Default for Bench {
    fn default() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            variables: Vec::new(),
        }
    }
}

impl Bench {
    /// With the account 12345678 and the simulator's keys, asking this server for everything.
    pub fn asking(base_url: &str) -> Self {
        let mut bench = Self::default()
            .with("AGENTACTIVITY_ACCOUNT", "12345678")
            .with("AGENTACTIVITY_DOMAIN", base_url);
        for (name, value) in KEYS {
            bench = bench.with(name, value);
        }
        bench
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }

    /// A configuration that its owner alone may read; answers the option that names it.
    pub fn configured(&self, text: &str) -> String {
        let file = self.file("config.toml", text);
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        format!("--config {}", file.display())
    }

    /// The command with these arguments, separated by spaces. A fetch that says nothing of retries makes none, or every
    /// test of a failure would wait for half a minute.
    pub fn command(&self, arguments: &str) -> Command {
        let arguments = match arguments.strip_prefix("fetch") {
            Some(rest) if !rest.contains("--retries") && !rest.contains("help") => {
                format!("fetch --retries 0{rest}")
            }
            _ => arguments.to_owned(),
        };
        let mut command = Command::new(binary());
        command
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs to the end, which comes within a minute or the test fails.
    pub fn run(&self, arguments: &str) -> Ended {
        self.run_with_input(arguments, "")
    }

    pub fn run_with_input(&self, arguments: &str, input: &str) -> Ended {
        let mut command = assert_cmd::Command::from_std(self.command(arguments));
        end(command
            .write_stdin(input)
            .timeout(Duration::from_secs(60))
            .output()
            .unwrap())
    }
}

fn end(output: Output) -> Ended {
    Ended {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ended {
    /// Fails the test unless the run ended well and silently; answers its stdout.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!(
            (self.status, self.stderr.as_str()),
            (0, ""),
            "stdout: {:.400}",
            self.stdout
        );
        self.stdout
    }

    /// Fails the test unless the run ended with this status, nothing on stdout, and one line (and a hint) on stderr.
    #[track_caller]
    pub fn badly(self, status: i32) -> String {
        let start: String = self.stdout.chars().take(400).collect();
        assert_eq!(
            (self.status, start.as_str()),
            (status, ""),
            "stderr: {}",
            self.stderr
        );
        let lines: Vec<&str> = self.stderr.lines().collect();
        let tidy =
            lines.len() == 1 || lines.len() == 2 && lines[1].starts_with("agentactivity: hint: ");
        assert!(tidy, "more than a line and a hint:\n{}", self.stderr);
        self.stderr
    }
}

/// A running `agentactivity simulate`.
pub struct Simulator {
    child: Child,
    pub base_url: String,
}

impl Simulator {
    pub fn start(arguments: &str) -> Self {
        let bench = Bench::default();
        let mut command = bench.command(&format!("simulate {arguments}"));
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut base_url = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut base_url)
            .unwrap();
        Self {
            child,
            base_url: base_url.trim_end().to_owned(),
        }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A server on loopback that answers every connection with the same bytes, whatever was asked, and closes.
pub fn answering(bytes: impl Into<Vec<u8>>) -> String {
    let bytes = bytes.into();
    serving(move |mut stream| {
        let _ = stream.write_all(&bytes);
    })
}

/// A server that makes its answer from the request, head and body.
pub fn echoing(answer: impl Fn(&str) -> String + Send + 'static) -> String {
    serving_requests(move |request, mut stream| {
        let _ = stream.write_all(answer(request).as_bytes());
    })
}

/// The host that a request names: what a look-up of domains answers with to lead back to the same server.
pub fn host(request: &str) -> &str {
    let named = request.lines().find_map(|line| line.strip_prefix("host: "));
    named.unwrap_or_default().trim_end()
}

/// A server that gives each connection to `answer`, once its request has come.
pub fn serving(answer: impl Fn(TcpStream) + Send + 'static) -> String {
    serving_requests(move |_, stream| answer(stream))
}

fn serving_requests(answer: impl Fn(&str, TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(&read_request(&stream), stream);
        }
    });
    base_url
}

fn read_request(mut stream: &TcpStream) -> String {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        request.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&request).to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    let _ = stream.read_exact(&mut body);
    request.extend(body);
    String::from_utf8_lossy(&request).into_owned()
}

/// An HTTP answer with this status and body, dated within the documented example.
pub fn response(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nDate: Tue, 01 Jul 2014 14:46:08 GMT\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// The surroundings of a run in this process: a clock that only waiting moves, and streams that are read afterwards.
pub struct Scripted {
    pub now: &'static str,
    /// The terminal that stdout and stderr are, if they are one.
    pub columns: Option<u16>,
    pub variables: Vec<(String, String)>,
    /// What chance always says.
    pub chance: f64,
}

impl Default for Scripted {
    /// At the time of the documented example, with a bearer, and no terminal.
    fn default() -> Self {
        Self {
            now: "2014-07-01T14:46:08Z",
            columns: None,
            variables: vec![("AGENTACTIVITY_BEARER".to_owned(), "bearer".to_owned())],
            chance: 0.0,
        }
    }
}

/// How a run in this process ended.
pub struct Run {
    pub status: u8,
    pub stdout: String,
    pub stderr: String,
    /// Every pause, in order.
    pub waits: Vec<Duration>,
}

/// Runs a command line in this process.
pub fn scripted(surroundings: Scripted, arguments: &str) -> Run {
    let begun: Timestamp = surroundings.now.parse().unwrap();
    let (out, err) = (Shared::default(), Shared::default());
    let waits = Arc::new(Mutex::new(Vec::<Duration>::new()));
    let (slept, counted) = (Arc::clone(&waits), Arc::clone(&waits));
    let stream = |shared: &Shared| Stream {
        writer: Box::new(shared.clone()),
        is_terminal: surroundings.columns.is_some(),
        columns: surroundings.columns,
    };
    let ambient = Ambient {
        input: Box::new(std::io::empty()),
        out: stream(&out),
        err: stream(&err),
        verbosity: Verbosity::Normal,
        variables: surroundings.variables.into_iter().collect(),
        clock: Arc::new(move || begun + counted.lock().unwrap().iter().sum::<Duration>()),
        nonce: Box::new(|| format!("{:?}", std::time::Instant::now())),
        chance: Box::new(move || surroundings.chance),
        execute: Box::new(|_| Err("is not run here".to_owned())),
        sleep: Box::new(move |pause| slept.lock().unwrap().push(pause)),
    };
    let argv = std::iter::once("agentactivity")
        .chain(arguments.split_whitespace())
        .map(Into::into);
    let status = agentactivity::run(argv, ambient);
    let waits = waits.lock().unwrap().clone();
    Run {
        status,
        stdout: out.text(),
        stderr: err.text(),
        waits,
    }
}

/// A stream that is read after the run.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Shared {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(buffer)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Says that a test could not run here, past the capture of a passing test's output.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// A file of the test data.
pub fn data(name: &str) -> String {
    std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(name),
    )
    .unwrap()
}

/// A committed file's text; where `UPDATE_GENERATED` is set, it is first made what it should be.
pub fn committed_text(file: &str, generated: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_GENERATED").is_some() && !generated.is_empty() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, generated).unwrap();
    }
    std::fs::read_to_string(path).unwrap_or_default()
}
