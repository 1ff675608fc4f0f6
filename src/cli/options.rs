//! The options of the commands that present answers: what is asked, what a saved answer does not say, how it is shown.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum, ValueHint};

use crate::model::arrangement::{Sort, Totals};
use crate::model::format::Format;
use crate::model::names::Naming;

/// A choice of a few words.
fn words<T>(known: &[(&'static str, T)]) -> PossibleValuesParser {
    PossibleValuesParser::new(known.iter().map(|(word, _)| *word))
}

/// Who is asked, and how requests travel.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Request")]
pub struct ConnectionOptions {
    /// Account id, or several separated by commas
    ///
    /// Several are asked one after another. Default: AGENTACTIVITY_ACCOUNT.
    #[arg(short, long, value_name = "ID")]
    pub account: Vec<String>,
    /// Host of the service; else looked up
    ///
    /// That of the service leDataReporting alone. Default: AGENTACTIVITY_DOMAIN, else looked up.
    ///
    /// https is meant; http:// is accepted with a loopback address only.
    #[arg(long, value_name = "HOST[:PORT]", conflicts_with = "demo", value_hint = ValueHint::Hostname)]
    pub domain: Option<String>,
    /// Where domains are looked up [default: https://api.liveperson.net]
    ///
    /// AGENTACTIVITY_DOMAIN_API changes the default.
    #[arg(long, value_name = "URL", conflicts_with = "demo", hide_short_help = true, value_hint = ValueHint::Url)]
    pub domain_api: Option<String>,
    /// Ask the built-in simulator; no account needed
    #[arg(long)]
    pub demo: bool,
    /// Give up after T without progress: seconds or a duration [default: 60]
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub timeout: Option<String>,
    /// Give up connecting after T [default: 10]
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
    /// Give up an account after T, tries and pauses included [default: 5m]
    ///
    /// An answer that stalls just before it is given up one --timeout later.
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub deadline: Option<String>,
    /// Trust the certificates in FILE (PEM) besides the system's
    ///
    /// SSL_CERT_FILE and SSL_CERT_DIR replace the system's. HTTPS_PROXY and NO_PROXY are honoured.
    #[arg(long, value_name = "FILE", hide_short_help = true, value_hint = ValueHint::FilePath)]
    pub ca_file: Option<PathBuf>,
}

/// What is asked.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Request")]
pub struct RequestOptions {
    /// Who is asked, and how requests travel.
    #[command(flatten)]
    pub connection: ConnectionOptions,
    /// How far back: minutes, 2h, 1h30m [default: 60]
    ///
    /// At most 1440: the service holds 24 hours.
    #[arg(short, long, value_name = "T", allow_negative_numbers = true)]
    pub timeframe: Option<String>,
    /// Instead of -t: from this time of day in --tz
    ///
    /// From when clocks there last showed or skipped it, at most 24 hours back; in whole minutes, unless --every says otherwise.
    #[arg(long, value_name = "HH:MM", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// Cut into intervals of this size
    ///
    /// At least 5 minutes, and a divisor of the time frame. They start wherever now happens to be; see --every.
    #[arg(short, long, value_name = "T", allow_negative_numbers = true)]
    pub interval: Option<String>,
    /// all (default), ID,ID, @FILE, or - for stdin
    ///
    /// Ids in a file are separated by commas or white space.
    #[arg(long, value_name = "LIST", allow_negative_numbers = true)]
    pub agents: Option<String>,
    /// Look names up: auto, always or never
    ///
    /// auto: in table and xlsx, and where columns or an order need them, where the credentials allow it. always: in every format, with a warning where they do not.
    /// They are kept for a day in the cache folder.
    #[arg(long, value_name = "WHEN", value_parser = words(&Naming::ALL), hide_possible_values = true)]
    pub names: Option<String>,
    /// Print the requests, and send nothing
    ///
    /// Secrets are masked, and hosts still to be looked up stand in braces.
    #[arg(long)]
    pub dry_run: bool,
    /// GET, POST, or POST once the URL would exceed 2,000 characters [default: auto]
    #[arg(long, value_enum, value_name = "METHOD", hide_short_help = true)]
    pub method: Option<Method>,
    /// Begin after a random pause of up to T, so that many jobs do not start together
    #[arg(
        long,
        value_name = "T",
        hide_short_help = true,
        allow_negative_numbers = true
    )]
    pub splay: Option<String>,
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
    /// Default: what neighbouring ends tell.
    #[arg(short, long, value_name = "T", allow_negative_numbers = true)]
    pub interval: Option<String>,
    /// The moment of the answer
    #[arg(long, value_name = "RFC3339")]
    pub at: Option<String>,
}

/// How it is shown.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Presentation")]
pub struct PresentationOptions {
    /// table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope
    ///
    /// Default: what the extension of -o's FILE says, else table. json is the service's own body, byte for byte. An envelope is the service's own body together with what was asked, and when, for convert.
    #[arg(short, long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::ALL.map(|(_, name, _)| name)), hide_possible_values = true)]
    pub format: Option<String>,
    /// Write to FILE, whole or not at all; - is stdout
    ///
    /// {profile}, {account} and {date} in its name are filled in; with the first two, each has a file of its own.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Fold into buckets of the wall clock: 15m, 1h
    ///
    /// Instead of --interval: a multiple of 5 minutes, up to 12h, that divides a day. The service is asked for intervals of 5
    /// minutes, far enough back that the oldest bucket is whole.
    #[arg(
        long,
        value_name = "T",
        help_heading = "Request",
        allow_negative_numbers = true
    )]
    pub every: Option<String>,
    /// Columns, in this order (csv, tsv, ndjson, xlsx)
    #[arg(long, value_name = "A,B")]
    pub columns: Option<String>,
    /// One row per agent and interval, states side by side
    #[arg(long)]
    pub wide: bool,
    /// Sums over agents: none, also or only
    ///
    /// They are the agent all, after each interval's agents. A table always ends with them.
    #[arg(long, value_name = "WHICH", value_parser = words(&Totals::ALL), hide_possible_values = true)]
    pub totals: Option<String>,
    /// Drop intervals that are not complete
    #[arg(long)]
    pub complete_only: bool,
    /// Zeros for agents and intervals without data
    ///
    /// For every agent asked for (with all: every agent seen in any interval), in every interval that was seen.
    #[arg(long)]
    pub fill: bool,
    /// Report rows that do not add up; status 9 if any
    #[arg(long)]
    pub check: bool,
    /// Agents within an interval: served, name or away
    #[arg(long, value_name = "ORDER", value_parser = words(&Sort::ALL), hide_possible_values = true)]
    pub sort: Option<String>,
    /// Time zone: an IANA name, local or UTC
    ///
    /// Default: local for table and xlsx and with --every, UTC for all others.
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
