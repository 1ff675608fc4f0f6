//! Acquires one whole answer: finds the service, proves who asks, sends, tries again, and takes the body in.
//! Nothing is presented before this has succeeded, so every fault of the network ends here.

use std::path::PathBuf;

use jiff::Timestamp;

use super::auth::Proof;
use super::client::Client;
use super::domain;
use super::http::authority;
use super::intake::Counted;
use super::login;
use super::query;
use super::refusal::Service;
use super::retry::{Fault, Kind};
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::credentials::Credentials;
use crate::model::request::{AccountId, Question};
use crate::model::service::Whereabouts;
use crate::model::span::{IntervalSize, Timeframe};

/// A whole answer.
pub struct Acquired<T> {
    /// What was made of its body.
    pub taken: T,
    /// What was asked, and when.
    pub asked: Asked,
    /// What proved who asks.
    pub proof: Proof,
}

/// What was asked, and when it was answered.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// How far back.
    pub timeframe: Timeframe,
    /// In which intervals.
    pub interval: Option<IntervalSize>,
    /// The moment of the answer by the service's clock, or by ours where it names none.
    pub reading: Timestamp,
    /// The moment of the answer by our clock.
    pub fetched_at: Timestamp,
}

/// Who asks whom: the same for every account of a run.
pub struct Asker {
    /// Sends, and tries again.
    pub client: Client,
    /// Proves who asks.
    pub credentials: Credentials,
    /// Where the services are.
    pub whereabouts: Whereabouts,
    /// The folder in which names are kept, if they are.
    pub cache: Option<PathBuf>,
}

impl Asker {
    /// Acquires one account's whole answer; see [`Asker::attempt`].
    ///
    /// # Errors
    /// Whatever keeps the whole answer from being had and understood.
    pub fn acquire<T>(
        &self,
        account: &AccountId,
        question: &Question,
        ambient: &mut Ambient,
        take_in: impl FnMut(&mut Counted, &str) -> Result<T, Fault>,
    ) -> Result<Acquired<T>, Failure> {
        self.attempt(account, question, ambient, take_in)
            .map_err(|fault| fault.failure)
    }

    /// Acquires one account's whole answer; `take_in` makes of its body what is wanted, and is told who sent it.
    ///
    /// # Errors
    /// Whatever keeps the whole answer from being had and understood.
    pub fn attempt<T>(
        &self,
        account: &AccountId,
        question: &Question,
        ambient: &mut Ambient,
        mut take_in: impl FnMut(&mut Counted, &str) -> Result<T, Fault>,
    ) -> Result<Acquired<T>, Fault> {
        self.client.start_deadline(ambient);
        let address = match &self.whereabouts.reporting {
            Some(address) => address.clone(),
            None => {
                let api = &self.whereabouts.domain_api;
                domain::look_up(&self.client, api, account, domain::REPORTING, ambient)
                    .map_err(Fault::last)?
            }
        };
        let whom = authority(&address.at("/"));
        let mut may_renew = matches!(self.credentials, Credentials::LogIn(_));
        loop {
            let proof = self.prove(account, ambient).map_err(unproven)?;
            let attempted = self.client.attempt(ambient, |ambient| {
                // Reckoned for each attempt: pauses must not move the beginning of what is asked.
                let query = question.at(ambient.now());
                let request = query::request(account, &query, &address);
                let mut reply =
                    self.client
                        .ask(Service::AgentActivity, &request, Some(&proof), ambient)?;
                let taken = take_in(&mut reply.body, &whom)?;
                ambient.detail(format!(
                    "< {} bytes, whole and understood",
                    reply.body.count()
                ));
                let asked = Asked {
                    timeframe: query.timeframe,
                    interval: query.interval,
                    reading: reply.reading,
                    fetched_at: reply.fetched_at,
                };
                Ok((taken, asked))
            });
            match attempted {
                Err(fault) if may_renew && fault.kind == Kind::Unauthorized => {
                    ambient.detail("the bearer was not taken; logging in once more");
                    may_renew = false;
                }
                Err(fault) => return Err(fault),
                Ok((taken, asked)) => {
                    return Ok(Acquired {
                        taken,
                        asked,
                        proof,
                    });
                }
            }
        }
    }

    fn prove(&self, account: &AccountId, ambient: &mut Ambient) -> Result<Proof, Failure> {
        let proof = match &self.credentials {
            Credentials::ApiKey(key) => Proof::Signature(key.clone()),
            Credentials::Bearer(bearer) => Proof::Bearer(bearer.clone()),
            Credentials::LogIn(log_in) => {
                log_in
                    .secrets()
                    .for_each(|secret| self.client.keep_secret(secret));
                let api = &self.whereabouts.domain_api;
                Proof::Bearer(login::log_in(&self.client, api, account, log_in, ambient)?)
            }
        };
        match &proof {
            Proof::Signature(key) => key
                .secrets()
                .into_iter()
                .for_each(|secret| self.client.keep_secret(secret)),
            Proof::Bearer(bearer) => self.client.keep_secret(bearer),
        }
        Ok(proof)
    }
}

/// A log-in that is refused means what a bearer that is refused does.
fn unproven(failure: Failure) -> Fault {
    let kind = if failure.cause() == Cause::Permission {
        Kind::Unauthorized
    } else {
        Kind::Final
    };
    Fault { kind, failure }
}
