//! The one table of columns: name, kind, meaning, and the cell of a row. Every format with rows reads it, and adding a
//! column is one line here. Which of them a row has is for its shape to say.

use super::activity::{Spent, StateId};
use super::row::{Cell, Level, Row, Stamp};

/// One column.
#[derive(Debug)]
pub struct Column {
    /// The name typed in `--columns`, and the header.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// What it holds.
    pub meaning: &'static str,
    /// Its cell in a row.
    pub cell: for<'a> fn(&Row<'a>) -> Cell<'a>,
    /// Whether it is shown without being asked for.
    pub by_default: bool,
}

/// What the cells of a column are; each may also be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, ids included.
    Text,
    /// An instant, in RFC 3339.
    Time,
    /// A plain integer.
    Integer,
    /// Whole seconds.
    Seconds,
}

impl Kind {
    /// The unit or form, as the help has it.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Time => "RFC 3339",
            Self::Integer => "integer",
            Self::Seconds => "seconds",
        }
    }
}

fn time<'a>(stamp: Option<&'a Stamp>) -> Cell<'a> {
    stamp.map_or(Cell::Empty, Cell::Time)
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, Cell::Text)
}

const fn column(
    name: &'static str,
    kind: Kind,
    meaning: &'static str,
    cell: for<'a> fn(&Row<'a>) -> Cell<'a>,
) -> Column {
    Column {
        name,
        kind,
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

/// Every column of long rows, in order.
pub(super) static COLUMNS: [Column; 20] = [
    column("account", Kind::Text, "account id", |row| {
        text(row.heading.account.as_ref().map(|account| account.as_str()))
    }),
    column(
        "interval_start",
        Kind::Time,
        "start of the interval",
        |row| time(row.heading.start.as_ref()),
    ),
    column("interval_end", Kind::Time, "end of the interval", |row| {
        time(row.heading.end.as_ref())
    }),
    column(
        "observed_seconds",
        Kind::Seconds,
        "how much of the interval the answer saw",
        |row| {
            row.heading
                .interval
                .observed
                .map_or(Cell::Empty, |observed| Cell::Integer(observed.seconds()))
        },
    ),
    column(
        "coverage",
        Kind::Text,
        "complete, running (will fill) or cut (never will)",
        |row| {
            text(
                row.heading
                    .interval
                    .observed
                    .map(|observed| observed.coverage.word()),
            )
        },
    ),
    column(
        "agent_id",
        Kind::Text,
        "agent id; all for the sums (--totals)",
        |row| Cell::Text(&row.agent.id),
    ),
    column(
        "agent",
        Kind::Text,
        "agent name, where names are joined (--names)",
        |row| text(row.heading.names.agent(&row.agent.id)),
    ),
    column(
        "level",
        Kind::Text,
        "logged_in, state or reason: sum over one level only",
        |row| match row.level {
            Level::LoggedIn(_) => Cell::Text("logged_in"),
            Level::State(_) => Cell::Text("state"),
            Level::Reason(..) => Cell::Text("reason"),
            Level::Agent => Cell::Empty,
        },
    ),
    column(
        "state_id",
        Kind::Integer,
        "-1 logged in, 2 online, 3 back soon, 4 away",
        |row| {
            row.state()
                .map_or(Cell::Empty, |state| Cell::Integer(state.id.0))
        },
    ),
    column("state", Kind::Text, "name of the state", |row| {
        text(row.state().map(|state| state.name()))
    }),
    column("reason_id", Kind::Text, "id of the away reason", |row| {
        text(row.reason().map(|reason| reason.id.as_str()))
    }),
    column(
        "reason",
        Kind::Text,
        "name of the away reason, where names are joined",
        |row| {
            text(
                row.reason()
                    .and_then(|reason| row.heading.names.reason(&reason.id)),
            )
        },
    ),
    column("total_seconds", Kind::Seconds, "time in the state", |row| {
        Cell::Integer(row.spent().total)
    }),
    column(
        "chatting_seconds",
        Kind::Seconds,
        "of it, while chatting",
        |row| Cell::Integer(row.spent().chatting),
    ),
    column(
        "not_chatting_seconds",
        Kind::Seconds,
        "of it, while not chatting",
        |row| Cell::Integer(row.spent().not_chatting),
    ),
    column(
        "chatting_in_max_concurrency_seconds",
        Kind::Seconds,
        "of it, with the most chats allowed",
        |row| Cell::Integer(row.spent().in_max_concurrency),
    ),
    on_request(column(
        "profile",
        Kind::Text,
        "the profile that asked",
        |row| text(row.heading.profile.as_deref()),
    )),
    on_request(column(
        "login_name",
        Kind::Text,
        "the agent's log-in name, where names are joined",
        |row| {
            text(
                row.heading
                    .names
                    .agents
                    .get(&row.agent.id)
                    .and_then(|person| person.login_name.as_deref()),
            )
        },
    )),
    on_request(column(
        "employee_id",
        Kind::Text,
        "the company's own id of the agent, where names are joined",
        |row| {
            text(
                row.heading
                    .names
                    .agents
                    .get(&row.agent.id)
                    .and_then(|person| person.employee_id.as_deref()),
            )
        },
    )),
    on_request(column(
        "fetched_at",
        Kind::Time,
        "when the answer arrived",
        |row| time(row.heading.fetched_at.as_ref()),
    )),
];

/// The cell of a state in a wide row; empty where the service tells of the agent but not of this state.
fn side<'a>(row: &Row<'a>, id: StateId, measure: fn(Spent) -> i64) -> Cell<'a> {
    let state = row.agent.states.iter().find(|state| state.id == id);
    state.map_or(Cell::Empty, |state| Cell::Integer(measure(state.spent)))
}

/// The four measures of one state, as columns of wide rows.
macro_rules! measures {
    ($prefix:literal, $state:ident, $what:literal) => {
        [
            column(
                concat!($prefix, "_total_seconds"),
                Kind::Seconds,
                concat!("time ", $what),
                |row| side(row, StateId::$state, |spent| spent.total),
            ),
            column(
                concat!($prefix, "_chatting_seconds"),
                Kind::Seconds,
                concat!("time ", $what, ", chatting"),
                |row| side(row, StateId::$state, |spent| spent.chatting),
            ),
            column(
                concat!($prefix, "_not_chatting_seconds"),
                Kind::Seconds,
                concat!("time ", $what, ", not chatting"),
                |row| side(row, StateId::$state, |spent| spent.not_chatting),
            ),
            column(
                concat!($prefix, "_chatting_in_max_concurrency_seconds"),
                Kind::Seconds,
                concat!("time ", $what, ", with the most chats allowed"),
                |row| side(row, StateId::$state, |spent| spent.in_max_concurrency),
            ),
        ]
    };
}

/// The columns that wide rows have in place of state, reason and time.
pub(super) static SIDE_BY_SIDE: [[Column; 4]; 4] = [
    measures!("logged_in", LOGGED_IN, "logged in"),
    measures!("online", ONLINE, "online"),
    measures!("back_soon", BACK_SOON, "back soon"),
    measures!("away", AWAY, "away"),
];
