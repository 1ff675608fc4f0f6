//! The machine-readable promise: a JSON Schema of NDJSON rows, made from the table of columns, held against real output.
//! After a wanted change: `UPDATE_GENERATED=1 cargo test --test schema`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use agentactivity::model::column::{Column, Kind};
use agentactivity::model::shape::Shape;
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Map, Value, json};
use support::{Bench, committed_text, data};

/// Columns that are never `null`.
const ALWAYS: [&str; 4] = ["agent_id", "level", "state_id", "state"];

fn property(column: &Column) -> Value {
    let always = ALWAYS.contains(&column.name)
        || Shape::Long.columns().any(|long| long.name == column.name)
            && column.kind == Kind::Seconds
            && column.name != "observed_seconds";
    let kind = match column.kind {
        Kind::Text | Kind::Time => "string",
        Kind::Integer | Kind::Seconds => "integer",
    };
    let mut property = json!({
        "description": format!("{} ({})", column.meaning, column.kind.unit()),
        "type": if always { json!(kind) } else { json!([kind, "null"]) },
    });
    if column.kind == Kind::Time {
        property["format"] = json!("date-time");
    }
    match column.name {
        "coverage" => property["enum"] = json!(["complete", "running", "cut", null]),
        "level" => property["enum"] = json!(["logged_in", "state", "reason"]),
        _ => {}
    }
    property
}

fn row(shape: Shape, title: &str) -> Value {
    let properties: Map<String, Value> = shape
        .columns()
        .map(|column| (column.name.to_owned(), property(column)))
        .collect();
    let required: Vec<&str> = shape.defaults().iter().map(|column| column.name).collect();
    json!({"title": title, "type": "object", "properties": properties, "required": required})
}

fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A row of agentactivity's NDJSON",
        "description": "As printed without --columns. Columns keep their names, types and units; later versions may add columns.",
        "oneOf": [
            row(Shape::Long, "an agent's time in one state, or away for one reason"),
            row(Shape::Wide, "an agent's time in all states (--wide)"),
        ],
    })
}

fn compiled(schemas: &mut Schemas, schema: Value) -> SchemaIndex {
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("row.json", schema).unwrap();
    compiler.compile("row.json", schemas).unwrap()
}

#[test]
fn the_schema_is_in_step_with_the_columns() {
    let generated = format!("{:#}\n", schema());
    assert_eq!(
        committed_text("schema/ndjson-row.schema.json", &generated),
        generated
    );
}

#[test]
fn real_rows_keep_the_promise_and_others_do_not() {
    let bench = Bench::default();
    bench.file("body.json", &data("documented-whole.json"));
    let mut schemas = Schemas::new();
    // What is promised to others may grow; that it has not grown unnoticed is for this test to see.
    let strict = |mut schema: Value| {
        for row in schema["oneOf"].as_array_mut().unwrap() {
            row["additionalProperties"] = json!(false);
        }
        schema
    };
    let index = compiled(
        &mut schemas,
        strict(serde_json::from_str(&committed_text("schema/ndjson-row.schema.json", "")).unwrap()),
    );
    let mut first = None;
    for arguments in [
        "fetch --demo -t 120 -i 60 -f ndjson",
        "fetch --demo -t 120 --every 15m --wide --totals also --fill -f ndjson",
        "fetch --demo --names always --tz Asia/Kathmandu -f ndjson",
        "convert body.json -f ndjson",
        "convert body.json -f ndjson --wide",
    ] {
        let printed = bench.run(arguments).well();
        assert!(!printed.is_empty());
        for line in printed.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            schemas
                .validate(&row, index)
                .unwrap_or_else(|error| panic!("{arguments}: {error:#}\n{line}"));
            first.get_or_insert(row);
        }
    }
    for (column, wrong) in [
        ("agent_id", json!(2_152_260_212_i64)),
        ("state_id", json!("-1")),
        ("total_seconds", json!(1.5)),
        ("total_seconds", Value::Null),
        ("interval_start", json!("yesterday")),
        ("coverage", json!("partly")),
        ("surprise", json!(1)),
    ] {
        let mut row = first.clone().unwrap();
        row[column] = wrong;
        assert!(schemas.validate(&row, index).is_err(), "{row}");
    }
}
