//! The objects and arrays of the answer, one shape each, as the method's document names them.

use jiff::Timestamp;
use serde::de::{Error, MapAccess};

use super::Decoding;
use super::agents::Agents;
use super::key::Key;
use super::meta::SavedMeta;
use super::object::{Array, Nullable, Object, Shape};
use super::scalar::{Id, Integer, Unkept};
use crate::model::activity::{ReasonActivity, Spent, StateActivity, StateId};

/// The whole answer.
pub(super) const fn body<'s, 'r>(state: &'s mut Decoding<'r>) -> Object<'s, 'r, Body> {
    let shape = Body { understood: false };
    Object { shape, state }
}

pub(super) struct Body {
    understood: bool,
}

impl Shape for Body {
    type Made = ();
    const EXPECTED: &'static str = "an object with `agentsMetrics` or `metricsByIntervals`";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        match key {
            Key::AgentsMetrics => {
                if std::mem::replace(&mut state.whole, true) {
                    return Err(A::Error::duplicate_field(Key::AgentsMetrics.word()));
                }
                let shape = AgentsMetrics { seen: false };
                if map
                    .next_value_seed(Nullable(Object { shape, state }))?
                    .is_some()
                {
                    state.receiver.close(None);
                }
            }
            Key::MetricsByIntervals => {
                map.next_value_seed(Nullable(Array::<Interval>::new(state)))?;
            }
            Key::Body => map.next_value_seed(body(state))?,
            Key::Meta => {
                let shape = SavedMeta::default();
                if let Some(Some(meta)) = map.next_value_seed(Nullable(Object { shape, state }))? {
                    state.receiver.meta(meta);
                }
                return Ok(true);
            }
            _ => return Ok(false),
        }
        self.understood = true;
        Ok(true)
    }

    fn finish(self, _: &mut Decoding<'_>) -> Result<(), Key> {
        if self.understood {
            Ok(())
        } else {
            Err(Key::AgentsMetrics)
        }
    }
}

#[derive(Default)]
struct Interval {
    end: Option<Timestamp>,
    data: bool,
}

impl Shape for Interval {
    type Made = ();
    const EXPECTED: &'static str = "an object with `timestamp` and `metricsData`";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        match key {
            Key::Timestamp => {
                let Integer(end) = map.next_value()?;
                let out_of_range =
                    |_| A::Error::custom(format_args!("{end} is no time in milliseconds"));
                let end = Timestamp::from_millisecond(end).map_err(out_of_range)?;
                if !state.ends.insert(end) {
                    return Err(A::Error::custom(format_args!(
                        "a second interval ends at {end}"
                    )));
                }
                self.end = Some(end);
            }
            Key::MetricsData => {
                let shape = MetricsData { seen: false };
                map.next_value_seed(Object { shape, state })?;
                self.data = true;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(self, state: &mut Decoding<'_>) -> Result<(), Key> {
        if !self.data {
            return Err(Key::MetricsData);
        }
        state.receiver.close(Some(self.end.ok_or(Key::Timestamp)?));
        Ok(())
    }
}

struct MetricsData {
    seen: bool,
}

impl Shape for MetricsData {
    type Made = ();
    const EXPECTED: &'static str = "an object with `agentsMetrics`";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        if key != Key::AgentsMetrics {
            return Ok(false);
        }
        let shape = AgentsMetrics { seen: false };
        map.next_value_seed(Object { shape, state })?;
        self.seen = true;
        Ok(true)
    }

    fn finish(self, _: &mut Decoding<'_>) -> Result<(), Key> {
        if self.seen {
            Ok(())
        } else {
            Err(Key::AgentsMetrics)
        }
    }
}

struct AgentsMetrics {
    seen: bool,
}

impl Shape for AgentsMetrics {
    type Made = ();
    const EXPECTED: &'static str = "an object with `metricsPerAgent`";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        if key != Key::MetricsPerAgent {
            return Ok(false);
        }
        map.next_value_seed(Agents(state))?;
        self.seen = true;
        Ok(true)
    }

    fn finish(self, _: &mut Decoding<'_>) -> Result<(), Key> {
        if self.seen {
            Ok(())
        } else {
            Err(Key::MetricsPerAgent)
        }
    }
}

#[derive(Default)]
pub(super) struct State {
    id: Option<StateId>,
    name: Option<String>,
    spent: Option<Spent>,
    reasons: Vec<ReasonActivity>,
}

impl Shape for State {
    type Made = StateActivity;
    const EXPECTED: &'static str = "a state with `id`, `name` and `value`";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        match key {
            Key::Id => self.id = Some(StateId(map.next_value::<Integer>()?.0)),
            // The name of a known state is printed as ours, so the served one is not worth keeping.
            Key::Name if self.id.is_some_and(|id| id.name().is_some()) => {
                let Unkept = map.next_value()?;
                self.name = Some(String::new());
            }
            Key::Name => self.name = Some(map.next_value()?),
            Key::Value => {
                self.spent = Some(map.next_value_seed(Object {
                    shape: Value::default(),
                    state,
                })?)
            }
            Key::Reasons => {
                self.reasons = map
                    .next_value_seed(Nullable(Array::<Reason>::new(state)))?
                    .unwrap_or_default();
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(self, _: &mut Decoding<'_>) -> Result<StateActivity, Key> {
        let id = self.id.ok_or(Key::Id)?;
        let served = self.name.ok_or(Key::Name)?;
        Ok(StateActivity {
            id,
            served_name: if id.name().is_some() {
                String::new()
            } else {
                served
            },
            spent: self.spent.ok_or(Key::Value)?,
            reasons: self.reasons,
        })
    }
}

#[derive(Default)]
struct Reason {
    id: Option<String>,
    spent: Option<Spent>,
}

impl Shape for Reason {
    type Made = ReasonActivity;
    const EXPECTED: &'static str = "a reason with `id` and `value`";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        match key {
            Key::Id => self.id = Some(map.next_value::<Id>()?.0),
            Key::Value => {
                self.spent = Some(map.next_value_seed(Object {
                    shape: Value::default(),
                    state,
                })?)
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(self, _: &mut Decoding<'_>) -> Result<ReasonActivity, Key> {
        Ok(ReasonActivity {
            id: self.id.ok_or(Key::Id)?,
            spent: self.spent.ok_or(Key::Value)?,
        })
    }
}

#[derive(Default)]
struct Value {
    total: Option<i64>,
    chatting: Option<i64>,
    not_chatting: Option<i64>,
    in_max_concurrency: Option<i64>,
}

impl Shape for Value {
    type Made = Spent;
    const EXPECTED: &'static str =
        "an object with `total`, `chatting`, `notChatting` and `chattingInMaxConcurrency`";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        _: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        let field = match key {
            Key::Total => &mut self.total,
            Key::Chatting => &mut self.chatting,
            Key::NotChatting => &mut self.not_chatting,
            Key::ChattingInMaxConcurrency => &mut self.in_max_concurrency,
            _ => return Ok(false),
        };
        *field = Some(map.next_value::<Integer>()?.0);
        Ok(true)
    }

    fn finish(self, _: &mut Decoding<'_>) -> Result<Spent, Key> {
        Ok(Spent {
            total: self.total.ok_or(Key::Total)?,
            chatting: self.chatting.ok_or(Key::Chatting)?,
            not_chatting: self.not_chatting.ok_or(Key::NotChatting)?,
            in_max_concurrency: self
                .in_max_concurrency
                .ok_or(Key::ChattingInMaxConcurrency)?,
        })
    }
}
