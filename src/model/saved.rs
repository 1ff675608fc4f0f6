//! What a saved answer says of itself: who was asked for what, and when. Written and read by this program alone.

use jiff::Timestamp;
use serde::Serialize;

/// The words that mark an envelope as ours.
pub const WRITTEN_BY: &str = "agentactivity";

/// An envelope's `meta`; times in RFC 3339, lengths in minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// This program and its version.
    pub written_by: String,
    /// The account asked.
    pub account: Option<String>,
    /// The time frame asked.
    pub timeframe: Option<u16>,
    /// The interval asked.
    pub interval: Option<u16>,
    /// Whose activity was asked: `all`, or ids separated by commas.
    pub agents: Option<String>,
    /// The moment of the answer by the service's clock.
    pub date: Option<Timestamp>,
    /// The moment of the answer by ours.
    pub fetched_at: Option<Timestamp>,
}
