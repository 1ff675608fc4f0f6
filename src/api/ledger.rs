//! Which blocks an answer has: its intervals, or the whole window, each with what is known of it.

use jiff::Timestamp;

use crate::model::activity::{AgentActivity, Survey};
use crate::model::saved::Meta;

/// One interval's agents, or the whole window's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Block {
    /// The interval's end; `None` is the whole window.
    pub end: Option<Timestamp>,
    /// What is known of its agents.
    pub survey: Survey,
    /// Where its frames begin in the spool, if it is spooled.
    pub(super) offset: u64,
}

/// What one whole answer holds.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its intervals, oldest first, or the one block of the whole window.
    pub blocks: Vec<Block>,
    /// What is known of all of them.
    pub survey: Survey,
    /// What a saved answer says of itself.
    pub meta: Option<Meta>,
}

/// Keeps account of an answer while it is decoded.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    open: Block,
    intervals: Vec<Block>,
    whole: Option<Block>,
    /// What a saved answer says of itself.
    pub(super) meta: Option<Meta>,
}

impl Ledger {
    /// An empty one, whose first frame begins at `offset`.
    pub(super) fn beginning_at(offset: u64) -> Self {
        let mut ledger = Self::default();
        ledger.open.offset = offset;
        ledger
    }

    pub(super) fn count(&mut self, agent: &AgentActivity) {
        self.open.survey.count(agent);
    }

    /// Closes the open block; the next one's frames begin at `offset`.
    pub(super) fn close(&mut self, end: Option<Timestamp>, offset: u64) {
        let next = Block {
            offset,
            ..Block::default()
        };
        let closed = Block {
            end,
            ..std::mem::replace(&mut self.open, next)
        };
        if end.is_some() {
            self.intervals.push(closed);
        } else {
            self.whole = Some(closed);
        }
    }

    /// The answer is whole.
    pub(super) fn finish(self) -> Answer {
        // With intervals, the trailing block repeats them and is documented as the sum: it would count every second twice.
        let mut blocks = self.intervals;
        if blocks.is_empty() {
            blocks.extend(self.whole);
        }
        blocks.sort_by_key(|block| block.end);
        let mut survey = Survey::default();
        blocks.iter().for_each(|block| survey.merge(&block.survey));
        Answer {
            blocks,
            survey,
            meta: self.meta,
        }
    }
}
