//! The method's JSON, decoded straight from a reader into our words, agent by agent, at flat memory.
//! Accepts the documented shape and the same under `body`; unknown fields are skipped, missing ones named with their path.

mod key;
mod meta;
mod object;
mod scalar;
mod shapes;

use std::collections::HashSet;
use std::io::{self, Read};

use jiff::Timestamp;
use serde::de::DeserializeSeed as _;
use serde_json::error::Category;

use crate::model::activity::AgentActivity;
use crate::model::saved::Meta;
use crate::model::text::excerpt;

/// Nesting beyond this is refused: no honest answer comes near it.
const DEEPEST: usize = 64;

/// Who takes what is decoded, in the order in which it arrives.
pub trait Receive {
    /// One agent's activity in the block that is open.
    ///
    /// # Errors
    /// Where it cannot be kept; decoding stops there.
    fn agent(&mut self, agent: AgentActivity) -> io::Result<()>;

    /// Closes the block: all agents since the last close belong to the interval that ends then, or to the whole window.
    fn close(&mut self, end: Option<Timestamp>);

    /// What a saved answer says of itself.
    fn meta(&mut self, meta: Meta);
}

/// Why a body was not decoded.
#[derive(Debug)]
pub enum Undecoded {
    /// Reading from the service failed, or the body ended too soon.
    Cut(io::Error),
    /// It is not JSON.
    Syntax(String),
    /// It is JSON of another shape; says where and how.
    Shape(String),
    /// The receiver could not keep what it was given.
    Receiver(io::Error),
}

/// Decodes one whole body.
///
/// # Errors
/// See [`Undecoded`]. What the receiver was given until then is worthless.
pub fn decode(reader: impl Read, receiver: &mut dyn Receive) -> Result<(), Undecoded> {
    let mut state = Decoding {
        receiver,
        refused: None,
        path: Vec::new(),
        depth: 0,
        whole: false,
        ends: HashSet::new(),
    };
    let mut json =
        serde_json::Deserializer::from_reader(io::BufReader::with_capacity(64 * 1024, reader));
    let outcome = shapes::body(&mut state)
        .deserialize(&mut json)
        .and_then(|()| json.end());
    let Err(error) = outcome else { return Ok(()) };
    if let Some(refused) = state.refused {
        return Err(Undecoded::Receiver(refused));
    }
    // Keys and values of the answer stand in both, at whatever length they came.
    let path: String = state
        .path
        .iter()
        .rev()
        .map(|step| excerpt(step.as_bytes(), 80))
        .collect();
    let why = excerpt(error.to_string().as_bytes(), 200);
    Err(match error.classify() {
        Category::Io | Category::Eof => Undecoded::Cut(error.into()),
        Category::Syntax => Undecoded::Syntax(why),
        Category::Data if path.is_empty() => Undecoded::Shape(why),
        Category::Data => Undecoded::Shape(format!("at {}: {why}", path.trim_start_matches('.'))),
    })
}

/// What every part of the decoding shares.
struct Decoding<'r> {
    receiver: &'r mut dyn Receive,
    refused: Option<io::Error>,
    /// Where decoding failed, innermost first: written while the error travels up, so that success costs nothing.
    path: Vec<String>,
    depth: usize,
    /// Whether a block for the whole window has been read: a second one would contradict it.
    whole: bool,
    /// The ends of the intervals so far: two with the same would count their seconds twice.
    ends: HashSet<Timestamp>,
}
