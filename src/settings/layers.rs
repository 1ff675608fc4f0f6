//! Who says what: flag beats environment, that beats the profile, that beats the defaults. Of a typed profile, account,
//! domain and credentials are its own, or one account's keys would go out for another.

use std::collections::HashMap;
use std::fmt;

use super::config::{Config, Entry, Section};
use super::known::{AUTH, About, SECRETS, SETTINGS, Setting, Typed};
use super::presentation::{Shown, has_effect};
use crate::ambient::Ambient;
use crate::failure::{Cause, Failure};

/// Where a value comes from, the nearest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A flag.
    Flag,
    /// This variable.
    Environment(String),
    /// This profile, in this line of the configuration; line 0 is what its command printed.
    Profile(String, usize),
    /// The defaults, in this line.
    Defaults(usize),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Environment(variable) => write!(f, "environment, {variable}"),
            Self::Profile(name, 0) => write!(f, "profile {name}, its credential_command"),
            Self::Profile(name, line) => write!(f, "profile {name}, line {line}"),
            Self::Defaults(line) => write!(f, "defaults, line {line}"),
        }
    }
}

/// What counts, once everybody has been heard.
#[derive(Clone)]
pub struct Resolved {
    /// Everything but credentials, as if it had been typed.
    pub typed: Typed,
    /// Who said what of it.
    pub origins: HashMap<&'static str, Origin>,
    /// Credentials as texts, or the files that hold them, by their name in the configuration.
    pub secrets: HashMap<&'static str, (String, Origin)>,
    /// The command that prints more of them, unless they are all there.
    pub command: Option<Vec<String>>,
    /// The profile that was heard.
    pub profile: Option<String>,
}

/// Whom to hear besides what was typed.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The configuration, where there is one.
    pub config: Option<&'a Config>,
    /// The profile.
    pub profile: Option<(&'a str, &'a Section)>,
    /// Whether the profile was typed, so that the environment says nothing of who is asked.
    pub is_typed: bool,
}

impl Resolved {
    /// Hears nobody but the flags.
    pub fn alone(typed: Typed) -> Self {
        Self {
            typed,
            origins: HashMap::new(),
            secrets: HashMap::new(),
            command: None,
            profile: None,
        }
    }

    /// Hears everybody.
    ///
    /// # Errors
    /// Configuration, where a variable or the file says what cannot be meant.
    pub fn new(
        typed: &Typed,
        sources: Sources<'_>,
        ambient: &mut Ambient,
    ) -> Result<Self, Failure> {
        let mut resolved = Self {
            typed: typed.clone(),
            origins: HashMap::new(),
            secrets: HashMap::new(),
            command: sources
                .profile
                .and_then(|(_, section)| Some(section.command.as_ref()?.0.clone())),
            profile: sources.profile.map(|(name, _)| name.to_owned()),
        };
        for setting in SETTINGS
            .iter()
            .filter(|setting| setting.read(typed).is_some())
        {
            resolved.origins.insert(setting.name, Origin::Flag);
        }
        let ignored = resolved.hear_environment(sources.is_typed, ambient)?;
        if !ignored.is_empty() {
            let profile = resolved.profile.as_deref().unwrap_or_default();
            ambient.detail(format!(
                "--profile {profile} is typed, so {} not heard",
                ignored.join(", ") + if ignored.len() == 1 { " is" } else { " are" }
            ));
        }
        if let Some((name, section)) = sources.profile {
            resolved.hear(section, |entry| {
                Origin::Profile(name.to_owned(), entry.line)
            })?;
        }
        if let Some(config) = sources.config {
            resolved.hear(&config.defaults, |entry| Origin::Defaults(entry.line))?;
        }
        Ok(resolved)
    }

    /// Hears the environment; gives the variables that it was not asked for.
    fn hear_environment(
        &mut self,
        profile_is_typed: bool,
        ambient: &Ambient,
    ) -> Result<Vec<&'static str>, Failure> {
        let mut ignored = Vec::new();
        let heard = self.origins.clone();
        for setting in &SETTINGS {
            let Some((variable, text)) = setting
                .variable
                .and_then(|name| Some((name, ambient.variable(name)?)))
            else {
                continue;
            };
            if profile_is_typed && setting.about == About::Identity {
                ignored.push(variable);
            } else {
                self.take(
                    setting,
                    text,
                    Origin::Environment(variable.to_owned()),
                    &heard,
                )?;
            }
        }
        let names = SECRETS
            .iter()
            .map(|secret| (secret.name, secret.variable, ""));
        let files = SECRETS
            .iter()
            .map(|secret| (secret.file_name, secret.variable, "_FILE"));
        for (name, variable, end) in names.chain(files).chain([(AUTH.0, AUTH.1, "")]) {
            let full = format!("{variable}{end}");
            if let Some(text) = ambient.variable(&full) {
                if profile_is_typed {
                    ignored.push(variable);
                } else {
                    self.secrets
                        .insert(name, (text.to_owned(), Origin::Environment(full)));
                }
            }
        }
        Ok(ignored)
    }

    fn hear(
        &mut self,
        section: &Section,
        origin: impl Fn(&Entry) -> Origin,
    ) -> Result<(), Failure> {
        let heard = self.origins.clone();
        let secrets: Vec<&'static str> = self.secrets.keys().copied().collect();
        // What decides the format is heard first: it decides which of the rest has an effect.
        let (first, rest): (Vec<&Entry>, Vec<&Entry>) = section
            .entries
            .iter()
            .partition(|entry| matches!(entry.name, "format" | "output" | "since"));
        for entry in first.into_iter().chain(rest) {
            match Setting::named(entry.name) {
                Some(setting) => self.take(setting, &entry.text, origin(entry), &heard)?,
                None if !silenced(entry.name, &secrets) => {
                    self.secrets
                        .insert(entry.name, (entry.text.clone(), origin(entry)));
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Takes a value from a source, unless a nearer one has said it, or the same in another way, or it has no effect.
    fn take(
        &mut self,
        setting: &'static Setting,
        text: &str,
        origin: Origin,
        heard: &HashMap<&'static str, Origin>,
    ) -> Result<(), Failure> {
        let said = |name: &str| heard.contains_key(name);
        let idle = setting.about == About::Presentation
            && !has_effect(setting.name, Shown::of(&self.typed));
        if said(setting.name) || setting.rivals.iter().any(|rival| said(rival)) || idle {
            return Ok(());
        }
        let failed = |invalid| Failure::new(Cause::Configuration, format!("{invalid} ({origin})"));
        setting.write(&mut self.typed, text).map_err(failed)?;
        self.origins.insert(setting.name, origin);
        Ok(())
    }
}

/// Whether a nearer source has this credential, itself or in a file.
fn silenced(name: &str, heard: &[&'static str]) -> bool {
    let same = SECRETS
        .iter()
        .find(|secret| secret.name == name || secret.file_name == name);
    let names = same.map_or([name, name], |secret| [secret.name, secret.file_name]);
    names.iter().any(|name| heard.contains(name))
}
