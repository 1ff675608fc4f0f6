//! What can be typed, and nothing of what is meant. The doc comments here are the help and the man pages.

mod epilogue;
mod options;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use self::epilogue::fetch_epilogue;
pub use self::options::{ConnectionOptions, Known, Method, PresentationOptions, RequestOptions};

/// Where contact-centre agents' time goes: LivePerson's Agent Activity as a table, CSV or JSON.
#[derive(Debug, Parser)]
#[command(
    name = "agentactivity",
    version,
    long_version = env!("AGENTACTIVITY_VERSION"),
    arg_required_else_help = true,
    subcommand_required = true,
    before_long_help = "\
Examples:
  # try it: no account, no network
  agentactivity fetch --demo -t 120 -i 60
  # a day by the hour, for a spreadsheet
  agentactivity fetch --demo -t 1d -i 1h -o day.csv
  # what would be sent, secrets masked
  agentactivity fetch --demo -t 2h --dry-run"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub globals: Globals,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[allow(
    missing_docs,
    reason = "a comment here would replace the help that stands at each command's arguments"
)]
pub enum Command {
    Fetch(Box<Fetch>),
    Convert(Box<Convert>),
    Simulate(Simulate),
    Doctor(Doctor),
    Config(Config),
    Completions(Completions),
    Man(Man),
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Globals {
    /// Ask with the settings of profiles: A,B or all
    ///
    /// Several are asked one after another. Account, domain and credentials then come from the profile, and not from
    /// the environment. Default: AGENTACTIVITY_PROFILE, else default_profile in the configuration.
    #[arg(long, global = true, value_name = "A,B")]
    pub profile: Option<String>,
    /// The configuration file, if not the usual one
    ///
    /// agentactivity config path tells where that is.
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true, value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Say what is sent and received; secrets are masked
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say nothing but failures
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Colours in the table [default: auto]
    ///
    /// NO_COLOR is honoured.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        hide_possible_values = true
    )]
    pub color: Option<Color>,
}

/// When there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Ask the service, and present the answer
#[derive(Debug, Clone, Default, Args)]
#[command(
    before_long_help = "\
Examples:
  # two hours by the hour, from the built-in simulator
  agentactivity fetch --demo -t 120 -i 60
  # a day by the hour, into a file
  agentactivity fetch --demo -t 1d -i 1h -o day.csv
  # few columns, as JSON
  agentactivity fetch --demo -f ndjson --columns agent_id,state,total_seconds
  # what would be sent, secrets masked
  agentactivity fetch --demo -t 2h --dry-run",
    after_long_help = fetch_epilogue()
)]
pub struct Fetch {
    /// What is asked.
    #[command(flatten)]
    pub request: RequestOptions,
    /// How it is shown.
    #[command(flatten)]
    pub presentation: PresentationOptions,
}

/// Present a saved answer
///
/// An envelope (fetch --format envelope) says what was asked, and when. Of a bare body, say it yourself; what stays
/// unknown is left empty.
#[derive(Debug, Args)]
#[command(before_long_help = "\
Examples:
  # an answer with all that was asked, kept, and shown another day
  agentactivity fetch --demo -t 1d -i 1h -f envelope -o day.saved
  agentactivity convert day.saved -f csv
  # a bare body, and what it does not say itself
  agentactivity fetch --demo -t 120 -i 60 -o body.json
  agentactivity convert body.json -t 120 -i 60")]
pub struct Convert {
    /// The saved answer; - is stdin
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What the answer does not say of itself.
    #[command(flatten)]
    pub known: Known,
    /// How it is shown.
    #[command(flatten)]
    pub presentation: PresentationOptions,
}

/// Play the service, on this machine only
///
/// The base URL is the first line of stdout; the lines to paste are on stderr. Ctrl-C ends it.
#[derive(Debug, Args)]
pub struct Simulate {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
    /// How many agents work there
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub agents: u32,
    /// Seed of the agents' days
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Freeze the clock
    ///
    /// The same seed then gives the same bytes.
    #[arg(long, value_name = "RFC3339")]
    pub now: Option<String>,
    /// Verify signatures, bearers and log-ins
    ///
    /// The key is demo-app-key, demo-app-secret, demo-token, demo-token-secret; the bearer demo-bearer; the user demo,
    /// with the password demo.
    #[arg(long)]
    pub require_auth: bool,
    /// Answer 429 beyond N requests at once
    #[arg(long, value_name = "N")]
    pub max_concurrent: Option<u32>,
    /// Faults that the next requests meet, one each
    ///
    /// As in 429*2,500,reset,truncate,stall=3s,slow=2s,html,badjson,empty.
    #[arg(long, value_name = "LIST")]
    pub fault: Option<String>,
}

/// Check every step that a first request needs, one by one
///
/// One line for each, and for what fails the next thing to do. The exit status is that of a fetch.
#[derive(Debug, Args)]
#[command(before_long_help = "\
Examples:
  # what is wrong, and what to do
  agentactivity doctor --demo
  # the same for a script
  agentactivity doctor --demo --format json")]
pub struct Doctor {
    /// Who is asked, and how requests travel.
    #[command(flatten)]
    pub connection: ConnectionOptions,
    /// text or json
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = Report::Text, hide_possible_values = true)]
    pub format: Report,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// For people
    Text,
    /// For scripts
    Json,
}

/// The configuration: where it is, one to begin with, and what counts
#[derive(Debug, Args)]
pub struct Config {
    /// What to do with it.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What to do with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Tell where it is
    Path,
    /// Write a commented one, never over another
    Init,
    /// Show every setting and where it comes from: flag, environment, profile or default
    Show(Box<Fetch>),
}

/// Print a shell's completions
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Print the man page, or write one per command
#[derive(Debug, Args)]
pub struct Man {
    /// Write agentactivity.1 and one page per command into DIR
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out_dir: Option<PathBuf>,
}
