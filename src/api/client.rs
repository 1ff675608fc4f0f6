//! Sends requests, one at a time, each attempt signed afresh, and tries again where that may help.

use std::cell::RefCell;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use super::auth::Proof;
use super::http::{Request, Transport, authority};
use super::intake::Counted;
use super::refusal::{Service, refused};
use super::retry::{Fault, Policy};
use crate::ambient::Ambient;
use crate::model::text::excerpt;
use crate::oauth1;

/// Asks, and asks again where that may help.
pub struct Client {
    transport: Transport,
    policy: Policy,
    /// What no failure may repeat, as it is and percent-encoded.
    secrets: RefCell<Vec<String>>,
}

/// The head of a good answer, and its body still to be read.
pub(super) struct Reply {
    /// The moment of the answer by the service's clock, or by ours where it names none.
    pub(super) reading: Timestamp,
    /// The moment of the answer by our clock, in whole seconds like the service's.
    pub(super) fetched_at: Timestamp,
    pub(super) body: Counted,
}

impl Client {
    /// A client of this transport that tries again as the policy says.
    pub const fn new(transport: Transport, policy: Policy) -> Self {
        Self {
            transport,
            policy,
            secrets: RefCell::new(Vec::new()),
        }
    }

    /// From now on no failure repeats this, whatever a service answers.
    pub(super) fn keep_secret(&self, secret: &SecretString) {
        let plain = secret.expose_secret();
        self.secrets
            .borrow_mut()
            .extend([plain.to_owned(), oauth1::encode(plain)]);
    }

    /// Tries until it succeeds or another try is not worth it; gives the last fault.
    pub(super) fn attempt<T>(
        &self,
        ambient: &mut Ambient,
        mut once: impl FnMut(&mut Ambient) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut failed = 0;
        loop {
            let fault = match once(ambient) {
                Ok(done) => return Ok(done),
                Err(fault) => Fault {
                    failure: fault.failure.masked(&self.secrets.borrow()),
                    ..fault
                },
            };
            failed += 1;
            let Some(pause) = self.policy.pause(failed, fault.kind) else {
                return Err(fault);
            };
            ambient.detail(format!(
                "{}; trying again in {} s",
                fault.failure,
                pause.as_secs_f64()
            ));
            (ambient.sleep)(pause);
        }
    }

    /// Sends a request once, with proof of who asks where the service wants it.
    pub(super) fn ask(
        &self,
        service: Service,
        request: &Request,
        proof: Option<&Proof>,
        ambient: &mut Ambient,
    ) -> Result<Reply, Fault> {
        ambient.detail(format!(
            "> {} {}",
            request.verb.name(),
            excerpt(request.url.as_str().as_bytes(), 300)
        ));
        let header = proof.map(|proof| {
            ambient.detail(format!("> Authorization: {}", proof.masked()));
            proof.header(request, ambient)
        });
        let before = ambient.now();
        let answer = self.transport.send(request, header.as_ref())?;
        let now = ambient.now();
        ambient.detail(format!(
            "< {} after {} ms",
            answer.status,
            now.duration_since(before).as_millis()
        ));
        if answer.status != 200 {
            return Err(refused(service, &authority(&request.url), answer, now));
        }
        let fetched_at = Timestamp::from_second(now.as_second()).unwrap_or(now);
        Ok(Reply {
            reading: answer.date.unwrap_or(fetched_at),
            fetched_at,
            body: Counted::new(answer.body),
        })
    }
}
