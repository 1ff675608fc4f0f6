//! The decoded answer, kept in small frames until it is presented: 8 MiB in memory, then a nameless file on disk.
//! Intervals arrive newest first and are read back oldest first; memory grows with neither agents nor intervals.

use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};

use jiff::Timestamp;
use tempfile::SpooledTempFile;

use super::wire::Receive;
use crate::model::activity::{AgentActivity, StateId, Survey};

/// What is kept in memory before the disk is used, in bytes.
pub const IN_MEMORY: usize = 8 * 1024 * 1024;

/// One interval's agents, or the whole window's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The interval's end; `None` is the whole window.
    pub end: Option<Timestamp>,
    /// How many agents it holds.
    pub agents: u64,
    offset: u64,
}

/// Decoded frames on their way from the service to the reader.
pub struct Spool {
    file: BufWriter<SpooledTempFile>,
    written: u64,
    open: Block,
    intervals: Vec<Block>,
    whole: Option<Block>,
    survey: Survey,
    frame: Vec<u8>,
}

impl Default for Spool {
    fn default() -> Self {
        Self {
            file: BufWriter::new(tempfile::spooled_tempfile(IN_MEMORY)),
            written: 0,
            open: Block {
                end: None,
                agents: 0,
                offset: 0,
            },
            intervals: Vec::new(),
            whole: None,
            survey: Survey::default(),
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
        self.open.agents += 1;
        self.survey.widest_id = self.survey.widest_id.max(agent.id.chars().count());
        let logged_in = agent.spent(StateId::LOGGED_IN).total;
        self.survey.longest = self.survey.longest.max(logged_in);
        self.survey.logged_in = self.survey.logged_in.saturating_add(logged_in);
        Ok(())
    }

    fn close(&mut self, end: Option<Timestamp>) {
        let next = Block {
            end: None,
            agents: 0,
            offset: self.written,
        };
        let closed = Block {
            end,
            ..std::mem::replace(&mut self.open, next)
        };
        self.survey.agents += closed.agents;
        self.survey.agents_at_most = self.survey.agents_at_most.max(closed.agents);
        if end.is_some() {
            self.intervals.push(closed);
        } else {
            self.whole = Some(closed);
        }
    }
}

impl Spool {
    /// The answer is whole: from here on it is read.
    ///
    /// # Errors
    /// Where the last frames could not be written.
    pub fn finish(mut self) -> io::Result<Frames> {
        // With intervals, the trailing block repeats them and is documented as the sum: it would count every second twice.
        let mut blocks = self.intervals;
        if blocks.is_empty() {
            blocks.extend(self.whole);
        }
        blocks.sort_by_key(|block| block.end);
        self.file.flush()?;
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        Ok(Frames {
            file: BufReader::with_capacity(64 * 1024, file),
            blocks,
            survey: self.survey,
        })
    }
}

/// The frames of a whole answer, read back block by block.
pub struct Frames {
    file: BufReader<SpooledTempFile>,
    blocks: Vec<Block>,
    survey: Survey,
}

impl Frames {
    /// The blocks, oldest first.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What is known of the whole.
    pub const fn survey(&self) -> &Survey {
        &self.survey
    }

    /// Gives each agent of a block to `take`, in the order served.
    ///
    /// # Errors
    /// Where the spool cannot be read, or `take` fails.
    pub fn read<E: From<io::Error>>(
        &mut self,
        block: Block,
        mut take: impl FnMut(AgentActivity) -> Result<(), E>,
    ) -> Result<(), E> {
        self.file.seek(SeekFrom::Start(block.offset))?;
        let mut frame = Vec::new();
        for _ in 0..block.agents {
            let mut length = [0; 4];
            self.file.read_exact(&mut length)?;
            frame.resize(u32::from_le_bytes(length) as usize, 0);
            self.file.read_exact(&mut frame)?;
            take(postcard::from_bytes(&frame).map_err(io::Error::other)?)?;
        }
        Ok(())
    }
}
