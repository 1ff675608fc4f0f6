//! Any bytes at all are decoded or refused, and what is decoded reads back as it was.

#![no_main]

use std::io;

use agentactivity::api::spool::Spool;
use agentactivity::api::wire::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut spool = Spool::default();
    if spool.begin().is_err() || decode(bytes, &mut spool).is_err() {
        return;
    }
    let answer = spool.finish().expect("memory takes everything");
    let mut frames = spool.into_frames();
    let mut read = 0;
    for block in &answer.blocks {
        let count = |_| {
            read += 1;
            Ok::<(), io::Error>(())
        };
        frames.read(block, count).expect("what was spooled reads back");
    }
    assert_eq!(read, answer.survey.agents);
});
