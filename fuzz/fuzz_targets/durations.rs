//! Any text is a length of time within its bounds or is refused.

#![no_main]

use agentactivity::model::length::parse_pause;
use agentactivity::model::span::{IntervalSize, Timeframe};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str)| {
    let (first, second) = texts;
    let _ = parse_pause("pause", first);
    if let Ok(timeframe) = first.parse::<Timeframe>() {
        assert!((1..=1440).contains(&timeframe.minutes()));
        if let Ok(size) = IntervalSize::parse(second, timeframe) {
            assert!(size.minutes() >= 5 && timeframe.minutes() % size.minutes() == 0);
        }
    }
});
