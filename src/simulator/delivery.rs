//! What becomes of an answer on its way out: the faults that concern its body, and compression. No connection here.

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::body::Bytes;

use super::faults::Fault;
use super::service::Pieces;

/// A piece of an answer, and how long to wait before it is sent.
pub(super) struct Piece {
    pub(super) after: Option<Duration>,
    pub(super) bytes: Vec<u8>,
}

/// Applies the faults that concern the body.
pub(super) fn spoil(
    pieces: Pieces,
    fault: Option<Fault>,
) -> Box<dyn Iterator<Item = Piece> + Send> {
    let at_once = |bytes| Piece { after: None, bytes };
    match fault {
        Some(Fault::Truncate) => Box::new(halve(pieces).into_iter().take(1).map(at_once)),
        Some(Fault::BadJson) => {
            // A control character is a syntax error wherever the half ends, within a text or without.
            let [first, second] = halve(pieces);
            Box::new([first, b"\x01".to_vec(), second].into_iter().map(at_once))
        }
        Some(Fault::Slow(whole)) => {
            const PIECES: u32 = 10;
            let bytes: Vec<u8> = pieces.flatten().collect();
            let size = bytes.len().div_ceil(PIECES as usize).max(1);
            let cut: Vec<Vec<u8>> = bytes.chunks(size).map(<[u8]>::to_vec).collect();
            Box::new(cut.into_iter().map(move |bytes| Piece {
                after: Some(whole / PIECES),
                bytes,
            }))
        }
        _ => Box::new(pieces.map(at_once)),
    }
}

fn halve(pieces: Pieces) -> [Vec<u8>; 2] {
    let mut first: Vec<u8> = pieces.flatten().collect();
    let second = first.split_off(first.len() / 2);
    [first, second]
}

/// Compresses what goes out, or does not.
pub(super) enum Pack {
    Plain,
    Gzip(Box<GzEncoder<Vec<u8>>>),
}

impl Pack {
    pub(super) fn new(gzip: bool) -> Self {
        if gzip {
            Self::Gzip(Box::new(GzEncoder::new(Vec::new(), Compression::fast())))
        } else {
            Self::Plain
        }
    }

    pub(super) fn add(&mut self, bytes: &[u8]) -> Bytes {
        match self {
            Self::Plain => Bytes::copy_from_slice(bytes),
            // Writing to memory cannot fail.
            Self::Gzip(encoder) => encoder
                .write_all(bytes)
                .map(|()| std::mem::take(encoder.get_mut()).into())
                .unwrap_or_default(),
        }
    }

    pub(super) fn finish(self) -> Bytes {
        match self {
            Self::Plain => Bytes::new(),
            Self::Gzip(encoder) => encoder.finish().map(Into::into).unwrap_or_default(),
        }
    }
}
