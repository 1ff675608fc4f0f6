//! Real programs read our workbook and our CSV: openpyxl, pandas and LibreOffice find ids whole, numbers and times as such,
//! and every text as itself.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{Value, json};
use support::programs::{python, sheet};
use support::{Bench, echoing, host, response};

/// Opens a workbook with openpyxl, and a workbook and a CSV with pandas, and prints what they hold as JSON.
const READER: &str = r#"
import datetime, json, sys
import openpyxl, pandas
def plain(value):
    if isinstance(value, datetime.timedelta): return {"seconds": round(value.total_seconds())}
    if isinstance(value, datetime.time): return {"seconds": value.hour * 3600 + value.minute * 60 + value.second}
    if isinstance(value, datetime.datetime): return {"time": value.isoformat()}
    return value
book = openpyxl.load_workbook(sys.argv[1])
sheets = {sheet.title: {"rows": [[plain(cell.value) for cell in row] for row in sheet.iter_rows()],
          "types": [cell.data_type for cell in sheet[2]], "frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref,
          "formats": [cell.number_format for cell in sheet[2]]} for sheet in book.worksheets}
ids = {"account": str, "agent_id": str, "reason_id": str}
frame = pandas.read_csv(sys.argv[2], dtype=ids, parse_dates=["interval_start", "interval_end"])
excel = pandas.read_excel(sys.argv[1], sheet_name="Rows", dtype={"Account": str, "Agent id": str})
print(json.dumps({"sheets": sheets, "csv": {"types": {name: str(kind) for name, kind in frame.dtypes.items()},
      "last": [str(value) for value in frame.iloc[-1]], "total": int(frame["total_seconds"].sum())},
      "excel": {"start": str(excel.dtypes["Interval start"]), "agents": sorted(set(excel["Agent id"]))}}))
"#;

const HOSTILE: [(&str, &str); 4] = [
    ("0012", "=1+1"),
    ("3", "-1"),
    ("4", "安娜\nRuiz"),
    ("9007199254740993", "Zoë \"Z\", Ltd"),
];

/// A service with agents of hostile names, at the moment of the documented example.
fn service() -> String {
    let value = json!({"total": 90_061, "chatting": 61, "notChatting": 90_000, "chattingInMaxConcurrency": 0});
    let states = json!([{"id": 4, "name": "x", "value": value, "reasons": [{"id": "77", "value": value}]}, {"id": -1, "name": "x", "value": value}]);
    let agents: serde_json::Map<String, Value> = HOSTILE
        .iter()
        .map(|(id, _)| ((*id).to_owned(), states.clone()))
        .collect();
    let answer = json!({"metricsByIntervals": [{"timestamp": 1_404_226_200_000_i64, "metricsData": {"agentsMetrics": {"metricsPerAgent": agents}}}],
        "agentsMetrics": {"metricsPerAgent": {}}});
    let users: Value = HOSTILE
        .iter()
        .map(|(id, name)| json!({"id": id, "fullName": name}))
        .collect();
    echoing(move |request| {
        let host = host(request);
        let body = match request {
            _ if request.contains("/baseURI.json") => json!({"baseURI": host}),
            _ if request.contains("/status-reasons") => json!([{"id": 77, "text": "@Lunch"}]),
            _ if request.contains("/le-users/users") => users.clone(),
            _ => answer.clone(),
        };
        response("200 OK", &body.to_string())
    })
}

fn bench() -> Bench {
    let base_url = service();
    Bench::asking(&base_url)
        .without("AGENTACTIVITY_DOMAIN")
        .with("AGENTACTIVITY_DOMAIN_API", &base_url)
}

#[test]
fn openpyxl_and_pandas_find_ids_whole_times_as_times_and_text_as_itself() {
    let bench = bench();
    bench
        .run("fetch -t 60 -i 60 --tz Europe/Madrid -o report.xlsx")
        .well();
    bench
        .run("fetch -t 60 -i 60 --names always -o report.csv")
        .well();
    let Some(read) = python(&bench, READER, &["report.xlsx", "report.csv"]) else {
        return;
    };
    let read: Value = serde_json::from_str(&read).unwrap();
    let sheet = |name: &str, part: &str| read["sheets"][name][part].clone();

    let rows = sheet("Rows", "rows");
    assert_eq!(rows[0][0], "Account");
    assert_eq!(rows[0][12], "Total");
    let start = json!({"time": "2014-07-01T15:50:00"});
    let end = json!({"time": "2014-07-01T16:50:00"});
    let expected = json!(["12345678", start, end, {"seconds": 3368}, "running", "0012", "=1+1", "state", 4, "Away",
        null, null, {"seconds": 90_061}, {"seconds": 61}, {"seconds": 90_000}, {"seconds": 0}]);
    assert_eq!(rows[1], expected);
    assert_eq!(rows[2][11], "@Lunch");
    assert_eq!(rows[3][8], -1);
    let names: Vec<&str> = (0..4)
        .map(|agent| rows[1 + 3 * agent][6].as_str().unwrap())
        .collect();
    assert_eq!(names, HOSTILE.map(|(_, name)| name));
    assert_eq!(
        (sheet("Rows", "frozen"), sheet("Rows", "filter")),
        (json!("A2"), json!("A1:P13"))
    );
    assert_eq!(sheet("Rows", "formats")[12], "[h]:mm:ss");

    let wide = sheet("Wide", "rows");
    assert_eq!(
        (wide.as_array().unwrap().len(), &wide[0][7]),
        (1 + 4, &json!("Logged in total"))
    );
    assert_eq!(wide[1][19], json!({"seconds": 90_061}));
    assert!(
        sheet("About", "rows")
            .to_string()
            .contains("as clocks in Europe/Madrid show them")
    );

    assert_eq!(read["csv"]["types"]["state_id"], "int64");
    assert_eq!(read["csv"]["total"], 12 * 90_061);
    assert_eq!(read["csv"]["last"][1], "2014-07-01 13:50:00+00:00");
    assert_eq!(read["csv"]["last"][6], "Zoë \"Z\", Ltd");
    assert_eq!(
        read["excel"]["agents"],
        json!(["0012", "3", "4", "9007199254740993"])
    );
    assert!(
        read["excel"]["start"]
            .as_str()
            .unwrap()
            .starts_with("datetime64"),
        "{read}"
    );
}

#[test]
fn libreoffice_opens_the_workbook_and_runs_nothing_in_it() {
    let bench = bench();
    bench
        .run("fetch -t 60 -i 60 --tz UTC -o report.xlsx")
        .well();
    let Some(sheet) = sheet(&bench, &[], "report.xlsx") else {
        return;
    };
    for found in [
        "office:value-type=\"date\" office:date-value=\"2014-07-01T13:50:00\"",
        "office:value-type=\"float\" office:value=\"-1\"",
        "office:value-type=\"time\" office:time-value=\"PT25H01M01",
        "<text:p>9007199254740993</text:p>",
        "<text:p>0012</text:p>",
        "<text:p>=1+1</text:p>",
        "<text:p>25:01:01</text:p>",
    ] {
        assert!(sheet.contains(found), "{found}");
    }
}

#[test]
fn a_workbook_follows_columns_and_shape() {
    let bench = Bench::default();
    bench
        .run("fetch --demo --wide --columns agent_id,away_total_seconds --totals also -o wide.xlsx")
        .well();
    bench.run("fetch --demo -f xlsx -o same.bin").well();
    for file in ["wide.xlsx", "same.bin"] {
        assert!(
            std::fs::read(bench.path(file))
                .unwrap()
                .starts_with(b"PK\x03\x04")
        );
    }
    assert!(
        bench
            .run("fetch --demo --wide -o x.xlsx --columns state")
            .badly(2)
            .contains("leave --wide out")
    );
}
