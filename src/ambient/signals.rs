//! Ends the process on an interrupt, a termination or a hang-up, with nothing left half done. Other signals keep their meaning,
//! but for that of a file that may not grow: the write fails instead.

use std::sync::Arc;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;

/// On SIGINT, SIGTERM or SIGHUP, lets `clean_up` remove what is half done, and ends with 128 + the signal's number.
/// A signal that was ignored when the process started, as in a script's background job, stays ignored.
pub fn end_on_signals(clean_up: fn()) {
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let ignored = ignored();
    let wanted = [SIGHUP, SIGINT, SIGTERM]
        .into_iter()
        .filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = Signals::new(wanted) else {
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            clean_up();
            std::process::exit(128 + signal);
        }
    });
}

/// The signals that are ignored, a bit for each from the first on, as far as the system tells.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.unwrap_or_default()
}
