//! How text from outside may look when a person sees it: nothing that moves the cursor, hides, or turns the line around.

use std::borrow::Cow;

/// Whether a character does something to a terminal instead of standing in it.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // turn text around
            | '\u{2028}' | '\u{2029}' // break lines
            | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' // hide
        )
}

/// The text with every hostile character written out, as in `\u{1b}`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.extend(c.escape_default()),
            _ if is_hostile(c) => shown.extend(c.escape_unicode()),
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The first characters of a body, on one line and printable, with … where there was more.
pub fn excerpt(bytes: &[u8], most: usize) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    let mut shown: String = words.chars().take(most).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    printable(&shown).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_hostile_is_written_out_and_the_rest_stays() {
        assert_eq!(printable("Zoë \"Z\" 👩‍💻 Ольга"), "Zoë \"Z\" 👩‍💻 Ольга");
        assert_eq!(printable("\u{1b}[31mred"), "\\u{1b}[31mred");
        assert_eq!(printable("a\u{202e}b\u{9b}c\n"), "a\\u{202e}b\\u{9b}c\\n");
    }

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(
            excerpt(b"<html>\n  <body>\x1b[2J", 40),
            "<html> <body>\\u{1b}[2J"
        );
        assert_eq!(excerpt(b"abcdef", 3), "abc…");
        assert_eq!(excerpt(b"\xff\xfe", 9), "��");
    }

    proptest! {
        #[test]
        fn nothing_hostile_is_left(text in "\\PC*|.*") {
            prop_assert!(!printable(&text).contains(is_hostile));
        }
    }
}
