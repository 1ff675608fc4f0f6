//! Our own words for what is asked and answered. No input or output, no clap, nothing of the service's JSON.

pub mod activity;
pub mod arrangement;
pub mod bucket;
pub mod check;
pub mod column;
pub mod credentials;
pub mod every;
pub mod fold;
pub mod format;
pub mod horizon;
pub mod interval;
pub mod length;
pub mod names;
pub mod network;
pub mod period;
pub mod request;
pub mod row;
pub mod saved;
pub mod service;
pub mod shape;
pub mod span;
pub mod text;
pub mod window;

/// A value that cannot be meant: one line that names the value and the cure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub String);

/// The known word nearest to a mistyped one, where one is near enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    // Edits catch swapped and missing letters; Jaro-Winkler catches a right beginning.
    let likeness = |word: &str| {
        let word = word.to_lowercase();
        let beginning = strsim::jaro_winkler(&typed, &word);
        let edits = strsim::normalized_damerau_levenshtein(&typed, &word);
        edits.max(if beginning > 0.8 { beginning } else { 0.0 })
    };
    known
        .into_iter()
        .map(|word| (likeness(word), word))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, word)| word)
}

/// The meaning of one of a few words.
///
/// # Errors
/// Names the words there are, and the nearest of them.
fn one_of<T: Copy>(what: &str, typed: &str, known: &[(&'static str, T)]) -> Result<T, Invalid> {
    if let Some((_, meant)) = known.iter().find(|(word, _)| *word == typed) {
        return Ok(*meant);
    }
    let words = || known.iter().map(|(word, _)| *word);
    let cure = nearest(typed, words()).map_or_else(
        || format!("try {}", words().collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean {near}?"),
    );
    Err(Invalid(format!("{what} {typed:?} is not known; {cure}")))
}
