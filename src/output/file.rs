//! A file that is either wholly the old one or wholly the new one: written beside it, synced, then renamed over it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::NamedTempFile;

/// The file that is half written, for a signal to remove: one at a time is written.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Removes the file that is half written, if one is.
pub fn remove_unfinished() {
    if let Some(file) = UNFINISHED
        .lock()
        .ok()
        .and_then(|mut unfinished| unfinished.take())
    {
        // Whoever ends the process has no use for an error.
        let _ = fs::remove_file(file);
    }
}

fn remember(unfinished: Option<PathBuf>) {
    if let Ok(mut remembered) = UNFINISHED.lock() {
        *remembered = unfinished;
    }
}

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
        let is_descriptor = ["/dev/fd", "/dev/stdout", "/dev/stderr", "/proc/self/fd"]
            .iter()
            .any(|known| path.starts_with(known));
        if old.as_ref().is_some_and(|old| !old.is_file()) || is_descriptor {
            let open = Open::Straight(File::options().append(true).open(path)?);
            return Ok(Self { open });
        }
        let target = match fs::canonicalize(path) {
            Ok(target) => target,
            // A link that leads nowhere yet is followed all the same.
            Err(error) if error.kind() == io::ErrorKind::NotFound => followed(path),
            Err(error) => return Err(error),
        };
        let mut beside = tempfile::Builder::new();
        beside.prefix(".agentactivity-").suffix(".part");
        // As for any program's new file, the process's umask decides; the library alone would keep it private.
        #[cfg(unix)]
        let beside = beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = beside
            .tempfile_in(folder_of(&target))
            .map_err(|error| plain(&error))?;
        remember(Some(file.path().to_owned()));
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
                file.persist(&target).map_err(io::Error::from)?;
                remember(None);
                // The new name is durable once its folder is; where a folder cannot be synced, the file is whole anyway.
                let _ = File::open(folder_of(&target)).and_then(|folder| folder.sync_all());
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

/// Where a link of links leads, whether or not anything is there; what is no link is itself.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // As many as the system itself follows.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(leads_to) => path = folder_of(&path).join(leads_to),
            Err(_) => break,
        }
    }
    path
}

/// The folder in which `path` is, or would be.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."))
}
