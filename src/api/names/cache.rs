//! Names kept in the cache folder, a file for each account, which its owner alone may read. A file that is old, foreign or
//! broken counts as none.

use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::names::Names;
use crate::model::request::AccountId;
use crate::model::service::ServiceAddress;

/// How long names are good for.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24);
/// How long it is remembered that some could not be had.
const GOOD_FOR_PARTIAL: SignedDuration = SignedDuration::from_mins(10);

/// What is kept.
#[derive(Serialize, Deserialize)]
pub(super) enum Kept {
    /// All names.
    Whole(Names),
    /// Those that could be had, if any.
    Partial(Names),
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// Through which Domain API: an account of the simulator is another than that of the same id.
    domain_api: String,
    at: Timestamp,
    kept: Kept,
}

/// Where one account's names are kept, if anywhere.
pub(super) struct CacheFile {
    file: Option<PathBuf>,
    domain_api: String,
}

impl CacheFile {
    /// The place of an account's names in this folder.
    pub(super) fn of(
        folder: Option<&Path>,
        account: &AccountId,
        domain_api: &ServiceAddress,
    ) -> Self {
        Self {
            file: folder.map(|folder| folder.join(format!("names-{account}.json"))),
            domain_api: domain_api.to_string(),
        }
    }

    /// What is kept and still good.
    pub(super) fn read(&self, now: Timestamp) -> Option<Kept> {
        let entry: Entry =
            serde_json::from_slice(&std::fs::read(self.file.as_ref()?).ok()?).ok()?;
        let age = now.duration_since(entry.at);
        let good_for = match entry.kept {
            Kept::Whole(_) => GOOD_FOR,
            Kept::Partial(_) => GOOD_FOR_PARTIAL,
        };
        (entry.domain_api == self.domain_api && !age.is_negative() && age < good_for)
            .then_some(entry.kept)
    }

    /// Keeps it, whole or not at all.
    ///
    /// # Errors
    /// Where the folder cannot be made or written.
    pub(super) fn keep(&self, kept: Kept, at: Timestamp) -> io::Result<()> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let folder = file.parent().unwrap_or_else(|| Path::new("."));
        std::fs::create_dir_all(folder)?;
        // The library gives its files to their owner alone, which they stay when renamed.
        let mut beside = tempfile::NamedTempFile::new_in(folder)?;
        let entry = Entry {
            domain_api: self.domain_api.clone(),
            at,
            kept,
        };
        serde_json::to_writer(&mut beside, &entry)?;
        beside.persist(file)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_for_a_day_and_failures_for_ten_minutes() {
        let folder = tempfile::tempdir().unwrap();
        let account = "1".parse().unwrap();
        let cache = |api: &str| {
            CacheFile::of(
                Some(folder.path()),
                &account,
                &ServiceAddress::parse("x", api).unwrap(),
            )
        };
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let here = cache("api.example.net");
        let known = |cache: &CacheFile, now: &str| {
            cache
                .read(at(now))
                .map(|kept| matches!(kept, Kept::Whole(_)))
        };
        assert_eq!(known(&here, "2026-06-01T00:00:00Z"), None);
        here.keep(Kept::Whole(Names::default()), at("2026-06-01T00:00:00Z"))
            .unwrap();
        assert_eq!(known(&here, "2026-06-01T23:59:59Z"), Some(true));
        assert_eq!(known(&here, "2026-06-02T00:00:00Z"), None);
        assert_eq!(
            known(&here, "2026-05-31T23:59:59Z"),
            None,
            "from the future"
        );
        assert_eq!(
            known(&cache("other.example.net"), "2026-06-01T01:00:00Z"),
            None
        );
        here.keep(Kept::Partial(Names::default()), at("2026-06-01T00:00:00Z"))
            .unwrap();
        assert_eq!(known(&here, "2026-06-01T00:09:59Z"), Some(false));
        assert_eq!(known(&here, "2026-06-01T00:10:00Z"), None);
        std::fs::write(folder.path().join("names-1.json"), "{").unwrap();
        assert_eq!(known(&here, "2026-06-01T00:00:01Z"), None);
        assert!(
            CacheFile::of(None, &account, &ServiceAddress::parse("x", "a").unwrap())
                .keep(Kept::Partial(Names::default()), at("2026-06-01T00:00:00Z"))
                .is_ok()
        );
    }
}
