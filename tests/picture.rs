//! The README's picture: a real run's table, drawn as SVG with its colours.
//! After a change to the table: `UPDATE_GENERATED=1 cargo test --test picture`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;

use support::{Scripted, committed_text, scripted};

const ARGUMENTS: &str = "fetch --demo --agents 2152260312,2152260412,2152260812 --timeframe 120 --interval 60 --tz Europe/Madrid";
/// The width of a character and the height of a line, in pixels.
const WIDE: usize = 8;
const HIGH: usize = 18;

/// The style of what follows an escape sequence.
fn style(code: &str) -> &'static str {
    match code {
        "1" => " font-weight=\"bold\"",
        "2" => " fill=\"#8b949e\"",
        "33" => " fill=\"#d29922\"",
        _ => "",
    }
}

fn drawn(table: &str) -> String {
    let lines: Vec<&str> = table.trim_end().lines().collect();
    let (width, height) = (82 * WIDE, (lines.len() + 3) * HIGH);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"a table of three agents by three intervals\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#0d1117\"/>\n\
         <g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"13\" fill=\"#e6edf3\" \
         xml:space=\"preserve\">\n"
    );
    let prompt = "$ agentactivity fetch --timeframe 120 --interval 60";
    for (index, line) in std::iter::once(prompt).chain(lines).enumerate() {
        let (code, text) = line
            .strip_prefix("\u{1b}[")
            .and_then(|rest| rest.split_once('m'))
            .unwrap_or(("", line));
        let text = text
            .trim_end_matches("\u{1b}[0m")
            .replace('&', "&amp;")
            .replace('<', "&lt;");
        let length = text.chars().count() * WIDE;
        let (baseline, style) = ((index + 2) * HIGH, style(code));
        if !text.is_empty() {
            let _ = writeln!(
                svg,
                "<text x=\"{WIDE}\" y=\"{baseline}\" textLength=\"{length}\"{style}>{text}</text>"
            );
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

#[test]
fn the_picture_is_what_a_run_prints() {
    let run = scripted(
        Scripted {
            now: "2026-11-20T14:46:08Z",
            columns: Some(80),
            ..Scripted::default()
        },
        ARGUMENTS,
    );
    assert_eq!(run.status, 0);
    let svg = drawn(&run.stdout);
    assert_eq!(committed_text("docs/table.svg", &svg), svg);
}
