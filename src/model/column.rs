//! The one table of columns: name, meaning and unit, and the cell of a row. Every format with rows reads it, and
//! adding a column is one line here.

use super::row::{Cell, Row, Stamp};
use super::{Invalid, nearest};

/// One column.
#[derive(Debug)]
pub struct Column {
    /// The name typed in `--columns`, and the header.
    pub name: &'static str,
    /// What it holds, with its unit.
    pub meaning: &'static str,
    /// Its cell in a row.
    pub cell: for<'a> fn(&Row<'a>) -> Cell<'a>,
    /// Whether it is shown without being asked for.
    pub by_default: bool,
}

fn time<'a>(stamp: Option<&'a Stamp>) -> Cell<'a> {
    stamp.map_or(Cell::Empty, Cell::Time)
}

const fn column(
    name: &'static str,
    meaning: &'static str,
    cell: for<'a> fn(&Row<'a>) -> Cell<'a>,
) -> Column {
    Column {
        name,
        meaning,
        cell,
        by_default: true,
    }
}

const fn on_request(column: Column) -> Column {
    Column {
        by_default: false,
        ..column
    }
}

/// Every column, in order.
pub static COLUMNS: [Column; 17] = [
    column("account", "account id", |row| {
        row.heading
            .account
            .as_ref()
            .map_or(Cell::Empty, |account| Cell::Text(account.as_str()))
    }),
    column("interval_start", "start of the interval, RFC 3339", |row| {
        time(row.heading.start.as_ref())
    }),
    column("interval_end", "end of the interval, RFC 3339", |row| {
        time(row.heading.end.as_ref())
    }),
    column(
        "observed_seconds",
        "seconds of the interval that the answer saw",
        |row| {
            row.heading
                .interval
                .observed
                .map_or(Cell::Empty, |observed| Cell::Integer(observed.seconds()))
        },
    ),
    column(
        "coverage",
        "complete, running (will fill) or cut (never will)",
        |row| {
            row.heading
                .interval
                .observed
                .map_or(Cell::Empty, |observed| Cell::Text(observed.coverage.word()))
        },
    ),
    column("agent_id", "agent id", |row| Cell::Text(&row.agent.id)),
    column("agent", "agent name, where names are joined", |_| {
        Cell::Empty
    }),
    column(
        "level",
        "logged_in, state or reason: sum over one level only",
        |row| Cell::Text(row.level()),
    ),
    column(
        "state_id",
        "state: -1 logged in, 2 online, 3 back soon, 4 away",
        |row| Cell::Integer(row.state.id.0),
    ),
    column("state", "name of the state", |row| {
        Cell::Text(row.state.name())
    }),
    column("reason_id", "id of the away reason", |row| {
        row.reason
            .map_or(Cell::Empty, |reason| Cell::Text(&reason.id))
    }),
    column(
        "reason",
        "name of the away reason, where names are joined",
        |_| Cell::Empty,
    ),
    column("total_seconds", "seconds in the state", |row| {
        Cell::Integer(row.spent().total)
    }),
    column("chatting_seconds", "seconds in it while chatting", |row| {
        Cell::Integer(row.spent().chatting)
    }),
    column(
        "not_chatting_seconds",
        "seconds in it while not chatting",
        |row| Cell::Integer(row.spent().not_chatting),
    ),
    column(
        "chatting_in_max_concurrency_seconds",
        "seconds in it with the most chats allowed",
        |row| Cell::Integer(row.spent().in_max_concurrency),
    ),
    on_request(column(
        "fetched_at",
        "when the answer arrived, RFC 3339",
        |row| time(row.heading.fetched_at.as_ref()),
    )),
];

/// The columns shown without being asked for.
pub fn defaults() -> Vec<&'static Column> {
    COLUMNS.iter().filter(|column| column.by_default).collect()
}

/// Reads a comma-separated choice of columns: any subset, in any order.
///
/// # Errors
/// Names a column that does not exist, and the nearest that does; or one chosen twice.
pub fn parse_columns(typed: &str) -> Result<Vec<&'static Column>, Invalid> {
    let mut chosen: Vec<&'static Column> = Vec::new();
    for name in typed.split(',').map(str::trim) {
        let Some(column) = COLUMNS.iter().find(|column| column.name == name) else {
            let names = COLUMNS.iter().map(|column| column.name);
            let cure = nearest(name, names.clone()).map_or_else(
                || format!("the columns are {}", names.collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean {near}?"),
            );
            return Err(Invalid(format!("unknown column {name:?}; {cure}")));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_columns_are_the_contract() {
        let names: Vec<_> = defaults().iter().map(|column| column.name).collect();
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
            parse_columns(typed).map(|chosen| chosen.iter().map(|c| c.name).collect::<Vec<_>>())
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
    }
}
