//! Finds where an account's service is, through LivePerson's Domain API, which asks for no credentials.
//! An answer that is more than HOST or HOST:PORT is refused: credentials are about to go there.

use serde::Deserialize;

use super::client::Client;
use super::http::{Request, Verb, authority};
use super::refusal::Service;
use super::retry::Fault;
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::request::AccountId;
use crate::model::service::ServiceAddress;
use crate::model::text::excerpt;

/// The Domain API's name for the service that holds the method; upper and lower case matter.
pub const REPORTING: &str = "leDataReporting";

#[derive(Deserialize)]
struct Found {
    #[serde(rename = "baseURI")]
    base_uri: String,
}

/// The request that looks up `service` for an account.
pub fn request(domain_api: &ServiceAddress, account: &AccountId, service: &str) -> Request {
    Request {
        verb: Verb::Get,
        url: domain_api.at(&format!(
            "/api/account/{account}/service/{service}/baseURI.json?version=1.0"
        )),
    }
}

/// Asks the Domain API where `service` is.
///
/// # Errors
/// Where it does not answer, does not know the account, or answers with more than a host.
pub fn look_up(
    client: &Client,
    domain_api: &ServiceAddress,
    account: &AccountId,
    service: &str,
    ambient: &mut Ambient,
) -> Result<ServiceAddress, Failure> {
    let request = request(domain_api, account, service);
    let whom = authority(&request.url);
    let found = client.attempt(ambient, |ambient| {
        let bytes = client.ask_small(Service::DomainApi, &request, ambient)?;
        understand(&bytes, domain_api.is_plain()).map_err(|why| {
            let failure = Failure::new(
                Cause::Refused,
                format!("the domain look-up at {whom} is unusable: {why}"),
            );
            let hint = if service == REPORTING {
                "give the domain with --domain"
            } else {
                "check --domain-api; an API key needs no log-in"
            };
            Fault::last(failure.with_hint(hint))
        })
    });
    found.map_err(|fault| fault.failure)
}

fn understand(bytes: &[u8], plain: bool) -> Result<ServiceAddress, String> {
    let found: Found = serde_json::from_slice(bytes).map_err(|_| {
        format!(
            "expected an object with `baseURI`, and got {:?}",
            excerpt(bytes, 80)
        )
    })?;
    ServiceAddress::looked_up(&found.base_uri, plain).map_err(|invalid| invalid.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_host_or_it_is_named() {
        let read =
            |body: &str| understand(body.as_bytes(), false).map(|address| address.to_string());
        let full = r#"{"service":"leDataReporting","account":"1","baseURI":"lo.example.net"}"#;
        assert_eq!(read(full), Ok("https://lo.example.net".to_owned()));
        assert!(
            read(r#"{"baseURI":"evil.example/x"}"#)
                .unwrap_err()
                .contains("evil.example/x")
        );
        assert!(read("<html>").unwrap_err().contains("<html>"));
        assert!(read("{}").unwrap_err().contains("baseURI"));
    }
}
