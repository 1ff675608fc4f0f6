//! Accounts that failed while others did not: told at once, and judged once at the end.

use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};
use crate::model::request::AccountId;
use crate::model::text::printable;

/// The accounts that failed, of which each is told as soon as it is known, since presenting the others may fail too.
pub(super) struct Failed {
    among: usize,
    first: Option<Failure>,
}

impl Failed {
    /// None yet, of so many.
    pub(super) const fn among(accounts: usize) -> Self {
        Self {
            among: accounts,
            first: None,
        }
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
