//! What is meant: flags and environment, judged once and turned into settings in which no `Option` means "default".
//! Every refusal here happens before anything is sent.

mod credentials;
mod network;
mod presentation;
mod request;
mod target;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use self::credentials::credentials;
use self::network::network;
use self::presentation::presentation;
use self::request::{accounts, beginning, question, whereabouts};
pub use self::target::Target;
use crate::ambient::{Ambient, Verbosity};
use crate::cli::{self, Globals};
use crate::failure::Failure;
use crate::model::Invalid;
use crate::model::credentials::Credentials;
use crate::model::format::{Format, Presentation};
use crate::model::names::Naming;
use crate::model::network::Network;
use crate::model::request::{AccountId, Question};
use crate::model::service::Whereabouts;
use crate::model::span::{IntervalSize, Timeframe};

/// Everything `fetch` does, decided.
pub struct Fetch {
    /// Whose agents, one account after another.
    pub accounts: Vec<AccountId>,
    /// What is asked.
    pub question: Question,
    /// Whether names are looked up, and whether a refusal is worth a warning.
    pub naming: Naming,
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
    let mut presentation = presentation(
        &typed.presentation,
        typed.request.since.is_some(),
        globals,
        ambient,
    )?;
    let target = Target::parse(typed.presentation.output.as_deref())?;
    if let Some(fold) = &mut presentation.arrangement.fold {
        fold.beginning = Some(beginning(&typed.request, &presentation.zone)?.0);
    }
    let question = question(
        typed,
        &presentation.arrangement,
        &presentation.zone,
        ambient,
    )?;
    let naming = naming(typed.request.names.as_deref(), &presentation)?;
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
        question,
        naming,
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
        presentation: presentation(&typed.presentation, false, globals, ambient)?,
        target: Target::parse(typed.presentation.output.as_deref())?,
        fail_on_empty: typed.presentation.fail_on_empty,
    })
}

/// Whether names are worth looking up: asked for, or shown to people.
fn naming(typed: Option<&str>, presentation: &Presentation) -> Result<Naming, Failure> {
    let naming = typed
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?
        .unwrap_or_default();
    let for_people = matches!(presentation.format, Format::Table | Format::Xlsx);
    match naming {
        Naming::Always if presentation.format.is_body() => Err(Failure::usage(format!(
            "--names has no effect on {}; leave it out, or try --format with table or csv",
            presentation.format
        ))),
        Naming::Auto if !for_people => Ok(Naming::Never),
        naming => Ok(naming),
    }
}
