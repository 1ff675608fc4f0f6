//! Where the answer goes: stdout, or a file whose name may hold the profile, the account and the date.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::failure::Failure;
use crate::model::request::AccountId;

/// What may stand in a file's name.
const PLACEHOLDERS: [&str; 3] = ["{profile}", "{account}", "{date}"];

/// The names of standard output: what it leads to is written on, never replaced.
const STDOUT: [&str; 3] = ["-", "/dev/stdout", "/dev/fd/1"];

/// Where the answer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, whole or not at all.
    File(FileName),
}

/// A file's name as typed, its placeholders still to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(PathBuf);

impl Target {
    /// Reads what was typed behind `-o`; `-` and nothing are stdout.
    ///
    /// # Errors
    /// Usage, where the name holds a placeholder that is none.
    pub(super) fn parse(typed: Option<&Path>) -> Result<Self, Failure> {
        let is_stdout = |file: &&Path| STDOUT.iter().any(|known| *file == Path::new(known));
        let Some(file) = typed.filter(|file| !is_stdout(file)) else {
            return Ok(Self::Stdout);
        };
        let mut rest = file.to_str().unwrap_or_default().to_owned();
        for known in PLACEHOLDERS {
            rest = rest.replace(known, "");
        }
        if let Some((_, unknown)) = rest.split_once('{').filter(|(_, rest)| rest.contains('}')) {
            let name = unknown.split('}').next().unwrap_or_default();
            return Err(Failure::usage(format!(
                "unknown placeholder {{{name}}} in the file name; {{profile}}, {{account}} and {{date}} are filled in"
            )));
        }
        Ok(Self::File(FileName(file.to_owned())))
    }
}

impl FileName {
    /// The name for an account of a profile, on a day; what is not known is `unknown`.
    pub fn fill(&self, profile: Option<&str>, account: Option<&AccountId>, date: Date) -> PathBuf {
        let Some(name) = self.0.to_str() else {
            return self.0.clone();
        };
        let account = account.map_or("unknown", AccountId::as_str);
        name.replace("{profile}", profile.unwrap_or("unknown"))
            .replace("{account}", account)
            .replace("{date}", &date.to_string())
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in() {
        let parse = |name: &str| Target::parse(Some(Path::new(name)));
        let Ok(Target::File(name)) = parse("x-{account}-{date}.csv") else {
            unreachable!()
        };
        let account: AccountId = "12345678".parse().unwrap();
        let day = jiff::civil::date(2026, 11, 2);
        assert_eq!(
            name.fill(None, Some(&account), day),
            Path::new("x-12345678-2026-11-02.csv")
        );
        assert_eq!(parse("-").unwrap(), Target::Stdout);
        assert_eq!(Target::parse(None).unwrap(), Target::Stdout);
        let told = parse("{acount}.csv").unwrap_err().to_string();
        assert_eq!(
            told,
            "unknown placeholder {acount} in the file name; {profile}, {account} and {date} are filled in"
        );
    }
}
