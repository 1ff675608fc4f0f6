//! Sends requests of this account's, one at a time, each attempt signed afresh, and tries again where that may help.

use jiff::Timestamp;

use super::auth;
use super::http::{Request, Transport, authority};
use super::intake::Counted;
use super::refusal::{Service, refused};
use super::retry::{Fault, Policy};
use crate::ambient::Ambient;
use crate::failure::Failure;
use crate::model::credentials::Credentials;
use crate::model::request::Patience;
use crate::model::text::excerpt;

/// Asks, and asks again where that may help.
pub struct Client {
    transport: Transport,
    policy: Policy,
    credentials: Credentials,
}

impl Client {
    /// A client with these credentials.
    pub const fn new(credentials: Credentials, patience: Patience, policy: Policy) -> Self {
        Self {
            transport: Transport::new(patience),
            policy,
            credentials,
        }
    }

    /// Tries until it succeeds or another try is not worth it.
    pub(super) fn attempt<T>(
        &self,
        ambient: &mut Ambient,
        mut once: impl FnMut(&mut Ambient) -> Result<T, Fault>,
    ) -> Result<T, Failure> {
        let mut failed = 0;
        loop {
            let fault = match once(ambient) {
                Ok(done) => return Ok(done),
                Err(fault) => fault,
            };
            failed += 1;
            let Some(pause) = self.policy.pause(failed, fault.kind) else {
                return Err(fault.failure);
            };
            ambient.detail(format!(
                "{}; trying again in {} s",
                fault.failure,
                pause.as_secs_f64()
            ));
            (ambient.sleep)(pause);
        }
    }

    /// Sends a request once, with proof of who asks where the service wants it; gives the service's clock and the body of a 200.
    pub(super) fn ask(
        &self,
        service: Service,
        request: &Request,
        ambient: &mut Ambient,
    ) -> Result<(Option<Timestamp>, Counted), Fault> {
        ambient.detail(format!(
            "> {} {}",
            request.verb.name(),
            shortened(request.url.as_str())
        ));
        let header = match service {
            Service::DomainApi => None,
            Service::AgentActivity => {
                ambient.detail(format!(
                    "> Authorization: {}",
                    auth::masked(&self.credentials)
                ));
                Some(auth::authorization(&self.credentials, request, ambient))
            }
        };
        let before = ambient.now();
        let answer = self.transport.send(request, header.as_ref())?;
        let took = ambient.now().duration_since(before);
        ambient.detail(format!("< {} after {} ms", answer.status, took.as_millis()));
        if answer.status == 200 {
            Ok((answer.date, Counted::new(answer.body)))
        } else {
            Err(refused(
                service,
                &authority(&request.url),
                answer,
                ambient.now(),
            ))
        }
    }
}

fn shortened(url: &str) -> String {
    excerpt(url.as_bytes(), 300)
}
