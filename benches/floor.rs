//! The floor that the converter is measured against, and a plain way of doing its job.
//!
//! `floor skip FILE` skips everything in a body from a slice (`IgnoredAny`), which nothing that reads JSON with the same parser
//! can beat. `floor rows FILE` makes the same 16 columns in one pass from a reader, newest interval first, without bounds, checks
//! or limits. `floor nothing` is an empty program. They print nothing but rows.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, BufWriter};

use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    metrics_by_intervals: Vec<Interval>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Interval {
    timestamp: i64,
    metrics_data: Data,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    agents_metrics: Agents,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Agents {
    metrics_per_agent: BTreeMap<String, Vec<State>>,
}

#[derive(Deserialize)]
struct State {
    id: i64,
    name: String,
    value: Value,
    #[serde(default)]
    reasons: Vec<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    id: String,
    value: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Value {
    total: i64,
    chatting: i64,
    not_chatting: i64,
    chatting_in_max_concurrency: i64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "nothing"] => Ok(()),
        [_, "skip", file] => {
            let _: IgnoredAny = serde_json::from_slice(&std::fs::read(file)?)?;
            Ok(())
        }
        [_, "rows", file] => rows(serde_json::from_reader(BufReader::with_capacity(
            64 * 1024,
            File::open(file)?,
        ))?),
        _ => Err("floor nothing|skip FILE|rows FILE".into()),
    }
}

fn rows(body: Body) -> Result<(), Box<dyn Error>> {
    let mut out = csv::Writer::from_writer(BufWriter::new(io::stdout().lock()));
    for interval in body.metrics_by_intervals {
        for (agent, states) in interval.metrics_data.agents_metrics.metrics_per_agent {
            for state in states {
                let row = |level: &str, reason: &str, value: &Value| {
                    let Value {
                        total,
                        chatting,
                        not_chatting,
                        chatting_in_max_concurrency,
                    } = value;
                    (
                        "",
                        interval.timestamp,
                        interval.timestamp,
                        "",
                        "",
                        agent.clone(),
                        "",
                        level.to_owned(),
                        state.id,
                        state.name.clone(),
                        reason.to_owned(),
                        "",
                        *total,
                        *chatting,
                        *not_chatting,
                        *chatting_in_max_concurrency,
                    )
                };
                let level = if state.id == -1 { "logged_in" } else { "state" };
                out.serialize(row(level, "", &state.value))?;
                for reason in &state.reasons {
                    out.serialize(row("reason", &reason.id, &reason.value))?;
                }
            }
        }
    }
    out.flush()?;
    Ok(())
}
