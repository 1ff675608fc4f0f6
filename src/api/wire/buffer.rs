//! The bytes of a body between its reader and the decoder. One agent's states are decoded from here as a slice, what stands
//! around them byte by byte. Nothing here knows JSON.
//!
//! From a slice serde_json takes a third fewer instructions than from a reader, and converting a large answer to CSV a fifth
//! less time (`docs/performance.md`).

use std::cell::RefCell;
use std::io::{self, Read};
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny};

use super::object::{Array, Shape};
use super::{Decoding, Failed};

/// What is read at a time, in bytes.
const CAPACITY: usize = 64 * 1024;
/// The most that one agent's states may take, in bytes: a day of honest ones takes a thousandth of it.
const LONGEST: usize = 4 * 1024 * 1024;

/// What has been read and is not decoded yet.
pub(super) struct Buffer<'r> {
    from: &'r mut dyn Read,
    bytes: Vec<u8>,
    /// How many of them are decoded.
    decoded: usize,
    /// How many came before them.
    before: u64,
}

impl<'r> Buffer<'r> {
    /// An empty one.
    pub(super) fn new(from: &'r mut dyn Read) -> Self {
        Self {
            from,
            bytes: Vec::with_capacity(CAPACITY),
            decoded: 0,
            before: 0,
        }
    }

    /// How many bytes of the body are decoded.
    pub(super) const fn position(&self) -> u64 {
        self.before + self.decoded as u64
    }

    fn rest(&self) -> &[u8] {
        &self.bytes[self.decoded..]
    }

    /// Reads until it is full, twice as large where nothing in it is decoded; answers whether anything came.
    fn fill(&mut self) -> io::Result<bool> {
        self.before += self.decoded as u64;
        self.bytes.drain(..self.decoded);
        self.decoded = 0;
        let left = self.bytes.len();
        let room = if left < CAPACITY {
            CAPACITY - left
        } else {
            left
        };
        self.from
            .take(room as u64)
            .read_to_end(&mut self.bytes)
            .map(|read| read > 0)
    }
}

/// Reads a buffer byte by byte, so that nothing behind what is decoded is taken from it.
pub(super) struct Bytewise<'b>(pub(super) &'b RefCell<Buffer<'b>>);

impl Read for Bytewise<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut buffer = self.0.borrow_mut();
        if buffer.rest().is_empty() && !buffer.fill()? {
            return Ok(0);
        }
        let read = buffer.rest().read(into)?;
        buffer.decoded += read;
        Ok(read)
    }
}

/// Reads an array of objects of one shape from the buffer, past the deserializer that it is given. That one must read from
/// [`Bytewise`] and have read nothing of the value: serde_json calls a value's seed right behind the colon.
pub(super) struct Buffered<'s, 'r, S>(&'s mut Decoding<'r>, PhantomData<S>);

impl<'s, 'r, S: Shape + Default> Buffered<'s, 'r, S> {
    pub(super) const fn new(state: &'s mut Decoding<'r>) -> Self {
        Self(state, PhantomData)
    }

    fn decode(state: &mut Decoding<'r>) -> Result<Vec<S::Made>, Failed> {
        let (buffer, depth) = (state.buffer, state.depth);
        loop {
            let held = buffer.borrow();
            let slice = held.rest();
            let mut json = serde_json::Deserializer::from_slice(slice);
            let outcome = Array::<S>::new(state).deserialize(&mut json);
            let used = json.into_iter::<IgnoredAny>().byte_offset();
            let (is_cut, is_long) = (used == slice.len(), slice.len() >= LONGEST);
            drop(held);
            let mut buffer = buffer.borrow_mut();
            // What fails at the end of the slice may be whole in a longer one, a sign without its digits too.
            if outcome.is_err() && is_cut {
                if is_long {
                    let what = format_args!("more than {LONGEST} bytes of one agent");
                    return Err(Failed::Json(serde_json::Error::custom(what)));
                }
                if buffer.fill().map_err(Failed::Reader)? {
                    state.path.clear();
                    state.depth = depth;
                    continue;
                }
            }
            buffer.decoded += used;
            return outcome.map_err(Failed::Json);
        }
    }
}

impl<'de, S: Shape + Default> DeserializeSeed<'de> for Buffered<'_, '_, S> {
    type Value = Vec<S::Made>;

    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<Vec<S::Made>, D::Error> {
        Self::decode(self.0).map_err(|failed| self.0.fail(failed))
    }
}
