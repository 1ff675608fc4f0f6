//! What is meant: flags and environment, judged once and turned into settings in which no `Option` means "default".
//! Every refusal here happens before anything is sent.

mod credentials;
mod presentation;
mod target;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use self::credentials::credentials;
use self::presentation::presentation;
pub use self::target::Target;
use crate::ambient::{Ambient, Verbosity};
use crate::cli::{self, Globals, RequestOptions};
use crate::failure::{Cause, Failure};
use crate::model::Invalid;
use crate::model::credentials::Credentials;
use crate::model::format::Presentation;
use crate::model::network::{ExtraRoots, Network, Patience, Persistence};
use crate::model::request::{AccountId, AgentList, Method, Query};
use crate::model::service::{ServiceAddress, Whereabouts, without_user};
use crate::model::span::{IntervalSize, Timeframe, parse_pause};

/// A list of ids is refused beyond this, in bytes: it is no list of ids.
const LONGEST_LIST: u64 = 16 * 1024 * 1024;

/// Everything `fetch` does, decided.
pub struct Fetch {
    /// Whose agents, one account after another.
    pub accounts: Vec<AccountId>,
    /// What is asked.
    pub query: Query,
    /// Of whom.
    pub source: Source,
    /// How requests travel.
    pub network: Network,
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
    /// The service: where it is, and what proves who asks.
    Service(Box<(Whereabouts, Credentials)>),
    /// The built-in simulator.
    Demo,
}

/// Everything `convert` does, decided.
pub struct Convert {
    /// The file to read; `None` is stdin.
    pub file: Option<PathBuf>,
    /// What the answer does not say of itself.
    pub known: Known,
    /// How it is shown.
    pub presentation: Presentation,
    /// And where.
    pub target: Target,
    /// Whether nobody active is a failure.
    pub fail_on_empty: bool,
}

/// What is said of a saved answer from outside.
pub struct Known {
    /// Whose it is.
    pub account: Option<AccountId>,
    /// The time frame that was asked.
    pub timeframe: Option<Timeframe>,
    /// The interval that was asked.
    pub interval: Option<IntervalSize>,
    /// The moment of the answer.
    pub at: Option<Timestamp>,
}

impl Source {
    /// Whether nothing but plain http on this machine is asked, which no proxy stands before.
    fn is_plain(&self) -> bool {
        match self {
            Self::Demo => true,
            Self::Service(service) => {
                let (whereabouts, credentials) = &**service;
                let api_is_plain = whereabouts.domain_api.is_plain();
                match &whereabouts.reporting {
                    Some(reporting) => {
                        reporting.is_plain()
                            && (api_is_plain || !matches!(credentials, Credentials::LogIn(_)))
                    }
                    None => api_is_plain,
                }
            }
        }
    }
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
    let target = Target::parse(typed.presentation.output.as_deref())?;
    let query = query(&typed.request, ambient)?;
    let accounts = accounts(&typed.request, ambient)?;
    if presentation.format.is_body() && accounts.len() > 1 {
        let what = format!(
            "{} holds one account's body, and {} accounts are asked",
            presentation.format,
            accounts.len()
        );
        return Err(Failure::usage(format!(
            "{what}; ask them one by one, or try --format csv"
        )));
    }
    let source = if typed.request.demo {
        Source::Demo
    } else {
        Source::Service(Box::new((
            whereabouts(&typed.request, ambient)?,
            credentials(ambient)?,
        )))
    };
    let network = network(&typed.request, &source, ambient)?;
    Ok(Fetch {
        accounts,
        query,
        source,
        network,
        presentation,
        target,
        fail_on_empty: typed.presentation.fail_on_empty,
        dry_run: typed.request.dry_run,
    })
}

/// Decides what `convert` does.
///
/// # Errors
/// The first thing that cannot be meant.
pub fn convert(
    typed: &cli::Convert,
    globals: &Globals,
    ambient: &mut Ambient,
) -> Result<Convert, Failure> {
    let timeframe = typed
        .known
        .timeframe
        .as_deref()
        .map(str::parse::<Timeframe>)
        .transpose()
        .map_err(Failure::usage)?;
    let interval = typed
        .known
        .interval
        .as_deref()
        .map(|interval| match timeframe {
            Some(timeframe) => IntervalSize::parse(interval, timeframe),
            None => IntervalSize::parse_alone(interval),
        });
    let at = typed.known.at.as_deref().map(|at| {
        at.parse().map_err(|_| {
            Failure::usage(format!(
                "--at {at:?} is not a time in RFC 3339; try 2014-07-01T14:46:08Z"
            ))
        })
    });
    Ok(Convert {
        file: (typed.file != Path::new("-")).then(|| typed.file.clone()),
        known: Known {
            account: typed
                .known
                .account
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|error: Invalid| Failure::usage(error))?,
            timeframe,
            interval: interval.transpose().map_err(Failure::usage)?,
            at: at.transpose()?,
        },
        presentation: presentation(&typed.presentation, globals, ambient)?,
        target: Target::parse(typed.presentation.output.as_deref())?,
        fail_on_empty: typed.presentation.fail_on_empty,
    })
}

/// The accounts to ask, in order, none twice.
fn accounts(typed: &RequestOptions, ambient: &Ambient) -> Result<Vec<AccountId>, Failure> {
    let listed = if typed.account.is_empty() && typed.demo {
        "demo".to_owned()
    } else if typed.account.is_empty() {
        let listed = ambient.variable("AGENTACTIVITY_ACCOUNT").ok_or_else(|| {
            Failure::new(Cause::Configuration, "no account: which one is asked?").with_hint(
                "give --account ID or set AGENTACTIVITY_ACCOUNT; or try --demo, which needs neither account nor credentials",
            )
        })?;
        listed.to_owned()
    } else {
        typed.account.join(",")
    };
    let mut accounts: Vec<AccountId> = Vec::new();
    for account in listed.split(',') {
        let account = account
            .parse()
            .map_err(|error: Invalid| Failure::usage(error))?;
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    Ok(accounts)
}

fn network(typed: &RequestOptions, source: &Source, ambient: &Ambient) -> Result<Network, Failure> {
    let (usual, persistent) = (Patience::default(), Persistence::default());
    let pause = |flag: &str, typed: &Option<String>, usual| match typed {
        Some(typed) => parse_pause(flag, typed).map_err(Failure::usage),
        None => Ok(usual),
    };
    let extra_roots = typed.ca_file.as_ref().map(|file| {
        let read = std::fs::read(file).map(|pem| ExtraRoots {
            file: file.display().to_string(),
            pem,
        });
        read.map_err(|error| {
            Failure::new(
                Cause::Local,
                format!("could not read --ca-file {}: {error}", file.display()),
            )
        })
    });
    Ok(Network {
        patience: Patience {
            without_progress: pause("--timeout", &typed.timeout, usual.without_progress)?,
            to_connect: pause(
                "--connect-timeout",
                &typed.connect_timeout,
                usual.to_connect,
            )?,
        },
        persistence: Persistence {
            throttled: typed.retries.unwrap_or(persistent.throttled),
            broken: typed.retries.unwrap_or(persistent.broken),
            backoff: pause("--backoff", &typed.backoff, persistent.backoff)?,
            deadline: pause("--deadline", &typed.deadline, persistent.deadline)?,
            splay: pause("--splay", &typed.splay, persistent.splay)?,
            ..persistent
        },
        extra_roots: extra_roots.transpose()?,
        replaced_roots: first_set(&["SSL_CERT_FILE", "SSL_CERT_DIR"], ambient),
        proxy: if source.is_plain() {
            None
        } else {
            proxy(ambient)?
        },
    })
}

/// The first of these variables that is there, as NAME=VALUE.
fn first_set(names: &[&str], ambient: &Ambient) -> Option<String> {
    names
        .iter()
        .find_map(|name| Some(format!("{name}={}", ambient.variables.get(*name)?)))
}

/// The proxy that the environment names, without its password.
fn proxy(ambient: &Ambient) -> Result<Option<String>, Failure> {
    let Some(set) = first_set(
        &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
        ambient,
    ) else {
        return Ok(None);
    };
    let (name, address) = set.split_once('=').unwrap_or_default();
    if address.is_empty() {
        return Ok(None);
    }
    let whole = if address.contains("://") {
        address.to_owned()
    } else {
        format!("http://{address}")
    };
    let shown = format!("{name}={}", without_user(address));
    // Judged as strictly as the client does: what it cannot use it goes without, and that is not what was meant.
    let usable = whole.parse::<hyper::Uri>().is_ok_and(|uri| {
        uri.host().is_some() && matches!(uri.scheme_str(), Some("http" | "https"))
    });
    if usable {
        return Ok(Some(shown));
    }
    let what = format!("{shown} is not the address of a proxy over http");
    Err(Failure::new(Cause::Configuration, what)
        .with_hint("it looks like http://proxy.example.net:3128"))
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
    Ok(Query {
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
                .take(LONGEST_LIST + 1)
                .read_to_string(&mut list),
        )
    } else if let Some(file) = typed.strip_prefix('@') {
        let read = std::fs::File::open(file)
            .and_then(|open| open.take(LONGEST_LIST + 1).read_to_string(&mut list));
        (file.to_owned(), read)
    } else {
        return typed.parse().map_err(Failure::usage);
    };
    let length = read.map_err(|error| {
        let hint = match error.kind() {
            std::io::ErrorKind::InvalidData => {
                "the list is text: ids separated by commas or white space"
            }
            _ => "behind @ stands the name of a file",
        };
        Failure::new(
            Cause::Local,
            format!("could not read agent ids from {source}: {error}"),
        )
        .with_hint(hint)
    })?;
    if length as u64 > LONGEST_LIST {
        return Err(Failure::usage(format!(
            "the list of agents in {source} is longer than 16 MiB; ask for all instead"
        )));
    }
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
    // What is typed beats the environment: a typed Domain API means that the domain is to be looked up there.
    let reporting = if typed.domain_api.is_some() && typed.domain.is_none() {
        None
    } else {
        read("domain", &typed.domain, "AGENTACTIVITY_DOMAIN")?
    };
    let api = read("domain API", &typed.domain_api, "AGENTACTIVITY_DOMAIN_API")?;
    let usual =
        || ServiceAddress::parse("domain API", ServiceAddress::DOMAIN_API).map_err(Failure::usage);
    Ok(Whereabouts {
        reporting,
        domain_api: api.map_or_else(usual, Ok)?,
    })
}
