//! Whatever an id or a name holds, a line of CSV has its columns, and no cell of text is one that a spreadsheet runs.

#![no_main]

use agentactivity::model::activity::{AgentActivity, ReasonActivity, Spent, StateActivity, StateId};
use agentactivity::model::arrangement::Arrangement;
use agentactivity::model::shape::Shape;
use agentactivity::model::row::Heading;
use agentactivity::model::format::{Format, Presentation};
use agentactivity::model::interval::Interval;
use agentactivity::output::sink;
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|names: (String, String, String, i64)| {
    let (id, name, reason, seconds) = names;
    let spent = Spent {
        total: seconds,
        ..Spent::default()
    };
    let agent = AgentActivity {
        id,
        states: vec![StateActivity {
            id: StateId(77),
            served_name: name,
            spent,
            reasons: vec![ReasonActivity { id: reason, spent }],
        }],
    };
    for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t'), (Format::Table, b','), (Format::Ndjson, b',')] {
        let presentation = Presentation {
            format,
            arrangement: Arrangement::default(),
        shape: Shape::Long,
        columns: Shape::Long.defaults(),
            header: false,
            delimiter,
            zone: TimeZone::UTC,
            color: false,
            width: 80,
        };
        let heading = Heading::new(None, None, Interval::whole(None), None, &TimeZone::UTC, std::sync::Arc::default());
        let mut out = Vec::new();
        {
            let mut sink = sink(&presentation, &mut out).expect("a format with rows");
            sink.begin(&[]).and_then(|()| sink.interval(&heading)).expect("memory takes everything");
            sink.agent(&heading, agent.clone()).and_then(|()| sink.end()).expect("memory takes everything");
        }
        let text = String::from_utf8(out).expect("UTF-8 in, UTF-8 out");
        match format {
            Format::Table => assert!(!text.contains(|c: char| c.is_control() && c != '\n')),
            Format::Ndjson => assert_eq!(text.lines().count(), 2),
            _ => check(&text, char::from(delimiter)),
        }
    }
});

/// A little reader of its own: cells, quotes doubled within quotes.
fn check(text: &str, delimiter: char) {
    let (mut cells, mut cell, mut quoted, mut rows) = (Vec::new(), String::new(), false, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().unwrap_or('"')),
            '"' => quoted = !quoted,
            c if c == delimiter && !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                assert_eq!(cells.len(), Shape::Long.defaults().len());
                for (cell, column) in cells.drain(..).zip(Shape::Long.defaults()) {
                    let number = column.name.ends_with("_seconds") || column.name == "state_id";
                    assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}: {cell:?}", column.name);
                }
                rows += 1;
            }
            c => cell.push(c),
        }
    }
    assert_eq!(rows, 2);
}
