//! Decoded answers, kept in small frames until they are presented: 8 MiB in memory, then a nameless file on disk.
//! Intervals arrive newest first and are read back oldest first; memory grows with neither agents nor accounts.

use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};

use jiff::Timestamp;
use tempfile::SpooledTempFile;

use super::ledger::{Answer, Block, Ledger};
use super::wire::Receive;
use crate::model::activity::AgentActivity;
use crate::model::saved::Meta;

/// What is kept in memory before the disk is used, in bytes.
pub const IN_MEMORY: usize = 8 * 1024 * 1024;

/// Frames on their way from the service to the reader; holds the answers of a whole run, one after another.
pub struct Spool {
    file: BufWriter<SpooledTempFile>,
    /// Where the next frame goes.
    written: u64,
    /// Where the last whole answer ends.
    whole_until: u64,
    ledger: Ledger,
    frame: Vec<u8>,
}

impl Default for Spool {
    fn default() -> Self {
        Self {
            file: BufWriter::new(tempfile::spooled_tempfile(IN_MEMORY)),
            written: 0,
            whole_until: 0,
            ledger: Ledger::default(),
            frame: Vec::new(),
        }
    }
}

impl Receive for Spool {
    fn agent(&mut self, agent: AgentActivity) -> io::Result<()> {
        self.frame.clear();
        self.frame = postcard::to_extend(&agent, std::mem::take(&mut self.frame))
            .map_err(io::Error::other)?;
        let length = u32::try_from(self.frame.len()).map_err(io::Error::other)?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(&self.frame)?;
        self.written += u64::from(length) + 4;
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
    /// Begins an answer; what an attempt before it left half done is written over.
    ///
    /// # Errors
    /// Where the spool cannot be written.
    pub fn begin(&mut self) -> io::Result<()> {
        self.written = self.file.seek(SeekFrom::Start(self.whole_until))?;
        self.ledger = Ledger::beginning_at(self.written);
        Ok(())
    }

    /// The answer that was begun is whole.
    ///
    /// # Errors
    /// Where its last frames could not be written.
    pub fn finish(&mut self) -> io::Result<Answer> {
        self.file.flush()?;
        self.whole_until = self.written;
        Ok(std::mem::take(&mut self.ledger).finish())
    }

    /// All answers are there: from here on they are read.
    ///
    /// # Errors
    /// Where the last frames could not be written.
    pub fn into_frames(self) -> io::Result<Frames> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        Ok(Frames {
            file: BufReader::with_capacity(64 * 1024, file),
        })
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
            let mut length = [0; 4];
            self.file.read_exact(&mut length)?;
            frame.resize(u32::from_le_bytes(length) as usize, 0);
            self.file.read_exact(&mut frame)?;
            take(postcard::from_bytes(&frame).map_err(io::Error::other)?)?;
        }
        Ok(())
    }
}
