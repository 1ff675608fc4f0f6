//! A line on a terminal that comes while one waits, and goes.

use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

/// Shorter waits need no word.
const WORTH_A_WORD: Duration = Duration::from_secs(1);

/// The line; nothing of it is seen where nobody looks.
pub struct Progress {
    bar: Option<ProgressBar>,
    since: Instant,
}

impl Default for Progress {
    /// One that is never seen.
    fn default() -> Self {
        Self::new(false)
    }
}

impl Progress {
    /// One that is seen or not.
    pub(super) fn new(seen: bool) -> Self {
        let plain = || {
            ProgressStyle::with_template("{msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner())
        };
        Self {
            bar: seen.then(|| ProgressBar::new_spinner().with_style(plain())),
            since: Instant::now(),
        }
    }

    /// Shows a text until this is dropped.
    pub fn show(&self, text: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(text.to_owned());
            bar.tick();
        }
    }

    /// Shows how many bytes have come, once that takes long enough to be wondered at.
    pub fn received(&self, bytes: u64) {
        if let Some(bar) = self
            .bar
            .as_ref()
            .filter(|_| self.since.elapsed() > WORTH_A_WORD)
        {
            bar.set_message(format!("{} received", HumanBytes(bytes)));
            bar.tick();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
