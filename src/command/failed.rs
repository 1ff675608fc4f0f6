//! Accounts that failed while others did not: told at once, and judged once at the end.

use super::answered::Answered;
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::request::AccountId;
use crate::model::text::printable;
use crate::settings::Fetch;

/// The accounts that failed, of which each is told as soon as it is known, since presenting the others may fail too.
pub(super) struct Failed {
    among: usize,
    first: Option<Failure>,
}

impl Failed {
    /// The profiles that cannot be asked at all, each told, among all accounts that are asked.
    pub(super) fn before(settings: &mut Fetch, ambient: &mut Ambient) -> Self {
        let unready = std::mem::take(&mut settings.unready);
        let accounts: usize = settings.asks.iter().map(|ask| ask.accounts.len()).sum();
        let mut failed = Self {
            among: accounts + unready.len(),
            first: None,
        };
        for (profile, failure) in unready {
            failed.tell(Some(&profile), None, failure, ambient);
        }
        failed
    }

    /// Notes a failure to present an answer, and tells it.
    pub(super) fn tell_of(&mut self, answered: &Answered, failure: Failure, ambient: &mut Ambient) {
        let (profile, account) = (answered.profile.as_deref(), answered.account.as_ref());
        self.tell(profile, account, failure, ambient);
    }

    /// Notes a failure, and tells it.
    pub(super) fn tell(
        &mut self,
        profile: Option<&str>,
        account: Option<&AccountId>,
        failure: Failure,
        ambient: &mut Ambient,
    ) {
        // Alone, it is told at the end like any failure.
        if self.among > 1 {
            let profile = profile.map(|profile| format!("profile {profile}"));
            let account = account.map(|account| format!("account {account}"));
            let whose: Vec<String> = profile.into_iter().chain(account).collect();
            let told = format!("{}: {failure}", whose.join(", "));
            ambient.fail(&printable(&told), failure.hint().map(printable).as_deref());
        }
        self.first.get_or_insert(failure);
    }

    /// Ends as the one account did, as the first did where all failed, or as some did.
    pub(super) fn end(self, presented: usize) -> Result<(), Failure> {
        match self.first {
            None => Ok(()),
            Some(failure) if self.among == 1 => Err(failure),
            Some(_) if presented > 0 => Err(Failure::told(Cause::Partial)),
            Some(failure) => Err(Failure::told(failure.cause())),
        }
    }
}
