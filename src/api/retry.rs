//! When another try is worth it, and how long to wait for it: pure, so that no test sleeps.

use std::time::Duration;

use crate::failure::Failure;
use crate::model::network::Persistence;

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

    /// The same fault, with a note behind what failed.
    #[must_use]
    pub fn with_note(self, note: &str) -> Self {
        Self {
            failure: self.failure.with_note(note),
            ..self
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

/// The longest pause of the doubling ones after a 429.
const LONGEST_DOUBLING: Duration = Duration::from_secs(60);
/// How much longer chance may make a pause after a 429, so that many clients do not return together.
const JITTER: f64 = 0.25;

/// The tries of one request: how many have failed, and for what.
#[derive(Debug)]
pub struct Tries {
    persistence: Persistence,
    throttled: u32,
    broken: u32,
}

impl Tries {
    /// None has failed yet.
    pub const fn new(persistence: Persistence) -> Self {
        Self {
            persistence,
            throttled: 0,
            broken: 0,
        }
    }

    /// How many have failed.
    pub const fn failed(&self) -> u32 {
        self.throttled + self.broken
    }

    /// One more has failed, so: how long to wait before the next; `None` is enough. `chance` is between 0 and 1.
    pub fn pause(&mut self, kind: Kind, chance: f64) -> Option<Duration> {
        match kind {
            Kind::Throttled(asked) => {
                self.throttled += 1;
                let doubling =
                    Duration::from_secs(1 << (self.throttled - 1).min(6)).min(LONGEST_DOUBLING);
                let pause = doubling.max(asked.unwrap_or_default());
                (self.throttled <= self.persistence.throttled)
                    .then(|| pause.saturating_add(pause.mul_f64(JITTER * chance)))
            }
            Kind::Broken(asked) => {
                self.broken += 1;
                let growing = self.persistence.backoff.saturating_mul(self.broken);
                (self.broken <= self.persistence.broken)
                    .then(|| growing.max(asked.unwrap_or_default()))
            }
            Kind::Unauthorized | Kind::Final => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEC: Duration = Duration::from_secs(1);

    fn pauses(persistence: Persistence, kind: Kind, chance: f64) -> Vec<f64> {
        let mut tries = Tries::new(persistence);
        std::iter::from_fn(|| tries.pause(kind, chance))
            .map(|pause| pause.as_secs_f64())
            .take(20)
            .collect()
    }

    #[test]
    fn pauses_are_the_published_ones() {
        let usual = Persistence::default();
        let persistent = Persistence {
            throttled: 8,
            ..usual
        };
        assert_eq!(
            pauses(usual, Kind::Throttled(None), 0.0),
            [1.0, 2.0, 4.0, 8.0, 16.0]
        );
        assert_eq!(
            pauses(usual, Kind::Throttled(None), 1.0),
            [1.25, 2.5, 5.0, 10.0, 20.0]
        );
        assert_eq!(
            pauses(persistent, Kind::Throttled(None), 0.0),
            [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
        );
        assert_eq!(
            pauses(usual, Kind::Throttled(Some(10 * SEC)), 0.0),
            [10.0, 10.0, 10.0, 10.0, 16.0]
        );
        assert_eq!(pauses(usual, Kind::Broken(None), 1.0), [5.0, 10.0, 15.0]);
        assert_eq!(
            pauses(usual, Kind::Broken(Some(12 * SEC)), 0.0),
            [12.0, 12.0, 15.0]
        );
        let none = Persistence {
            throttled: 0,
            broken: 0,
            ..usual
        };
        for kind in [
            Kind::Throttled(None),
            Kind::Broken(None),
            Kind::Unauthorized,
            Kind::Final,
        ] {
            assert_eq!(pauses(none, kind, 0.5), [0.0; 0], "{kind:?}");
        }
    }

    #[test]
    fn each_kind_of_fault_has_its_own_count() {
        let mut tries = Tries::new(Persistence::default());
        for _ in 0..3 {
            assert!(tries.pause(Kind::Throttled(None), 0.0).is_some());
            assert!(tries.pause(Kind::Broken(None), 0.0).is_some());
        }
        assert_eq!(tries.failed(), 6);
        assert_eq!(tries.pause(Kind::Throttled(None), 0.0), Some(8 * SEC));
        assert_eq!(tries.pause(Kind::Broken(None), 0.0), None);
    }
}
