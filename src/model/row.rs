//! One row of an answer and the cells it is made of. A row knows nothing of where it came from.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use super::activity::{AgentActivity, ReasonActivity, Spent, StateActivity, StateId};
use super::interval::Interval;
use super::names::Names;
use super::request::AccountId;

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Not known, or not applicable.
    Empty,
    /// Text, ids included: from outside, so not to be trusted.
    Text(&'a str),
    /// A plain integer.
    Integer(i64),
    /// An instant, with its text in the chosen time zone.
    Time(&'a Stamp),
}

/// An instant's RFC 3339 text, made once and used by every row of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    text: String,
    local: DateTime,
}

impl Stamp {
    /// The instant as a clock in `zone` shows it; `Z` for UTC.
    pub fn new(at: Timestamp, zone: &TimeZone) -> Self {
        let text = if zone == &TimeZone::UTC {
            at.to_string()
        } else {
            let offset = zone.to_offset(at);
            let whole_minutes =
                Offset::from_seconds(offset.seconds() / 60 * 60).unwrap_or(Offset::UTC);
            at.display_with_offset(whole_minutes).to_string()
        };
        let local = zone.to_datetime(at);
        Self { text, local }
    }

    /// RFC 3339.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the zone's clocks show.
    pub const fn local(&self) -> DateTime {
        self.local
    }
}

/// What the rows of one interval of one account share.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The profile that asked, if one did.
    pub profile: Option<String>,
    /// The account asked, where known.
    pub account: Option<AccountId>,
    /// The bounds as instants.
    pub interval: Interval,
    /// The interval's start, where known.
    pub start: Option<Stamp>,
    /// The interval's end, where known.
    pub end: Option<Stamp>,
    /// When the answer arrived, by our clock.
    pub fetched_at: Option<Stamp>,
    /// What its account's agents and reasons are called.
    pub names: Arc<Names>,
}

impl Heading {
    /// The heading of `interval`, with times told in `zone`.
    pub fn new(
        profile: Option<String>,
        account: Option<AccountId>,
        interval: Interval,
        fetched_at: Option<Timestamp>,
        zone: &TimeZone,
        names: Arc<Names>,
    ) -> Self {
        let stamp = |at: Option<Timestamp>| at.map(|at| Stamp::new(at, zone));
        Self {
            profile,
            account,
            interval,
            start: stamp(interval.start),
            end: stamp(interval.end),
            fetched_at: stamp(fetched_at),
            names,
        }
    }
}

/// What one row tells of.
#[derive(Clone, Copy)]
pub enum Level<'a> {
    /// All of an agent's time, as one of the states.
    LoggedIn(&'a StateActivity),
    /// One state.
    State(&'a StateActivity),
    /// One reason to be in a state.
    Reason(&'a StateActivity, &'a ReasonActivity),
    /// The agent, with the states side by side.
    Agent,
}

/// One row: what an agent did in one interval.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What it shares with its interval's other rows.
    pub heading: &'a Heading,
    /// Whose time.
    pub agent: &'a AgentActivity,
    /// Which part of it.
    pub level: Level<'a>,
}

impl<'a> Row<'a> {
    pub(super) const fn state(&self) -> Option<&'a StateActivity> {
        match self.level {
            Level::LoggedIn(state) | Level::State(state) | Level::Reason(state, _) => Some(state),
            Level::Agent => None,
        }
    }

    pub(super) const fn reason(&self) -> Option<&'a ReasonActivity> {
        match self.level {
            Level::Reason(_, reason) => Some(reason),
            _ => None,
        }
    }

    /// The seconds that it tells of.
    pub(super) fn spent(&self) -> Spent {
        match self.level {
            Level::LoggedIn(state) | Level::State(state) => state.spent,
            Level::Reason(_, reason) => reason.spent,
            Level::Agent => self.agent.spent(StateId::LOGGED_IN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_rfc_3339_in_the_chosen_zone() {
        let at: Timestamp = "2014-07-01T14:46:08Z".parse().unwrap();
        let text = |zone: TimeZone| Stamp::new(at, &zone).text().to_owned();
        assert_eq!(text(TimeZone::UTC), "2014-07-01T14:46:08Z");
        assert_eq!(
            text(TimeZone::get("Europe/Madrid").unwrap()),
            "2014-07-01T16:46:08+02:00"
        );
        assert_eq!(
            text(TimeZone::get("Asia/Kathmandu").unwrap()),
            "2014-07-01T20:31:08+05:45"
        );
    }
}
