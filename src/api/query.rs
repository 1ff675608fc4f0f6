//! The one request to the method, exactly as its document has it: path, parameters, GET or POST.

use serde::Serialize;

use super::http::{Request, Verb};
use crate::model::request::{AccountId, Method, Query};
use crate::model::service::ServiceAddress;

/// A URL longer than this is what proxies and servers begin to refuse, so the ids go into a body.
const LONGEST_URL: usize = 2000;

/// The documented body: four text values, and no interval where none is asked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    timeframe: String,
    agent_ids: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<String>,
    v: &'static str,
}

/// The request that asks `query` of an account's service at `address`.
pub fn request(account: &AccountId, query: &Query, address: &ServiceAddress) -> Request {
    let path = format!("/operations/api/account/{account}/agentactivity");
    let interval = query
        .interval
        .map(|interval| interval.minutes().to_string());
    let with_interval = interval
        .as_ref()
        .map(|minutes| format!("&interval={minutes}"))
        .unwrap_or_default();
    let get = address.at(&format!(
        "{path}?timeframe={}&agentIds={}{with_interval}&v=1",
        query.timeframe, query.agents
    ));
    let post = match query.method {
        Method::Auto => get.as_str().len() > LONGEST_URL,
        Method::Get => false,
        Method::Post => true,
    };
    if !post {
        return Request {
            verb: Verb::Get,
            url: get,
        };
    }
    let body = Body {
        timeframe: query.timeframe.to_string(),
        agent_ids: query.agents.to_string(),
        interval,
        v: "1",
    };
    Request {
        verb: Verb::Post(serde_json::json!(body).to_string()),
        url: address.at(&path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(interval: Option<&str>, agents: &str, method: Method) -> Query {
        let timeframe = "1440".parse().unwrap();
        Query {
            timeframe,
            interval: interval
                .map(|typed| crate::model::span::IntervalSize::parse(typed, timeframe).unwrap()),
            agents: agents.parse().unwrap(),
            method,
        }
    }

    #[test]
    fn the_url_turns_into_a_body_past_2000_characters() {
        let address = ServiceAddress::parse("domain", "lo.example.net").unwrap();
        let account = "12345678".parse().unwrap();
        let ids = |count: usize| {
            vec!["1"; count]
                .iter()
                .enumerate()
                .map(|(i, _)| format!("{}", 1_000_000 + i))
                .collect::<Vec<_>>()
                .join(",")
        };
        let mut turned = None;
        for count in 200..300 {
            let request = request(&account, &query(None, &ids(count), Method::Auto), &address);
            match request.verb {
                Verb::Get => assert!(request.url.as_str().len() <= LONGEST_URL),
                Verb::Post(_) | Verb::PostSecret(_) => {
                    turned = Some(count);
                    break;
                }
            }
        }
        let longest = request(
            &account,
            &query(None, &ids(turned.unwrap()), Method::Get),
            &address,
        );
        assert!(longest.url.as_str().len() > LONGEST_URL);
    }
}
