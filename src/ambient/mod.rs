//! Everything that is not an argument: streams, environment, clock, nonce, sleep and the time zone of the machine.
//! Nothing else in the house reads the environment or the clock, or writes to a standard stream.

mod execute;
mod progress;
mod signals;

use std::collections::HashMap;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use self::progress::Progress;
pub use self::signals::end_on_signals;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// How much is said on stderr.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// `-q`: failures only.
    Quiet,
    /// Failures and warnings.
    #[default]
    Normal,
    /// `-v`: also what is sent and received.
    Verbose,
}

/// A standard stream to write to, and what is known of the other end.
pub struct Stream {
    /// Where bytes go.
    pub writer: Box<dyn Write + Send>,
    /// Whether a person is looking.
    pub is_terminal: bool,
    /// The terminal's width in columns.
    pub columns: Option<u16>,
}

/// Tells the present moment.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Runs a program and gives what it prints, or says in words how it failed.
pub type Execute = Box<dyn Fn(&[String]) -> Result<String, String> + Send>;

/// The surroundings of one run; tests build their own.
pub struct Ambient {
    /// Standard input.
    pub input: Box<dyn Read + Send>,
    /// Standard output: data only.
    pub out: Stream,
    /// Standard error: everything said to a person.
    pub err: Stream,
    /// What [`Ambient::warn`] and [`Ambient::detail`] let through.
    pub verbosity: Verbosity,
    /// The environment.
    pub variables: HashMap<String, String>,
    /// The present moment.
    pub clock: Clock,
    /// A text that was never used before, for a signature.
    pub nonce: Box<dyn Fn() -> String + Send>,
    /// A number between 0 and 1, any as likely as any other.
    pub chance: Box<dyn Fn() -> f64 + Send>,
    /// Runs a program, without a shell and with nothing to read, and gives what it prints; or says how it failed.
    pub execute: Execute,
    /// Waits.
    pub sleep: Box<dyn Fn(Duration) + Send>,
}

/// Where temporary files go: the system's folder, or `TMPDIR`. The library that makes them asks the same.
pub fn temporary_folder() -> PathBuf {
    std::env::temp_dir()
}

/// Makes a defect of this program end with one line and status 1, as scripts expect of any internal failure, once `clean_up`
/// has removed what is half done.
pub fn tell_of_panics(clean_up: fn()) {
    std::panic::set_hook(Box::new(move |panic| {
        clean_up();
        let told = panic.to_string().replace('\n', " ");
        // A closed stderr must not turn one panic into two.
        let _ = writeln!(
            io::stderr(),
            "agentactivity: internal error, please report it: {told}"
        );
        std::process::exit(1);
    }));
}

impl Ambient {
    /// The real surroundings of this process.
    pub fn real() -> Self {
        let columns = |size: Option<(terminal_size::Width, terminal_size::Height)>| {
            size.map(|(width, _)| width.0)
        };
        Self {
            input: Box::new(io::stdin()),
            out: Stream {
                is_terminal: io::stdout().is_terminal(),
                columns: columns(terminal_size::terminal_size_of(io::stdout())),
                writer: Box::new(io::stdout()),
            },
            err: Stream {
                is_terminal: io::stderr().is_terminal(),
                columns: columns(terminal_size::terminal_size_of(io::stderr())),
                writer: Box::new(io::stderr()),
            },
            verbosity: Verbosity::Normal,
            variables: std::env::vars_os()
                .filter_map(|(name, value)| {
                    let name = name.into_string().ok()?;
                    // What is meant for us and is no text is not passed over: something else would be meant then.
                    let value = if name.starts_with("AGENTACTIVITY_") {
                        value.to_string_lossy().into_owned()
                    } else {
                        value.into_string().ok()?
                    };
                    Some((name, value))
                })
                .collect(),
            clock: Arc::new(Timestamp::now),
            nonce: Box::new(|| format!("{:032x}", fastrand::u128(..))),
            chance: Box::new(fastrand::f64),
            execute: Box::new(execute::execute),
            sleep: Box::new(std::thread::sleep),
        }
    }

    /// An environment variable; one that is set to nothing counts as absent.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The folder for what can be had again, by the XDG Base Directory specification (on Windows, that of local data).
    pub fn cache_folder(&self) -> Option<PathBuf> {
        self.own_folder("XDG_CACHE_HOME", ".cache", "LOCALAPPDATA")
    }

    /// The folder for what a person has decided, likewise.
    pub fn config_folder(&self) -> Option<PathBuf> {
        self.own_folder("XDG_CONFIG_HOME", ".config", "APPDATA")
    }

    fn own_folder(&self, variable: &str, below_home: &str, on_windows: &str) -> Option<PathBuf> {
        let named = if cfg!(windows) { on_windows } else { variable };
        // The specification has relative paths ignored.
        let named = self
            .variable(named)
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute());
        let home = || Some(PathBuf::from(self.variable("HOME")?).join(below_home));
        Some(named.or_else(home)?.join("agentactivity"))
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The machine's time zone, where it can be told.
    pub fn time_zone(&self) -> Option<TimeZone> {
        TimeZone::try_system().ok()
    }

    /// Waits, and says why: with `-v` in a line, on a terminal in one that goes away again.
    pub fn pause(&mut self, length: Duration, why: &str) {
        self.detail(why);
        let progress = if self.verbosity == Verbosity::Normal {
            self.progress()
        } else {
            Progress::default()
        };
        progress.show(why);
        (self.sleep)(length);
    }

    /// A line on stderr that comes and goes; none where nobody would see it.
    pub fn progress(&self) -> Progress {
        let seen = self.err.is_terminal && self.verbosity != Verbosity::Quiet;
        Progress::new(seen)
    }

    /// Says a line that a person should see although the run goes on.
    pub fn warn(&mut self, line: impl AsRef<str>) {
        self.say(Verbosity::Normal, "warning: ", line.as_ref());
    }

    /// Says a line that only `-v` asks for.
    pub fn detail(&mut self, line: impl AsRef<str>) {
        self.say(Verbosity::Verbose, "", line.as_ref());
    }

    /// Says how the run failed, whatever the verbosity.
    pub fn fail(&mut self, line: &str, hint: Option<&str>) {
        self.say(Verbosity::Quiet, "", line);
        if let Some(hint) = hint {
            self.say(Verbosity::Quiet, "hint: ", hint);
        }
    }

    /// A closed or full stderr must not change how the run ends, so its errors are dropped.
    fn say(&mut self, level: Verbosity, prefix: &str, line: &str) {
        if self.verbosity >= level {
            let _ = writeln!(self.err.writer, "agentactivity: {prefix}{line}");
        }
    }
}
