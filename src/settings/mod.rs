//! What is meant: flags and environment, judged once and turned into settings in which no `Option` means "default".
//! Every refusal here happens before anything is sent.

mod credentials;
mod presentation;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use self::credentials::credentials;
use self::presentation::presentation;
use crate::ambient::{Ambient, Verbosity};
use crate::cli::{self, Globals, RequestOptions};
use crate::failure::{Cause, Failure};
use crate::model::Invalid;
use crate::model::credentials::Credentials;
use crate::model::format::Presentation;
use crate::model::request::{AgentList, Method, Patience, Query};
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::model::span::{IntervalSize, parse_pause};

/// A list of ids is refused beyond this, in bytes: it is no list of ids.
const LONGEST_LIST: u64 = 16 * 1024 * 1024;
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
