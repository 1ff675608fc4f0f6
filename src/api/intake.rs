//! Takes one body in: decodes it into the spool or beside a copy of its bytes, within limits, and says what is wrong with it.

use std::io::{self, Read, Seek as _, SeekFrom, Write as _};

use jiff::Timestamp;
use tempfile::SpooledTempFile;

use super::http::explain_reading;
use super::retry::{Fault, Kind};
use super::spool::{Frames, IN_MEMORY, Spool};
use super::wire::{self, Receive, Undecoded};
use crate::failure::{Cause, Failure};
use crate::model::activity::AgentActivity;
use crate::model::text::excerpt;

/// A decoded body beyond this is refused, in bytes: an honest day of a very large account is a fifth of it.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
/// How much of a body is shown where it cannot be understood, in bytes.
const SHOWN: u64 = 200;

/// A body kept as it came, and how many agents' blocks it holds.
pub struct RawBody {
    /// The bytes, from the first on.
    pub bytes: SpooledTempFile,
    /// Agents in all intervals together.
    pub agents: u64,
}

/// Takes a body in as decoded frames; `whom` names its sender.
///
/// # Errors
/// A fault where it does not arrive whole, cannot be understood or cannot be kept.
pub fn frames(body: &mut Counted, whom: &str) -> Result<Frames, Fault> {
    let mut spool = Spool::default();
    decode(body, &mut spool, whom)?;
    spool.finish().map_err(|error| unspooled(&error))
}

/// Takes a body in byte for byte, decoded only to know that it is whole and what was asked for.
///
/// # Errors
/// A fault where it does not arrive whole, cannot be understood or cannot be kept.
pub fn raw(body: &mut Counted, whom: &str) -> Result<RawBody, Fault> {
    let mut copy = Copy {
        from: body,
        to: tempfile::spooled_tempfile(IN_MEMORY),
        refused: None,
    };
    let mut tally = Tally::default();
    let decoded = decode(&mut copy, &mut tally, whom);
    if let Some(error) = copy.refused {
        return Err(unspooled(&error));
    }
    decoded?;
    let mut bytes = copy.to;
    bytes
        .seek(SeekFrom::Start(0))
        .map_err(|error| unspooled(&error))?;
    Ok(RawBody {
        bytes,
        agents: tally.agents(),
    })
}

/// Decodes a body into a receiver; a fault says what was expected, where, and how the body began.
fn decode(mut body: impl Read, receiver: &mut dyn Receive, whom: &str) -> Result<(), Fault> {
    let cut = |error: io::Error| {
        if error.get_ref().is_some_and(|inner| inner.is::<TooLarge>()) {
            return Fault::last(Failure::new(
                Cause::Refused,
                format!("the answer of {whom} is too large: {error}"),
            ));
        }
        let what = format!(
            "the answer of {whom} broke off: {}",
            explain_reading(&error)
        );
        Fault::broken(
            Failure::new(Cause::Network, what)
                .with_hint("try again; if it stays so, check the network between"),
        )
    };
    let mut beginning = Vec::new();
    (&mut body)
        .take(SHOWN)
        .read_to_end(&mut beginning)
        .map_err(cut)?;
    let unintelligible = |kind: Kind, why: String| {
        let shown = match excerpt(&beginning, 80) {
            nothing if nothing.is_empty() => "it is empty".to_owned(),
            shown => format!("it begins {shown}"),
        };
        let what = format!("the answer of {whom} cannot be understood: {why}; {shown}");
        let hint = "this is not the documented answer of the Agent Activity method; check --domain";
        Fault {
            kind,
            failure: Failure::new(Cause::Refused, what).with_hint(hint),
        }
    };
    if !beginning.trim_ascii_start().starts_with(b"{") {
        let why = "expected a JSON object with `agentsMetrics` or `metricsByIntervals`".to_owned();
        return Err(unintelligible(Kind::Final, why));
    }
    wire::decode(beginning.as_slice().chain(body), receiver).map_err(|undecoded| match undecoded {
        Undecoded::Cut(error) => cut(error),
        Undecoded::Syntax(why) => {
            unintelligible(Kind::Broken(None), format!("it is not JSON ({why})"))
        }
        Undecoded::Shape(why) => unintelligible(Kind::Final, why),
        Undecoded::Receiver(error) => unspooled(&error),
    })
}

fn unspooled(error: &io::Error) -> Fault {
    let folder = std::env::temp_dir();
    let what = format!(
        "could not keep the answer in the temporary folder {}: {error}",
        folder.display()
    );
    Fault::last(
        Failure::new(Cause::Local, what)
            .with_hint("free some space there, or name another folder in TMPDIR"),
    )
}

/// Counts agents, as the spool does, and keeps none.
#[derive(Default)]
struct Tally {
    open: u64,
    in_intervals: u64,
    whole: u64,
    intervals: bool,
}

impl Tally {
    const fn agents(&self) -> u64 {
        if self.intervals {
            self.in_intervals
        } else {
            self.whole
        }
    }
}

impl Receive for Tally {
    fn agent(&mut self, _: AgentActivity) -> io::Result<()> {
        self.open += 1;
        Ok(())
    }

    fn close(&mut self, end: Option<Timestamp>) {
        let agents = std::mem::take(&mut self.open);
        if end.is_some() {
            self.intervals = true;
            self.in_intervals += agents;
        } else {
            self.whole += agents;
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("more than {} bytes", LARGEST)]
struct TooLarge;

/// Counts decoded bytes, and fails beyond the largest body that is taken.
pub struct Counted {
    from: Box<dyn Read>,
    count: u64,
}

impl Counted {
    /// Counts what is read from `from`.
    pub const fn new(from: Box<dyn Read>) -> Self {
        Self { from, count: 0 }
    }

    /// The bytes read so far.
    pub const fn count(&self) -> u64 {
        self.count
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.count += read as u64;
        if self.count > LARGEST {
            Err(io::Error::other(TooLarge))
        } else {
            Ok(read)
        }
    }
}

/// Copies all that is read.
struct Copy<R> {
    from: R,
    to: SpooledTempFile,
    refused: Option<io::Error>,
}

impl<R: Read> Read for Copy<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        if let Err(error) = self.to.write_all(&buffer[..read]) {
            self.refused = Some(error);
            return Err(io::Error::other("not kept"));
        }
        Ok(read)
    }
}
