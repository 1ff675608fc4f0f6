//! One account's answer and what is known of it: its window, its intervals' bounds, and what a saved one says.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::arranged::extent;
use crate::ambient::Ambient;
use crate::api::ledger::{Answer, Block};
use crate::failure::Cause;
use crate::model::arrangement::Arrangement;
use crate::model::horizon::Beginning;
use crate::model::interval::Interval;
use crate::model::names::Names;
use crate::model::period::Period;
use crate::model::request::{AccountId, AgentList};
use crate::model::saved::{Meta, WRITTEN_BY};
use crate::model::span::{IntervalSize, Timeframe};
use crate::model::window::{Settled, Window, settle_now};
use crate::output::Part;

/// One account's answer, and what its own bytes do not say.
pub struct Answered {
    /// With which profile it was asked.
    pub profile: Option<String>,
    /// Whose it is.
    pub account: Option<AccountId>,
    /// How far back was asked.
    pub timeframe: Option<Timeframe>,
    /// Where what is wanted begins, where more was asked for.
    pub beginning: Option<Beginning>,
    /// In which intervals.
    pub interval: Option<IntervalSize>,
    /// The moment of the answer by the service's clock.
    pub reading: Option<Timestamp>,
    /// The moment of the answer by ours.
    pub fetched_at: Option<Timestamp>,
    /// Whose activity was asked, where known.
    pub agents: Option<AgentList>,
    /// What they are called, as far as that is known.
    pub names: Arc<Names>,
    /// Whose fault it is where it cannot be presented as asked.
    pub blame: Cause,
    /// What it holds.
    pub answer: Answer,
}

impl Answered {
    /// What an envelope says of it.
    pub fn meta(&self) -> Meta {
        Meta {
            written_by: format!("{WRITTEN_BY} {}", env!("CARGO_PKG_VERSION")),
            account: self.account.as_ref().map(ToString::to_string),
            timeframe: self.timeframe.map(Timeframe::minutes),
            interval: self.interval.map(IntervalSize::minutes),
            agents: self.agents.as_ref().map(ToString::to_string),
            date: self.reading,
            fetched_at: self.fetched_at,
        }
    }

    /// What a sink is told of it, when these of its intervals are presented.
    pub fn part(&self, window: Option<Window>, periods: &[Period]) -> Part {
        let (seen, bounds) = extent(periods);
        Part {
            profile: self.profile.clone(),
            account: self.account.clone(),
            as_of: window.map(|window| window.now),
            seen,
            bounds: seen.or(bounds).or(window),
            intervals: periods.len(),
            survey: self.answer.survey,
            labels: HashMap::new(),
        }
    }

    /// Whether the service cut it into intervals.
    pub fn is_cut(&self) -> bool {
        self.answer.blocks.iter().any(|block| block.end.is_some())
    }

    /// The bounds of one of its blocks.
    pub fn interval_of(&self, block: &Block, window: Option<Window>) -> Interval {
        block.end.map_or_else(
            || Interval::whole(window),
            |end| Interval::ending(end, self.size(), window),
        )
    }

    /// The ends of its intervals, oldest first.
    pub fn ends(&self) -> Vec<Timestamp> {
        self.answer
            .blocks
            .iter()
            .filter_map(|block| block.end)
            .collect()
    }

    /// The size of its intervals: as asked, or as its ends tell.
    pub fn size(&self) -> Option<IntervalSize> {
        self.interval
            .or_else(|| Interval::size_between(&self.ends()))
    }

    /// What it covers, where known; warns where the service's clock and its intervals disagree.
    pub fn window(&self, ambient: &mut Ambient) -> Option<Window> {
        let (reading, timeframe) = (self.reading?, self.timeframe?);
        let newest = self.answer.blocks.last().and_then(|block| block.end);
        let whose = self.whose();
        if newest.is_none()
            && self.beginning.is_none()
            && self.interval.is_some()
            && self.answer.survey.agents > 0
        {
            ambient.warn(format!("{whose}the service answered without intervals, so the time frame is shown as a whole"));
        }
        let Some(newest) = newest else {
            return Some(Window::ending(reading, timeframe));
        };
        let disagree =
            format!("{whose}the answer is dated {reading}, but its newest interval ends {newest}");
        match settle_now(reading, newest) {
            Settled::Agreed(now) => Some(Window::ending(now, timeframe)),
            Settled::Clamped(now) => {
                ambient.warn(format!("{disagree}; taking it as of {now}"));
                Some(Window::ending(now, timeframe))
            }
            Settled::Unknown => {
                ambient.warn(format!(
                    "{disagree}; observed seconds and coverage stay unknown"
                ));
                None
            }
        }
    }

    /// Says where buckets are missing because the service's now is not ours: the day that it holds is another matter.
    pub fn warn_of_late_beginning(
        &self,
        window: Option<Window>,
        arrangement: &Arrangement,
        ambient: &mut Ambient,
    ) {
        let (Some(window), Some(buckets), Some(beginning)) =
            (window, &arrangement.fold, &self.beginning)
        else {
            return;
        };
        let wanted = buckets.holding(beginning.before(window.now)).start;
        if wanted < window.start && self.timeframe != Some(Timeframe::LONGEST) {
            ambient.warn(format!(
                "{}the answer begins {} and not {wanted}, as its clock and ours differ; check this machine's clock",
                self.whose(),
                window.start
            ));
        }
    }

    /// Whose it is, before a message.
    fn whose(&self) -> String {
        self.account
            .as_ref()
            .map(|account| format!("account {account}: "))
            .unwrap_or_default()
    }
}
