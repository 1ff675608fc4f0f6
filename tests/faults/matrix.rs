//! The rows of the matrix: what the server does in turn, and what must come of it. Each wait is followed by one request more.

use crate::script::{Does, after, body, chunked, gzipped, ok, send, status};
use crate::support::response;

/// One row.
pub struct Row {
    pub what: &'static str,
    pub script: Vec<Does>,
    pub arguments: &'static str,
    /// The pauses, in seconds.
    pub waits: &'static [f64],
    pub status: u8,
    pub told: &'static str,
}

const FIVES: &[f64] = &[5.0, 10.0, 15.0];
const DOUBLING: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0];

/// All rows.
pub fn matrix() -> Vec<Row> {
    let mut rows = throttled();
    rows.extend(erring());
    rows.extend(broken_off());
    rows.extend(misread());
    rows.extend(limited());
    rows
}

fn refused(
    what: &'static str,
    script: Vec<Does>,
    waits: &'static [f64],
    status: u8,
    told: &'static str,
) -> Row {
    Row {
        what,
        script,
        arguments: "",
        waits,
        status,
        told,
    }
}

fn survived(what: &'static str, script: Vec<Does>, waits: &'static [f64]) -> Row {
    refused(what, script, waits, 0, "")
}

/// What is right the second time, after the back-off.
fn mended(what: &'static str, does: Does) -> Row {
    survived(what, vec![does, ok()], &[5.0])
}

fn throttled() -> Vec<Row> {
    let throttled = || status("429 Too Many Requests");
    let says = |when| vec![after("429 Slow", when), ok()];
    let (in_ten, past) = (
        "Tue, 01 Jul 2014 14:46:18 GMT",
        "Tue, 01 Jul 2014 14:40:00 GMT",
    );
    let late = "would pass the deadline of 300 s";
    vec![
        survived(
            "429 twice",
            vec![throttled(), throttled(), ok()],
            &[1.0, 2.0],
        ),
        survived("429 that says 2 s", says("2"), &[2.0]),
        survived("429 that says when", says(in_ten), &[10.0]),
        survived("429 that says a past time", says(past), &[1.0]),
        survived("429 that says nonsense", says("soon"), &[1.0]),
        refused("429 past the deadline", says("3600"), &[], 6, late),
        refused(
            "429 till the end of time",
            says("18446744073709551615"),
            &[],
            6,
            late,
        ),
        refused(
            "429 for ever",
            vec![throttled()],
            DOUBLING,
            6,
            "429 Too Many Requests (tried 6 times)",
        ),
    ]
}

/// Errors that the service tells.
fn erring() -> Vec<Row> {
    let oops = || status("500 Oops");
    let late = "would pass the deadline of 300 s";
    let mut rows = vec![
        refused(
            "503 for ever, with HTML",
            vec![send(response("503 Service Unavailable", "<html>"))],
            FIVES,
            7,
            "503 Service Unavailable (tried 4 times)",
        ),
        survived(
            "503 that says 7 s",
            vec![after("503 Busy", "7"), ok()],
            &[7.0],
        ),
        refused(
            "503 till the end of time",
            vec![after("503 Busy", "18446744073709551615")],
            &[],
            7,
            late,
        ),
        survived(
            "500, 429, 500",
            vec![oops(), status("429 Too Many Requests"), oops(), ok()],
            &[5.0, 1.0, 10.0],
        ),
    ];
    for line in [
        "500 Internal Server Error",
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway Timeout",
    ] {
        let thrice = vec![status(line), status(line), status(line), ok()];
        rows.push(mended("5xx once", status(line)));
        rows.push(survived("5xx three times", thrice, FIVES));
    }
    for (line, exit) in [
        ("400 Bad Request", 5),
        ("401 Unauthorized", 4),
        ("403 Forbidden", 4),
        ("404 Not Found", 5),
        ("408 Request Timeout", 5),
    ] {
        rows.push(refused(
            "4xx",
            vec![status(line), ok()],
            &[],
            exit,
            "answered 4",
        ));
    }
    rows
}

/// Connections and bodies that end or stop too soon.
fn broken_off() -> Vec<Row> {
    let begun = || body()[..900].into();
    let head = body().find("\r\n\r\n").unwrap();
    let too_long = body().replace("Content-Length: ", "Content-Length: 9");
    let too_short = body().replacen("Content-Length: 2530", "Content-Length: 1000", 1);
    vec![
        mended("reset before headers", Does::Reset(Vec::new())),
        mended("reset in headers", Does::Reset(b"HTTP/1.1 200 O".to_vec())),
        mended("reset in the body", Does::Reset(begun())),
        refused(
            "reset for ever",
            vec![Does::Reset(begun())],
            FIVES,
            7,
            "broke off",
        ),
        mended("closed before headers", send("")),
        mended("a head cut in two", send(&body()[..head])),
        mended("truncated", send(&body()[..1200])),
        refused(
            "truncated for ever",
            vec![send(&body()[..1200])],
            FIVES,
            7,
            "broke off",
        ),
        mended("truncated in chunks", send(chunked(false))),
        mended("a Content-Length too long", send(too_long)),
        mended("a Content-Length too short", send(too_short)),
        mended("stalled before headers", Does::Stall(Vec::new())),
        mended("stalled in the body", Does::Stall(begun())),
        mended("gzip, cut", send(gzipped(40))),
    ]
}

/// Answers that are right, or not what was to be expected.
fn misread() -> Vec<Row> {
    let broken = || send(response("200 OK", "{\"agentsMetrics\":}"));
    let no_gzip = body().replace("Date:", "Content-Encoding: gzip\r\nDate:");
    let with_200 = |body| vec![send(response("200 OK", body))];
    let redirect =
        "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n";
    vec![
        survived("right at once", vec![ok()], &[]),
        survived("whole in chunks", vec![send(chunked(true))], &[]),
        survived("gzip, whole", vec![send(gzipped(0))], &[]),
        mended("gzip that is none", send(no_gzip)),
        mended("broken JSON once", broken()),
        refused(
            "broken JSON for ever",
            vec![broken()],
            FIVES,
            5,
            "it is not JSON",
        ),
        refused("another shape", with_200("{}"), &[], 5, "missing field"),
        refused(
            "HTML with 200",
            with_200("<html>"),
            &[],
            5,
            "it begins <html>",
        ),
        refused("nothing with 200", with_200(""), &[], 5, "it is empty"),
        refused(
            "a redirect",
            vec![send(redirect)],
            &[],
            5,
            "redirects are not followed",
        ),
        refused(
            "not HTTP",
            vec![send("SSH-2.0-OpenSSH\r\n")],
            FIVES,
            7,
            "broke",
        ),
    ]
}

/// Patience that was typed.
fn limited() -> Vec<Row> {
    let oops = || vec![status("500 Oops")];
    let with = |arguments, row| Row { arguments, ..row };
    let late = "waiting 10 s more would pass the deadline of 12 s";
    let throttled = vec![status("429 Too Many Requests"), ok()];
    vec![
        with(
            "--retries 0",
            refused("no retries", throttled, &[], 6, "429 Too Many Requests\n"),
        ),
        with(
            "--retries 1",
            refused("one retry", oops(), &[5.0], 7, "tried 2 times"),
        ),
        with(
            "--backoff 100ms",
            refused("a shorter back-off", oops(), &[0.25, 0.25, 0.3], 7, "500"),
        ),
        with(
            "--deadline 12",
            refused("a deadline within the pauses", oops(), &[5.0], 7, late),
        ),
    ]
}
