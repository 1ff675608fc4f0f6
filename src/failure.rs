//! Everything that can end a run other than well: what failed, what to do next, and the exit status.
//! This is the only table of exit statuses; scripts rely on it.

/// Anything shorter is too common a text to be taken for a secret.
const SHORTEST_SECRET: usize = 3;

/// A failure as a person reads it: one line, and perhaps a second with the next thing to do.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Failure {
    cause: Cause,
    what: String,
    hint: Option<String>,
}

/// Why a run ended, one variant for each exit status or way of ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A defect of this program.
    Internal,
    /// A local file, a stream or the temporary folder could not be read or written.
    Local,
    /// What was typed (or set in the environment) cannot be meant.
    Usage,
    /// Something that must be configured is missing or contradicts itself.
    Configuration,
    /// 401 or 403: the service does not know the credentials or denies the permission.
    Permission,
    /// The service refused the request, or its answer could not be understood.
    Refused,
    /// 429: the service is throttling.
    Throttled,
    /// The network, TLS, a time-out, or an error inside the service.
    Network,
    /// `--fail-on-empty`: no agent was active.
    Empty,
    /// `--check`: some rows do not add up.
    Inconsistent,
    /// Some accounts failed; the others were presented.
    Partial,
    /// Whoever reads our output has closed it: a quiet and good end.
    ClosedPipe,
}

impl Cause {
    /// The process exit status.
    pub const fn status(self) -> u8 {
        match self {
            Self::ClosedPipe => 0,
            Self::Internal | Self::Local => 1,
            Self::Usage => 2,
            Self::Configuration => 3,
            Self::Permission => 4,
            Self::Refused => 5,
            Self::Throttled => 6,
            Self::Network => 7,
            Self::Empty => 8,
            Self::Inconsistent => 9,
            Self::Partial => 10,
        }
    }
}

impl Failure {
    /// A failure of the given cause; `what` is one line without a full stop at its end.
    pub fn new(cause: Cause, what: impl Into<String>) -> Self {
        Self {
            cause,
            what: what.into(),
            hint: None,
        }
    }

    /// A usage failure: `what` names the value and the cure.
    pub fn usage(what: impl ToString) -> Self {
        Self::new(Cause::Usage, what.to_string())
    }

    /// The same failure with the next thing to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same failure, with a note behind what failed.
    #[must_use]
    pub fn with_note(mut self, note: &str) -> Self {
        self.what.push_str(note);
        self
    }

    /// A failure of which all has been said already.
    pub const fn told(cause: Cause) -> Self {
        Self {
            cause,
            what: String::new(),
            hint: None,
        }
    }

    /// Whether all has been said already.
    pub const fn is_told(&self) -> bool {
        self.what.is_empty()
    }

    /// The same failure with every one of these texts masked, should a service have repeated them, cut short or whole.
    /// The longest come first, or what begins like another would leave its end.
    #[must_use]
    pub fn masked(mut self, secrets: &[String]) -> Self {
        for text in std::iter::once(&mut self.what).chain(&mut self.hint) {
            for secret in secrets
                .iter()
                .filter(|secret| secret.len() >= SHORTEST_SECRET)
            {
                *text = text.replace(secret.as_str(), "***");
                let cuts = (SHORTEST_SECRET..secret.len().min(text.len()))
                    .rev()
                    .filter(|at| secret.is_char_boundary(*at));
                for cut in cuts.map(|at| format!("{}…", &secret[..at])) {
                    *text = text.replace(&cut, "***…");
                }
            }
        }
        self
    }

    /// What ended the run.
    pub const fn cause(&self) -> Cause {
        self.cause
    }

    /// The next thing to do, where there is one.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_secret_is_masked_whole_or_cut() {
        let secrets = ["s3cret-value".to_owned(), "ab".to_owned()];
        let failure = Failure::new(Cause::Refused, "got s3cret-value, s3cret…, ab")
            .with_hint("s3cret-value!");
        let masked = failure.masked(&secrets);
        assert_eq!(masked.to_string(), "got ***, ***…, ab");
        assert_eq!(masked.hint(), Some("***!"));
        // However long a secret is, no more of it is looked for than the text could hold.
        let long = ["x".repeat(1 << 20)];
        let failure = Failure::new(Cause::Refused, format!("got {}…", &long[0][..50]));
        assert_eq!(failure.masked(&long).to_string(), "got ***…");
    }

    #[test]
    fn statuses_are_the_documented_ones() {
        let table = [
            (Cause::ClosedPipe, 0),
            (Cause::Internal, 1),
            (Cause::Local, 1),
            (Cause::Usage, 2),
            (Cause::Configuration, 3),
            (Cause::Permission, 4),
            (Cause::Refused, 5),
            (Cause::Throttled, 6),
            (Cause::Network, 7),
            (Cause::Empty, 8),
            (Cause::Partial, 10),
        ];
        for (cause, status) in table {
            assert_eq!(cause.status(), status, "{cause:?}");
        }
    }
}
