//! What an account's agents and away reasons are called: asked of the account's configuration, and kept for a day.
//! A look-up that fails never fails the run: ids are shown instead.

mod cache;
mod lists;

use std::io::{self, BufReader, Read as _};
use std::time::Duration;

use self::cache::{CacheFile, Kept};
use self::lists::{people, reasons};
use super::acquire::Asker;
use super::auth::Proof;
use super::domain;
use super::http::{Request, Verb, authority};
use super::refusal::Service;
use super::retry::Fault;
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::names::{Names, Naming};
use crate::model::request::AccountId;
use crate::model::service::ServiceAddress;
use crate::model::text::excerpt;

/// The Domain API's name for the service that holds users and away reasons.
pub const SERVICE: &str = "accountConfigReadOnly";

/// Whoever waits for a table does not wait longer for names.
const PATIENCE: Duration = Duration::from_secs(10);
/// A list beyond this is not taken in, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The requests for an account's users and away reasons, in this order.
pub fn requests(account: &AccountId, address: &ServiceAddress) -> [Request; 2] {
    let get = |path: &str| Request {
        verb: Verb::Get,
        url: address.at(&format!("/api/account/{account}/configuration/{path}")),
    };
    [
        get(
            "le-users/users?v=4.0&include_deleted=true&select=id,nickname,fullName,loginName,employeeId",
        ),
        get("le-agents/status-reasons?include_deleted=true"),
    ]
}

impl Asker {
    /// The names of an account, from the cache or the service; none where they are not wanted or cannot be had.
    pub fn names(
        &self,
        account: &AccountId,
        naming: Naming,
        proof: &Proof,
        ambient: &mut Ambient,
    ) -> Names {
        if naming == Naming::Never || !self.may_name(naming, ambient) {
            return Names::default();
        }
        let cache_file =
            CacheFile::of(self.cache.as_deref(), account, &self.whereabouts.domain_api);
        let now = ambient.now();
        match cache_file.read(now) {
            Some(Kept::Whole(names)) => return names,
            // Who asks for names always does not want to hear of a while ago.
            Some(Kept::Partial(names)) if naming == Naming::Auto => {
                ambient.detail("some names could not be had a while ago, so they are not asked for; --names always asks again");
                return names;
            }
            _ => {}
        }
        let (names, failures) = self.client.hurried(PATIENCE, ambient, |ambient| {
            self.ask_names(account, proof, ambient)
        });
        let is_whole = failures.is_empty();
        let mut known = Vec::new();
        for failure in failures {
            let told = format!("names could not be had: {failure}");
            if known.contains(&told) {
                continue;
            }
            known.push(told.clone());
            if naming == Naming::Auto && failure.cause() == Cause::Permission {
                ambient.detail(told);
            } else {
                ambient.warn(format!("{told}; --names never does without"));
            }
        }
        let kept = if is_whole {
            Kept::Whole(names.clone())
        } else {
            Kept::Partial(names.clone())
        };
        if let Err(error) = cache_file.keep(kept, now) {
            ambient.detail(format!("names are not kept: {error}"));
        }
        names
    }

    /// Names are looked up through the Domain API; a service on this machine alone has nothing to ask of the real one.
    fn may_name(&self, naming: Naming, ambient: &mut Ambient) -> bool {
        let reporting = self.whereabouts.reporting.as_ref();
        let may = reporting
            .is_none_or(|reporting| reporting.is_plain() == self.whereabouts.domain_api.is_plain());
        if !may && naming == Naming::Always {
            ambient.warn("names are looked up through the Domain API, which is not where the service is; give --domain-api");
        }
        may
    }

    /// What can be had, and what kept the rest from being had; one list is better than none.
    pub fn ask_names(
        &self,
        account: &AccountId,
        proof: &Proof,
        ambient: &mut Ambient,
    ) -> (Names, Vec<Failure>) {
        let address = match domain::look_up(
            &self.client,
            &self.whereabouts.domain_api,
            account,
            SERVICE,
            ambient,
        ) {
            Ok(address) => address,
            Err(failure) => return (Names::default(), vec![failure]),
        };
        let [users, away] = requests(account, &address);
        let mut failures = Vec::new();
        let agents = self
            .list(&users, proof, ambient, people)
            .map_err(|failure| failures.push(failure));
        let reasons = self
            .list(&away, proof, ambient, reasons)
            .map_err(|failure| failures.push(failure));
        (
            Names {
                agents: agents.unwrap_or_default(),
                reasons: reasons.unwrap_or_default(),
            },
            failures,
        )
    }

    fn list<T>(
        &self,
        request: &Request,
        proof: &Proof,
        ambient: &mut Ambient,
        read: impl Fn(&mut dyn io::Read) -> serde_json::Result<T>,
    ) -> Result<T, Failure> {
        let whom = authority(&request.url);
        let attempted = self.client.attempt(ambient, |ambient| {
            let reply = self
                .client
                .ask(Service::Names, request, Some(proof), ambient)?;
            read(&mut BufReader::new(reply.body.take(LARGEST))).map_err(|error| {
                let why = excerpt(error.to_string().as_bytes(), 120);
                let what = format!("the names of {whom} cannot be understood: {why}");
                Fault::last(Failure::new(Cause::Refused, what))
            })
        });
        attempted.map_err(|fault| fault.failure)
    }
}
