//! What is asked, of whom: accounts, time, agents, and where the service is, each from flag or environment.

use std::io::Read as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::ambient::Ambient;
use crate::cli::{self, ConnectionOptions, RequestOptions};
use crate::failure::{Cause, Failure};
use crate::model::Invalid;
use crate::model::arrangement::Arrangement;
use crate::model::horizon::{Beginning, Cut, Horizon};
use crate::model::period::judge_edges;
use crate::model::request::{AccountId, AgentList, Method, Question};
use crate::model::service::{ServiceAddress, Whereabouts};
use crate::model::span::{IntervalSize, Timeframe};

/// A list of ids is refused beyond this, in bytes: it is no list of ids.
const LONGEST_LIST: u64 = 16 * 1024 * 1024;

/// The accounts to ask, in order, none twice.
///
/// # Errors
/// Configuration, where none is named; usage, where one cannot be meant.
pub(super) fn accounts(typed: &ConnectionOptions) -> Result<Vec<AccountId>, Failure> {
    let listed = match &typed.account[..] {
        [] if typed.demo => "demo".to_owned(),
        [] => {
            let hint = "give --account ID, set AGENTACTIVITY_ACCOUNT, or write it into a profile; or try --demo, which needs neither account nor credentials";
            return Err(Failure::new(Cause::Configuration, "no account is set").with_hint(hint));
        }
        named => named.join(","),
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

/// Decides what is asked, with clocks of this zone.
///
/// # Errors
/// Usage, where a time, a length or an id cannot be meant.
pub(super) fn question(
    typed: &cli::Fetch,
    arrangement: &Arrangement,
    zone: &TimeZone,
    agents: AgentList,
    now: Timestamp,
) -> Result<Question, Failure> {
    let request = &typed.request;
    refuse_two_ways(typed)?;
    let (beginning, timeframe) = beginning(request, zone)?;
    let cut = match (&arrangement.fold, interval(request, timeframe)?) {
        (Some(buckets), _) => {
            judge_edges(buckets, &beginning, now).map_err(Failure::usage)?;
            Cut::Every(buckets.clone())
        }
        (None, Some(size)) => Cut::Interval(size),
        (None, None) => Cut::Whole,
    };
    Ok(Question {
        horizon: Horizon { beginning, cut },
        agents,
        method: match request.method {
            None | Some(cli::Method::Auto) => Method::Auto,
            Some(cli::Method::Get) => Method::Get,
            Some(cli::Method::Post) => Method::Post,
        },
    })
}

/// Judges time frame and interval, without asking anything.
///
/// # Errors
/// Usage, where they cannot be meant.
pub(super) fn judge_question(typed: &cli::Fetch) -> Result<(), Failure> {
    refuse_two_ways(typed)?;
    let (_, timeframe) = beginning(&typed.request, &TimeZone::UTC)?;
    interval(&typed.request, timeframe).map(drop)
}

fn interval(typed: &RequestOptions, timeframe: Timeframe) -> Result<Option<IntervalSize>, Failure> {
    let interval = typed.interval.as_deref();
    let interval = interval.map(|interval| IntervalSize::parse(interval, timeframe));
    interval.transpose().map_err(Failure::usage)
}

/// What is said twice is no guess.
fn refuse_two_ways(typed: &cli::Fetch) -> Result<(), Failure> {
    let RequestOptions {
        since,
        timeframe,
        interval,
        ..
    } = &typed.request;
    let refuse = |what: String| Err(Failure::usage(what));
    match (since, timeframe, interval, &typed.presentation.every) {
        (Some(since), Some(timeframe), ..) => refuse(format!(
            "--since {since} and --timeframe {timeframe} both say where to begin; leave one out"
        )),
        (_, _, Some(interval), Some(every)) => refuse(format!(
            "--every {every} takes the place of --interval {interval}; leave --interval out"
        )),
        (Some(since), _, Some(interval), _) => {
            let what = format!(
                "--since {since} makes a time frame that --interval {interval} need not divide"
            );
            refuse(format!("{what}; try --every {interval}"))
        }
        _ => Ok(()),
    }
}

/// Where what is wanted begins, and the time frame that an interval must divide.
fn beginning(typed: &RequestOptions, zone: &TimeZone) -> Result<(Beginning, Timeframe), Failure> {
    let timeframe = typed
        .timeframe
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?
        .unwrap_or_default();
    let since = typed
        .since
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(Failure::usage)?;
    let beginning = since.map_or(Beginning::Back(timeframe), |since| {
        Beginning::Since(since, zone.clone())
    });
    Ok((beginning, timeframe))
}

/// Reads a list of agents, a file of them, or standard input.
///
/// # Errors
/// Usage, where an id cannot be meant; local, where a file cannot be read.
pub(super) fn agents(typed: &str, ambient: &mut Ambient) -> Result<AgentList, Failure> {
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
            _ if typed == "-" => "pipe them in: ids separated by commas or white space",
            _ => "check the name behind @",
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

/// Decides where the service is.
///
/// # Errors
/// Usage, where an address cannot be meant.
pub(super) fn whereabouts(typed: &ConnectionOptions) -> Result<Whereabouts, Failure> {
    let read = |what: &str, text: &str| ServiceAddress::parse(what, text).map_err(Failure::usage);
    let reporting = typed
        .domain
        .as_deref()
        .map(|domain| read("domain", domain))
        .transpose()?;
    let domain_api = read(
        "domain API",
        typed
            .domain_api
            .as_deref()
            .unwrap_or(ServiceAddress::DOMAIN_API),
    )?;
    Ok(Whereabouts {
        reporting,
        domain_api,
    })
}
