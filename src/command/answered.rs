//! One account's answer and what is known of it: its window, its intervals' bounds, and what a saved one says.

use jiff::Timestamp;

use crate::ambient::Ambient;
use crate::api::ledger::{Answer, Block};
use crate::failure::{Cause, Failure};
use crate::model::interval::{Interval, Settled, Window, settle_now};
use crate::model::request::AccountId;
use crate::model::saved::{Meta, WRITTEN_BY};
use crate::model::span::{IntervalSize, Timeframe};
use crate::output::Part;

/// One account's answer, and what its own bytes do not say.
pub struct Answered {
    /// Whose it is.
    pub account: Option<AccountId>,
    /// How far back was asked.
    pub timeframe: Option<Timeframe>,
    /// In which intervals.
    pub interval: Option<IntervalSize>,
    /// The moment of the answer by the service's clock.
    pub reading: Option<Timestamp>,
    /// The moment of the answer by ours.
    pub fetched_at: Option<Timestamp>,
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
            date: self.reading,
            fetched_at: self.fetched_at,
        }
    }

    /// What a sink is told of it; warns where the service's clock and its intervals disagree.
    pub fn part(&self, ambient: &mut Ambient) -> Part {
        let window = self.window(ambient);
        let blocks = &self.answer.blocks;
        let bounds = blocks.first().zip(blocks.last()).and_then(|(first, last)| {
            let start = self.interval_of(first, window).start?;
            Some(Window {
                start,
                now: last.end?,
            })
        });
        Part {
            account: self.account.clone(),
            window,
            bounds: window.or(bounds),
            intervals: blocks.len(),
            survey: self.answer.survey,
        }
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
    fn size(&self) -> Option<IntervalSize> {
        self.interval
            .or_else(|| Interval::size_between(&self.ends()))
    }

    fn window(&self, ambient: &mut Ambient) -> Option<Window> {
        let (reading, timeframe) = (self.reading?, self.timeframe?);
        let newest = self.answer.blocks.last().and_then(|block| block.end);
        let whose = self
            .account
            .as_ref()
            .map(|account| format!("account {account}: "))
            .unwrap_or_default();
        if newest.is_none() && self.interval.is_some() && self.answer.survey.agents > 0 {
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
}

/// An empty answer is none to fail for, unless asked to; a person is told why it may be so.
///
/// # Errors
/// Empty, where no agent was active and that is to be a failure.
pub fn judge_emptiness(
    answers: &[Answered],
    fail_on_empty: bool,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    const WHY: &str = "the method counts chats alone, so accounts on messaging get nothing from it; a longer --timeframe may help, and so may a look at the ids, if some were asked for";
    if answers
        .iter()
        .any(|answered| answered.answer.survey.agents > 0)
    {
        return Ok(());
    }
    let accounts: Vec<&str> = answers
        .iter()
        .filter_map(|answered| Some(answered.account.as_ref()?.as_str()))
        .collect();
    let of = if accounts.is_empty() {
        String::new()
    } else {
        format!(" of account {}", accounts.join(", "))
    };
    let when = answers.first().and_then(|answered| answered.timeframe);
    let when = when
        .map(|timeframe| format!(" in the last {timeframe} minutes"))
        .unwrap_or_default();
    let what = format!("no agent{of} was active{when}");
    if fail_on_empty {
        return Err(Failure::new(Cause::Empty, what).with_hint(WHY));
    }
    if ambient.err.is_terminal {
        ambient.warn(format!("{what}: {WHY}"));
    }
    Ok(())
}
