//! One interval's agents, each given to the receiver as soon as it is read. Refuses one that comes twice, and more of them
//! than anybody employs.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::buffer::Buffered;
use super::shapes::State;
use super::{Decoding, Failed};
use crate::model::activity::{AgentActivity, StateActivity};

/// More agents than this in one interval are no honest answer: the largest accounts have some ten thousand.
const MOST_AGENTS: usize = 100_000;

/// `metricsPerAgent`: agent ids as keys, lists of states as values, each given to the receiver as soon as it is read.
pub(super) struct Agents<'s, 'r>(pub(super) &'s mut Decoding<'r>);

impl<'de> DeserializeSeed<'de> for Agents<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Agents<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of agent ids")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let state = self.0;
        state.depth += 1;
        let mut seen = HashSet::new();
        while let Some(id) = map.next_key::<String>()? {
            if seen.len() == MOST_AGENTS {
                return Err(A::Error::custom(format_args!(
                    "more than {MOST_AGENTS} agents"
                )));
            }
            let states = map
                .next_value_seed(Buffered::<State>::new(state))
                .and_then(|states| once_each(&id, states, &mut seen))
                .inspect_err(|_| state.path.push(format!(".{id:?}")))?;
            if let Err(refused) = state.receiver.agent(AgentActivity { id, states }) {
                return Err(state.fail(Failed::Receiver(refused)));
            }
        }
        state.depth -= 1;
        Ok(())
    }
}

/// An agent or a state that comes twice would count its seconds twice here and once there.
fn once_each<E: Error>(
    id: &str,
    states: Vec<StateActivity>,
    seen: &mut HashSet<String>,
) -> Result<Vec<StateActivity>, E> {
    if !seen.insert(id.to_owned()) {
        return Err(E::custom("the same agent comes a second time"));
    }
    // There are four, so looking at each pair is faster than putting them in order, and a list is bounded.
    let twice = |(index, state): (usize, &StateActivity)| {
        states[..index]
            .iter()
            .any(|other| other.id == state.id)
            .then_some(state.id)
    };
    match states.iter().enumerate().find_map(twice) {
        Some(id) => Err(E::custom(format_args!(
            "state {} comes a second time",
            id.0
        ))),
        None => Ok(states),
    }
}
