//! Keeps text from outside from doing anything: in a spreadsheet, on a terminal, in a table's layout.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::model::text::{is_hostile, printable};

/// A text cell that a spreadsheet would run as a formula, with a `'` before it; any other as it is.
pub fn defuse(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it can stand in a table: printable, at most `width` columns wide, with … where it was longer.
/// Joiners and variation selectors go, since terminals disagree on how wide what they join is.
pub fn fit(text: &str, width: usize) -> String {
    let unjoined = |c: &char| !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    let shown: String = printable(text).chars().filter(unjoined).collect();
    if shown.width() <= width {
        return shown;
    }
    let mut cut = String::new();
    let mut used = 1;
    for c in shown.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

/// How many columns the text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Writes to a terminal with every hostile character written out; lines and tabs stay.
pub struct TerminalWriter<W> {
    writer: W,
    /// The beginning of a character whose rest has not come yet.
    begun: Vec<u8>,
}

impl<W: Write> TerminalWriter<W> {
    /// Stands before a terminal.
    pub const fn new(writer: W) -> Self {
        Self {
            writer,
            begun: Vec::new(),
        }
    }
}

impl<W: Write> Write for TerminalWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(buffer);
        let bytes = std::mem::take(&mut self.begun);
        let begins_at = bytes
            .utf8_chunks()
            .last()
            .map_or(0, |last| match last.invalid() {
                // At most three bytes can wait for the rest of their character.
                rest if !rest.is_empty() && rest.len() < 4 => bytes.len() - rest.len(),
                _ => bytes.len(),
            });
        let text = String::from_utf8_lossy(&bytes[..begins_at]);
        let shows_as_it_is = |c: char| !is_hostile(c) || c == '\n' || c == '\t';
        for piece in text.split_inclusive(|c| !shows_as_it_is(c)) {
            match piece.char_indices().next_back() {
                Some((at, last)) if !shows_as_it_is(last) => {
                    write!(self.writer, "{}{}", &piece[..at], last.escape_unicode())?;
                }
                _ => self.writer.write_all(piece.as_bytes())?,
            }
        }
        self.begun.extend_from_slice(&bytes[begins_at..]);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_defused() {
        for text in ["=1+1", "+1", "-1", "@SUM", "\tx", "\rx"] {
            assert_eq!(defuse(text), format!("'{text}"));
        }
        for text in ["", "Ana", "1-1", "Zoë \"Z\", Ltd"] {
            assert_eq!(defuse(text), text);
        }
    }

    #[test]
    fn a_terminal_gets_nothing_that_moves_it() {
        let mut shown = Vec::new();
        let mut terminal = TerminalWriter::new(&mut shown);
        for byte in "a\u{1b}[2J,é\u{9b}\tb\u{202e}\r\n👩".as_bytes() {
            terminal.write_all(&[*byte]).unwrap();
        }
        assert_eq!(
            String::from_utf8(shown).unwrap(),
            "a\\u{1b}[2J,é\\u{9b}\tb\\u{202e}\\u{d}\n👩"
        );
    }

    proptest! {
        #[test]
        fn a_fitted_text_is_never_wider_and_never_hostile(text in "\\PC{0,60}|.{0,60}", width in 1_usize..40) {
            let fitted = fit(&text, width);
            prop_assert!(fitted.width() <= width, "{fitted:?} is {} wide", fitted.width());
            prop_assert!(!fitted.contains(is_hostile));
        }
    }
}
