//! What to make of an answer whose status is not 200: the service's own message, and the hint that fits.

use std::io::Read as _;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use serde_json::Value;

use super::http::Answer;
use super::retry::{Fault, Kind};
use crate::failure::{Cause, Failure};
use crate::model::text::excerpt;

/// No service explains itself at greater length; in bytes.
const LONGEST_MESSAGE: u64 = 64 * 1024;

/// Which service refused; the hints differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// The look-up of domains, which knows no credentials.
    DomainApi,
    /// The log-in.
    LogIn,
    /// The account's configuration, which names agents and reasons.
    Names,
    /// The method itself.
    AgentActivity,
}

/// Makes a fault of an answer whose status is not 200; `whom` is the host asked.
pub fn refused(service: Service, whom: &str, answer: Answer, now: Timestamp) -> Fault {
    let Answer {
        status,
        date,
        retry_after,
        location,
        body,
    } = answer;
    // A refusal cut short still says what it says.
    let mut bytes = Vec::new();
    let _ = body.take(LONGEST_MESSAGE).read_to_end(&mut bytes);
    let message = message(&bytes);
    let told = message
        .as_ref()
        .map(|message| format!(": {message}"))
        .unwrap_or_default();
    let what = format!("{whom} answered {status}{}{told}", reason(status));
    let asked = retry_after
        .as_deref()
        .and_then(|value| parse_retry_after(value, date.unwrap_or(now)));
    let (kind, cause) = match status {
        401 => (Kind::Unauthorized, Cause::Permission),
        403 => (Kind::Final, Cause::Permission),
        429 => (Kind::Throttled(asked), Cause::Throttled),
        500..=599 => (Kind::Broken(asked), Cause::Network),
        _ => (Kind::Final, Cause::Refused),
    };
    let hint = match (status, asked) {
        (300..=399, _) => {
            let target = location.map(|location| {
                format!(
                    " (this one leads to {:?})",
                    excerpt(location.as_bytes(), 120)
                )
            });
            format!(
                "redirects are not followed{}; check the domain",
                target.unwrap_or_default()
            )
        }
        (429, Some(pause)) => format!(
            "the service is throttling and asks to wait {} s; spread runs that start together",
            pause.as_secs()
        ),
        _ => hint(service, status, message.as_deref().unwrap_or_default()).to_owned(),
    };
    Fault {
        kind,
        failure: Failure::new(cause, what).with_hint(hint),
    }
}

fn hint(service: Service, status: u16, message: &str) -> &'static str {
    match (service, status) {
        (Service::DomainApi, 400 | 401 | 404) => {
            "the domain look-up does not know this account; check --account"
        }
        (Service::DomainApi, 403) => "the domain look-up was denied; give the domain with --domain",
        (Service::LogIn, 400 | 401 | 403) => {
            "check user name, password or keys; accounts with single sign-on cannot log in this way: use an API key"
        }
        (_, 401 | 403) if message.contains("timestamp") => {
            "the service judges the time of signing; check this machine's clock"
        }
        (_, 401) if message.contains("signature_invalid") => {
            "a secret is wrong: check the app secret and the access token secret for a character lost in copying"
        }
        (_, 401) if message.contains("consumer_key") => {
            "check the app key for a character lost in copying"
        }
        (_, 401) if message.contains("token_rejected") => {
            "check the access token, and that the API key belongs to this account and is enabled"
        }
        (_, 401) => {
            "check that the credentials are whole, belong to this account, and that this machine's clock is right"
        }
        (Service::Names, 403) => {
            "the credentials lack the permission to read users and status reasons"
        }
        (_, 403) => {
            "the credentials lack the permission: the API key needs Operational Realtime > Agent Activity"
        }
        (_, 404) => "check --account and --domain; without --domain the right one is looked up",
        (_, 400) => "the service refused what was asked; --dry-run shows the request",
        (_, 429) => "the service is throttling; wait a minute, and spread runs that start together",
        (_, 500..=599) => "the service has a problem of its own; try again in some minutes",
        _ => "--dry-run shows the request; check the domain",
    }
}

/// The standard's reason phrase of the statuses that people meet.
const fn reason(status: u16) -> &'static str {
    match status {
        400 => " Bad Request",
        401 => " Unauthorized",
        403 => " Forbidden",
        404 => " Not Found",
        429 => " Too Many Requests",
        500 => " Internal Server Error",
        502 => " Bad Gateway",
        503 => " Service Unavailable",
        504 => " Gateway Timeout",
        _ => "",
    }
}

/// The service's own words, on one line: from JSON the message in it, plain text as it is, a web page not at all.
fn message(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim();
    if text.is_empty() || text.starts_with('<') {
        return None;
    }
    let told = serde_json::from_str(text)
        .ok()
        .and_then(|json: Value| find_message(&json))
        .unwrap_or_else(|| text.to_owned());
    Some(excerpt(told.as_bytes(), 200))
}

fn find_message(json: &Value) -> Option<String> {
    const NAMES: [&str; 6] = [
        "message",
        "errorMessage",
        "error_description",
        "reason",
        "detail",
        "error",
    ];
    match json {
        Value::Object(fields) => {
            let named = NAMES
                .iter()
                .find_map(|name| fields.get(*name)?.as_str().map(str::to_owned));
            named.or_else(|| fields.values().find_map(find_message))
        }
        Value::Array(items) => items.iter().find_map(find_message),
        _ => None,
    }
}

/// Seconds, or an HTTP date against the service's clock; nonsense and the past say nothing.
fn parse_retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = DateTimeParser::new()
        .parse_timestamp(value.as_bytes())
        .ok()?;
    at.duration_since(now).try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(service: Service, status: u16, body: &str) -> Fault {
        let answer = Answer {
            status,
            date: None,
            retry_after: Some("7".to_owned()),
            location: Some("https://elsewhere.example/\u{1b}".to_owned()),
            body: Box::new(std::io::Cursor::new(body.as_bytes().to_vec())),
        };
        refused(service, "host:1", answer, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_status_has_its_kind_its_cause_and_its_hint() {
        let seven = Some(Duration::from_secs(7));
        let table = [
            (
                302,
                Kind::Final,
                Cause::Refused,
                "redirects are not followed (this one leads to \"https://elsewhere.example/\\\\u{1b}\")",
            ),
            (400, Kind::Final, Cause::Refused, "--dry-run"),
            (
                401,
                Kind::Unauthorized,
                Cause::Permission,
                "belong to this account",
            ),
            (403, Kind::Final, Cause::Permission, "permission"),
            (404, Kind::Final, Cause::Refused, "looked up"),
            (410, Kind::Final, Cause::Refused, "domain"),
            (204, Kind::Final, Cause::Refused, "domain"),
            (429, Kind::Throttled(seven), Cause::Throttled, "throttling"),
            (
                500,
                Kind::Broken(seven),
                Cause::Network,
                "problem of its own",
            ),
            (
                503,
                Kind::Broken(seven),
                Cause::Network,
                "problem of its own",
            ),
        ];
        for (status, kind, cause, hint) in table {
            let fault = refusal(Service::AgentActivity, status, "");
            assert_eq!(
                (fault.kind, fault.failure.cause()),
                (kind, cause),
                "{status}"
            );
            assert!(
                fault.failure.hint().unwrap().contains(hint),
                "{status}: {:?}",
                fault.failure.hint()
            );
        }
        let unknown = refusal(Service::DomainApi, 401, "").failure;
        assert!(unknown.hint().unwrap().contains("check --account"));
    }

    #[test]
    fn the_services_own_message_is_found_and_kept_to_one_line() {
        let table = [
            (r#"{"message":"no such interval"}"#, ": no such interval"),
            (
                r#"{"error":{"statusCode":400,"message":"bad\u001b[2J"}}"#,
                ": bad\\u{1b}[2J",
            ),
            (
                r#"{"error":"oauth_problem=signature_invalid"}"#,
                ": oauth_problem=signature_invalid",
            ),
            (
                "oauth_problem=token_rejected\r\n",
                ": oauth_problem=token_rejected",
            ),
            ("<html><body>nginx</body></html>", ""),
            ("", ""),
        ];
        for (body, told) in table {
            let fault = refusal(Service::AgentActivity, 400, body);
            assert_eq!(
                fault.failure.to_string(),
                format!("host:1 answered 400 Bad Request{told}")
            );
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2014-07-01T14:46:08Z".parse().unwrap();
        let table = [
            ("2", Some(2)),
            ("Tue, 01 Jul 2014 14:46:18 GMT", Some(10)),
            ("Tue, 01 Jul 2014 14:46:00 GMT", None),
            ("soon", None),
            ("-3", None),
        ];
        for (value, seconds) in table {
            assert_eq!(
                parse_retry_after(value, now),
                seconds.map(Duration::from_secs),
                "{value}"
            );
        }
    }
}
