//! How rows are cut, and so which columns they have: long, with one state or reason each, or wide, with the states side by
//! side. Refuses columns that a shape does not have.

use super::activity::{AgentActivity, StateId};
use super::column::{COLUMNS, Column, SIDE_BY_SIDE};
use super::row::{Heading, Level, Row};
use super::{Invalid, nearest};

/// How rows are cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// A row for each state and each away reason.
    #[default]
    Long,
    /// A row for each agent and interval.
    Wide,
}

/// The columns that both shapes have come first; those are 7.
const SHARED: usize = 7;

impl Shape {
    /// Every column that rows of this shape may have, in order.
    pub fn columns(self) -> impl Iterator<Item = &'static Column> + Clone {
        let (shared, own) = COLUMNS.split_at(SHARED);
        let own = own
            .iter()
            .filter(move |column| self == Self::Long || !column.by_default);
        let side_by_side = SIDE_BY_SIDE
            .iter()
            .flatten()
            .filter(move |_| self == Self::Wide);
        shared.iter().chain(side_by_side).chain(own)
    }

    /// The columns shown without being asked for.
    pub fn defaults(self) -> Vec<&'static Column> {
        self.columns().filter(|column| column.by_default).collect()
    }

    /// Reads a comma-separated choice of columns: any subset, in any order.
    ///
    /// # Errors
    /// Names a column that does not exist, and the nearest that does; or one chosen twice.
    pub fn parse_columns(self, typed: &str) -> Result<Vec<&'static Column>, Invalid> {
        let mut chosen: Vec<&'static Column> = Vec::new();
        for name in typed.split(',').map(str::trim) {
            let Some(column) = self.columns().find(|column| column.name == name) else {
                return Err(self.unknown(name));
            };
            if chosen.iter().any(|other| other.name == name) {
                return Err(Invalid(format!(
                    "column {name} is chosen twice; leave one out"
                )));
            }
            chosen.push(column);
        }
        Ok(chosen)
    }

    /// Gives each row of an agent to `take`: one, or states as served, each followed by its reasons.
    ///
    /// # Errors
    /// What `take` fails with.
    pub fn rows<E>(
        self,
        heading: &Heading,
        agent: &AgentActivity,
        mut take: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let row = |level| Row {
            heading,
            agent,
            level,
        };
        if self == Self::Wide {
            return take(&row(Level::Agent));
        }
        for state in &agent.states {
            let logged_in = state.id == StateId::LOGGED_IN;
            take(&row(if logged_in {
                Level::LoggedIn(state)
            } else {
                Level::State(state)
            }))?;
            for reason in &state.reasons {
                take(&row(Level::Reason(state, reason)))?;
            }
        }
        Ok(())
    }

    fn unknown(self, name: &str) -> Invalid {
        let other = if self == Self::Long {
            Self::Wide
        } else {
            Self::Long
        };
        if other.columns().any(|column| column.name == name) {
            return Invalid(match other {
                Self::Wide => format!("column {name} is one of wide rows; add --wide"),
                Self::Long => format!("column {name} is not one of wide rows; leave --wide out"),
            });
        }
        let names = self.columns().map(|column| column.name);
        let cure = nearest(name, names.clone()).map_or_else(
            || format!("the columns are {}", names.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean {near}?"),
        );
        Invalid(format!("unknown column {name:?}; {cure}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_columns_are_the_contract() {
        let names: Vec<_> = Shape::Long
            .defaults()
            .iter()
            .map(|column| column.name)
            .collect();
        assert_eq!(
            names.join(", "),
            "account, interval_start, interval_end, observed_seconds, coverage, agent_id, agent, level, state_id, \
             state, reason_id, reason, total_seconds, chatting_seconds, not_chatting_seconds, \
             chatting_in_max_concurrency_seconds"
        );
    }

    #[test]
    fn columns_are_any_subset_in_any_order() {
        let names = |typed| {
            Shape::Long
                .parse_columns(typed)
                .map(|chosen| chosen.iter().map(|c| c.name).collect::<Vec<_>>())
        };
        assert_eq!(
            names("state, agent_id,fetched_at"),
            Ok(vec!["state", "agent_id", "fetched_at"])
        );
        assert_eq!(
            names("agnt_id"),
            Err(Invalid(
                "unknown column \"agnt_id\"; did you mean agent_id?".to_owned()
            ))
        );
        assert_eq!(
            names("state,state"),
            Err(Invalid(
                "column state is chosen twice; leave one out".to_owned()
            ))
        );
        assert!(names("").is_err());
        for (shape, name, told) in [
            (
                Shape::Long,
                "away_total_seconds",
                "column away_total_seconds is one of wide rows; add --wide",
            ),
            (
                Shape::Wide,
                "state",
                "column state is not one of wide rows; leave --wide out",
            ),
        ] {
            assert_eq!(shape.parse_columns(name).unwrap_err().to_string(), told);
        }
    }

    #[test]
    fn wide_rows_begin_like_long_ones_and_have_each_measure_of_each_state() {
        let names = |shape: Shape| {
            shape
                .defaults()
                .iter()
                .map(|column| column.name)
                .collect::<Vec<_>>()
        };
        let (long, wide) = (names(Shape::Long), names(Shape::Wide));
        assert_eq!((&wide[..7], wide.len()), (&long[..7], 23));
        assert_eq!(wide[7], "logged_in_total_seconds");
        assert_eq!(wide[22], "away_chatting_in_max_concurrency_seconds");
        assert!(
            Shape::Wide
                .parse_columns("fetched_at,online_total_seconds,employee_id")
                .is_ok()
        );
    }
}
