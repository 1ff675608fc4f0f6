//! How wide each column is and what stands in it. All blocks of one table share a layout, so that they line up.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table, Width, presets};

use super::wording::{duration, share};
use crate::model::activity::{AgentActivity, Spent, StateId, Survey};
use crate::output::escape::{fit, width};

/// Between two columns.
const GAP: usize = 2;
/// `100%`.
const SHARE: usize = 4;
/// Ids have ten digits, of which the first are alike: shorter, they could not be told apart.
const NARROWEST_LABEL: usize = 10;
/// Where this much is left for names, the rest may go to longer times and to the times of chats.
const COMFORTABLE_LABEL: usize = 20;

/// The widths of one table, in columns of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    label: usize,
    time: usize,
    /// Whether states show their share of the time logged in.
    shares: bool,
    chats: Chats,
}

/// What the last two columns show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chats {
    /// There is no room for them.
    Absent,
    Shares,
    TimesAndShares,
}

impl Layout {
    /// The layout for a terminal of this width and an answer of this size: the richest that fits.
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
        let all = format!("All {}", survey.agents_at_most.max(survey.agents)).len();
        let wanted = survey.widest_label.max(all).clamp("Agent".len(), 40);
        let narrowest = wanted.min(NARROWEST_LABEL);
        let fitting = |time, shares, chats, least: usize| {
            let mut layout = Self {
                label: 0,
                time,
                shares,
                chats,
            };
            layout.label = terminal.saturating_sub(layout.width()).min(wanted);
            (layout.label >= least).then_some(layout)
        };
        let comfortable = wanted.min(COMFORTABLE_LABEL);
        fitting(of_all, true, Chats::TimesAndShares, comfortable)
            .or_else(|| fitting(of_one, true, Chats::TimesAndShares, comfortable))
            .or_else(|| fitting(of_all, true, Chats::Shares, comfortable))
            .or_else(|| fitting(of_one, true, Chats::Shares, narrowest))
            .or_else(|| fitting(of_one, false, Chats::Shares, narrowest))
            .or_else(|| fitting(of_one, false, Chats::Absent, narrowest))
            .unwrap_or(Self {
                label: narrowest,
                time: of_one,
                shares: false,
                chats: Chats::Absent,
            })
    }

    /// The widths of its columns, from the agent's to the last.
    fn widths(&self) -> Vec<usize> {
        let state = self.time.max("Back soon".len());
        let state = if self.shares {
            (self.time + 1 + SHARE).max(state)
        } else {
            state
        };
        let mut widths = vec![
            self.label,
            self.time.max("Logged in".len()),
            state,
            state,
            state,
        ];
        match self.chats {
            Chats::Absent => {}
            Chats::Shares => widths.extend([SHARE, SHARE]),
            Chats::TimesAndShares => widths.extend([self.time + 1 + SHARE; 2]),
        }
        widths
    }

    /// The width of a whole line.
    pub fn width(&self) -> usize {
        let widths = self.widths();
        widths.iter().sum::<usize>() + GAP * (widths.len() - 1)
    }

    /// An empty grid with these columns.
    pub fn grid(&self) -> Table {
        let mut grid = Table::new();
        grid.load_style(presets::NOTHING);
        let widths = self.widths();
        grid.set_header(vec![""; widths.len()]);
        for (column, width) in grid.column_iter_mut().zip(widths) {
            let first = column.index == 0;
            let gap = if first { 0 } else { GAP };
            let narrow = |width| u16::try_from(width).unwrap_or(u16::MAX);
            column.set_padding((narrow(gap), 0));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(narrow(
                width + gap,
            ))));
            column.set_cell_alignment(if first {
                CellAlignment::Left
            } else {
                CellAlignment::Right
            });
        }
        grid
    }

    /// The header's cells.
    pub fn header(&self) -> Vec<&'static str> {
        let mut header = vec!["Agent", "Logged in", "Online", "Back soon", "Away"];
        match self.chats {
            Chats::Absent => {}
            Chats::Shares => header.extend(["Chat", "Full"]),
            Chats::TimesAndShares => header.extend(["Chatting", "At max chats"]),
        }
        header
    }

    /// What the columns mean, as far as their names do not say it.
    pub const fn legend(&self) -> &'static str {
        match (self.chats, self.shares) {
            (Chats::TimesAndShares, _) => {
                "At max chats = chatting with the most chats allowed; shares of logged-in time"
            }
            (Chats::Shares, _) => {
                "Chat = chatting, Full = at maximum chats; shares of logged-in time"
            }
            (Chats::Absent, true) => "shares of logged-in time",
            (Chats::Absent, false) => "a wider terminal shows shares and chats too",
        }
    }

    /// A label as its column shows it.
    pub fn label(&self, label: &str) -> String {
        fit(label, self.label)
    }

    /// One agent's cells, or a sum's.
    pub fn agent(&self, label: &str, agent: &AgentActivity) -> Vec<Cell> {
        let logged_in = agent.spent(StateId::LOGGED_IN);
        let whole = logged_in.total;
        // Of what the service says nothing there is nothing to show: a zero would be a guess.
        let known = |id| agent.told(id).map(|spent| spent.total);
        let state = |id| known(id).map_or_else(String::new, |spent| self.timed(spent, whole));
        let of_all = known(StateId::LOGGED_IN).map(|whole| duration(whole, self.widths()[1]));
        let mut cells = vec![
            self.label(label),
            of_all.unwrap_or_default(),
            state(StateId::ONLINE),
            state(StateId::BACK_SOON),
            state(StateId::AWAY),
        ];
        for part in [logged_in.chatting, logged_in.in_max_concurrency] {
            match self.chats {
                Chats::Absent => {}
                Chats::Shares => cells.push(nothing_as_dash(share(part, whole))),
                Chats::TimesAndShares => cells.push(self.timed(part, whole)),
            }
        }
        cells.into_iter().map(Cell::new_owned).collect()
    }

    /// A line beneath an agent: what it is about, ending where the column Away begins, and the time in that column.
    pub fn beneath(&self, about: &str, spent: i64, whole: Spent) -> String {
        let widths = self.widths();
        let before_away = widths[..4].iter().sum::<usize>() + GAP * 3;
        let (about, timed) = (fit(about, before_away), self.timed(spent, whole.total));
        let indent = " ".repeat(before_away - width(&about));
        format!("{indent}{about}{}{timed:>1$}", " ".repeat(GAP), widths[4])
    }

    fn timed(&self, part: i64, whole: i64) -> String {
        let room = if self.shares {
            self.time
        } else {
            self.widths()[2]
        };
        let time = if part == 0 {
            "-".to_owned()
        } else {
            duration(part, room)
        };
        if self.shares {
            format!("{time:>0$} {1:>SHARE$}", self.time, share(part, whole))
        } else {
            time
        }
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

    fn survey(agents: i64, hours: i64, widest_label: usize) -> Survey {
        Survey {
            longest: 3600,
            logged_in: agents * hours * 3600,
            widest_label,
            ..Survey::default()
        }
    }

    #[test]
    fn a_line_fits_its_terminal_down_to_60_columns_and_ids_stay_whole() {
        for terminal in 60..200 {
            for agents in [1, 8, 500, 10_000] {
                for hours in [1, 24] {
                    for widest in [1, 10, 60] {
                        let layout = Layout::new(terminal, &survey(agents, hours, widest), 24);
                        assert!(
                            layout.width() <= terminal && layout.label >= widest.min(10),
                            "{terminal} {agents} {hours} {widest}: {layout:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_wide_terminal_shows_the_times_of_chats() {
        assert_eq!(Layout::new(80, &survey(8, 2, 10), 3).chats, Chats::Shares);
        assert_eq!(
            Layout::new(140, &survey(8, 2, 10), 3).chats,
            Chats::TimesAndShares
        );
    }
}
