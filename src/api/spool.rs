//! Decoded answers, kept in small frames until they are presented: 8 MiB in memory, then a nameless file on disk.
//! Intervals arrive newest first and are read back oldest first; memory grows with neither agents nor accounts.

use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _};

use jiff::Timestamp;
use tempfile::SpooledTempFile;

use super::ledger::{Answer, Block, Ledger};
use super::wire::Receive;
use crate::model::activity::AgentActivity;
use crate::model::saved::Meta;

/// What is kept in memory before the disk is used, in bytes.
pub const IN_MEMORY: usize = 8 * 1024 * 1024;
/// How much is gathered before it goes to the file, in bytes.
const PENDING: usize = 64 * 1024;
/// What the length before each frame takes, in bytes.
const LENGTH: usize = size_of::<u32>();

/// Frames on their way from the service to the reader; holds the answers of a whole run, one after another.
pub struct Spool {
    file: SpooledTempFile,
    /// Frames not yet in the file. A writer of the library's would write them even after an attempt has failed.
    pending: Vec<u8>,
    /// Where the next frame goes.
    written: u64,
    /// Where the last whole answer ends.
    whole_until: u64,
    ledger: Ledger,
}

impl Default for Spool {
    fn default() -> Self {
        Self {
            file: tempfile::spooled_tempfile(IN_MEMORY),
            pending: Vec::with_capacity(PENDING + 4096),
            written: 0,
            whole_until: 0,
            ledger: Ledger::default(),
        }
    }
}

impl Receive for Spool {
    fn agent(&mut self, agent: AgentActivity) -> io::Result<()> {
        let start = self.pending.len();
        self.pending.extend_from_slice(&[0; LENGTH]);
        self.pending = postcard::to_extend(&agent, std::mem::take(&mut self.pending))
            .map_err(io::Error::other)?;
        let frame = self.pending.len() - start - LENGTH;
        let length = u32::try_from(frame).map_err(io::Error::other)?;
        self.pending[start..start + LENGTH].copy_from_slice(&length.to_le_bytes());
        self.written += (LENGTH + frame) as u64;
        if self.pending.len() >= PENDING {
            self.flush()?;
        }
        self.ledger.count(&agent);
        Ok(())
    }

    fn close(&mut self, end: Option<Timestamp>) {
        self.ledger.close(end, self.written);
    }

    fn meta(&mut self, meta: Meta) {
        self.ledger.meta = Some(meta);
    }
}

impl Spool {
    /// Begins an answer; what an attempt before it left half done is dropped.
    ///
    /// # Errors
    /// Where the spool cannot be written.
    pub fn begin(&mut self) -> io::Result<()> {
        self.pending.clear();
        self.file.set_len(self.whole_until)?;
        self.written = self.file.seek(SeekFrom::Start(self.whole_until))?;
        self.ledger = Ledger::beginning_at(self.written);
        Ok(())
    }

    /// The answer that was begun is whole.
    ///
    /// # Errors
    /// Where its last frames could not be written.
    pub fn finish(&mut self) -> io::Result<Answer> {
        self.flush()?;
        self.whole_until = self.written;
        Ok(std::mem::take(&mut self.ledger).finish())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.pending)?;
        self.pending.clear();
        Ok(())
    }

    /// All answers are there: from here on they are read.
    pub fn into_frames(self) -> Frames {
        Frames {
            file: BufReader::with_capacity(64 * 1024, self.file),
        }
    }
}

/// The frames of whole answers, read back block by block.
pub struct Frames {
    file: BufReader<SpooledTempFile>,
}

impl Frames {
    /// Gives each agent of a block to `take`, in the order served.
    ///
    /// # Errors
    /// Where the spool cannot be read, or `take` fails.
    pub fn read(
        &mut self,
        block: &Block,
        mut take: impl FnMut(AgentActivity) -> io::Result<()>,
    ) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(block.offset))?;
        let mut frame = Vec::new();
        for _ in 0..block.survey.agents {
            let mut length = [0; LENGTH];
            self.file.read_exact(&mut length)?;
            frame.resize(u32::from_le_bytes(length) as usize, 0);
            self.file.read_exact(&mut frame)?;
            take(postcard::from_bytes(&frame).map_err(io::Error::other)?)?;
        }
        Ok(())
    }
}
