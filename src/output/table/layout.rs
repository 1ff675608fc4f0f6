//! How wide each column is and what stands in it. All blocks of one table share a layout, so that they line up.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table, Width, presets};

use super::wording::{duration, share};
use crate::model::activity::{AgentActivity, Spent, StateId, Survey};
use crate::output::escape::{fit, width};

/// Between two columns.
const GAP: usize = 2;
/// `100%`.
const SHARE: usize = 4;
/// Names shorter than this say too little.
const NARROWEST_LABEL: usize = 8;
/// Where this much is left for names, the rest may go to longer times and to the times of chats.
const COMFORTABLE_LABEL: usize = 20;

/// The widths of one table, in columns of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    label: usize,
    time: usize,
    chat_times: bool,
}

impl Layout {
    /// The layout for a terminal of this width and an answer of this size.
    pub fn new(terminal: usize, survey: &Survey, intervals: usize) -> Self {
        let intervals = i64::try_from(intervals).unwrap_or(i64::MAX);
        let length = |seconds| duration(seconds, usize::MAX).len().clamp(7, 12);
        // Each agent's longest possible sum must fit; the sums over all agents have it where there is room.
        let of_one = length(
            survey
                .longest
                .saturating_mul(intervals)
                .min(survey.logged_in),
        );
        let of_all = length(survey.logged_in);
        let wanted = survey.widest_id.clamp(NARROWEST_LABEL, 40);
        let layout = |time, chat_times| {
            let mut layout = Self {
                label: wanted,
                time,
                chat_times,
            };
            layout.label = (terminal + wanted)
                .saturating_sub(layout.width())
                .clamp(NARROWEST_LABEL, wanted);
            layout
        };
        let comfortable = |layout: &Self| {
            layout.width() <= terminal && layout.label >= wanted.min(COMFORTABLE_LABEL)
        };
        [(of_all, true), (of_one, true), (of_all, false)]
            .into_iter()
            .map(|(time, chat_times)| layout(time, chat_times))
            .find(comfortable)
            .unwrap_or_else(|| layout(of_one, false))
    }

    /// The width of a whole line.
    pub fn width(&self) -> usize {
        self.label + GAP + self.logged_in() + 3 * (GAP + self.state()) + 2 * (GAP + self.chat())
    }

    fn logged_in(&self) -> usize {
        self.time.max("Logged in".len())
    }

    fn state(&self) -> usize {
        self.time + 1 + SHARE
    }

    fn chat(&self) -> usize {
        if self.chat_times { self.state() } else { SHARE }
    }

    /// An empty grid with these columns.
    pub fn grid(&self) -> Table {
        let mut grid = Table::new();
        grid.load_style(presets::NOTHING);
        grid.set_header([""; 7]);
        let widths = [
            self.label,
            self.logged_in(),
            self.state(),
            self.state(),
            self.state(),
            self.chat(),
            self.chat(),
        ];
        for (column, width) in grid.column_iter_mut().zip(widths) {
            let first = column.index == 0;
            let gap = if first { 0 } else { GAP };
            column.set_padding((u16::try_from(gap).unwrap_or(0), 0));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
                u16::try_from(width + gap).unwrap_or(u16::MAX),
            )));
            column.set_cell_alignment(if first {
                CellAlignment::Left
            } else {
                CellAlignment::Right
            });
        }
        grid
    }

    /// The header's cells.
    pub fn header(&self) -> [&'static str; 7] {
        let (chat, full) = if self.chat_times {
            ("Chatting", "At max chats")
        } else {
            ("Chat", "Full")
        };
        [
            "Agent",
            "Logged in",
            "Online",
            "Back soon",
            "Away",
            chat,
            full,
        ]
    }

    /// What the last columns mean.
    pub const fn legend(&self) -> &'static str {
        if self.chat_times {
            "At max chats = chatting with the most chats allowed; shares of logged-in time"
        } else {
            "Chat = chatting, Full = at maximum chats; shares of logged-in time"
        }
    }

    /// One agent's cells, or a sum's.
    pub fn agent(&self, label: &str, agent: &AgentActivity) -> [Cell; 7] {
        let logged_in = agent.spent(StateId::LOGGED_IN);
        let whole = logged_in.total;
        let state = |id| self.timed(agent.spent(id).total, whole);
        let chat = |part| {
            if self.chat_times {
                self.timed(part, whole)
            } else {
                nothing_as_dash(share(part, whole))
            }
        };
        [
            fit(label, self.label),
            duration(whole, self.time),
            state(StateId::ONLINE),
            state(StateId::BACK_SOON),
            state(StateId::AWAY),
            chat(logged_in.chatting),
            chat(logged_in.in_max_concurrency),
        ]
        .map(Cell::new_owned)
    }

    /// A line beneath an agent: what it is about, ending where the column Away begins, and the time in that column.
    pub fn beneath(&self, about: &str, spent: i64, whole: Spent) -> String {
        let before_away = self.label + GAP + self.logged_in() + 2 * (GAP + self.state());
        let about = fit(about, before_away);
        let indent = " ".repeat(before_away - width(&about));
        format!("{indent}{about}  {}", self.timed(spent, whole.total))
    }

    fn timed(&self, part: i64, whole: i64) -> String {
        let time = if part == 0 {
            "-".to_owned()
        } else {
            duration(part, self.time)
        };
        format!("{time:>0$} {1:>SHARE$}", self.time, share(part, whole))
    }
}

fn nothing_as_dash(share: String) -> String {
    if share.is_empty() {
        "-".to_owned()
    } else {
        share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(agents: i64, hours: i64, widest_id: usize) -> Survey {
        Survey {
            longest: 3600,
            logged_in: agents * hours * 3600,
            widest_id,
            ..Survey::default()
        }
    }

    #[test]
    fn a_line_fits_its_terminal_down_to_80_columns() {
        for terminal in 80..200 {
            for agents in [1, 8, 500, 10_000] {
                for hours in [1, 24] {
                    for widest in [1, 10, 60] {
                        let layout = Layout::new(terminal, &survey(agents, hours, widest), 24);
                        assert!(
                            layout.width() <= terminal,
                            "{terminal} {agents} {hours} {widest}: {layout:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_wide_terminal_shows_the_times_of_chats() {
        assert!(!Layout::new(80, &survey(8, 2, 10), 3).chat_times);
        assert!(Layout::new(140, &survey(8, 2, 10), 3).chat_times);
    }
}
