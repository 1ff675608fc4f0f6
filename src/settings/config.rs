//! The configuration file: its defaults and profiles, every value with the line it stands in. Mistakes are named with line,
//! key and the nearest key there is; a file that holds a secret and is readable by others is refused.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::credentials::KINDS;
use super::known::{AUTH, COMMAND, SECRETS, SETTINGS, Setting, Typed};
use crate::failure::{Cause, Failure};
use crate::model::nearest;

/// The configuration.
#[derive(Debug, Default)]
pub struct Config {
    /// Where it was read.
    pub path: PathBuf,
    /// The profile that counts where none is named.
    pub default_profile: Option<String>,
    /// What counts for every profile that does not say otherwise.
    pub defaults: Section,
    /// The profiles, in their order.
    pub profiles: Vec<(String, Section)>,
}

/// A table of the file.
#[derive(Debug, Default)]
pub struct Section {
    /// What it says.
    pub entries: Vec<Entry>,
    /// The command that prints credentials, and its line.
    pub command: Option<(Vec<String>, usize)>,
}

/// One value.
pub struct Entry {
    /// The name of the setting or credential.
    pub name: &'static str,
    /// As text, as if typed.
    pub text: String,
    /// Where it stands, from 1.
    pub line: usize,
}

/// Values may be secrets.
impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (line {})", self.name, self.line)
    }
}

impl Config {
    /// Reads a configuration; `None` where there is no file.
    ///
    /// # Errors
    /// Configuration, where it cannot be read or understood, or others may read the secrets in it.
    pub fn read(path: &Path) -> Result<Option<Self>, Failure> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let what = format!(
                    "could not read the configuration {}: {error}",
                    path.display()
                );
                return Err(Failure::new(Cause::Configuration, what));
            }
        };
        let config = Reader { path, text: &text }.config()?;
        config.refuse_readable_secrets()?;
        Ok(Some(config))
    }

    /// The section of a profile.
    ///
    /// # Errors
    /// Configuration, with the nearest profile there is.
    pub fn profile(&self, name: &str) -> Result<&Section, Failure> {
        let known = self.profiles.iter().find(|(known, _)| known == name);
        known.map(|(_, section)| section).ok_or_else(|| {
            let names = || self.profiles.iter().map(|(name, _)| name.as_str());
            let hint = match (nearest(name, names()), self.profiles.is_empty()) {
                (Some(near), _) => format!("did you mean {near}?"),
                (None, true) => format!("there is none yet: add [profiles.{name}]"),
                (None, false) => format!("there are {}", names().collect::<Vec<_>>().join(", ")),
            };
            let what = format!("no profile {name:?} in {}", self.path.display());
            Failure::new(Cause::Configuration, what).with_hint(hint)
        })
    }

    #[cfg(unix)]
    fn refuse_readable_secrets(&self) -> Result<(), Failure> {
        use std::os::unix::fs::PermissionsExt as _;
        let sections =
            std::iter::once(&self.defaults).chain(self.profiles.iter().map(|(_, section)| section));
        let mut entries = sections.flat_map(|section| &section.entries);
        let holds_secrets =
            entries.any(|entry| SECRETS.iter().any(|secret| secret.name == entry.name));
        let mode = std::fs::metadata(&self.path)
            .map(|file| file.permissions().mode())
            .unwrap_or_default();
        if holds_secrets && mode & 0o077 != 0 {
            let path = self.path.display();
            let what = format!(
                "{path} holds secrets, and others may read it (mode {:o})",
                mode & 0o777
            );
            return Err(Failure::new(Cause::Configuration, what)
                .with_hint(format!("run: chmod 600 '{path}'")));
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn refuse_readable_secrets(&self) -> Result<(), Failure> {
        Ok(())
    }
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;

impl Reader<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        1 + self.text[..span.start.min(self.text.len())]
            .matches('\n')
            .count()
    }

    fn mistake(&self, span: &Range<usize>, what: impl std::fmt::Display) -> Failure {
        Failure::new(
            Cause::Configuration,
            format!("{} line {}: {what}", self.path.display(), self.line(span)),
        )
    }

    fn config(&self) -> Result<Config, Failure> {
        let table = DeTable::parse(self.text).map_err(|error| {
            // The library's own message shows the line itself, which may hold a secret.
            let message = error
                .message()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned();
            self.mistake(
                &error.span().unwrap_or_default(),
                format!("this is not TOML: {message}"),
            )
        })?;
        let mut config = Config {
            path: self.path.to_owned(),
            ..Config::default()
        };
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("default_profile", DeValue::String(name)) => {
                    config.default_profile = Some(name.to_string())
                }
                ("defaults", DeValue::Table(table)) => config.defaults = self.section(table)?,
                ("profiles", DeValue::Table(profiles)) => {
                    for (name, section) in profiles {
                        config.profiles.push(self.profile(name, section)?);
                    }
                }
                ("default_profile" | "defaults" | "profiles", _) => {
                    let what = format!(
                        "{} is not of the right kind; see agentactivity config init",
                        key.get_ref()
                    );
                    return Err(self.mistake(&key.span(), what));
                }
                (name, _) => {
                    return Err(self.unknown(
                        &key.span(),
                        name,
                        &["default_profile", "defaults", "profiles"],
                    ));
                }
            }
        }
        config
            .profiles
            .sort_by_key(|(_, section)| section.first_line());
        Ok(config)
    }

    fn profile(
        &self,
        name: &Key<'_>,
        section: &Spanned<DeValue<'_>>,
    ) -> Result<(String, Section), Failure> {
        let text = name.get_ref();
        let plain = text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        match section.get_ref() {
            _ if !plain || text.is_empty() || text == "all" => {
                let what = format!(
                    "{text:?} is no name for a profile: letters, digits, - and _, and not all"
                );
                Err(self.mistake(&name.span(), what))
            }
            DeValue::Table(table) => Ok((text.to_string(), self.section(table)?)),
            _ => Err(self.mistake(
                &name.span(),
                format!("profiles.{text} is not a table; write [profiles.{text}]"),
            )),
        }
    }

    fn section(&self, table: &DeTable<'_>) -> Result<Section, Failure> {
        let mut section = Section::default();
        for (key, value) in table {
            let (name, line) = (key.get_ref().as_ref(), self.line(&key.span()));
            if name == COMMAND {
                let words = self.words(value).filter(|words| !words.is_empty());
                let words = words.ok_or_else(|| {
                    self.mistake(
                        &key.span(),
                        format!("{COMMAND} is a list of texts, as in [\"pass\", \"show\", \"lp\"]"),
                    )
                })?;
                section.command = Some((words, line));
                continue;
            }
            let names = || {
                let secrets = SECRETS
                    .iter()
                    .flat_map(|secret| [secret.name, secret.file_name]);
                SETTINGS
                    .iter()
                    .map(|setting| setting.name)
                    .chain(secrets)
                    .chain([AUTH.0])
            };
            let Some(known) = names().find(|known| *known == name) else {
                let all: Vec<&str> = names().chain([COMMAND]).collect();
                return Err(self.unknown(&key.span(), name, &all));
            };
            let text = self.text_of(value).ok_or_else(|| {
                self.mistake(
                    &key.span(),
                    format!("{name} is neither a text, a number, true, false, nor a list of those"),
                )
            })?;
            if let Some(setting) = Setting::named(known) {
                setting
                    .write(&mut Typed::default(), &text)
                    .map_err(|invalid| self.mistake(&key.span(), invalid))?;
            }
            if known == AUTH.0 && !KINDS.contains(&text.as_str()) {
                return Err(self.mistake(
                    &key.span(),
                    format!("auth {text:?} is not one of {}", KINDS.join(", ")),
                ));
            }
            section.entries.push(Entry {
                name: known,
                text,
                line,
            });
        }
        section.entries.sort_by_key(|entry| entry.line);
        Ok(section)
    }

    fn unknown(&self, span: &Range<usize>, name: &str, known: &[&str]) -> Failure {
        let failure = self.mistake(span, format!("unknown key {name:?}"));
        let belongs_below =
            Setting::named(name).is_some() || SECRETS.iter().any(|secret| secret.name == name);
        if belongs_below {
            return failure.with_hint("put it below [profiles.NAME], or below [defaults]");
        }
        match nearest(name, known.iter().copied()) {
            Some(near) => failure.with_hint(format!("did you mean {near}?")),
            None => failure.with_hint("agentactivity config init writes a file with every key"),
        }
    }

    /// A value as if it were typed.
    fn text_of(&self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::Array(_) => self.words(value).map(|words| words.join(",")),
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Boolean(yes) => Some(yes.to_string()),
            DeValue::Integer(_) | DeValue::Float(_) => Some(self.text[value.span()].to_owned()),
            _ => None,
        }
    }

    fn words(&self, list: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
        let DeValue::Array(values) = list.get_ref() else {
            return None;
        };
        let is_flat = |value: &&Spanned<DeValue<'_>>| !matches!(value.get_ref(), DeValue::Array(_));
        values
            .iter()
            .map(|value| {
                Some(value)
                    .filter(is_flat)
                    .and_then(|value| self.text_of(value))
            })
            .collect()
    }
}

impl Section {
    fn first_line(&self) -> usize {
        self.entries
            .first()
            .map(|entry| entry.line)
            .or(self.command.as_ref().map(|(_, line)| *line))
            .unwrap_or(usize::MAX)
    }
}
