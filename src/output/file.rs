//! A file that is either wholly the old one or wholly the new one: written beside it, synced, then renamed over it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file being replaced; dropped without [`Replacement::commit`], it leaves the old one as it was.
pub struct Replacement {
    open: Open,
}

enum Open {
    /// Beside the file, under another name.
    Beside(NamedTempFile, PathBuf),
    /// Straight into what is no regular file, such as a pipe or `/dev/null`.
    Straight(File),
}

impl Replacement {
    /// Opens a replacement of `path`. A link is followed, and the old file's mode is kept.
    ///
    /// # Errors
    /// Where nothing can be written beside it.
    pub fn of(path: &Path) -> io::Result<Self> {
        let old = fs::metadata(path).ok();
        if old
            .as_ref()
            .is_some_and(|old| !old.is_file() && !old.is_dir())
        {
            let open = Open::Straight(File::options().write(true).open(path)?);
            return Ok(Self { open });
        }
        if old.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let target = if old.is_some() {
            fs::canonicalize(path)?
        } else {
            path.to_owned()
        };
        let mut beside = tempfile::Builder::new();
        beside.prefix(".agentactivity-").suffix(".part");
        // As for any program's new file, the process's umask decides; the library alone would keep it private.
        #[cfg(unix)]
        let beside = beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = beside
            .tempfile_in(folder_of(&target))
            .map_err(|error| plain(&error))?;
        if let Some(old) = old {
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self {
            open: Open::Beside(file, target),
        })
    }

    /// Makes the new file the file, durably.
    ///
    /// # Errors
    /// Where it cannot be synced or renamed; the old file is then as it was.
    pub fn commit(self) -> io::Result<()> {
        match self.open {
            Open::Straight(mut file) => file.flush(),
            Open::Beside(file, target) => {
                file.as_file().sync_all()?;
                file.persist(target).map_err(io::Error::from)?;
                Ok(())
            }
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match &mut self.open {
            Open::Beside(file, _) => file.write(buffer),
            Open::Straight(file) => file.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The system's own words, without the temporary name that the library adds and that means nothing to a reader.
fn plain(error: &io::Error) -> io::Error {
    let words = error.to_string();
    let words = words.split(" at path ").next().unwrap_or_default();
    io::Error::new(error.kind(), words)
}

/// The folder in which `path` is, or would be.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."))
}
