//! Takes one body in: decodes it into the spool or beside a copy of its bytes, within limits, and says what is wrong with it.

use std::io::{self, Read, Seek as _, Write as _};

use jiff::Timestamp;
use tempfile::SpooledTempFile;

use super::http::{TRY_AGAIN, explain_reading, late};
use super::ledger::{Answer, Ledger};
use super::retry::{Fault, Kind};
use super::spool::{IN_MEMORY, Spool};
use super::wire::{self, Receive, Undecoded};
use crate::ambient::{Ambient, Clock, Progress, temporary_folder};
use crate::failure::{Cause, Failure};
use crate::model::activity::AgentActivity;
use crate::model::saved::Meta;
use crate::model::text::excerpt;

/// A decoded body beyond this is refused, in bytes: an honest day of a very large account is a fifth of it.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
/// How much of a body is shown where it cannot be understood, in bytes.
const SHOWN: u64 = 200;

/// A body kept as it came, and what it holds.
pub struct RawBody {
    /// The bytes, from the first on.
    pub bytes: SpooledTempFile,
    /// What they were understood to hold.
    pub answer: Answer,
}

/// Takes a body in as decoded frames behind those of earlier answers; `whom` names its sender.
///
/// # Errors
/// A fault where it does not arrive whole, cannot be understood or cannot be kept.
pub fn frames(spool: &mut Spool, body: &mut Counted, whom: &str) -> Result<Answer, Fault> {
    spool.begin().map_err(|error| unspooled(&error))?;
    decode(body, spool, whom)?;
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
    bytes.rewind().map_err(|error| unspooled(&error))?;
    Ok(RawBody {
        bytes,
        answer: tally.0.finish(),
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
        if error.raw_os_error().is_some() {
            // The network's errors come wrapped, so a bare one is that of a local file.
            return Fault::last(Failure::new(
                Cause::Local,
                format!("could not read {whom}: {error}"),
            ));
        }
        if is_late(&error) {
            return Fault::last(late(whom));
        }
        let what = format!(
            "the answer of {whom} broke off: {}",
            explain_reading(&error)
        );
        Fault::broken(Failure::new(Cause::Network, what).with_hint(TRY_AGAIN))
    };
    let beginning = read_beginning(&mut body).map_err(cut)?;
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
    if !beginning.starts_with(b"{") {
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

/// The first bytes of a body, from its first that is no blank; a byte order mark, as an editor adds one, is dropped.
fn read_beginning(body: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut beginning = Vec::new();
    loop {
        let read = body.by_ref().take(SHOWN).read_to_end(&mut beginning)?;
        let marked = beginning
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&beginning);
        beginning = marked.trim_ascii_start().to_vec();
        if read == 0 || !beginning.is_empty() {
            return Ok(beginning);
        }
    }
}

fn unspooled(error: &io::Error) -> Fault {
    let folder = temporary_folder();
    let what = format!(
        "could not keep the answer in the temporary folder {}: {error}",
        folder.display()
    );
    Fault::last(
        Failure::new(Cause::Local, what)
            .with_hint("free some space there, or name another folder in TMPDIR"),
    )
}

/// Keeps account of agents, as the spool does, and keeps none.
#[derive(Default)]
struct Tally(Ledger);

impl Receive for Tally {
    fn agent(&mut self, agent: AgentActivity) -> io::Result<()> {
        self.0.count(&agent);
        Ok(())
    }

    fn close(&mut self, end: Option<Timestamp>) {
        self.0.close(end, 0);
    }

    fn meta(&mut self, meta: Meta) {
        self.0.meta = Some(meta);
    }
}

#[derive(Debug, thiserror::Error)]
#[error("more than {} bytes", LARGEST)]
struct TooLarge;

#[derive(Debug, thiserror::Error)]
#[error("the deadline has passed")]
struct Late;

/// Whether reading failed because the deadline has passed.
pub(super) fn is_late(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Late>())
}

/// Counts decoded bytes, and fails beyond the largest body that is taken, or once the deadline has passed.
pub struct Counted {
    from: Box<dyn Read>,
    count: u64,
    deadline: Option<(Timestamp, Clock)>,
    progress: Progress,
}

impl Counted {
    /// Counts what is read from `from`.
    pub fn new(from: Box<dyn Read>) -> Self {
        Self {
            from,
            count: 0,
            deadline: None,
            progress: Progress::default(),
        }
    }

    /// Fails once this moment has passed, and shows on a terminal how far it is.
    #[must_use]
    pub fn until(self, deadline: Option<Timestamp>, ambient: &Ambient) -> Self {
        Self {
            deadline: deadline.map(|at| (at, ambient.clock.clone())),
            progress: ambient.progress(),
            ..self
        }
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
        self.progress.received(self.count);
        if self.count > LARGEST {
            return Err(io::Error::other(TooLarge));
        }
        match &self.deadline {
            Some((at, clock)) if read > 0 && clock() > *at => Err(io::Error::other(Late)),
            _ => Ok(read),
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
