//! The envelope around a saved answer: one line that says what was asked, the body as it came, and a brace.

use std::io::{self, Write};

use crate::model::saved::Meta;

/// What follows the meta on the first line; the body begins after it.
pub const BEFORE_BODY: &str = ",\"body\":\n";
/// What follows the body.
const AFTER_BODY: &str = "\n}\n";
/// Writes an envelope, with `body` to write the body.
///
/// # Errors
/// Where it cannot be written.
pub fn write(
    writer: &mut dyn Write,
    meta: &Meta,
    body: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    writer.write_all(b"{\"meta\":")?;
    serde_json::to_writer(&mut *writer, meta)?;
    writer.write_all(BEFORE_BODY.as_bytes())?;
    body(writer)?;
    writer.write_all(AFTER_BODY.as_bytes())
}
