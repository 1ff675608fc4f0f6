//! What can be typed, and nothing of what is meant. The doc comments here are the help and the man pages.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::model::column::COLUMNS;
use crate::model::format::Format;

/// Where contact-centre agents' time goes: LivePerson's Agent Activity as a table, CSV or JSON.
#[derive(Debug, Parser)]
#[command(
    name = "agentactivity",
    version,
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
    Convert(Convert),
    Simulate(Simulate),
    Completions(Completions),
    Man(Man),
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Globals {
    /// Say what is sent and received; secrets are masked
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say nothing but failures
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Colours in the table
    ///
    /// NO_COLOR is honoured.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto, hide_possible_values = true)]
    pub color: Color,
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
#[derive(Debug, Args)]
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

/// What `fetch --help` and its man page end with.
fn fetch_epilogue() -> String {
    let mut columns = String::new();
    for column in &COLUMNS {
        let note = if column.by_default {
            ""
        } else {
            "; on request"
        };
        let _ = writeln!(columns, "  {}: {}{note}", column.name, column.meaning);
    }
    format!(
        "\
Credentials come from the environment, never from the command line. Each
name may also end in _FILE, and then names a file that holds the value.
  an API key (OAuth 1.0a):
    AGENTACTIVITY_APP_KEY, AGENTACTIVITY_APP_SECRET,
    AGENTACTIVITY_ACCESS_TOKEN, AGENTACTIVITY_ACCESS_TOKEN_SECRET
  a bearer:
    AGENTACTIVITY_BEARER
  a user's log-in:
    AGENTACTIVITY_USERNAME, AGENTACTIVITY_PASSWORD
  an application's log-in:
    AGENTACTIVITY_USERNAME and the API key, AGENTACTIVITY_AUTH=app-login
  which are meant, where several are set:
    AGENTACTIVITY_AUTH=oauth1|bearer|login|app-login

Columns:
{columns}
Exit status:
  0 done
  1 internal, or a local file could not be read or written
  2 usage
  3 configuration
  4 authentication or permission (401, 403)
  5 refused, or an answer that cannot be understood
  6 throttled; worth another try
  7 network, TLS, time-out or server error; worth another try
  8 nobody was active (--fail-on-empty)
  10 some accounts failed, the others were presented"
    )
}

/// What is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Request")]
pub struct RequestOptions {
    /// Account id, or several separated by commas
    ///
    /// They are asked one after another. Else AGENTACTIVITY_ACCOUNT says which.
    #[arg(short, long, value_name = "ID")]
    pub account: Vec<String>,
    /// Host of the service; else looked up
    ///
    /// It is that of leDataReporting alone. Else AGENTACTIVITY_DOMAIN says it.
    ///
    /// https is meant; http:// is accepted with a loopback address only.
    #[arg(long, value_name = "HOST[:PORT]", conflicts_with = "demo", value_hint = ValueHint::Hostname)]
    pub domain: Option<String>,
    /// Where domains are looked up [default: https://api.liveperson.net]
    ///
    /// Else AGENTACTIVITY_DOMAIN_API says it.
    #[arg(long, value_name = "URL", conflicts_with = "demo", hide_short_help = true, value_hint = ValueHint::Url)]
    pub domain_api: Option<String>,
    /// How far back: minutes, 2h, 1h30m [default: 60]
    ///
    /// At most 1440: the service holds 24 hours.
    #[arg(short, long, value_name = "T", allow_negative_numbers = true)]
    pub timeframe: Option<String>,
    /// Cut into intervals of this size
    ///
    /// At least 5 minutes, and a divisor of the time frame.
    #[arg(short, long, value_name = "T", allow_negative_numbers = true)]
    pub interval: Option<String>,
    /// all (default), ID,ID, @FILE, or - for stdin
    ///
    /// Ids in a file are separated by commas or white space.
    #[arg(long, value_name = "LIST", allow_negative_numbers = true)]
    pub agents: Option<String>,
    /// Ask the built-in simulator; no account needed
    #[arg(long)]
    pub demo: bool,
    /// Print the requests, and send nothing
    ///
    /// Secrets are masked, and hosts still to be looked up stand in braces.
    #[arg(long)]
    pub dry_run: bool,
    /// GET, POST, or POST once the URL would exceed 2,000 characters
    #[arg(long, value_enum, value_name = "METHOD", default_value_t = Method::Auto, hide_short_help = true)]
    pub method: Method,
    /// Give up after so long without progress: seconds or a duration [default: 60]
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub timeout: Option<String>,
    /// Give up connecting after so long [default: 10]
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub connect_timeout: Option<String>,
    /// Further tries after a failed one [default: 5 where throttled, else 3]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub retries: Option<u32>,
    /// First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub backoff: Option<String>,
    /// Give up an account after so long, tries and pauses included [default: 5m]
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub deadline: Option<String>,
    /// Begin after a random pause of up to T, so that many jobs do not start together
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub splay: Option<String>,
    /// Trust the certificates in FILE (PEM) besides the system's
    ///
    /// SSL_CERT_FILE and SSL_CERT_DIR replace the system's. HTTPS_PROXY and NO_PROXY are honoured.
    #[arg(long, value_name = "FILE", hide_short_help = true, value_hint = ValueHint::FilePath)]
    pub ca_file: Option<PathBuf>,
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

/// What a bare body does not say.
#[derive(Debug, Args)]
#[command(next_help_heading = "Request")]
pub struct Known {
    /// Whose answer it is
    #[arg(short, long, value_name = "ID")]
    pub account: Option<String>,
    /// The time frame that was asked: minutes or a duration
    #[arg(short, long, value_name = "T", allow_negative_numbers = true)]
    pub timeframe: Option<String>,
    /// The interval that was asked
    ///
    /// Else it is told from neighbouring ends.
    #[arg(short, long, value_name = "T", allow_negative_numbers = true)]
    pub interval: Option<String>,
    /// The moment of the answer
    #[arg(long, value_name = "RFC3339")]
    pub at: Option<String>,
}

/// How the request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Method {
    /// GET, or POST for a long list of agents
    Auto,
    /// Parameters in the URL
    Get,
    /// Parameters in a JSON body
    Post,
}

/// How it is shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Presentation")]
pub struct PresentationOptions {
    /// table, csv, tsv, ndjson, json or envelope
    ///
    /// Else what the extension of -o's FILE says, else table. json is the service's own body, byte for byte. An envelope is the service's own body together with what was asked, and when, for convert.
    #[arg(short, long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::ALL.map(|(_, name, _)| name)), hide_possible_values = true)]
    pub format: Option<String>,
    /// Write to FILE, whole or not at all; - is stdout
    ///
    /// {account} and {date} in its name are filled in; with {account}, each account has a file of its own.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Columns, in this order (csv, tsv, ndjson)
    #[arg(long, value_name = "A,B")]
    pub columns: Option<String>,
    /// Time zone: an IANA name, local or UTC
    ///
    /// Else local for table, and UTC for all others.
    #[arg(long, value_name = "ZONE")]
    pub tz: Option<String>,
    /// Character between fields (csv); tab for a tab
    #[arg(long, value_name = "C", hide_short_help = true)]
    pub delimiter: Option<String>,
    /// Leave the header line out (csv, tsv)
    #[arg(long, hide_short_help = true)]
    pub no_header: bool,
    /// Status 8 when no agent was active
    #[arg(long, hide_short_help = true)]
    pub fail_on_empty: bool,
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
    /// Other lives for the agents
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
