//! When another try is worth it, and how long to wait for it: pure, so that no test sleeps.

use std::time::Duration;

use crate::failure::Failure;

/// One attempt that came to nothing.
#[derive(Debug)]
pub struct Fault {
    /// What would help.
    pub kind: Kind,
    /// What to say if nothing does.
    pub failure: Failure,
}

/// What would help after a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 429: waiting, as long as the service says or longer.
    Throttled(Option<Duration>),
    /// The service or the way to it broke: trying again.
    Broken(Option<Duration>),
    /// 401: a log-in's bearer may have expired; nothing that waiting could change.
    Unauthorized,
    /// Nothing that waiting could change.
    Final,
}

impl Fault {
    /// A fault that no other try would mend.
    pub const fn last(failure: Failure) -> Self {
        Self {
            kind: Kind::Final,
            failure,
        }
    }

    /// A fault of the service or of the way to it.
    pub const fn broken(failure: Failure) -> Self {
        Self {
            kind: Kind::Broken(None),
            failure,
        }
    }
}

/// How often to try again, and the pause between (LivePerson asks for 5, 10 and 15 seconds after a 5xx).
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// Further tries after a 429.
    pub throttled: u32,
    /// Further tries after anything broken.
    pub broken: u32,
    /// The first pause after anything broken; later ones are its multiples.
    pub backoff: Duration,
}

impl Policy {
    /// One attempt and no more.
    pub const ONCE: Self = Self {
        throttled: 0,
        broken: 0,
        backoff: Duration::from_secs(5),
    };

    /// How long to wait before the next try, after `failed` attempts of which the last ended so; `None` is enough.
    pub fn pause(&self, failed: u32, kind: Kind) -> Option<Duration> {
        match kind {
            Kind::Throttled(asked) => (failed <= self.throttled).then(|| {
                let doubling = Duration::from_secs(1 << failed.saturating_sub(1).min(6))
                    .min(Duration::from_secs(60));
                doubling.max(asked.unwrap_or_default())
            }),
            Kind::Broken(asked) => (failed <= self.broken)
                .then(|| (self.backoff * failed).max(asked.unwrap_or_default())),
            Kind::Unauthorized | Kind::Final => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEC: Duration = Duration::from_secs(1);

    fn pauses(policy: Policy, kind: Kind) -> Vec<u64> {
        (1..)
            .map_while(|failed| policy.pause(failed, kind))
            .map(|pause| pause.as_secs())
            .take(20)
            .collect()
    }

    #[test]
    fn pauses_are_the_published_ones() {
        let policy = Policy {
            throttled: 8,
            broken: 3,
            backoff: 5 * SEC,
        };
        assert_eq!(
            pauses(policy, Kind::Throttled(None)),
            [1, 2, 4, 8, 16, 32, 60, 60]
        );
        assert_eq!(
            pauses(policy, Kind::Throttled(Some(10 * SEC))),
            [10, 10, 10, 10, 16, 32, 60, 60]
        );
        assert_eq!(pauses(policy, Kind::Broken(None)), [5, 10, 15]);
        assert_eq!(pauses(policy, Kind::Broken(Some(12 * SEC))), [12, 12, 15]);
        assert_eq!(pauses(policy, Kind::Final), [0_u64; 0]);
        assert_eq!(pauses(Policy::ONCE, Kind::Throttled(None)), [0_u64; 0]);
        assert_eq!(pauses(Policy::ONCE, Kind::Broken(None)), [0_u64; 0]);
    }
}
