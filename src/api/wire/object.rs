//! One way to read any JSON object: known keys go to a shape, unknown values are skipped with a limit on nesting.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::key::Key;
use super::{DEEPEST, Decoding};

/// What is made of one kind of object.
pub(super) trait Shape: Sized {
    /// What comes of it.
    type Made;
    /// What it is called in an error.
    const EXPECTED: &'static str;
    /// More of it in one array than this is no honest answer: a day has 288 intervals of 5 minutes.
    const AT_MOST: usize = 2000;

    /// Reads the value of a known key; answers false, having read nothing, where the key means nothing here.
    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        key: Key,
        map: &mut A,
        state: &mut Decoding<'_>,
    ) -> Result<bool, A::Error>;

    /// The object is read; answers the first missing key, if any.
    fn finish(self, state: &mut Decoding<'_>) -> Result<Self::Made, Key>;
}

/// Reads one object of a shape.
pub(super) struct Object<'s, 'r, S> {
    pub(super) shape: S,
    pub(super) state: &'s mut Decoding<'r>,
}

impl<'de, S: Shape> DeserializeSeed<'de> for Object<'_, '_, S> {
    type Value = S::Made;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Made, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: Shape> Visitor<'de> for Object<'_, '_, S> {
    type Value = S::Made;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(S::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<S::Made, A::Error> {
        let Self { mut shape, state } = self;
        state.depth += 1;
        if state.depth > DEEPEST {
            return Err(too_deep());
        }
        let mut seen = 0_u32;
        while let Some(key) = map.next_key::<Key>()? {
            let read = match key {
                Key::Unknown => Ok(false),
                known => shape.field(known, &mut map, state),
            };
            if !read.inspect_err(|_| state.path.push(format!(".{}", key.word())))? {
                map.next_value_seed(Skip(DEEPEST - state.depth))?;
                continue;
            }
            // What comes twice contradicts itself, or would count its seconds twice.
            let bit = 1 << key as u32;
            if seen & bit != 0 {
                return Err(A::Error::duplicate_field(key.word()));
            }
            seen |= bit;
        }
        state.depth -= 1;
        shape
            .finish(state)
            .map_err(|missing| A::Error::missing_field(missing.word()))
    }
}

/// Reads an array of objects of one shape.
pub(super) struct Array<'s, 'r, S> {
    state: &'s mut Decoding<'r>,
    shape: PhantomData<S>,
}

impl<'s, 'r, S> Array<'s, 'r, S> {
    pub(super) const fn new(state: &'s mut Decoding<'r>) -> Self {
        Self {
            state,
            shape: PhantomData,
        }
    }
}

impl<'de, S: Shape + Default> DeserializeSeed<'de> for Array<'_, '_, S> {
    type Value = Vec<S::Made>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<S::Made>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, S: Shape + Default> Visitor<'de> for Array<'_, '_, S> {
    type Value = Vec<S::Made>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array, each element ")?;
        f.write_str(S::EXPECTED)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<S::Made>, A::Error> {
        let state = self.state;
        state.depth += 1;
        let mut made = Vec::new();
        loop {
            let element = Object {
                shape: S::default(),
                state,
            };
            let next = seq.next_element_seed(element);
            match next.inspect_err(|_| state.path.push(format!("[{}]", made.len())))? {
                Some(_) if made.len() == S::AT_MOST => {
                    return Err(A::Error::custom(format_args!(
                        "more than {} elements",
                        S::AT_MOST
                    )));
                }
                Some(element) => made.push(element),
                None => break,
            }
        }
        state.depth -= 1;
        Ok(made)
    }
}

/// Reads what may also be `null`.
pub(super) struct Nullable<T>(pub(super) T);

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Nullable<T> {
    type Value = Option<T::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: DeserializeSeed<'de>> Visitor<'de> for Nullable<T> {
    type Value = Option<T::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}

fn too_deep<E: Error>() -> E {
    E::custom(format_args!("nested deeper than {DEEPEST} levels"))
}

/// Skips any value that nests at most so many levels more; serde's own `IgnoredAny` has no limit.
pub(super) struct Skip(pub(super) usize);

impl<'de> DeserializeSeed<'de> for Skip {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skip {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let left = self.0.checked_sub(1).ok_or_else(too_deep)?;
        while seq.next_element_seed(Skip(left))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let left = self.0.checked_sub(1).ok_or_else(too_deep)?;
        while map.next_key::<Key>()?.is_some() {
            map.next_value_seed(Skip(left))?;
        }
        Ok(())
    }
}
