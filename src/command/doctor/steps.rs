//! The steps of one account, from its credentials to its data, in the order in which a request meets them.

use jiff::SignedDuration;

use super::report::{Outcome, Report};
use crate::ambient::Ambient;
use crate::api::acquire::{Acquired, Asker};
use crate::api::auth::Proof;
use crate::api::client::Pace;
use crate::api::domain;
use crate::api::intake;
use crate::api::retry::Kind;
use crate::api::spool::Spool;
use crate::command::asking::asker;
use crate::failure::{Cause, Failure};
use crate::model::horizon::{Beginning, Cut, Horizon};
use crate::model::request::{AccountId, AgentList, Method, Question};
use crate::model::service::ServiceAddress;
use crate::model::span::Timeframe;
use crate::settings::Ask;

/// Signatures are refused where clocks differ by some minutes.
const OFF: SignedDuration = SignedDuration::from_mins(2);
/// The steps of an account, in their order.
pub const ALL: [&str; 7] = [
    "connection",
    "domain",
    "clock",
    "authentication",
    "permission",
    "data",
    "names",
];

/// One account, and somebody who asks for it.
pub struct AccountCheck<'a> {
    ask: &'a Ask,
    account: &'a AccountId,
    asker: Asker,
}

impl<'a> AccountCheck<'a> {
    /// Prepares to ask.
    ///
    /// # Errors
    /// Local, where the simulator cannot be started.
    pub fn new(ask: &'a Ask, account: &'a AccountId, ambient: &Ambient) -> Result<Self, Failure> {
        Ok(Self {
            ask,
            account,
            asker: asker(ask, &Pace::default(), ambient)?,
        })
    }

    /// Takes every step, as far as the one before allows.
    ///
    /// # Errors
    /// Where the report cannot be written.
    pub fn examine(&mut self, report: &mut Report, ambient: &mut Ambient) -> Result<(), Failure> {
        if report
            .step("connection", ambient, |ambient| self.connection(ambient))?
            .is_none()
        {
            return report.skip(&ALL[1..], ambient);
        }
        let Some(address) = report.step("domain", ambient, |ambient| self.domain(ambient))? else {
            return report.skip(&ALL[2..], ambient);
        };
        report.step("clock", ambient, |ambient| self.clock(&address, ambient))?;
        self.asker.whereabouts.reporting = Some(address);
        let mut denied = None;
        let asked = report.step("authentication", ambient, |ambient| {
            self.authentication(&mut denied, ambient)
        })?;
        let Some(asked) = asked else {
            return report.skip(&ALL[4..], ambient);
        };
        let permitted = report.step("permission", ambient, |_| match denied {
            Some(failure) => Err(failure),
            None => Ok((Outcome::Fine("Agent Activity may be read".to_owned()), ())),
        })?;
        let (Some((in_hour, proof)), Some(())) = (asked, permitted) else {
            return report.skip(&ALL[5..], ambient);
        };
        report.step("data", ambient, |ambient| self.data(in_hour, ambient))?;
        report.step("names", ambient, |ambient| {
            Ok((self.names(&proof, ambient), ()))
        })?;
        Ok(())
    }

    /// Whether anything answers where the first request goes, and what stands between.
    fn connection(&self, ambient: &mut Ambient) -> Result<(Outcome, ()), Failure> {
        let whereabouts = &self.asker.whereabouts;
        let address = whereabouts
            .reporting
            .as_ref()
            .unwrap_or(&whereabouts.domain_api);
        self.asker.client.probe(address, ambient)?;
        let network = &self.ask.network;
        let proxy = network
            .proxy
            .as_ref()
            .map(|proxy| format!(", with {proxy} set"))
            .unwrap_or_default();
        let how = if address.is_plain() {
            "plain http on this machine"
        } else {
            "TLS"
        };
        Ok((
            Outcome::Fine(format!("{address} answers ({how}{proxy})")),
            (),
        ))
    }

    fn domain(&self, ambient: &mut Ambient) -> Result<(Outcome, ServiceAddress), Failure> {
        if let Some(address) = &self.asker.whereabouts.reporting {
            return Ok((
                Outcome::Fine(format!("{address}, as given")),
                address.clone(),
            ));
        }
        let api = &self.asker.whereabouts.domain_api;
        let address = domain::look_up(
            &self.asker.client,
            api,
            self.account,
            domain::REPORTING,
            ambient,
        )?;
        let host = address.to_string();
        if address.is_plain() {
            return Ok((Outcome::Fine(format!("{host}, looked up")), address));
        }
        let line = host.strip_prefix("https://").unwrap_or(&host);
        Ok((
            Outcome::Fine(format!(
                "{line}, looked up; domain = \"{line}\" in the profile saves that"
            )),
            address,
        ))
    }

    fn clock(
        &self,
        address: &ServiceAddress,
        ambient: &mut Ambient,
    ) -> Result<(Outcome, ()), Failure> {
        let (date, now) = self.asker.client.probe(address, ambient)?;
        let outcome = match date.map(|date| now.duration_since(date)) {
            None => Outcome::Fine("the service does not tell the time".to_owned()),
            Some(off) if off.abs() <= OFF => {
                Outcome::Fine(format!("{} s off the service's", off.as_secs()))
            }
            Some(off) => {
                let way = if off.is_negative() {
                    "behind"
                } else {
                    "ahead of"
                };
                Outcome::Doubtful(
                    format!("{:#} {way} the service's", SignedDuration::from_secs(off.abs().as_secs())),
                    "set this machine's clock (timedatectl set-ntp true): signatures are refused where it is off".to_owned(),
                )
            }
        };
        Ok((outcome, ()))
    }

    /// Asks for the last hour; a denial proves that the credentials are known.
    fn authentication(
        &self,
        denied: &mut Option<Failure>,
        ambient: &mut Ambient,
    ) -> Result<(Outcome, Option<(u64, Proof)>), Failure> {
        match self.ask(Timeframe::default(), ambient) {
            Ok(found) => Ok((
                Outcome::Fine("the service knows the credentials".to_owned()),
                Some(found),
            )),
            Err((Kind::Final, failure)) if failure.cause() == Cause::Permission => {
                let hint = "the key lacks Operational Realtime > Agent Activity; a key for the other method of that name, which \
                            tells changes of status, has a permission of its own that does not help here";
                *denied = Some(failure.with_hint(hint));
                Ok((
                    Outcome::Fine("the service knows the credentials".to_owned()),
                    None,
                ))
            }
            Err((_, failure)) => Err(failure),
        }
    }

    /// How often agents were active in a time frame.
    fn ask(
        &self,
        timeframe: Timeframe,
        ambient: &mut Ambient,
    ) -> Result<(u64, Proof), (Kind, Failure)> {
        let question = Question {
            horizon: Horizon {
                beginning: Beginning::Back(timeframe),
                cut: Cut::Whole,
            },
            agents: AgentList::All,
            method: Method::Get,
        };
        let mut spool = Spool::default();
        let asked = self
            .asker
            .attempt(self.account, &question, ambient, |body, whom| {
                intake::frames(&mut spool, body, whom)
            });
        let Acquired { taken, proof, .. } = asked.map_err(|fault| (fault.kind, fault.failure))?;
        Ok((taken.survey.agents, proof))
    }

    fn data(&self, in_hour: u64, ambient: &mut Ambient) -> Result<(Outcome, ()), Failure> {
        let (in_day, _) = self
            .ask(Timeframe::LONGEST, ambient)
            .map_err(|(_, failure)| failure)?;
        let told = format!("{in_hour} agents active in the last hour, {in_day} in the last day");
        Ok(if in_day == 0 {
            let hint = "the method counts chats alone, and accounts on messaging get nothing from it; or nobody worked, or this is \
                        another account than you think";
            (Outcome::Doubtful(told, hint.to_owned()), ())
        } else {
            (Outcome::Fine(told), ())
        })
    }

    fn names(&self, proof: &Proof, ambient: &mut Ambient) -> Outcome {
        let (names, failures) = self.asker.ask_names(self.account, proof, ambient);
        let told = format!(
            "{} agents and {} away reasons by name",
            names.agents.len(),
            names.reasons.len()
        );
        match failures.first() {
            None => Outcome::Fine(told),
            Some(failure) => {
                let hint = "tables show ids instead; allow the key to read users and status reasons, or say --names never";
                Outcome::Doubtful(format!("{told}: {failure}"), hint.to_owned())
            }
        }
    }
}
