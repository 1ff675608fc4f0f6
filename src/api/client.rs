//! Sends requests, one at a time, each attempt signed afresh, and tries again where that may help.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::Read as _;
use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use super::auth::Proof;
use super::http::{Answer, Request, TRY_AGAIN, Transport, Verb, authority, explain_reading, late};
use super::intake::{Counted, is_late};
use super::refusal::{Service, refused};
use super::retry::{Fault, Tries};
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::network::{Network, Persistence};
use crate::model::service::ServiceAddress;
use crate::model::text::excerpt;
use crate::oauth1;

/// How long a refusal may take to say why: what it says is a courtesy.
const COURTESY: Duration = Duration::from_secs(5);
/// An answer of the services around the method is smaller than this, in bytes.
const LONGEST_SMALL: u64 = 8 * 1024 * 1024;

/// When each host was last asked; clients that share it do not ask a host in quick succession.
pub type Pace = Rc<RefCell<HashMap<String, Timestamp>>>;

/// Asks, and asks again where that may help.
pub struct Client {
    transport: Transport,
    persistence: Persistence,
    /// When all must be done; set for each account.
    deadline: Cell<Option<Timestamp>>,
    /// How long was given until then.
    given: Cell<Duration>,
    pace: Pace,
    /// What no failure may repeat, the longest first.
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
    /// A client over this network.
    pub fn new(network: Network, pace: Pace) -> Self {
        Self {
            persistence: network.persistence,
            given: Cell::new(network.persistence.deadline),
            transport: Transport::new(network),
            deadline: Cell::new(None),
            pace,
            secrets: RefCell::default(),
        }
    }

    /// From now on the deadline runs.
    pub(super) fn start_deadline(&self, ambient: &Ambient) {
        self.deadline
            .set(ambient.now().checked_add(self.persistence.deadline).ok());
    }

    /// Does what need not be done within a deadline of its own, unless that of the account is nearer.
    pub(super) fn hurried<T>(
        &self,
        within: Duration,
        ambient: &mut Ambient,
        act: impl FnOnce(&mut Ambient) -> T,
    ) -> T {
        let (deadline, given) = (self.deadline.get(), self.given.replace(within));
        let own = ambient.now().checked_add(within).ok();
        self.deadline.set(deadline.min(own).or(own));
        let done = act(ambient);
        self.deadline.set(deadline);
        self.given.set(given);
        done
    }

    /// From now on no failure repeats this, whatever a service answers: as it is, percent-encoded, as JSON has it, or
    /// with its blanks run together, as errors show text.
    pub(super) fn keep_secret(&self, secret: &SecretString) {
        let plain = secret.expose_secret();
        let quoted = serde_json::Value::from(plain).to_string();
        let collapsed = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let forms = [
            plain.to_owned(),
            oauth1::encode(plain),
            quoted[1..quoted.len() - 1].to_owned(),
            collapsed,
        ];
        let mut secrets = self.secrets.borrow_mut();
        secrets.extend(forms);
        secrets.sort_by(|left, right| right.len().cmp(&left.len()).then_with(|| left.cmp(right)));
        secrets.dedup();
    }

    /// Tries until it succeeds, another try is not worth it, or the deadline is too near for one; gives the last fault.
    pub(super) fn attempt<T>(
        &self,
        ambient: &mut Ambient,
        mut once: impl FnMut(&mut Ambient) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut tries = Tries::new(self.persistence);
        loop {
            let fault = match once(ambient) {
                Ok(done) => return Ok(done),
                Err(fault) => Fault {
                    failure: fault.failure.masked(&self.secrets.borrow()),
                    ..fault
                },
            };
            let pause = tries.pause(fault.kind, (ambient.chance)());
            let after = if tries.failed() > 1 {
                format!(" (tried {} times)", tries.failed())
            } else {
                String::new()
            };
            let Some(pause) = pause else {
                return Err(fault.with_note(&after));
            };
            if self.left(ambient).is_some_and(|left| pause >= left) {
                let deadline = self.given.get().as_secs_f64();
                let why = format!(
                    "{after}; waiting {:.0} s more would pass the deadline of {deadline} s",
                    pause.as_secs_f64()
                );
                return Err(fault.with_note(&why));
            }
            ambient.pause(
                pause,
                &format!(
                    "{}; trying again in {:.1} s",
                    fault.failure,
                    pause.as_secs_f64()
                ),
            );
        }
    }

    /// How long the deadline is still away; `None` where none runs.
    fn left(&self, ambient: &Ambient) -> Option<Duration> {
        let left = self.deadline.get()?.duration_since(ambient.now());
        Some(left.try_into().unwrap_or_default())
    }

    /// Waits until the same host may be asked again.
    fn space_out(&self, host: &str, ambient: &mut Ambient) {
        let last = self.pace.borrow().get(host).copied();
        let since = last
            .map(|last| Duration::try_from(ambient.now().duration_since(last)).unwrap_or_default());
        if let Some(early) = since
            .and_then(|since| self.persistence.spacing.checked_sub(since))
            .filter(|early| !early.is_zero())
        {
            (ambient.sleep)(early);
        }
        self.pace
            .borrow_mut()
            .insert(host.to_owned(), ambient.now());
    }

    /// Sends a request once, with proof of who asks where the service wants it.
    pub(super) fn ask(
        &self,
        service: Service,
        request: &Request,
        proof: Option<&Proof>,
        ambient: &mut Ambient,
    ) -> Result<Reply, Fault> {
        let host = authority(&request.url);
        self.space_out(&host, ambient);
        let left = self.left(ambient);
        if left.is_some_and(|left| left.is_zero()) {
            return Err(Fault::last(late(&host)));
        }
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
        let answer = self.transport.send(request, header.as_ref(), left)?;
        let now = ambient.now();
        ambient.detail(format!(
            "< {} after {} ms",
            answer.status,
            now.duration_since(before).as_millis()
        ));
        // A run without a deadline, as one that examines only, has that of an account for each answer.
        let own = now.checked_add(self.persistence.deadline).ok();
        let deadline = self.deadline.get().or(own);
        if answer.status != 200 {
            let soon = now.checked_add(COURTESY).ok();
            let body = Counted::new(answer.body).until(deadline.min(soon).or(soon), ambient);
            let answer = Answer {
                body: Box::new(body),
                ..answer
            };
            return Err(refused(service, &host, answer, now));
        }
        let fetched_at = Timestamp::from_second(now.as_second()).unwrap_or(now);
        Ok(Reply {
            reading: answer.date.unwrap_or(fetched_at),
            fetched_at,
            body: Counted::new(answer.body).until(deadline, ambient),
        })
    }

    /// Asks a host for anything, without credentials: whatever it answers, it is there. Gives its time, if it tells it, and ours.
    ///
    /// # Errors
    /// Network, where it does not answer.
    pub fn probe(
        &self,
        address: &ServiceAddress,
        ambient: &mut Ambient,
    ) -> Result<(Option<Timestamp>, Timestamp), Failure> {
        let request = Request {
            verb: Verb::Get,
            url: address.at("/"),
        };
        self.space_out(&authority(&request.url), ambient);
        let answer = self
            .transport
            .send(&request, None, None)
            .map_err(|fault| fault.failure)?;
        Ok((answer.date, ambient.now()))
    }

    /// Asks for an answer of a few kilobytes, as those of the services around the method are.
    pub(super) fn ask_small(
        &self,
        service: Service,
        request: &Request,
        ambient: &mut Ambient,
    ) -> Result<Vec<u8>, Fault> {
        let body = self.ask(service, request, None, ambient)?.body;
        let mut bytes = Vec::new();
        body.take(LONGEST_SMALL)
            .read_to_end(&mut bytes)
            .map_err(|error| {
                let (whom, why) = (authority(&request.url), explain_reading(&error));
                if is_late(&error) {
                    return Fault::last(late(&whom));
                }
                let what = format!("the answer of {whom} broke off: {why}");
                Fault::broken(Failure::new(Cause::Network, what).with_hint(TRY_AGAIN))
            })?;
        Ok(bytes)
    }
}
