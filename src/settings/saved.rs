//! What `convert` is told: the file, what a bare body does not say of itself, and how it is shown.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::presentation::presentation;
use super::{Target, resolve_presentation};
use crate::ambient::Ambient;
use crate::cli::{self, Globals};
use crate::failure::Failure;
use crate::model::Invalid;
use crate::model::format::Presentation;
use crate::model::request::AccountId;
use crate::model::span::{IntervalSize, Timeframe};

/// Everything `convert` does, decided.
pub struct Convert {
    /// The file to read; `None` is stdin.
    pub file: Option<PathBuf>,
    /// What the answer does not say of itself.
    pub known: Known,
    /// How it is shown.
    pub presentation: Presentation,
    /// And where.
    pub target: Target,
    /// Whether nobody active is a failure.
    pub fail_on_empty: bool,
}

/// What is said of a saved answer from outside.
pub struct Known {
    /// Whose it is.
    pub account: Option<AccountId>,
    /// The time frame that was asked.
    pub timeframe: Option<Timeframe>,
    /// The interval that was asked.
    pub interval: Option<IntervalSize>,
    /// The moment of the answer.
    pub at: Option<Timestamp>,
}

/// Decides what `convert` does.
///
/// # Errors
/// The first thing that cannot be meant.
pub fn convert(
    typed: &cli::Convert,
    globals: &Globals,
    ambient: &mut Ambient,
) -> Result<Convert, Failure> {
    let timeframe = typed
        .known
        .timeframe
        .as_deref()
        .map(str::parse::<Timeframe>)
        .transpose()
        .map_err(Failure::usage)?;
    let interval = typed
        .known
        .interval
        .as_deref()
        .map(|interval| match timeframe {
            Some(timeframe) => IntervalSize::parse(interval, timeframe),
            None => IntervalSize::parse_alone(interval),
        });
    let at = typed.known.at.as_deref().map(|at| {
        at.parse().map_err(|_| {
            Failure::usage(format!(
                "--at {at:?} is not a time in RFC 3339; try 2014-07-01T14:46:08Z"
            ))
        })
    });
    let shown = cli::Fetch {
        presentation: typed.presentation.clone(),
        ..cli::Fetch::default()
    };
    let all = resolve_presentation(shown, globals, ambient)?;
    Ok(Convert {
        file: (typed.file != Path::new("-")).then(|| typed.file.clone()),
        known: Known {
            account: typed
                .known
                .account
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|error: Invalid| Failure::usage(error))?,
            timeframe,
            interval: interval.transpose().map_err(Failure::usage)?,
            at: at.transpose()?,
        },
        presentation: presentation(&all, ambient)?,
        target: Target::parse(all.fetch.presentation.output.as_deref())?,
        fail_on_empty: all.fetch.presentation.fail_on_empty,
    })
}
