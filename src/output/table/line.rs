//! What a line of the table is, and the colour that says so.

/// What a line is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Plain,
    Strong,
    Faint,
    Notable,
}

impl Line {
    /// The escape sequence that begins it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Faint => "\u{1b}[2m",
            Self::Notable => "\u{1b}[33m",
        }
    }
}
