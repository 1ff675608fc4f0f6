//! The method's JSON, decoded straight from a reader into our words, agent by agent; of one interval's agents their ids are kept.
//! Accepts the documented shape and the same under `body`; unknown fields are skipped, missing ones named with their path.

mod agents;
mod buffer;
mod key;
mod meta;
mod object;
mod scalar;
mod shapes;

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, Read};

use jiff::Timestamp;
use serde::de::{DeserializeSeed as _, Error};
use serde_json::error::Category;

use self::buffer::{Buffer, Bytewise};
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
pub fn decode(mut reader: impl Read, receiver: &mut dyn Receive) -> Result<(), Undecoded> {
    let buffer = RefCell::new(Buffer::new(&mut reader));
    let mut state = Decoding {
        receiver,
        buffer: &buffer,
        failed: None,
        path: Vec::new(),
        depth: 0,
        whole: false,
        ends: HashSet::new(),
    };
    let mut json = serde_json::Deserializer::from_reader(Bytewise(&buffer));
    let outcome = shapes::body(&mut state)
        .deserialize(&mut json)
        .and_then(|()| json.end());
    let Err(error) = outcome else { return Ok(()) };
    let error = match state.failed {
        Some(Failed::Receiver(error)) => return Err(Undecoded::Receiver(error)),
        Some(Failed::Reader(error)) => return Err(Undecoded::Cut(error)),
        Some(Failed::Json(error)) => error,
        None => error,
    };
    // Keys and values of the answer stand in both, at whatever length they came.
    let path: String = state
        .path
        .iter()
        .rev()
        .map(|step| excerpt(step.as_bytes(), 80))
        .collect();
    // The lines and columns that serde_json counts are those of what it read itself, which is not the whole body.
    let counted = format!(" at line {} column {}", error.line(), error.column());
    let told = error.to_string();
    let what = told.strip_suffix(&counted).unwrap_or(&told);
    let why = format!(
        "{} near byte {}",
        excerpt(what.as_bytes(), 200),
        buffer.borrow().position()
    );
    Err(match error.classify() {
        Category::Io => Undecoded::Cut(error.into()),
        Category::Eof => Undecoded::Cut(io::Error::new(io::ErrorKind::UnexpectedEof, why)),
        Category::Syntax => Undecoded::Syntax(why),
        Category::Data if path.is_empty() => Undecoded::Shape(why),
        Category::Data => Undecoded::Shape(format!("at {}: {why}", path.trim_start_matches('.'))),
    })
}

/// Why decoding stopped where the deserializer cannot know it.
enum Failed {
    /// The receiver could not keep what it was given.
    Receiver(io::Error),
    /// The rest of the body could not be read.
    Reader(io::Error),
    /// What was decoded from the buffer is not as it should be.
    Json(serde_json::Error),
}

/// What every part of the decoding shares.
struct Decoding<'r> {
    receiver: &'r mut dyn Receive,
    buffer: &'r RefCell<Buffer<'r>>,
    failed: Option<Failed>,
    /// Where decoding failed, innermost first: written while the error travels up, so that success costs nothing.
    path: Vec<String>,
    depth: usize,
    /// Whether a block for the whole window has been read: a second one would contradict it.
    whole: bool,
    /// The ends of the intervals so far: two with the same would count their seconds twice.
    ends: HashSet<Timestamp>,
}

impl Decoding<'_> {
    /// Keeps why decoding stopped, and gives an error to stop it with.
    fn fail<E: Error>(&mut self, failed: Failed) -> E {
        self.failed = Some(failed);
        E::custom("stopped")
    }
}
