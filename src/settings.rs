//! What is meant: flags and environment, judged once and turned into settings in which no `Option` means "default".
//! Every refusal here happens before anything is sent.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::tz::{TimeZone, db};
use secrecy::SecretString;

use crate::ambient::{Ambient, Verbosity};
use crate::cli::{self, Color, Globals, PresentationOptions, RequestOptions};
use crate::failure::{Cause, Failure};
use crate::model::column::{self, Column};
use crate::model::credentials::Credentials;
use crate::model::format::{Format, Presentation};
use crate::model::request::{AgentList, Method, Patience, Query};
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::model::span::{IntervalSize, parse_pause};
use crate::model::{Invalid, nearest};

/// The environment's names; `AGENTACTIVITY_` stands before each.
const KEY_NAMES: [&str; 4] = [
    "APP_KEY",
    "APP_SECRET",
    "ACCESS_TOKEN",
    "ACCESS_TOKEN_SECRET",
];
/// A list of ids is refused beyond this, in bytes: it is no list of ids.
const LONGEST_LIST: u64 = 16 * 1024 * 1024;
/// What a table is laid out for where nobody says how wide the paper is.
const USUAL_WIDTH: u16 = 80;

/// Everything `fetch` does, decided.
pub struct Fetch {
    /// What is asked.
    pub query: Query,
    /// Of whom.
    pub source: Source,
    /// How long to wait.
    pub patience: Patience,
    /// How it is shown.
    pub presentation: Presentation,
    /// And where.
    pub target: Target,
    /// Whether nobody active is a failure.
    pub fail_on_empty: bool,
    /// Whether requests are printed instead of sent.
    pub dry_run: bool,
}

/// Who is asked.
pub enum Source {
    /// The service, with credentials.
    Service(Whereabouts, Credentials),
    /// The built-in simulator.
    Demo,
}

/// Where the answer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, whole or not at all.
    File(PathBuf),
}

/// Sets what the options of every command decide.
pub fn apply(globals: &Globals, ambient: &mut Ambient) {
    ambient.verbosity = match (globals.quiet, globals.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
}

/// Decides what `fetch` does.
///
/// # Errors
/// The first thing that cannot be meant (usage), is missing (configuration) or cannot be read (a local file).
pub fn fetch(
    typed: &cli::Fetch,
    globals: &Globals,
    ambient: &mut Ambient,
) -> Result<Fetch, Failure> {
    let presentation = presentation(&typed.presentation, globals, ambient)?;
    let target = match &typed.presentation.output {
        Some(file) if file != Path::new("-") => Target::File(file.clone()),
        _ => Target::Stdout,
    };
    let query = query(&typed.request, ambient)?;
    let usual = Patience::default();
    let pause = |flag: &str, typed: &Option<String>, usual| match typed {
        Some(typed) => parse_pause(flag, typed).map_err(Failure::usage),
        None => Ok(usual),
    };
    let patience = Patience {
        without_progress: pause("--timeout", &typed.request.timeout, usual.without_progress)?,
        to_connect: pause(
            "--connect-timeout",
            &typed.request.connect_timeout,
            usual.to_connect,
        )?,
    };
    let source = if typed.request.demo {
        Source::Demo
    } else {
        Source::Service(whereabouts(&typed.request, ambient)?, credentials(ambient)?)
    };
    Ok(Fetch {
        query,
        source,
        patience,
        presentation,
        target,
        fail_on_empty: typed.presentation.fail_on_empty,
        dry_run: typed.request.dry_run,
    })
}

fn query(typed: &RequestOptions, ambient: &mut Ambient) -> Result<Query, Failure> {
    let timeframe = typed
        .timeframe
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?
        .unwrap_or_default();
    let interval = typed
        .interval
        .as_deref()
        .map(|interval| IntervalSize::parse(interval, timeframe));
    let interval = interval.transpose().map_err(Failure::usage)?;
    let agents = agents(typed.agents.as_deref().unwrap_or("all"), ambient)?;
    let account = match (&typed.account, typed.demo) {
        (Some(account), _) => account.parse(),
        (None, true) => "demo".parse(),
        (None, false) => {
            let account = ambient.variable("AGENTACTIVITY_ACCOUNT").ok_or_else(|| {
                Failure::new(Cause::Configuration, "no account: which one is asked?").with_hint(
                    "give --account ID or set AGENTACTIVITY_ACCOUNT; or try --demo, which needs neither account nor credentials",
                )
            })?;
            account.parse()
        }
    };
    Ok(Query {
        account: account.map_err(|error: Invalid| Failure::usage(error))?,
        timeframe,
        interval,
        agents,
        method: match typed.method {
            cli::Method::Auto => Method::Auto,
            cli::Method::Get => Method::Get,
            cli::Method::Post => Method::Post,
        },
    })
}

fn agents(typed: &str, ambient: &mut Ambient) -> Result<AgentList, Failure> {
    let mut list = String::new();
    let (source, read) = if typed == "-" {
        (
            "standard input".to_owned(),
            (&mut ambient.input)
                .take(LONGEST_LIST)
                .read_to_string(&mut list),
        )
    } else if let Some(file) = typed.strip_prefix('@') {
        let read = std::fs::File::open(file)
            .and_then(|open| open.take(LONGEST_LIST).read_to_string(&mut list));
        (file.to_owned(), read)
    } else {
        return typed.parse().map_err(Failure::usage);
    };
    read.map_err(|error| {
        Failure::new(
            Cause::Local,
            format!("could not read agent ids from {source}: {error}"),
        )
        .with_hint("the list is text: ids separated by commas or white space")
    })?;
    list.parse()
        .map_err(|error| Failure::usage(format!("{error} (in {source})")))
}

fn whereabouts(typed: &RequestOptions, ambient: &Ambient) -> Result<Whereabouts, Failure> {
    let read = |what: &str, flag: &Option<String>, variable: &str| {
        let text = flag.as_deref().or_else(|| ambient.variable(variable));
        text.map(|text| ServiceAddress::parse(what, text))
            .transpose()
            .map_err(Failure::usage)
    };
    let domain = read("domain", &typed.domain, "AGENTACTIVITY_DOMAIN")?;
    let api = read("domain API", &typed.domain_api, "AGENTACTIVITY_DOMAIN_API")?;
    if let Some(address) = domain {
        return Ok(Whereabouts::At(address));
    }
    let usual =
        || ServiceAddress::parse("domain API", ServiceAddress::DOMAIN_API).map_err(Failure::usage);
    Ok(Whereabouts::LookUp(api.map_or_else(usual, Ok)?))
}

fn credentials(ambient: &Ambient) -> Result<Credentials, Failure> {
    let secret = |name: &str| {
        ambient
            .variable(&format!("AGENTACTIVITY_{name}"))
            .map(|value| SecretString::from(value.trim()))
    };
    let missing: Vec<String> = KEY_NAMES
        .iter()
        .filter(|name| secret(name).is_none())
        .map(|name| format!("AGENTACTIVITY_{name}"))
        .collect();
    let bearer = secret("BEARER");
    let unconfigured = |what: String| Failure::new(Cause::Configuration, what);
    let by_key = match ambient.variable("AGENTACTIVITY_AUTH") {
        Some("oauth1") => true,
        Some("bearer") => false,
        Some(other) => {
            return Err(unconfigured(format!("AGENTACTIVITY_AUTH is {other:?}"))
                .with_hint("set it to oauth1 or bearer, or leave it out"));
        }
        None if missing.is_empty() && bearer.is_some() => {
            return Err(unconfigured(
                "both an API key and AGENTACTIVITY_BEARER are set".to_owned(),
            )
            .with_hint(
                "say which is meant with AGENTACTIVITY_AUTH=oauth1 or AGENTACTIVITY_AUTH=bearer",
            ));
        }
        None => bearer.is_none(),
    };
    if !by_key {
        let absent = || {
            unconfigured(
                "AGENTACTIVITY_AUTH=bearer, but AGENTACTIVITY_BEARER is not set".to_owned(),
            )
            .with_hint("set it to the bearer")
        };
        return bearer.map(Credentials::Bearer).ok_or_else(absent);
    }
    let [
        Some(app_key),
        Some(app_secret),
        Some(access_token),
        Some(access_token_secret),
    ] = KEY_NAMES.map(secret)
    else {
        return Err(if missing.len() == KEY_NAMES.len() {
            unconfigured("no credentials are set".to_owned()).with_hint(format!(
                "set {} (an API key), or AGENTACTIVITY_BEARER; or try --demo, which needs none",
                missing.join(", ")
            ))
        } else {
            unconfigured(format!(
                "the API key is not whole: {} not set",
                missing.join(", ")
            ))
            .with_hint("all four values come together when the key is made")
        });
    };
    Ok(Credentials::ApiKey {
        app_key,
        app_secret,
        access_token,
        access_token_secret,
    })
}

fn presentation(
    typed: &PresentationOptions,
    globals: &Globals,
    ambient: &mut Ambient,
) -> Result<Presentation, Failure> {
    let by_extension = typed.output.as_deref().and_then(Format::from_extension);
    let typed_format = typed
        .format
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?;
    let format: Format = typed_format.or(by_extension).unwrap_or_default();
    let columns: Vec<&'static Column> = match &typed.columns {
        Some(chosen) => column::parse_columns(chosen).map_err(Failure::usage)?,
        None => column::defaults(),
    };
    refuse_options_without_effect(typed, format)?;
    let delimiter = match (&typed.delimiter, format) {
        (Some(typed), _) => parse_delimiter(typed)?,
        (None, Format::Tsv) => b'\t',
        (None, _) => b',',
    };
    let to_terminal = ambient.out.is_terminal
        && typed
            .output
            .as_deref()
            .is_none_or(|file| file == Path::new("-"));
    let dumb = ambient.variable("NO_COLOR").is_some() || ambient.variable("TERM") == Some("dumb");
    let typed_width = ambient
        .variable("COLUMNS")
        .and_then(|columns| columns.parse().ok());
    let terminal_width = if to_terminal {
        ambient.out.columns
    } else {
        None
    };
    Ok(Presentation {
        format,
        columns,
        header: !typed.no_header,
        delimiter,
        zone: zone(typed.tz.as_deref(), format, ambient)?,
        color: match globals.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => to_terminal && !dumb,
        },
        width: terminal_width
            .or(typed_width)
            .filter(|width| *width > 0)
            .unwrap_or(USUAL_WIDTH),
    })
}

/// An option that the format cannot follow is refused, not ignored.
fn refuse_options_without_effect(
    typed: &PresentationOptions,
    format: Format,
) -> Result<(), Failure> {
    let delimited = matches!(format, Format::Csv | Format::Tsv);
    let table = [
        (
            "--columns",
            typed.columns.is_some(),
            format.has_columns(),
            "csv, tsv or ndjson",
        ),
        (
            "--delimiter",
            typed.delimiter.is_some(),
            format == Format::Csv,
            "csv",
        ),
        ("--no-header", typed.no_header, delimited, "csv or tsv"),
        (
            "--tz",
            typed.tz.is_some(),
            format != Format::Json,
            "any format but json",
        ),
    ];
    for (flag, is_typed, has_effect, where_it_has) in table {
        if is_typed && !has_effect {
            return Err(Failure::usage(format!(
                "{flag} has no effect on {format}; leave it out, or try --format with {where_it_has}"
            )));
        }
    }
    Ok(())
}

fn parse_delimiter(typed: &str) -> Result<u8, Failure> {
    match typed.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [one] if one.is_ascii_punctuation() && *one != b'"' || matches!(one, b'\t' | b' ') => {
            Ok(*one)
        }
        _ => Err(Failure::usage(format!(
            "delimiter {typed:?} is not one ASCII mark; try \";\" or tab"
        ))),
    }
}

fn zone(typed: Option<&str>, format: Format, ambient: &mut Ambient) -> Result<TimeZone, Failure> {
    let name = match (typed, format) {
        (Some(typed), _) => typed,
        (None, Format::Table) => "local",
        (None, _) => "UTC",
    };
    if name.eq_ignore_ascii_case("utc") {
        return Ok(TimeZone::UTC);
    }
    if name == "local" {
        return Ok(ambient.time_zone().unwrap_or_else(|| {
            ambient.warn(
                "the machine's time zone cannot be told, so times are in UTC; name one with --tz",
            );
            TimeZone::UTC
        }));
    }
    TimeZone::get(name).map_err(|_| {
        let known: Vec<String> = db().available().map(|known| known.to_string()).collect();
        let cure = nearest(name, known.iter().map(String::as_str)).map_or_else(
            || "try Europe/Madrid, local or UTC".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        Failure::usage(format!("unknown time zone {name:?}; {cure}"))
    })
}
