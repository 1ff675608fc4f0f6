//! The one list of settings: each with its name in the configuration, its variable, what it is when nobody says, and where it
//! stands among what was typed. Precedence, `config init` and `config show` all go by it.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use super::presentation::{known_zone, parse_delimiter};
use crate::cli::{self, Globals};
use crate::model::Invalid;
use crate::model::arrangement::{Sort, Totals};
use crate::model::every::Every;
use crate::model::format::Format;
use crate::model::horizon::TimeOfDay;
use crate::model::length::parse_pause;
use crate::model::names::Naming;
use crate::model::request::AccountId;
use crate::model::service::ServiceAddress;
use crate::model::shape::Shape;
use crate::model::span::{IntervalSize, Timeframe};

/// What was typed, or is to count as typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The options of every command.
    pub globals: Globals,
    /// The options of `fetch`; other commands fill in those that they have.
    pub fetch: cli::Fetch,
}

/// What a setting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Who is asked: of a typed profile alone, never of the environment.
    Identity,
    /// What is asked, and how requests travel.
    Request,
    /// How it is shown, the same for all that is asked together.
    Presentation,
}

/// One setting.
pub struct Setting {
    /// The flag's name in snake case.
    pub name: &'static str,
    /// The variable that also says it.
    pub variable: Option<&'static str>,
    /// What it is when nobody says, in words.
    pub default: &'static str,
    /// What it is about.
    pub about: About,
    /// Settings that say the same in another way: one of a nearer source silences this.
    pub rivals: &'static [&'static str],
    read: fn(&Typed) -> Option<String>,
    write: fn(&mut Typed, &str) -> Result<(), Invalid>,
}

impl Setting {
    /// What it is by now.
    pub fn read(&self, typed: &Typed) -> Option<String> {
        (self.read)(typed)
    }

    /// Makes it this.
    ///
    /// # Errors
    /// Where it cannot be that.
    pub fn write(&self, typed: &mut Typed, text: &str) -> Result<(), Invalid> {
        (self.write)(typed, text)
    }

    /// The setting of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

fn switch(name: &str, text: &str) -> Result<bool, Invalid> {
    text.parse()
        .map_err(|_| Invalid(format!("{name} {text:?} is neither true nor false")))
}

fn choice<T: ValueEnum>(name: &str, text: &str) -> Result<T, Invalid> {
    T::from_str(text, false).map_err(|_| {
        let words: Vec<String> = T::value_variants().iter().filter_map(word).collect();
        Invalid(format!("{name} {text:?} is none of {}", words.join(", ")))
    })
}

fn word<T: ValueEnum>(choice: &T) -> Option<String> {
    Some(choice.to_possible_value()?.get_name().to_owned())
}

/// Judges a text by the type that it is to become.
fn meant<T: FromStr<Err = Invalid>>(text: &str) -> Result<(), Invalid> {
    text.parse::<T>().map(drop)
}

/// Columns of either shape: which one is asked for is said elsewhere.
fn known_columns(text: &str) -> Result<(), Invalid> {
    Shape::Long
        .parse_columns(text)
        .or_else(|invalid| Shape::Wide.parse_columns(text).map_err(|_| invalid))
        .map(drop)
}

fn anything(_: &str) -> Result<(), Invalid> {
    Ok(())
}

/// A setting whose field is an optional text or path, judged alone by `by`.
macro_rules! text {
    ($name:literal, $about:ident, $default:literal, $($field:ident).+, by $judge:expr $(, not with $rivals:expr)? $(, or $variable:literal)?) => {
        Setting {
            name: $name,
            variable: first(&[$($variable)?]),
            default: $default,
            about: About::$about,
            rivals: either(&[$($rivals)?]),
            read: |typed| typed.$($field).+.as_ref().map(Lossy::text),
            write: |typed, text| {
                $judge(text)?;
                typed.$($field).+ = Some(text.into());
                Ok(())
            },
        }
    };
}

/// A setting whose field is a time to wait; errors name the flag.
macro_rules! pause {
    ($name:literal, $flag:literal, $default:literal, $($field:ident).+) => {
        text!($name, Request, $default, $($field).+, by (|text: &str| parse_pause($flag, text).map(drop)))
    };
}

/// A setting whose field is yes or no.
macro_rules! switch {
    ($name:literal, $about:ident, $($field:ident).+) => {
        Setting {
            name: $name,
            variable: None,
            default: "false",
            about: About::$about,
            rivals: &[],
            read: |typed| typed.$($field).+.then(|| "true".to_owned()),
            write: |typed, text| {
                typed.$($field).+ = switch($name, text)?;
                Ok(())
            },
        }
    };
}

/// A setting whose field is one of a few words, of which `auto` is meant when nobody says.
macro_rules! choice {
    ($name:literal, $about:ident, $($field:ident).+) => {
        Setting {
            name: $name,
            variable: None,
            default: "auto",
            about: About::$about,
            rivals: &[],
            read: |typed| typed.$($field).+.as_ref().and_then(word),
            write: |typed, text| {
                typed.$($field).+ = Some(choice($name, text)?);
                Ok(())
            },
        }
    };
}

const fn first(names: &[&'static str]) -> Option<&'static str> {
    match names {
        [name, ..] => Some(name),
        [] => None,
    }
}

const fn either(lists: &[&'static [&'static str]]) -> &'static [&'static str] {
    match lists {
        [list, ..] => list,
        [] => &[],
    }
}

/// Texts and paths alike as text.
trait Lossy {
    fn text(&self) -> String;
}

impl Lossy for String {
    fn text(&self) -> String {
        self.clone()
    }
}

impl Lossy for PathBuf {
    fn text(&self) -> String {
        self.to_string_lossy().into_owned()
    }
}

/// Every setting but the credentials, in the order in which they are told.
pub static SETTINGS: [Setting; 33] = [
    Setting {
        name: "account",
        variable: Some("AGENTACTIVITY_ACCOUNT"),
        default: "none",
        about: About::Identity,
        rivals: &[],
        read: |typed| {
            let accounts = &typed.fetch.request.connection.account;
            (!accounts.is_empty()).then(|| accounts.join(","))
        },
        write: |typed, text| {
            text.split(',').try_for_each(meant::<AccountId>)?;
            typed.fetch.request.connection.account = vec![text.to_owned()];
            Ok(())
        },
    },
    text!("domain", Identity, "looked up", fetch.request.connection.domain, by (|text: &str| ServiceAddress::parse("domain", text).map(drop)), not with &["domain_api"], or "AGENTACTIVITY_DOMAIN"),
    text!(
        "domain_api",
        Identity, "https://api.liveperson.net", fetch.request.connection.domain_api, by (|text: &str| ServiceAddress::parse("domain API", text).map(drop)), or "AGENTACTIVITY_DOMAIN_API"),
    text!("timeframe", Request, "60", fetch.request.timeframe, by meant::<Timeframe>, not with &["since"]),
    text!("since", Request, "none", fetch.request.since, by meant::<TimeOfDay>, not with &["timeframe", "interval"]),
    text!("interval", Request, "none", fetch.request.interval, by (|text: &str| IntervalSize::parse_alone(text).map(drop)), not with &["every", "since"]),
    text!("every", Presentation, "none", fetch.presentation.every, by meant::<Every>, not with &["interval"]),
    text!("agents", Request, "all", fetch.request.agents, by anything),
    text!("names", Presentation, "auto", fetch.request.names, by meant::<Naming>),
    choice!("method", Request, fetch.request.method),
    Setting {
        name: "retries",
        variable: None,
        default: "5 where throttled, else 3",
        about: About::Request,
        rivals: &[],
        read: |typed| {
            let retries = typed.fetch.request.connection.retries?;
            Some(retries.to_string())
        },
        write: |typed, text| {
            let retries = text
                .parse()
                .map_err(|_| Invalid(format!("retries {text:?} is not a number")))?;
            typed.fetch.request.connection.retries = Some(retries);
            Ok(())
        },
    },
    pause!(
        "backoff",
        "--backoff",
        "5",
        fetch.request.connection.backoff
    ),
    pause!(
        "deadline",
        "--deadline",
        "5m",
        fetch.request.connection.deadline
    ),
    pause!("splay", "--splay", "none", fetch.request.splay),
    pause!(
        "timeout",
        "--timeout",
        "60",
        fetch.request.connection.timeout
    ),
    pause!(
        "connect_timeout",
        "--connect-timeout",
        "10",
        fetch.request.connection.connect_timeout
    ),
    text!("ca_file", Request, "none", fetch.request.connection.ca_file, by anything),
    text!("format", Presentation, "table", fetch.presentation.format, by meant::<Format>),
    text!("output", Presentation, "standard output", fetch.presentation.output, by anything),
    text!("columns", Presentation, "all but those on request", fetch.presentation.columns, by known_columns),
    switch!("wide", Presentation, fetch.presentation.wide),
    text!("totals", Presentation, "none", fetch.presentation.totals, by meant::<Totals>),
    switch!(
        "complete_only",
        Presentation,
        fetch.presentation.complete_only
    ),
    switch!("fill", Presentation, fetch.presentation.fill),
    switch!("check", Presentation, fetch.presentation.check),
    text!("sort", Presentation, "served", fetch.presentation.sort, by meant::<Sort>),
    text!(
        "tz",
        Presentation,
        "local for table, xlsx and --every, else UTC",
        fetch.presentation.tz,
        by(|text: &str| known_zone(text).map(drop))
    ),
    text!(
        "delimiter",
        Presentation,
        "a comma",
        fetch.presentation.delimiter,
        by(|text: &str| parse_delimiter(text).map(drop))
    ),
    switch!("no_header", Presentation, fetch.presentation.no_header),
    switch!(
        "fail_on_empty",
        Presentation,
        fetch.presentation.fail_on_empty
    ),
    choice!("color", Presentation, globals.color),
    switch!("verbose", Request, globals.verbose),
    switch!("quiet", Request, globals.quiet),
];

/// One of the values that prove who asks; each may also end in `_file`, and then names a file that holds it.
pub struct Secret {
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its name in the configuration when it is in a file.
    pub file_name: &'static str,
    /// Its variable; `_FILE` may stand behind.
    pub variable: &'static str,
}

const fn secret(name: &'static str, file_name: &'static str, variable: &'static str) -> Secret {
    Secret {
        name,
        file_name,
        variable,
    }
}

/// Every value that proves who asks.
pub static SECRETS: [Secret; 7] = [
    secret("app_key", "app_key_file", "AGENTACTIVITY_APP_KEY"),
    secret("app_secret", "app_secret_file", "AGENTACTIVITY_APP_SECRET"),
    secret(
        "access_token",
        "access_token_file",
        "AGENTACTIVITY_ACCESS_TOKEN",
    ),
    secret(
        "access_token_secret",
        "access_token_secret_file",
        "AGENTACTIVITY_ACCESS_TOKEN_SECRET",
    ),
    secret("bearer", "bearer_file", "AGENTACTIVITY_BEARER"),
    secret("username", "username_file", "AGENTACTIVITY_USERNAME"),
    secret("password", "password_file", "AGENTACTIVITY_PASSWORD"),
];

/// The setting that says which credentials are meant.
pub const AUTH: (&str, &str) = ("auth", "AGENTACTIVITY_AUTH");
/// The setting whose command prints credentials.
pub const COMMAND: &str = "credential_command";
