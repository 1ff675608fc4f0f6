//! What the help of `fetch` ends with: credentials, columns and exit statuses.

use std::fmt::Write as _;

use crate::model::column::Column;
use crate::model::shape::Shape;

/// What `fetch --help` and its man page end with.
pub(super) fn fetch_epilogue() -> String {
    let long = list(Shape::Long.columns());
    let wide = list(
        Shape::Wide
            .columns()
            .filter(|column| Shape::Long.columns().all(|other| other.name != column.name)),
    );
    format!(
        "\
Credentials come from the environment or the configuration (agentactivity
config init), never from the command line. Each name may also end in _FILE,
and then names a file that holds the value.
  an API key (OAuth 1.0a):
    AGENTACTIVITY_APP_KEY, AGENTACTIVITY_APP_SECRET,
    AGENTACTIVITY_ACCESS_TOKEN, AGENTACTIVITY_ACCESS_TOKEN_SECRET
  a bearer:
    AGENTACTIVITY_BEARER
  a user's log-in:
    AGENTACTIVITY_USERNAME, AGENTACTIVITY_PASSWORD
  an application's log-in:
    AGENTACTIVITY_USERNAME and the API key, AGENTACTIVITY_AUTH=app-login
  which are meant, where several are set:
    AGENTACTIVITY_AUTH=oauth1|bearer|login|app-login

Columns:
{long}
Columns of wide rows, in place of level to chatting_in_max_concurrency_seconds:
{wide}
Exit status:
  0 done
  1 internal, or a local file could not be read or written
  2 usage
  3 configuration
  4 authentication or permission (401, 403)
  5 refused, or an answer that cannot be understood
  6 throttled; worth another try
  7 network, TLS, time-out or server error; worth another try
  8 nobody was active (--fail-on-empty)
  9 rows do not add up (--check)
  10 some accounts failed, the others were presented
  129, 130, 143 hung up, interrupted, terminated"
    )
}

/// Columns with their meaning and unit, a line each.
fn list<'a>(columns: impl Iterator<Item = &'a Column>) -> String {
    columns.fold(String::new(), |mut list, column| {
        let note = if column.by_default {
            ""
        } else {
            "; on request"
        };
        let _ = writeln!(
            list,
            "  {}: {} ({}{note})",
            column.name,
            column.meaning,
            column.kind.unit()
        );
        list
    })
}
