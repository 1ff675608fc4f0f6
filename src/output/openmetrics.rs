//! Gauges for dashboards: per account and state, summed over agents and intervals, in the OpenMetrics text format, which
//! Prometheus reads too. Without timestamps: the moment of reading is the collector's business.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::io::{self, Write};

use super::{Part, Sink};
use crate::model::activity::{AgentActivity, Spent, StateActivity, StateId};
use crate::model::request::AccountId;
use crate::model::row::Heading;

/// Writes gauges.
pub struct OpenMetrics<W> {
    writer: W,
    /// By the labels of profile and account, in their order.
    accounts: Vec<(String, Account)>,
}

/// One account's sums.
#[derive(Default)]
struct Account {
    agents: HashSet<String>,
    /// How much was seen of each interval, where known.
    observed: Vec<Option<i64>>,
    states: BTreeMap<StateId, (String, Spent)>,
    reasons: BTreeMap<String, (Option<String>, Spent)>,
}

/// A family of gauges: name, unit and meaning.
type Family = (&'static str, &'static str, &'static str);

/// Which of a state's seconds a family shows.
type Measure = fn(Spent) -> i64;

const STATES: [(Family, Measure); 4] = [
    (
        (
            "agentactivity_state_seconds",
            "seconds",
            "Time of all agents in the state.",
        ),
        |spent| spent.total,
    ),
    (
        (
            "agentactivity_chatting_seconds",
            "seconds",
            "Of it, with a chat open.",
        ),
        |spent| spent.chatting,
    ),
    (
        (
            "agentactivity_not_chatting_seconds",
            "seconds",
            "Of it, without a chat.",
        ),
        |spent| spent.not_chatting,
    ),
    (
        (
            "agentactivity_chatting_at_maximum_seconds",
            "seconds",
            "Of it, with the most chats allowed.",
        ),
        |spent| spent.in_max_concurrency,
    ),
];
const REASONS: Family = (
    "agentactivity_away_reason_seconds",
    "seconds",
    "Time of all agents away for the reason.",
);
const AGENTS: Family = ("agentactivity_agents", "", "Agents who were active.");
const OBSERVED: Family = (
    "agentactivity_observed_seconds",
    "seconds",
    "How much time the answer saw.",
);

impl<W: Write> OpenMetrics<W> {
    /// Gauges, written once everything is summed.
    pub const fn new(writer: W) -> Self {
        Self {
            writer,
            accounts: Vec::new(),
        }
    }

    fn account(&mut self, profile: Option<&str>, account: Option<&AccountId>) -> &mut Account {
        let account = account.map_or("unknown", AccountId::as_str);
        let profile = profile.map(|profile| format!(",profile=\"{}\"", escaped(profile)));
        let labels = format!(
            "account=\"{}\"{}",
            escaped(account),
            profile.unwrap_or_default()
        );
        let index = self
            .accounts
            .iter()
            .position(|(known, _)| *known == labels)
            .unwrap_or_else(|| {
                self.accounts.push((labels, Account::default()));
                self.accounts.len() - 1
            });
        &mut self.accounts[index].1
    }

    fn family(&mut self, (name, unit, meaning): Family) -> io::Result<()> {
        writeln!(self.writer, "# TYPE {name} gauge")?;
        if !unit.is_empty() {
            writeln!(self.writer, "# UNIT {name} {unit}")?;
        }
        writeln!(self.writer, "# HELP {name} {meaning}")
    }

    fn write(&mut self) -> io::Result<()> {
        let accounts = std::mem::take(&mut self.accounts);
        self.family(AGENTS)?;
        for (labels, account) in &accounts {
            writeln!(
                self.writer,
                "{}{{{labels}}} {}",
                AGENTS.0,
                account.agents.len()
            )?;
        }
        self.family(OBSERVED)?;
        for (labels, account) in &accounts {
            if let Some(observed) = account.observed.iter().copied().sum::<Option<i64>>() {
                writeln!(self.writer, "{}{{{labels}}} {observed}", OBSERVED.0)?;
            }
        }
        for (family, measure) in STATES {
            self.family(family)?;
            for (labels, account) in &accounts {
                for (state, spent) in account.states.values() {
                    writeln!(
                        self.writer,
                        "{}{{{labels},state=\"{}\"}} {}",
                        family.0,
                        escaped(state),
                        measure(*spent)
                    )?;
                }
            }
        }
        self.family(REASONS)?;
        for (labels, account) in &accounts {
            for (id, (name, spent)) in &account.reasons {
                let name = name
                    .as_ref()
                    .map(|name| format!(",reason=\"{}\"", escaped(name)))
                    .unwrap_or_default();
                writeln!(
                    self.writer,
                    "{}{{{labels},reason_id=\"{}\"{name}}} {}",
                    REASONS.0,
                    escaped(id),
                    spent.total
                )?;
            }
        }
        writeln!(self.writer, "# EOF")?;
        self.writer.flush()
    }
}

/// A label's value as the format has it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

/// The label of a state: by its id, whatever name was served.
fn label(state: &StateActivity) -> String {
    match state.id.name() {
        Some(name) => name.to_lowercase().replace(' ', "_"),
        None => format!("state_{}", state.id.0),
    }
}

impl<W: Write> Sink for OpenMetrics<W> {
    fn begin(&mut self, _: &[Part]) -> io::Result<()> {
        Ok(())
    }

    fn part(&mut self, part: &Part) -> io::Result<()> {
        // Whoever has no interval to show is there all the same.
        self.account(part.profile.as_deref(), part.account.as_ref());
        Ok(())
    }

    fn interval(&mut self, heading: &Heading) -> io::Result<()> {
        let observed = heading.interval.observed;
        let (profile, account) = (heading.profile.as_deref(), heading.account.as_ref());
        self.account(profile, account)
            .observed
            .push(observed.map(|observed| observed.seconds()));
        Ok(())
    }

    fn agent(&mut self, heading: &Heading, agent: AgentActivity) -> io::Result<()> {
        let account = self.account(heading.profile.as_deref(), heading.account.as_ref());
        for state in &agent.states {
            account
                .states
                .entry(state.id)
                .or_insert_with(|| (label(state), Spent::default()))
                .1
                .add(state.spent);
            for reason in &state.reasons {
                let name = || heading.names.reason(&reason.id).map(str::to_owned);
                account
                    .reasons
                    .entry(reason.id.clone())
                    .or_insert_with(|| (name(), Spent::default()))
                    .1
                    .add(reason.spent);
            }
        }
        // Whoever was only filled in was not active.
        if agent
            .states
            .iter()
            .any(|state| state.spent != Spent::default())
        {
            account.agents.insert(agent.id);
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.write()
    }
}
