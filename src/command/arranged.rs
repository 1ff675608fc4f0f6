//! One account's answer, arranged as asked: which intervals are presented, of which slices, with whom, called what; and
//! the stream of it into a sink, oldest interval first. Holds one interval's agents at most.

use std::collections::{HashMap, HashSet};
use std::io;

use super::answered::Answered;
use super::findings::Findings;
use crate::ambient::Ambient;
use crate::api::spool::Frames;
use crate::failure::{Cause, Failure};
use crate::model::Invalid;
use crate::model::activity::AgentActivity;
use crate::model::arrangement::{Arrangement, Sort, Totals};
use crate::model::fold::{Gathered, Gathering, Rounding, Total};
use crate::model::format::{Format, Presentation};
use crate::model::interval::Interval;
use crate::model::period::{Bounds, Period, complete, periods};
use crate::model::request::AgentList;
use crate::model::row::Heading;
use crate::model::shape::Shape;
use crate::model::window::Window;
use crate::output::escape::width;
use crate::output::{Part, Sink};

/// One account's answer, arranged.
pub struct Arranged<'a> {
    /// The answer.
    pub answered: &'a Answered,
    presentation: &'a Presentation,
    /// What a sink is told of it.
    pub part: Part,
    periods: Vec<Period>,
    /// How many times an agent was active in one of the intervals asked for.
    pub active: u64,
    /// Who must be in every interval.
    expected: Vec<String>,
}

impl<'a> Arranged<'a> {
    /// Decides what is presented; warns where the service's clock and its intervals disagree.
    ///
    /// # Errors
    /// Usage, where the answer's intervals cannot be presented so; local, where the spool cannot be read.
    pub fn new(
        answered: &'a Answered,
        presentation: &'a Presentation,
        frames: &mut Frames,
        ambient: &mut Ambient,
    ) -> Result<Self, Failure> {
        let arrangement = &presentation.arrangement;
        let window = answered.window(ambient);
        let blamed = |invalid: Invalid| Failure::new(answered.blame, invalid.to_string());
        let periods = periods_of(answered, arrangement, window).map_err(blamed)?;
        answered.warn_of_late_beginning(window, arrangement, ambient);
        let mut arranged = Self {
            answered,
            presentation,
            part: answered.part(window, &periods),
            active: periods
                .iter()
                .flat_map(|period| &answered.answer.blocks[period.served.clone()])
                .map(|block| block.survey.agents)
                .sum(),
            periods,
            expected: Vec::new(),
        };
        arranged
            .meet_agents(frames)
            .map_err(|error| unread(&error))?;
        if arrangement.complete_only {
            arranged.periods = complete(arranged.periods).map_err(blamed)?;
            let survey = arranged.part.survey;
            let labels = std::mem::take(&mut arranged.part.labels);
            arranged.part = Part {
                survey,
                labels,
                ..answered.part(window, &arranged.periods)
            };
        }
        Ok(arranged)
    }

    /// Learns who will be presented, where a table is to be laid out for them or each is to be in every interval.
    fn meet_agents(&mut self, frames: &mut Frames) -> io::Result<()> {
        let Arrangement { fill, fold, .. } = self.arrangement();
        let in_table = self.presentation.format == Format::Table;
        let is_named = !self.answered.names.agents.is_empty();
        let (fill, in_table) = (*fill, in_table && (*fill || is_named || fold.is_some()));
        if !fill && !in_table {
            return Ok(());
        }
        let ids = self.census(frames)?;
        if in_table {
            self.prepare_labels(&ids);
        }
        if fill {
            self.expected = match &self.answered.agents {
                Some(AgentList::Ids(asked)) => asked.clone(),
                _ => ids,
            };
        }
        Ok(())
    }

    /// The ids of all who will be presented, in the order in which they first appear.
    fn census(&self, frames: &mut Frames) -> io::Result<Vec<String>> {
        let (mut ids, mut known) = (Vec::new(), HashSet::new());
        for block in self
            .periods
            .iter()
            .flat_map(|period| &self.answered.answer.blocks[period.served.clone()])
        {
            frames.read(block, |agent| {
                if known.insert(agent.id.clone()) {
                    ids.push(agent.id);
                }
                Ok(())
            })?;
        }
        Ok(ids)
    }

    /// Tells the table what to call agents, and how much more one interval holds than was served in one.
    fn prepare_labels(&mut self, ids: &[String]) {
        let asked = match &self.answered.agents {
            Some(AgentList::Ids(asked)) if self.presentation.arrangement.fill => asked.as_slice(),
            _ => &[],
        };
        let labels = self
            .answered
            .names
            .labels(ids.iter().chain(asked).map(String::as_str));
        let survey = &mut self.part.survey;
        survey.widest_label = labels
            .values()
            .map(|label| width(label))
            .max()
            .unwrap_or_default();
        if self.presentation.arrangement.fold.is_some() {
            let most = self
                .periods
                .iter()
                .map(|period| period.served.len())
                .max()
                .unwrap_or_default();
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            survey.longest = survey.longest.saturating_mul(most).min(survey.logged_in);
        }
        if self.presentation.arrangement.fold.is_some() || self.presentation.arrangement.fill {
            survey.agents_at_most = ids.len().max(asked.len()) as u64;
        }
        self.part.labels = if self.answered.names.agents.is_empty() {
            HashMap::new()
        } else {
            labels
        };
    }

    /// Gives everything to a sink, and notes what is noticed.
    ///
    /// # Errors
    /// Where the spool cannot be read or the sink not be written.
    pub fn present(
        &self,
        frames: &mut Frames,
        sink: &mut dyn Sink,
        findings: &mut Findings,
    ) -> io::Result<()> {
        sink.part(&self.part)?;
        for period in &self.periods {
            let heading = Heading::new(
                self.answered.profile.clone(),
                self.answered.account.clone(),
                period.interval,
                self.answered.fetched_at,
                &self.presentation.zone,
                self.answered.names.clone(),
            );
            sink.interval(&heading)?;
            let mut total = Total::default();
            self.agents(period, frames, |agent, rounding| {
                self.note(&heading, &agent, rounding, findings);
                if self.totals() != Totals::None {
                    total.add(&agent);
                }
                if self.totals() == Totals::Only {
                    Ok(())
                } else {
                    sink.agent(&heading, agent)
                }
            })?;
            if let Some(total) = total.into_agent() {
                sink.agent(&heading, total)?;
            }
        }
        Ok(())
    }

    const fn arrangement(&self) -> &Arrangement {
        &self.presentation.arrangement
    }

    const fn totals(&self) -> Totals {
        self.arrangement().totals
    }

    fn note(
        &self,
        heading: &Heading,
        agent: &AgentActivity,
        rounding: Rounding,
        findings: &mut Findings,
    ) {
        if self.arrangement().check {
            findings.checker.check(heading, agent, rounding);
        }
        if self.presentation.shape == Shape::Wide || self.presentation.has_second_sheet() {
            for state in agent
                .states
                .iter()
                .filter(|state| state.id.name().is_none())
            {
                findings
                    .not_shown
                    .entry(state.id.0)
                    .or_insert_with(|| state.served_name.clone());
            }
        }
    }

    /// The agents of one presented interval, one by one where nothing needs them together.
    fn agents(
        &self,
        period: &Period,
        frames: &mut Frames,
        mut take: impl FnMut(AgentActivity, Rounding) -> io::Result<()>,
    ) -> io::Result<()> {
        let blocks = &self.answered.answer.blocks[period.served.clone()];
        let arrangement = self.arrangement();
        if let ([block], Sort::Served, false) = (blocks, arrangement.sort, arrangement.fill) {
            return frames.read(block, |agent| {
                let rounding = Rounding::of(&agent);
                take(agent, rounding)
            });
        }
        let mut gathering = Gathering::default();
        for block in blocks {
            frames.read(block, |agent| {
                gathering.add(agent);
                Ok(())
            })?;
        }
        if arrangement.fill {
            gathering.fill(&self.expected);
        }
        let gathered = gathering.into_agents(arrangement.sort, &self.answered.names);
        gathered
            .into_iter()
            .try_for_each(|Gathered { agent, rounding }| take(agent, rounding))
    }
}

/// The intervals that are presented of an answer.
fn periods_of(
    answered: &Answered,
    arrangement: &Arrangement,
    window: Option<Window>,
) -> Result<Vec<Period>, Invalid> {
    let blocks = answered.answer.blocks.iter();
    let served: Vec<Interval> = blocks
        .map(|block| answered.interval_of(block, window))
        .collect();
    // An answer without intervals and agents says nothing that could be in the way.
    let is_void = !answered.is_cut() && answered.answer.survey.agents == 0;
    let bounds = Bounds {
        served: if is_void { &[] } else { &served },
        is_cut: answered.is_cut() || is_void && answered.interval.is_some(),
        window,
        beginning: answered.beginning.as_ref(),
        size: answered.size(),
    };
    periods(bounds, arrangement)
}

/// The failure to read what was kept of an answer.
pub fn unread(error: &io::Error) -> Failure {
    let what = format!("could not read the answer back: {error}");
    Failure::new(Cause::Local, what)
}

/// From the first to the last moment seen of some intervals, and of their bounds as far as they are known.
pub fn extent(periods: &[Period]) -> (Option<Window>, Option<Window>) {
    let ends = periods.first().zip(periods.last());
    let seen = ends.and_then(|(first, last)| {
        Some(Window {
            start: first.interval.observed?.from,
            now: last.interval.observed?.to,
        })
    });
    let bounds = ends.and_then(|(first, last)| {
        Some(Window {
            start: first.interval.start.or(first.interval.end)?,
            now: last.interval.end?,
        })
    });
    (seen, bounds)
}
