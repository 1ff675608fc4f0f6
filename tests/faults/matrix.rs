//! The rows of the matrix: what the server does in turn, and what must come of it.

use crate::script::{Does, after, body, chunked, gzipped, ok, send, status};
use crate::support::response;

/// One row.
pub struct Row {
    pub what: &'static str,
    pub script: Vec<Does>,
    pub arguments: &'static str,
    pub requests: usize,
    pub waits: &'static [f64],
    pub status: u8,
    pub told: &'static str,
}

fn row(
    what: &'static str,
    script: Vec<Does>,
    requests: usize,
    waits: &'static [f64],
    status: u8,
    told: &'static str,
) -> Row {
    Row {
        what,
        script,
        arguments: "",
        requests,
        waits,
        status,
        told,
    }
}

const FIVES: &[f64] = &[5.0, 10.0, 15.0];
const DOUBLING: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0];

/// All rows.
pub fn matrix() -> Vec<Row> {
    let throttled = || status("429 Too Many Requests");
    let head = body().find("\r\n\r\n").unwrap();
    let mut rows = vec![
        row("right at once", vec![ok()], 1, &[], 0, ""),
        row(
            "429 twice",
            vec![throttled(), throttled(), ok()],
            3,
            &[1.0, 2.0],
            0,
            "",
        ),
        row(
            "429 that says 2 s",
            vec![after("429 Slow", "2"), ok()],
            2,
            &[2.0],
            0,
            "",
        ),
        row(
            "429 that says when",
            vec![after("429 Slow", "Tue, 01 Jul 2014 14:46:18 GMT"), ok()],
            2,
            &[10.0],
            0,
            "",
        ),
        row(
            "429 that says a past time",
            vec![after("429 Slow", "Tue, 01 Jul 2014 14:40:00 GMT"), ok()],
            2,
            &[1.0],
            0,
            "",
        ),
        row(
            "429 that says nonsense",
            vec![after("429 Slow", "soon"), ok()],
            2,
            &[1.0],
            0,
            "",
        ),
        row(
            "429 past the deadline",
            vec![after("429 Slow", "3600")],
            1,
            &[],
            6,
            "would pass the deadline of 300 s",
        ),
        row(
            "429 for ever",
            vec![throttled()],
            6,
            DOUBLING,
            6,
            "429 Too Many Requests (tried 6 times)",
        ),
        row(
            "503 for ever, with HTML",
            vec![send(response("503 Service Unavailable", "<html>"))],
            4,
            FIVES,
            7,
            "503 Service Unavailable (tried 4 times)",
        ),
        row(
            "503 that says 7 s",
            vec![after("503 Busy", "7"), ok()],
            2,
            &[7.0],
            0,
            "",
        ),
        row(
            "500, 429, 500",
            vec![status("500 Oops"), throttled(), status("500 Oops"), ok()],
            4,
            &[5.0, 1.0, 10.0],
            0,
            "",
        ),
        row(
            "reset before headers",
            vec![Does::Reset(Vec::new()), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "reset in headers",
            vec![Does::Reset(b"HTTP/1.1 200 O".to_vec()), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "reset in the body",
            vec![Does::Reset(body()[..900].into()), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "reset for ever",
            vec![Does::Reset(body()[..900].into())],
            4,
            FIVES,
            7,
            "broke off",
        ),
        row(
            "closed before headers",
            vec![send(""), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "truncated",
            vec![send(&body()[..1200]), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "truncated for ever",
            vec![send(&body()[..1200])],
            4,
            FIVES,
            7,
            "broke off",
        ),
        row(
            "truncated in chunks",
            vec![send(chunked(false)), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row("whole in chunks", vec![send(chunked(true))], 1, &[], 0, ""),
        row(
            "a Content-Length too long",
            vec![
                send(body().replace("Content-Length: ", "Content-Length: 9")),
                ok(),
            ],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "a Content-Length too short",
            vec![
                send(body().replacen("Content-Length: 2530", "Content-Length: 1000", 1)),
                ok(),
            ],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "stalled before headers",
            vec![Does::Stall(Vec::new()), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "stalled in the body",
            vec![Does::Stall(body()[..900].into()), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row("gzip, whole", vec![send(gzipped(0))], 1, &[], 0, ""),
        row("gzip, cut", vec![send(gzipped(40)), ok()], 2, &[5.0], 0, ""),
        row(
            "gzip that is none",
            vec![
                send(body().replace("Date:", "Content-Encoding: gzip\r\nDate:")),
                ok(),
            ],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "broken JSON once",
            vec![send(response("200 OK", "{\"agentsMetrics\":}")), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
        row(
            "broken JSON for ever",
            vec![send(response("200 OK", "{\"agentsMetrics\":}"))],
            4,
            FIVES,
            5,
            "it is not JSON",
        ),
        row(
            "another shape",
            vec![send(response("200 OK", "{}"))],
            1,
            &[],
            5,
            "missing field",
        ),
        row(
            "HTML with 200",
            vec![send(response("200 OK", "<html>"))],
            1,
            &[],
            5,
            "it begins <html>",
        ),
        row(
            "nothing with 200",
            vec![send(response("200 OK", ""))],
            1,
            &[],
            5,
            "it is empty",
        ),
        row(
            "a redirect",
            vec![send(
                "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
            )],
            1,
            &[],
            5,
            "redirects are not followed",
        ),
        row(
            "not HTTP",
            vec![send("SSH-2.0-OpenSSH\r\n")],
            4,
            FIVES,
            7,
            "broke",
        ),
        row(
            "a head cut in two",
            vec![send(&body()[..head]), ok()],
            2,
            &[5.0],
            0,
            "",
        ),
    ];
    for line in [
        "500 Internal Server Error",
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway Timeout",
    ] {
        rows.push(row("5xx once", vec![status(line), ok()], 2, &[5.0], 0, ""));
        rows.push(row(
            "5xx three times",
            vec![status(line), status(line), status(line), ok()],
            4,
            FIVES,
            0,
            "",
        ));
    }
    for (line, exit) in [
        ("400 Bad Request", 5),
        ("401 Unauthorized", 4),
        ("403 Forbidden", 4),
        ("404 Not Found", 5),
        ("408 Request Timeout", 5),
    ] {
        rows.push(row(
            "4xx",
            vec![status(line), ok()],
            1,
            &[],
            exit,
            "answered 4",
        ));
    }
    let with = |arguments, row| Row { arguments, ..row };
    rows.push(with(
        "--retries 0",
        row(
            "no retries",
            vec![throttled(), ok()],
            1,
            &[],
            6,
            "429 Too Many Requests\n",
        ),
    ));
    rows.push(with(
        "--retries 1",
        row(
            "one retry",
            vec![status("500 Oops")],
            2,
            &[5.0],
            7,
            "tried 2 times",
        ),
    ));
    rows.push(with(
        "--backoff 100ms",
        row(
            "a shorter back-off",
            vec![status("500 Oops")],
            4,
            &[0.25, 0.25, 0.3],
            7,
            "500",
        ),
    ));
    rows.push(with(
        "--deadline 12",
        row(
            "a deadline within the pauses",
            vec![status("500 Oops")],
            2,
            &[5.0],
            7,
            "waiting 10 s more would pass the deadline of 12 s",
        ),
    ));
    rows
}
