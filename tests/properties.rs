//! The fuzz targets' promises as properties, so that every test run holds them for some hundreds of cases.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use agentactivity::api::spool::Spool;
use agentactivity::api::wire::{Undecoded, decode};
use agentactivity::model::activity::{
    AgentActivity, ReasonActivity, Spent, StateActivity, StateId,
};
use agentactivity::model::arrangement::Arrangement;
use agentactivity::model::format::{Format, Presentation};
use agentactivity::model::interval::Interval;
use agentactivity::model::row::Heading;
use agentactivity::model::shape::Shape;
use agentactivity::output::sink;
use jiff::tz::TimeZone;
use proptest::prelude::*;

/// What the spool holds of a body, or nothing where it is refused.
fn decoded(body: &[u8]) -> Option<Vec<AgentActivity>> {
    let mut spool = Spool::default();
    spool.begin().unwrap();
    decode(body, &mut spool).ok()?;
    let answer = spool.finish().unwrap();
    let mut frames = spool.into_frames();
    let mut agents = Vec::new();
    for block in &answer.blocks {
        frames
            .read(block, |agent| {
                agents.push(agent);
                Ok(())
            })
            .unwrap();
    }
    assert_eq!(agents.len() as u64, answer.survey.agents);
    Some(agents)
}

const WHOLE: &str = include_str!("data/documented-by-intervals.json");

fn agent(id: String, name: String, reason: String, seconds: i64) -> AgentActivity {
    let spent = Spent {
        total: seconds,
        chatting: seconds,
        not_chatting: -1,
        in_max_concurrency: 0,
    };
    AgentActivity {
        id,
        states: vec![StateActivity {
            id: StateId(-77),
            served_name: name,
            spent,
            reasons: vec![ReasonActivity { id: reason, spent }],
        }],
    }
}

fn written(format: Format, delimiter: u8, agent: &AgentActivity) -> String {
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
    let heading = Heading::new(
        None,
        None,
        Interval::whole(None),
        None,
        &TimeZone::UTC,
        std::sync::Arc::default(),
    );
    let mut out = Vec::new();
    {
        let mut sink = sink(&presentation, &mut out).unwrap();
        sink.begin(&[]).unwrap();
        sink.agent(&heading, agent.clone()).unwrap();
        sink.end().unwrap();
    }
    String::from_utf8(out).unwrap()
}

/// A state whose every token may be cut: a sign, an escape, a character of several bytes, a literal.
const STATES: &str = r#"[{"id":-77,"name":"Zo\u00eb \"ü\"","value":{"total":-12,"chatting":12,"notChatting":-1,
    "chattingInMaxConcurrency":0,"more":[null,true,-1.5e-3]},"reasons":null}]"#;

#[test]
fn states_are_whole_wherever_a_read_of_64_kib_ends() {
    let known = decoded(
        format!(r#"{{"agentsMetrics":{{"metricsPerAgent":{{"1":{STATES}}}}}}}"#).as_bytes(),
    );
    assert_eq!(
        known.as_ref().unwrap()[0].states[0].served_name,
        "Zoë \"ü\""
    );
    let [beginning, key] = [r#"{"agentsMetrics":{"#, r#""metricsPerAgent":{"1":"#];
    for before in 0..=STATES.len() {
        let blanks = " ".repeat(64 * 1024 - beginning.len() - key.len() - before);
        let body = format!("{beginning}{blanks}{key}{STATES}}}}}}}");
        assert_eq!(decoded(body.as_bytes()), known, "{before}");
        assert_eq!(decoded(&body.as_bytes()[..64 * 1024]), None, "{before}");
    }
}

#[test]
fn states_may_be_longer_than_a_read_and_not_longer_than_4_mib() {
    let body = |blanks| {
        let blanks = " ".repeat(blanks);
        format!(r#"{{"agentsMetrics":{{"metricsPerAgent":{{"1":[{blanks}]}}}}}}"#)
    };
    assert!(decoded(body(3 << 20).as_bytes()).is_some());
    let mut spool = Spool::default();
    spool.begin().unwrap();
    let refused = decode(body(5 << 20).as_bytes(), &mut spool).unwrap_err();
    let told = r#"at agentsMetrics.metricsPerAgent."1"[0]: more than 4194304 bytes of one agent near byte 42"#;
    assert!(
        matches!(&refused, Undecoded::Shape(why) if why == told),
        "{refused:?}"
    );
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = decoded(&bytes);
    }

    #[test]
    fn an_answer_with_a_byte_changed_is_decoded_or_refused(at in 0..WHOLE.len(), byte: u8) {
        let mut body = WHOLE.as_bytes().to_vec();
        body[at] = byte;
        if let Some(agents) = decoded(&body) {
            prop_assert!(agents.len() <= 6);
        }
    }

    #[test]
    fn a_line_has_its_columns_and_no_text_that_a_spreadsheet_runs(
        id in "[=+@\\-\t\r\n\",;a'\\PC]{0,12}", name in "\\PC{0,12}", reason in "[=+@\\-\t\r\n\",;]{0,12}", seconds: i64,
    ) {
        let agent = agent(id, name, reason, seconds);
        for (format, delimiter) in [(Format::Csv, b','), (Format::Csv, b';'), (Format::Tsv, b'\t')] {
            let text = written(format, delimiter, &agent);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(rows.len(), 2);
            for row in rows {
                for (cell, column) in row.iter().zip(Shape::Long.defaults()) {
                    let number = column.name.ends_with("_seconds") || column.name == "state_id";
                    prop_assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}: {cell:?}", column.name);
                }
                prop_assert_eq!(&row[8], "-77");
                prop_assert_eq!(&row[12], seconds.to_string());
            }
        }
        let ndjson = written(Format::Ndjson, b',', &agent);
        let first: serde_json::Value = serde_json::from_str(ndjson.lines().next().unwrap()).unwrap();
        prop_assert_eq!(first["agent_id"].as_str().unwrap(), agent.id);
    }
}
