//! Every key that means something somewhere in an answer, or in the `meta` of a saved one.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A key of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Account,
    Agents,
    AgentsMetrics,
    Body,
    Chatting,
    ChattingInMaxConcurrency,
    Date,
    FetchedAt,
    Id,
    Interval,
    Meta,
    MetricsByIntervals,
    MetricsData,
    MetricsPerAgent,
    Name,
    NotChatting,
    Reasons,
    Timeframe,
    Timestamp,
    Total,
    Value,
    WrittenBy,
    Unknown,
}

const KEYS: [(&str, Key); 22] = [
    ("account", Key::Account),
    ("agents", Key::Agents),
    ("agentsMetrics", Key::AgentsMetrics),
    ("body", Key::Body),
    ("chatting", Key::Chatting),
    ("chattingInMaxConcurrency", Key::ChattingInMaxConcurrency),
    ("date", Key::Date),
    ("fetchedAt", Key::FetchedAt),
    ("id", Key::Id),
    ("interval", Key::Interval),
    ("meta", Key::Meta),
    ("metricsByIntervals", Key::MetricsByIntervals),
    ("metricsData", Key::MetricsData),
    ("metricsPerAgent", Key::MetricsPerAgent),
    ("name", Key::Name),
    ("notChatting", Key::NotChatting),
    ("reasons", Key::Reasons),
    ("timeframe", Key::Timeframe),
    ("timestamp", Key::Timestamp),
    ("total", Key::Total),
    ("value", Key::Value),
    ("writtenBy", Key::WrittenBy),
];

impl Key {
    /// The key as served.
    pub(super) fn word(self) -> &'static str {
        KEYS.iter()
            .find(|(_, key)| *key == self)
            .map_or("", |(word, _)| word)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Key, E> {
        Ok(KEYS
            .iter()
            .find(|(known, _)| *known == word)
            .map_or(Key::Unknown, |(_, key)| *key))
    }
}
