//! From a request to a response, pure but for the clock: routes, and judges parameters as the method's document does.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;

use super::Simulator;
use super::answer::Answer;
use super::floor::Floor;
use super::people;

/// A request, as far as the service looks at it.
pub struct Request<'a> {
    /// The HTTP method's name.
    pub method: &'a str,
    /// The URL as the client signed it.
    pub url: Url,
    /// The `Authorization` header.
    pub authorization: Option<&'a str>,
    /// The body of a POST.
    pub body: &'a [u8],
}

/// An answer's body, piece by piece.
pub type Pieces = Box<dyn Iterator<Item = Vec<u8>> + Send>;

/// What is answered.
pub enum Response {
    /// Status and JSON.
    Json(u16, Value),
    /// The method's answer with status 200, in pieces.
    Pieces(Pieces),
}

/// The service's names in the Domain API.
const SERVICES: [&str; 3] = ["leDataReporting", "agentVep", "accountConfigReadOnly"];
/// The service holds 24 hours; in minutes.
const LONGEST: i64 = 1440;

/// A JSON error as the service words it.
pub fn refuse(status: u16, message: impl Into<String>) -> Response {
    Response::Json(
        status,
        json!({"error": {"statusCode": status, "message": message.into()}}),
    )
}

impl Simulator {
    /// Whether this request is one to the method: those alone meet faults and limits.
    pub fn is_to_the_method(url: &Url) -> bool {
        matches!(
            segments(url)[..],
            ["operations", "api", "account", _, "agentactivity"]
        )
    }

    /// Answers a request at `now`.
    pub fn respond(&self, request: &Request<'_>, now: Timestamp) -> Response {
        match segments(&request.url)[..] {
            [
                "api",
                "account",
                account,
                "service",
                service,
                "baseURI.json",
            ] => look_up(&request.url, account, service),
            ["api", "account", _, "login"] => self.log_in(request),
            ["operations", "api", "account", _, "agentactivity"] => {
                self.agent_activity(request, now)
            }
            ["api", "account", _, "configuration", "le-users", "users"] => {
                self.configuration(request, now, || people::users(&self.floor))
            }
            [
                "api",
                "account",
                _,
                "configuration",
                "le-agents",
                "status-reasons",
            ] => self.configuration(request, now, people::status_reasons),
            _ => refuse(404, "no such resource"),
        }
    }

    fn configuration(
        &self,
        request: &Request<'_>,
        now: Timestamp,
        list: impl FnOnce() -> Value,
    ) -> Response {
        match self.admit(request, now) {
            Err(refused) => refused,
            Ok(()) if request.method == "GET" => Response::Json(200, list()),
            Ok(()) => refuse(405, "GET"),
        }
    }

    /// Verifies who asks, where that is demanded.
    fn admit(&self, request: &Request<'_>, now: Timestamp) -> Result<(), Response> {
        let Request {
            method,
            ref url,
            authorization,
            ..
        } = *request;
        if self.require_auth {
            let verified = self
                .verifier
                .verify(method, url, authorization, now.as_second());
            return verified.map_err(|problem| refuse(401, problem));
        }
        Ok(())
    }

    fn agent_activity(&self, request: &Request<'_>, now: Timestamp) -> Response {
        if let Err(refused) = self.admit(request, now) {
            return refused;
        }
        let parameters = match request.method {
            "GET" => request.url.query_pairs().into_owned().collect(),
            "POST" => match serde_json::from_slice::<HashMap<String, String>>(request.body) {
                Ok(parameters) => parameters,
                Err(_) => return refuse(400, "the body is not a JSON object of text values"),
            },
            _ => return refuse(405, "GET or POST"),
        };
        match judge(&parameters) {
            Err(message) => refuse(400, message),
            Ok(asked) => Response::Pieces(Box::new(self.answer(asked, now.as_millisecond()))),
        }
    }

    /// A user's log-in (demo, demo) or an application's (user demo, and the demo key).
    fn log_in(&self, request: &Request<'_>) -> Response {
        if request.method != "POST"
            || !request
                .url
                .query_pairs()
                .any(|(name, value)| name == "v" && value == "1.3")
        {
            return refuse(400, "log-ins are POSTed, with v=1.3");
        }
        let Ok(given) = serde_json::from_slice::<HashMap<String, String>>(request.body) else {
            return refuse(400, "the body is not a JSON object of text values");
        };
        match self.verifier.log_in(&given) {
            Some(bearer) => Response::Json(
                200,
                json!({"csrf": "demo-csrf", "bearer": bearer, "config": {"loginName": "demo"}}),
            ),
            None => refuse(401, "user name or password is wrong"),
        }
    }

    fn answer(&self, asked: Asked, now: i64) -> Answer {
        let start = now - asked.timeframe * 60_000;
        let wanted = |id: &String| asked.agents.as_ref().is_none_or(|ids| ids.contains(id));
        let lives = (0..self.floor.agents)
            .filter(|index| wanted(&Floor::id(*index)))
            .map(|index| self.floor.life(index, start, now));
        Answer::new(lives.collect(), now, asked.timeframe, asked.interval)
    }
}

fn segments(url: &Url) -> Vec<&str> {
    url.path_segments()
        .map(Iterator::collect)
        .unwrap_or_default()
}

fn look_up(url: &Url, account: &str, service: &str) -> Response {
    if !url
        .query_pairs()
        .any(|(name, value)| name == "version" && value == "1.0")
    {
        return refuse(400, "version is required: 1.0");
    }
    if !SERVICES.contains(&service) {
        return refuse(400, format!("unknown service {service}"));
    }
    let host = url.host_str().unwrap_or_default();
    let address = url
        .port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    Response::Json(
        200,
        json!({"service": service, "account": account, "baseURI": address}),
    )
}

/// What is asked of the method; time frame and interval in minutes, agents `None` for all.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    timeframe: i64,
    interval: Option<i64>,
    agents: Option<Vec<String>>,
}

/// Judges the parameters as the document has them.
fn judge(parameters: &HashMap<String, String>) -> Result<Asked, String> {
    let required = |name: &str| {
        parameters
            .get(name)
            .ok_or_else(|| format!("{name} is required"))
    };
    let numeric = |name: &str, value: &String| {
        value
            .parse::<i64>()
            .map_err(|_| format!("{name} is not numeric: {value}"))
    };
    if numeric("v", required("v")?)? != 1 {
        return Err("v is not supported; the version is 1".to_owned());
    }
    let timeframe = numeric("timeframe", required("timeframe")?)?;
    if !(1..=LONGEST).contains(&timeframe) {
        return Err(format!("timeframe must be 1 to {LONGEST}"));
    }
    let agents = required("agentIds")?;
    let ids: Vec<String> = agents.split(',').map(str::to_owned).collect();
    if agents != "all"
        && !ids
            .iter()
            .all(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Err("agentIds is neither all nor numeric and comma separated".to_owned());
    }
    let interval = parameters
        .get("interval")
        .map(|value| numeric("interval", value))
        .transpose()?;
    match interval {
        Some(size) if size < 5 => Err("interval must be at least 5".to_owned()),
        Some(size) if size > timeframe || timeframe % size != 0 => {
            Err("interval must be a divisor of timeframe".to_owned())
        }
        _ => Ok(Asked {
            timeframe,
            interval,
            agents: (agents != "all").then_some(ids),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_judged_as_documented() {
        let judged = |text: &str| {
            let pairs = url::form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect();
            judge(&pairs).map(|asked| asked.interval)
        };
        assert_eq!(judged("v=1&timeframe=60&agentIds=all"), Ok(None));
        assert_eq!(
            judged("v=1&timeframe=60&agentIds=1,2&interval=30"),
            Ok(Some(30))
        );
        for (wrong, named) in [
            ("timeframe=60&agentIds=all", "v is required"),
            ("v=1&agentIds=all", "timeframe is required"),
            ("v=1&timeframe=60", "agentIds is required"),
            ("v=1&timeframe=1441&agentIds=all", "timeframe"),
            ("v=1&timeframe=0&agentIds=all", "timeframe"),
            ("v=1&timeframe=x&agentIds=all", "numeric"),
            ("v=1&timeframe=60&agentIds=", "agentIds"),
            ("v=1&timeframe=60&agentIds=1,,2", "agentIds"),
            ("v=1&timeframe=60&agentIds=all&interval=4", "at least 5"),
            ("v=1&timeframe=60&agentIds=all&interval=61", "divisor"),
            ("v=1&timeframe=60&agentIds=all&interval=31", "divisor"),
        ] {
            assert!(
                judged(wrong).is_err_and(|message| message.contains(named)),
                "{wrong}"
            );
        }
    }
}
