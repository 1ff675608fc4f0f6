//! What is said, and with which status a run ends, once everything is presented: rows that do not add up, states without
//! columns, nobody active.

use super::answered::Answered;
use super::findings::Findings;
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::check::{Checker, Rule};
use crate::model::horizon::Beginning;
use crate::model::text::printable;

/// Says what was noticed; a failure only where it was asked for.
///
/// # Errors
/// With `--check`, where rows do not add up; with `--fail-on-empty`, where no agent was active.
pub fn judge(
    findings: &Findings,
    answers: &[Answered],
    fail_on_empty: bool,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    if !findings.not_shown.is_empty() {
        let states = findings
            .not_shown
            .iter()
            .map(|(id, name)| printable(&format!("{id} ({name})")).into_owned());
        let states = states.collect::<Vec<_>>().join(", ");
        ambient.warn(format!(
            "wide rows have no columns for state {states}; long ones (without --wide, or the sheet Rows) show it"
        ));
    }
    report(&findings.checker, ambient)?;
    judge_emptiness(findings.active, answers, fail_on_empty, ambient)
}

/// A count, and the worst rows.
fn report(checker: &Checker, ambient: &mut Ambient) -> Result<(), Failure> {
    if checker.rows == 0 {
        return Ok(());
    }
    let rules = checker
        .by_rule
        .iter()
        .zip(Rule::ALL)
        .filter(|(count, _)| **count > 0);
    let rules = rules
        .map(|(count, rule)| format!("{count} where {}", rule.words()))
        .collect::<Vec<_>>()
        .join(", ");
    let (rows, verb) = if checker.rows == 1 {
        ("row", "does")
    } else {
        ("rows", "do")
    };
    ambient.fail(
        &format!(
            "{} {rows} {verb} not add up beyond rounding: {rules}",
            checker.rows
        ),
        None,
    );
    for miss in &checker.worst {
        let line = format!("{}: {}, by {} s", miss.row, miss.rule.words(), miss.seconds);
        ambient.warn(printable(&line));
    }
    Err(Failure::told(Cause::Inconsistent))
}

/// An empty answer is none to fail for, unless asked to; a person is told why it may be so.
///
/// # Errors
/// Empty, where no agent was active and that is to be a failure.
fn judge_emptiness(
    active: u64,
    answers: &[Answered],
    fail_on_empty: bool,
    ambient: &mut Ambient,
) -> Result<(), Failure> {
    const WHY: &str = "the method counts chats alone, so accounts on messaging get nothing from it; a longer --timeframe may help, and so may a look at the ids, if some were asked for";
    if active > 0 {
        return Ok(());
    }
    let accounts: Vec<&str> = answers
        .iter()
        .filter_map(|answered| Some(answered.account.as_ref()?.as_str()))
        .collect();
    let of = if accounts.is_empty() {
        String::new()
    } else {
        let plural = if accounts.len() > 1 { "s" } else { "" };
        format!(" of account{plural} {}", accounts.join(", "))
    };
    let when = match answers
        .first()
        .map(|answered| (&answered.beginning, answered.timeframe))
    {
        Some((Some(Beginning::Back(timeframe)), _)) => format!(" in the last {timeframe} minutes"),
        Some((None, Some(timeframe))) => format!(" in the last {timeframe} minutes"),
        _ => String::new(),
    };
    let what = format!("no agent{of} was active{when}");
    if fail_on_empty {
        return Err(Failure::new(Cause::Empty, what).with_hint(WHY));
    }
    if ambient.err.is_terminal {
        ambient.warn(format!("{what}: {WHY}"));
    }
    Ok(())
}
