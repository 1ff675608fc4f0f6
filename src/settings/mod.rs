//! What is meant: flags, environment and profiles, judged once and turned into settings in which no `Option` means "default".
//! Every refusal here happens before anything is sent.

pub mod config;
pub mod credentials;
pub mod known;
pub mod layers;
mod network;
mod presentation;
pub mod profiles;
mod request;
mod saved;
mod target;

use self::credentials::{Texts, credentials};
use self::known::{About, SETTINGS, Typed};
use self::layers::Resolved;
use self::network::network;
use self::presentation::presentation;
use self::profiles::Choice;
use self::request::{accounts, agents, question, whereabouts};
pub use self::saved::{Convert, Known, convert};
pub use self::target::Target;
use crate::ambient::{Ambient, Verbosity};
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::arrangement::Sort;
use crate::model::column::Column;
use crate::model::credentials::Credentials;
use crate::model::format::{Format, Presentation};
use crate::model::horizon::{Beginning, Cut, Horizon};
use crate::model::names::Naming;
use crate::model::network::Network;
use crate::model::request::{AccountId, AgentList, Method, Question};
use crate::model::service::Whereabouts;
use crate::model::span::Timeframe;

/// Everything `fetch` does, decided.
pub struct Fetch {
    /// Who is asked for what, one after another.
    pub asks: Vec<Ask>,
    /// Profiles that cannot be asked, and why.
    pub unready: Vec<(String, Failure)>,
    /// How it is shown.
    pub presentation: Presentation,
    /// And where.
    pub target: Target,
    /// Whether nobody active is a failure.
    pub fail_on_empty: bool,
    /// Whether requests are printed instead of sent.
    pub dry_run: bool,
}

/// What is asked with one set of credentials.
pub struct Ask {
    /// The profile that says so, if one does.
    pub profile: Option<String>,
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
}

/// Who is asked.
#[derive(Clone)]
pub enum Source {
    /// The service: where it is, and what proves who asks.
    Service(Box<(Whereabouts, Credentials)>),
    /// The built-in simulator.
    Demo,
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

/// Hears flags, environment, configuration and profiles, once for each profile to ask. The demo hears flags alone.
///
/// # Errors
/// Configuration, where the file or a variable cannot be understood.
pub fn resolve(
    typed: &cli::Fetch,
    globals: &Globals,
    ambient: &mut Ambient,
) -> Result<Vec<Resolved>, Failure> {
    let typed = Typed {
        globals: globals.clone(),
        fetch: typed.clone(),
    };
    if typed.fetch.request.connection.demo {
        return Ok(vec![Resolved::alone(typed)]);
    }
    let choice = Choice::new(globals, ambient)?;
    choice
        .sources()
        .into_iter()
        .map(|sources| Resolved::new(&typed, sources, ambient))
        .collect()
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
    let resolved = resolve(typed, globals, ambient)?;
    let all = common(&resolved)?;
    apply(&all.globals, ambient);
    let presentation = presentation(all, ambient)?;
    let target = Target::parse(all.fetch.presentation.output.as_deref())?;
    // What is read from standard input can be read once, so what is typed is read once for all.
    let typed_agents = typed
        .request
        .agents
        .as_deref()
        .map(|list| agents(list, ambient))
        .transpose()?;
    let (mut asks, mut unready) = (Vec::new(), Vec::new());
    for one in &resolved {
        match (
            ask(one, &presentation, typed_agents.as_ref(), ambient),
            &one.profile,
        ) {
            (Err(failure), Some(profile))
                if resolved.len() > 1 && failure.cause() != Cause::Usage =>
            {
                unready.push((profile.clone(), failure));
            }
            (made, _) => asks.push(made?),
        }
    }
    let count: usize = asks.iter().map(|ask| ask.accounts.len()).sum();
    if presentation.format.is_body() && count > 1 {
        let what = format!(
            "{} holds one account's body, and {count} accounts are asked",
            presentation.format
        );
        return Err(Failure::usage(format!(
            "{what}; ask them one by one, or try --format csv"
        )));
    }
    let fail_on_empty = all.fetch.presentation.fail_on_empty;
    Ok(Fetch {
        asks,
        unready,
        presentation,
        target,
        fail_on_empty,
        dry_run: typed.request.dry_run,
    })
}

/// What is said alike of all that is asked together: how it is shown.
fn common(resolved: &[Resolved]) -> Result<&Typed, Failure> {
    let (first, others) = match resolved {
        [first, others @ ..] => (first, others),
        [] => return Err(Failure::new(Cause::Internal, "nobody is asked")),
    };
    for setting in SETTINGS
        .iter()
        .filter(|setting| setting.about == About::Presentation)
    {
        let said = |one: &Resolved| {
            setting
                .read(&one.typed)
                .unwrap_or_else(|| setting.default.to_owned())
        };
        if let Some(other) = others.iter().find(|other| said(other) != said(first)) {
            let name = |one: &Resolved| one.profile.clone().unwrap_or_default();
            let what = format!(
                "profiles that are asked together are shown together, but {} has {} {:?} and {} has {:?}",
                name(first),
                setting.name,
                said(first),
                name(other),
                said(other)
            );
            let flag = setting.name.replace('_', "-");
            return Err(Failure::new(Cause::Configuration, what)
                .with_hint(format!("say --{flag}, or ask them one by one")));
        }
    }
    Ok(&first.typed)
}

/// Who is asked, and how, for a question that is still to be put.
///
/// # Errors
/// Configuration, where account or credentials are missing; usage, where something cannot be meant.
pub fn prepare(resolved: &Resolved, ambient: &Ambient) -> Result<Ask, Failure> {
    let connection = &resolved.typed.fetch.request.connection;
    let source = source(resolved, ambient)?;
    Ok(Ask {
        profile: resolved.profile.clone(),
        accounts: accounts(connection)?,
        question: Question {
            horizon: Horizon {
                beginning: Beginning::Back(Timeframe::default()),
                cut: Cut::Whole,
            },
            agents: AgentList::All,
            method: Method::Auto,
        },
        naming: Naming::Never,
        network: network(connection, None, &source, ambient)?,
        source,
    })
}

fn ask(
    resolved: &Resolved,
    presentation: &Presentation,
    typed_agents: Option<&AgentList>,
    ambient: &mut Ambient,
) -> Result<Ask, Failure> {
    let typed = &resolved.typed.fetch;
    let connection = &typed.request.connection;
    let agents = match typed_agents {
        Some(agents) => agents.clone(),
        None => agents(typed.request.agents.as_deref().unwrap_or("all"), ambient)?,
    };
    let question = question(
        typed,
        &presentation.arrangement,
        &presentation.zone,
        agents,
        ambient.now(),
    )?;
    let accounts = accounts(connection)?;
    let source = source(resolved, ambient)?;
    Ok(Ask {
        profile: resolved.profile.clone(),
        accounts,
        question,
        naming: naming(typed.request.names.as_deref(), presentation)?,
        network: network(connection, typed.request.splay.as_ref(), &source, ambient)?,
        source,
    })
}

/// Of whom is asked.
///
/// # Errors
/// Configuration, where there are no credentials; usage, where an address cannot be meant.
fn source(resolved: &Resolved, ambient: &Ambient) -> Result<Source, Failure> {
    let connection = &resolved.typed.fetch.request.connection;
    if connection.demo {
        return Ok(Source::Demo);
    }
    let whereabouts = whereabouts(connection)?;
    let texts = Texts::gather(resolved, ambient)?;
    Ok(Source::Service(Box::new((
        whereabouts,
        credentials(&texts, resolved)?,
    ))))
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
        Naming::Auto if !for_people && !asked_for_names(presentation) => Ok(Naming::Never),
        naming => Ok(naming),
    }
}

/// Whether rows cannot be what was asked for without names.
fn asked_for_names(presentation: &Presentation) -> bool {
    let named = |column: &&Column| {
        matches!(
            column.name,
            "agent" | "reason" | "login_name" | "employee_id"
        )
    };
    let chosen = presentation
        .columns
        .iter()
        .any(|column| named(column) && !presentation.has_default_columns());
    chosen || presentation.arrangement.sort == Sort::Name
}
