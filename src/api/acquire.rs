//! Acquires one whole answer: finds the service, signs, sends, tries again, decodes and spools.
//! Nothing is presented before this has succeeded, so every fault of the network ends here.

use jiff::Timestamp;

use super::client::Client;
use super::domain;
use super::http::authority;
use super::intake::Counted;
use super::query;
use super::refusal::Service;
use super::retry::Fault;
use crate::ambient::Ambient;
use crate::failure::Failure;
use crate::model::request::Query;
use crate::model::service::Whereabouts;

/// A whole answer.
pub struct Acquired<T> {
    /// What was made of its body.
    pub taken: T,
    /// The moment of the answer by the service's clock, or by ours where it names none.
    pub reading: Timestamp,
    /// The moment of the answer by our clock.
    pub fetched_at: Timestamp,
}

/// Acquires one whole answer; `take_in` makes of its body what is wanted, and is told who sent it.
///
/// # Errors
/// Whatever keeps the whole answer from being had and understood.
pub fn acquire<T>(
    client: &Client,
    query: &Query,
    whereabouts: &Whereabouts,
    ambient: &mut Ambient,
    take_in: impl Fn(&mut Counted, &str) -> Result<T, Fault>,
) -> Result<Acquired<T>, Failure> {
    let address = match whereabouts {
        Whereabouts::At(address) => address.clone(),
        Whereabouts::LookUp(api) => {
            domain::look_up(client, api, &query.account, domain::REPORTING, ambient)?
        }
    };
    let request = query::request(query, &address);
    let whom = authority(&request.url);
    client.attempt(ambient, |ambient| {
        let (date, mut body) = client.ask(Service::AgentActivity, &request, ambient)?;
        let taken = take_in(&mut body, &whom)?;
        let fetched_at = ambient.now();
        ambient.detail(format!("< {} bytes, whole and understood", body.count()));
        Ok(Acquired {
            taken,
            reading: date.unwrap_or(fetched_at),
            fetched_at,
        })
    })
}
