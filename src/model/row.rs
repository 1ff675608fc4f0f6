//! One row of an answer and the cells it is made of. A row knows nothing of where it came from.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::activity::{AgentActivity, ReasonActivity, Spent, StateActivity, StateId};
use super::interval::Interval;
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
        Self { text }
    }

    /// RFC 3339.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What the rows of one interval of one account share.
#[derive(Debug, Clone)]
pub struct Heading {
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
}

impl Heading {
    /// The heading of `interval`, with times told in `zone`.
    pub fn new(
        account: Option<AccountId>,
        interval: Interval,
        fetched_at: Option<Timestamp>,
        zone: &TimeZone,
    ) -> Self {
        let stamp = |at: Option<Timestamp>| at.map(|at| Stamp::new(at, zone));
        Self {
            account,
            interval,
            start: stamp(interval.start),
            end: stamp(interval.end),
            fetched_at: stamp(fetched_at),
        }
    }
}

/// One row: an agent's time in one state, or away for one reason.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What it shares with its interval's other rows.
    pub heading: &'a Heading,
    /// Whose time.
    pub agent: &'a AgentActivity,
    /// In which state.
    pub state: &'a StateActivity,
    /// For which reason, in a row of that level.
    pub reason: Option<&'a ReasonActivity>,
}

impl Row<'_> {
    /// The seconds that it tells of.
    pub(super) fn spent(&self) -> Spent {
        self.reason.map_or(self.state.spent, |reason| reason.spent)
    }

    /// `logged_in`, `state` or `reason`, so that a sum over one level counts no second twice.
    pub(super) fn level(&self) -> &'static str {
        match self.reason {
            Some(_) => "reason",
            None if self.state.id == StateId::LOGGED_IN => "logged_in",
            None => "state",
        }
    }
}

/// The rows of one agent in one interval: states as served, each followed by its reasons.
pub fn rows<'a>(heading: &'a Heading, agent: &'a AgentActivity) -> impl Iterator<Item = Row<'a>> {
    agent.states.iter().flat_map(move |state| {
        let row = Row {
            heading,
            agent,
            state,
            reason: None,
        };
        let reasons = state.reasons.iter().map(move |reason| Row {
            reason: Some(reason),
            ..row
        });
        std::iter::once(row).chain(reasons)
    })
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
