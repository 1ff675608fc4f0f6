//! What a saved answer says of itself, beside its body. A `meta` that is not ours may hold anything, and means nothing.

use serde::de::MapAccess;

use super::key::Key;
use super::object::Shape;
use super::scalar::Scalar;
use super::{DEEPEST, Decoding};
use crate::model::saved::{Meta, WRITTEN_BY};

/// The `meta` of a wrapped answer; only one that is marked as ours is made anything of.
#[derive(Default)]
pub(super) struct SavedMeta {
    written_by: Option<String>,
    account: Option<String>,
    timeframe: Option<String>,
    interval: Option<String>,
    agents: Option<String>,
    date: Option<String>,
    fetched_at: Option<String>,
}

impl Shape for SavedMeta {
    type Made = Option<Meta>;
    const EXPECTED: &'static str = "an object that says what was asked";

    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error> {
        let field = match key {
            Key::WrittenBy => &mut self.written_by,
            Key::Account => &mut self.account,
            Key::Timeframe => &mut self.timeframe,
            Key::Interval => &mut self.interval,
            Key::Agents => &mut self.agents,
            Key::Date => &mut self.date,
            Key::FetchedAt => &mut self.fetched_at,
            _ => return Ok(false),
        };
        *field = map.next_value_seed(Scalar(DEEPEST - state.depth))?;
        Ok(true)
    }

    fn finish(self, _: &mut Decoding<'_>) -> Result<Option<Meta>, Key> {
        fn read<T: std::str::FromStr>(text: Option<String>) -> Option<T> {
            text?.parse().ok()
        }
        let ours = self.written_by.filter(|by| by.starts_with(WRITTEN_BY));
        Ok(ours.map(|written_by| Meta {
            written_by,
            account: self.account,
            timeframe: read(self.timeframe),
            interval: read(self.interval),
            agents: self.agents,
            date: read(self.date),
            fetched_at: read(self.fetched_at),
        }))
    }
}
