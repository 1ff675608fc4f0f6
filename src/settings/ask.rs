//! What is asked of whom with one set of credentials, decided.

use super::credentials::credentials;
use super::layers::Resolved;
use super::network::network;
use super::request::{accounts, agents, judge_question, question, whereabouts};
use super::texts::Texts;
use crate::ambient::Ambient;
use crate::failure::Failure;
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
    pub(super) fn is_plain(&self) -> bool {
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

/// Who is asked, and how, for a question that is still to be put.
///
/// # Errors
/// Configuration, where account or credentials are missing; usage, where something cannot be meant.
pub fn prepare(resolved: &Resolved, ambient: &Ambient) -> Result<(Ask, Texts), Failure> {
    let connection = &resolved.typed.fetch.request.connection;
    judge_question(&resolved.typed.fetch)?;
    let (source, texts) = source(resolved, ambient)?;
    let ask = Ask {
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
    };
    Ok((ask, texts))
}

/// Who is asked for what.
///
/// # Errors
/// Configuration, where account or credentials are missing; usage, where something cannot be meant.
pub(super) fn ask(
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
    let (source, _) = source(resolved, ambient)?;
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
fn source(resolved: &Resolved, ambient: &Ambient) -> Result<(Source, Texts), Failure> {
    let connection = &resolved.typed.fetch.request.connection;
    if connection.demo {
        return Ok((Source::Demo, Texts::default()));
    }
    let whereabouts = whereabouts(connection)?;
    let texts = Texts::gather(resolved, ambient)?;
    let credentials = credentials(&texts, resolved)?;
    Ok((Source::Service(Box::new((whereabouts, credentials))), texts))
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
