//! Who says what: flag beats environment, that beats the profile, that beats the defaults. Of a typed profile, account,
//! domain and credentials are its own, or one account's keys would go out for another.

use std::collections::HashMap;
use std::fmt;

use super::config::{Config, Entry, Section};
use super::effect::{Shown, has_effect};
use super::known::{AUTH, About, SECRETS, SETTINGS, Setting, Typed};
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

impl Origin {
    /// The nearer, the less.
    const fn rank(&self) -> u8 {
        match self {
            Self::Flag => 0,
            Self::Environment(_) => 1,
            Self::Profile(..) => 2,
            Self::Defaults(_) => 3,
        }
    }
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
    /// The command that prints them, where they are not there without it.
    pub command: Option<Vec<String>>,
    /// The profile that was heard.
    pub profile: Option<String>,
    /// Whether it was typed, so that the environment says nothing of who is asked.
    pub is_typed: bool,
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
    /// Where a value is to be put: into the profile where the environment is not heard, else into a variable.
    pub fn place_for(&self, name: &str) -> String {
        match &self.profile {
            Some(profile) if self.is_typed => format!("{name} in [profiles.{profile}]"),
            _ => format!("AGENTACTIVITY_{}", name.to_uppercase()),
        }
    }

    /// A failure to mean what was said: the configuration's, where it said any of it and not the flags alone.
    pub fn blame(&self, failure: Failure) -> Failure {
        let asked = [
            "account",
            "timeframe",
            "since",
            "interval",
            "every",
            "agents",
        ];
        let by_file = asked
            .iter()
            .filter_map(|name| self.origins.get(name))
            .find(|origin| origin.rank() >= 2);
        match (by_file, failure.cause()) {
            (Some(origin), Cause::Usage) => {
                Failure::new(Cause::Configuration, format!("{failure} ({origin})"))
            }
            _ => failure,
        }
    }

    /// Hears nobody but the flags.
    pub fn alone(typed: Typed) -> Self {
        Self {
            typed,
            origins: HashMap::new(),
            secrets: HashMap::new(),
            command: None,
            profile: None,
            is_typed: false,
        }
    }

    /// Hears everybody, of the settings that are wanted.
    ///
    /// # Errors
    /// Configuration, where a variable or the file says what cannot be meant.
    pub fn new(
        typed: &Typed,
        sources: Sources<'_>,
        wanted: &dyn Fn(&Setting) -> bool,
        ambient: &mut Ambient,
    ) -> Result<Self, Failure> {
        let mut resolved = Self {
            typed: typed.clone(),
            origins: HashMap::new(),
            secrets: HashMap::new(),
            command: sources
                .profile
                .and_then(|(_, section)| section.command.as_ref())
                .or_else(|| sources.config?.defaults.command.as_ref())
                .map(|(words, _)| words.clone()),
            profile: sources.profile.map(|(name, _)| name.to_owned()),
            is_typed: sources.is_typed,
        };
        for setting in SETTINGS
            .iter()
            .filter(|setting| setting.read(typed).is_some())
        {
            resolved.origins.insert(setting.name, Origin::Flag);
        }
        let ignored = resolved.hear_secrets(sources.is_typed, ambient);
        // The format decides which of the rest has an effect, so it is settled first.
        for is_format in [true, false] {
            let of_format = |name: &str| {
                let is_wanted = Setting::named(name).is_none_or(wanted);
                is_wanted && matches!(name, "format" | "output") == is_format
            };
            if !is_format {
                resolved.hear_environment(sources.is_typed, wanted, ambient)?;
            }
            if let Some((name, section)) = sources.profile {
                resolved.hear(section, of_format, |entry| {
                    Origin::Profile(name.to_owned(), entry.line)
                })?;
            }
            if let Some(config) = sources.config {
                resolved.hear(&config.defaults, of_format, |entry| {
                    Origin::Defaults(entry.line)
                })?;
            }
        }
        if !ignored.is_empty() {
            let (profile, verb) = (
                resolved.profile.as_deref().unwrap_or_default(),
                if ignored.len() == 1 { "is" } else { "are" },
            );
            ambient.detail(format!(
                "--profile {profile} is typed, so {} {verb} not heard",
                ignored.join(", ")
            ));
        }
        Ok(resolved)
    }

    /// Hears the environment's credentials; gives the variables, of these and of who is asked, that a typed profile silences.
    fn hear_secrets(&mut self, profile_is_typed: bool, ambient: &Ambient) -> Vec<String> {
        let names = SECRETS
            .iter()
            .map(|secret| (secret.name, secret.variable.to_owned()));
        let files = SECRETS
            .iter()
            .map(|secret| (secret.file_name, format!("{}_FILE", secret.variable)));
        let mut ignored = Vec::new();
        for (name, variable) in names.chain(files).chain([(AUTH.0, AUTH.1.to_owned())]) {
            match ambient.variable(&variable) {
                Some(_) if profile_is_typed => ignored.push(variable),
                Some(text) => {
                    self.secrets
                        .insert(name, (text.to_owned(), Origin::Environment(variable)));
                }
                None => {}
            }
        }
        let identity = SETTINGS
            .iter()
            .filter(|setting| profile_is_typed && setting.about == About::Identity);
        let variables = identity
            .filter_map(|setting| setting.variable)
            .filter(|variable| ambient.variable(variable).is_some());
        ignored.extend(variables.map(str::to_owned));
        ignored
    }

    fn hear_environment(
        &mut self,
        profile_is_typed: bool,
        wanted: &dyn Fn(&Setting) -> bool,
        ambient: &Ambient,
    ) -> Result<(), Failure> {
        for setting in SETTINGS.iter().filter(|setting| {
            wanted(setting) && !(profile_is_typed && setting.about == About::Identity)
        }) {
            if let Some((variable, text)) = setting
                .variable
                .and_then(|name| Some((name, ambient.variable(name)?)))
            {
                self.take(setting, text, Origin::Environment(variable.to_owned()))?;
            }
        }
        Ok(())
    }

    fn hear(
        &mut self,
        section: &Section,
        wanted: impl Fn(&str) -> bool,
        origin: impl Fn(&Entry) -> Origin,
    ) -> Result<(), Failure> {
        let secrets: Vec<&'static str> = self.secrets.keys().copied().collect();
        for entry in section.entries.iter().filter(|entry| wanted(entry.name)) {
            match Setting::named(entry.name) {
                Some(setting) => self.take(setting, &entry.text, origin(entry))?,
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
    ) -> Result<(), Failure> {
        let said = |name: &str| {
            self.origins
                .get(name)
                .is_some_and(|known| known.rank() < origin.rank())
        };
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
