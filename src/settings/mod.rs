//! What is meant: flags, environment and profiles, judged once and turned into settings in which no `Option` means "default".
//! Every refusal here happens before anything is sent.

mod ask;
pub mod config;
pub mod credentials;
mod effect;
pub mod known;
pub mod layers;
mod network;
mod presentation;
pub mod profiles;
mod request;
mod saved;
mod target;
pub mod texts;

use self::ask::ask;
pub use self::ask::{Ask, Source, prepare};
use self::known::{About, SETTINGS, Setting, Typed};
use self::layers::Resolved;
use self::presentation::presentation;
use self::profiles::Choice;
use self::request::agents;
pub use self::saved::{Convert, Known, convert};
pub use self::target::Target;
use crate::ambient::{Ambient, Verbosity};
use crate::cli::{self, Globals};
use crate::failure::{Cause, Failure};
use crate::model::format::Presentation;

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
    refuse_garbled_variables(ambient)?;
    let choice = Choice::new(globals, ambient)?;
    choice
        .sources()
        .into_iter()
        .map(|sources| Resolved::new(&typed, sources, &|_| true, ambient))
        .collect()
}

/// A variable that is no text must not count as if it were not set: something else would be asked then.
fn refuse_garbled_variables(ambient: &Ambient) -> Result<(), Failure> {
    let mut garbled: Vec<&str> = ambient
        .variables
        .iter()
        .filter(|(name, value)| name.starts_with("AGENTACTIVITY_") && value.contains('\u{fffd}'))
        .map(|(name, _)| name.as_str())
        .collect();
    garbled.sort_unstable();
    match garbled.first() {
        None => Ok(()),
        Some(name) => Err(
            Failure::new(Cause::Configuration, format!("{name} is not UTF-8 text"))
                .with_hint("set it anew; where it comes from a file, check that file's encoding"),
        ),
    }
}

/// Hears the same of the presentation alone: a saved answer is asked of nobody, and was cut when it was.
///
/// # Errors
/// Configuration, where the file cannot be understood; usage, where several profiles are named.
fn resolve_presentation(
    shown: cli::Fetch,
    globals: &Globals,
    ambient: &mut Ambient,
) -> Result<Typed, Failure> {
    let typed = Typed {
        globals: globals.clone(),
        fetch: shown,
    };
    let wanted =
        |setting: &Setting| setting.about == About::Presentation && setting.name != "every";
    let choice = Choice::new(globals, ambient)?;
    match choice.sources()[..] {
        [one] => Ok(Resolved::new(&typed, one, &wanted, ambient)?.typed),
        _ => Err(Failure::usage(
            "a saved answer is one account's; name one profile",
        )),
    }
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
        let made = ask(one, &presentation, typed_agents.as_ref(), ambient)
            .map_err(|failure| one.blame(failure));
        match (made, &one.profile) {
            (Err(failure), Some(profile))
                if resolved.len() > 1 && failure.cause() != Cause::Usage =>
            {
                unready.push((profile.clone(), failure));
            }
            (made, _) => asks.push(made?),
        }
    }
    let accounts: usize = asks.iter().map(|ask| ask.accounts.len()).sum();
    let count = accounts + unready.len();
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
