//! The table for people: one line per agent, states side by side, reasons beneath, a block per interval, and sums.
//! Holds one interval at a time, and each agent's sums over the window.

mod clock;
mod layout;
mod line;
mod wording;

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use jiff::tz::TimeZone;

use self::clock::Clock;
use self::layout::Layout;
use self::line::Line;
use super::escape::{fit, width};
use super::{Part, Sink};
use crate::model::activity::{
    AgentActivity, ReasonActivity, Spent, StateActivity, StateId, Survey,
};
use crate::model::arrangement::Sort;
use crate::model::fold::Gathering;
use crate::model::format::Presentation;
use crate::model::names::Names;
use crate::model::row::Heading;

/// Above this many agents, reasons appear in the sums alone, and the end repeats the header and names those most away.
const MANY: u64 = 25;

/// Writes the table.
pub struct Table<W> {
    writer: W,
    zone: TimeZone,
    clock: Clock,
    sort: Sort,
    color: bool,
    terminal: usize,
    layout: Layout,
    part: Part,
    heading: Option<Heading>,
    block: Vec<AgentActivity>,
    window: Gathering,
    begun: bool,
    titled: bool,
    names: Arc<Names>,
}

impl<W: Write> Table<W> {
    /// A table as `presentation` wants it.
    pub fn new(presentation: &Presentation, writer: W) -> Self {
        let terminal = usize::from(presentation.width);
        Self {
            writer,
            zone: presentation.zone.clone(),
            clock: Clock::new(presentation.zone.clone(), None),
            sort: presentation.arrangement.sort,
            color: presentation.color,
            terminal,
            layout: Layout::new(terminal, &Survey::default(), 0),
            part: Part {
                profile: None,
                account: None,
                as_of: None,
                seen: None,
                bounds: None,
                intervals: 0,
                survey: Survey::default(),
                labels: HashMap::new(),
            },
            heading: None,
            block: Vec::new(),
            window: Gathering::default(),
            begun: false,
            titled: false,
            names: Arc::default(),
        }
    }

    fn line(&mut self, kind: Line, text: &str) -> io::Result<()> {
        let text = text.trim_end();
        if self.color && !matches!(kind, Line::Plain) && !text.is_empty() {
            writeln!(self.writer, "{}{text}\u{1b}[0m", kind.code())
        } else {
            writeln!(self.writer, "{text}")
        }
    }

    /// Whether these, or those of some interval, are too many for a line about each one's reasons.
    fn many(&self, agents: &[AgentActivity]) -> bool {
        self.part.survey.agents_at_most.max(agents.len() as u64) > MANY
    }

    fn title(&mut self) -> io::Result<()> {
        let saved = || "A saved answer".to_owned();
        let mut pieces = vec![
            self.part
                .account
                .as_ref()
                .map_or_else(saved, |account| format!("Account {account}")),
        ];
        pieces.extend(self.clock.days());
        pieces.push(self.clock.zone());
        if let Some(as_of) = self.part.as_of {
            pieces.push(format!("data to {}", self.clock.time_of_day(as_of)));
        }
        let mut line = String::new();
        for piece in pieces {
            if !line.is_empty() && width(&line) + 3 + width(&piece) > self.terminal {
                self.line(Line::Strong, &std::mem::take(&mut line))?;
            }
            let joined = if line.is_empty() {
                piece
            } else {
                format!("{line} · {piece}")
            };
            line = fit(&joined, self.terminal);
        }
        self.line(Line::Strong, &line)?;
        self.header()
    }

    /// What to call an agent.
    fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.part.labels.get(id).map_or(id, String::as_str)
    }

    /// What to call a reason.
    fn reason<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.reason(id).unwrap_or(id)
    }

    fn header(&mut self) -> io::Result<()> {
        let mut grid = self.layout.grid();
        grid.add_row(self.layout.header());
        let lines: Vec<String> = grid.lines().skip(1).collect();
        lines
            .iter()
            .try_for_each(|line| self.line(Line::Faint, line))
    }

    /// Writes the interval that has ended, if one has; answers who was in it, where it is the only one.
    fn finish_block(&mut self) -> io::Result<Vec<AgentActivity>> {
        let Some(heading) = self.heading.take() else {
            return Ok(Vec::new());
        };
        let agents = std::mem::take(&mut self.block);
        let (span, note) = self.clock.heading(heading.interval);
        self.line(Line::Plain, "")?;
        self.block_heading(&span, &note)?;
        self.agents(&agents)?;
        if self.part.intervals <= 1 {
            return Ok(agents);
        }
        agents.into_iter().for_each(|agent| self.window.add(agent));
        Ok(Vec::new())
    }

    fn block_heading(&mut self, span: &str, note: &str) -> io::Result<()> {
        if note.is_empty() {
            self.line(Line::Strong, span)
        } else {
            self.line(Line::Notable, &format!("{span}  {note}"))
        }
    }

    /// One line for each agent, what is to say beneath, and the sum.
    fn agents(&mut self, agents: &[AgentActivity]) -> io::Result<()> {
        let Some((first, others)) = agents.split_first() else {
            return self.line(Line::Faint, "No agent was active.");
        };
        let many = self.many(agents);
        let mut sum = first.clone();
        others.iter().for_each(|agent| sum.merge(agent));
        let mut grid = self.layout.grid();
        for agent in agents {
            grid.add_row(self.layout.agent(self.label(&agent.id), agent));
        }
        grid.add_row(self.layout.agent(&format!("All {}", agents.len()), &sum));
        let mut lines = grid.lines().skip(1).collect::<Vec<_>>().into_iter();
        for (agent, line) in agents.iter().zip(lines.by_ref()) {
            self.line(Line::Plain, &line)?;
            if !many {
                self.beneath(agent)?;
            }
        }
        for line in lines {
            self.line(Line::Strong, &line)?;
        }
        if many { self.beneath(&sum) } else { Ok(()) }
    }

    /// Reasons, chats while away, and states that have no column.
    fn beneath(&mut self, agent: &AgentActivity) -> io::Result<()> {
        let whole = agent.spent(StateId::LOGGED_IN);
        for state in &agent.states {
            if state.id.name().is_none() {
                let about = format!("{} (state {})", state.name(), state.id.0);
                self.line(
                    Line::Faint,
                    &self.layout.beneath(&about, state.spent.total, whole),
                )?;
            }
            self.reasons(state, whole)?;
        }
        Ok(())
    }

    /// The reasons of a state, those that took most time first.
    fn reasons(&mut self, state: &StateActivity, whole: Spent) -> io::Result<()> {
        let mut reasons: Vec<&ReasonActivity> = state.reasons.iter().collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.spent.total));
        for reason in reasons {
            self.line(
                Line::Faint,
                &self
                    .layout
                    .beneath(self.reason(&reason.id), reason.spent.total, whole),
            )?;
        }
        if state.id == StateId::AWAY && state.spent.chatting > 0 {
            self.line(
                Line::Faint,
                &self
                    .layout
                    .beneath("of which yet chatting", state.spent.chatting, whole),
            )?;
        }
        Ok(())
    }

    fn most_away(&mut self, agents: &[AgentActivity]) -> io::Result<()> {
        let away = |agent: &AgentActivity| agent.spent(StateId::AWAY).total;
        let mut most: Vec<&AgentActivity> = agents.iter().filter(|agent| away(agent) > 0).collect();
        most.sort_by_key(|agent| std::cmp::Reverse(away(agent)));
        let mut line = String::new();
        for agent in most.iter().take(3) {
            let share = wording::share(away(agent), agent.spent(StateId::LOGGED_IN).total);
            let time = wording::duration(away(agent), usize::MAX);
            let named = format!("{} {time} {share}", fit(self.label(&agent.id), 20))
                .trim_end()
                .to_owned();
            let longer = if line.is_empty() {
                format!("Most away: {named}")
            } else {
                format!("{line}, {named}")
            };
            if width(&longer) > self.terminal {
                break;
            }
            line = longer;
        }
        if line.is_empty() {
            Ok(())
        } else {
            self.line(Line::Notable, &line)
        }
    }

    /// Writes what follows an account's last interval: the sums of its window, and who was most away.
    fn finish_part(&mut self) -> io::Result<()> {
        if !self.titled {
            self.title()?;
            self.line(Line::Plain, "")?;
            self.line(Line::Faint, "No interval to show.")?;
        }
        let mut agents = self.finish_block()?;
        if self.part.intervals > 1 {
            let gathered = std::mem::take(&mut self.window).into_agents(self.sort, &self.names);
            agents = gathered
                .into_iter()
                .map(|gathered| gathered.agent)
                .collect();
            let span = self.part.seen.map_or_else(
                || "All intervals".to_owned(),
                |seen| self.clock.span(seen.start, seen.now),
            );
            self.line(Line::Plain, "")?;
            self.block_heading(
                &format!("{span}  all {} intervals", self.part.intervals),
                "",
            )?;
            self.agents(&agents)?;
        }
        if self.many(&agents) {
            self.header()?;
            self.most_away(&agents)?;
            self.line(Line::Faint, "Reasons of each agent: --format csv")?;
        }
        self.line(Line::Plain, "")
    }
}

impl<W: Write> Sink for Table<W> {
    fn begin(&mut self, parts: &[Part]) -> io::Result<()> {
        // All accounts share one layout, wide enough for the widest of them.
        let mut survey = Survey::default();
        for part in parts {
            let logged_in = survey.logged_in.max(part.survey.logged_in);
            survey.merge(&part.survey);
            survey.logged_in = logged_in;
        }
        let intervals = parts
            .iter()
            .map(|part| part.intervals)
            .max()
            .unwrap_or_default();
        self.layout = Layout::new(self.terminal, &survey, intervals);
        Ok(())
    }

    fn part(&mut self, part: &Part) -> io::Result<()> {
        if self.begun {
            self.finish_part()?;
        }
        self.part = part.clone();
        self.clock = Clock::new(self.zone.clone(), part.bounds);
        // Names that have become alike where they were cut short are no names any more.
        let mut bearers: HashMap<String, u32> = HashMap::new();
        for label in self.part.labels.values() {
            *bearers.entry(self.layout.label(label)).or_default() += 1;
        }
        for (id, label) in &mut self.part.labels {
            if bearers
                .get(&self.layout.label(label))
                .is_some_and(|bearers| *bearers > 1)
            {
                id.clone_into(label);
            }
        }
        self.begun = true;
        self.titled = false;
        Ok(())
    }

    fn interval(&mut self, heading: &Heading) -> io::Result<()> {
        self.finish_block()?;
        if !self.titled {
            self.title()?;
            self.titled = true;
        }
        self.names = Arc::clone(&heading.names);
        self.heading = Some(heading.clone());
        Ok(())
    }

    fn agent(&mut self, _: &Heading, agent: AgentActivity) -> io::Result<()> {
        self.block.push(agent);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.finish_part()?;
        self.line(Line::Faint, self.layout.legend())?;
        self.writer.flush()
    }
}
