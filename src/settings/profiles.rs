//! Which profiles are asked: those that are typed, that the environment names, or that counts where nobody says.

use std::path::PathBuf;

use super::config::Config;
use super::layers::Sources;
use crate::ambient::Ambient;
use crate::cli::Globals;
use crate::failure::{Cause, Failure};

/// The configuration and the profiles to ask; without profiles, what was typed and the environment say all.
#[derive(Debug, Default)]
pub struct Choice {
    /// The configuration, where there is one.
    pub config: Option<Config>,
    /// The profiles' names, in order.
    names: Vec<String>,
    is_typed: bool,
}

/// Where the configuration is: as typed, or where such files are.
pub fn config_path(globals: &Globals, ambient: &Ambient) -> Option<PathBuf> {
    globals
        .config
        .clone()
        .or_else(|| Some(ambient.config_folder()?.join("config.toml")))
}

impl Choice {
    /// Reads the configuration, and settles whom to ask.
    ///
    /// # Errors
    /// Configuration, where a typed file is missing, a file cannot be understood, or a profile does not exist.
    pub fn new(globals: &Globals, ambient: &Ambient) -> Result<Self, Failure> {
        let path = config_path(globals, ambient);
        let config = path.as_deref().map(Config::read).transpose()?.flatten();
        if let (None, Some(typed)) = (&config, &globals.config) {
            let what = format!("there is no configuration {}", typed.display());
            return Err(Failure::new(Cause::Configuration, what)
                .with_hint("agentactivity config init writes one"));
        }
        let by_file = || config.as_ref()?.default_profile.as_deref();
        let named = globals
            .profile
            .as_deref()
            .or_else(|| ambient.variable("AGENTACTIVITY_PROFILE"))
            .or_else(by_file);
        let names = match (named, &config) {
            (None, _) => Vec::new(),
            (Some(named), None) => {
                let place = path.map_or_else(
                    || "anywhere".to_owned(),
                    |path| format!("at {}", path.display()),
                );
                let what = format!("no profile {named:?}, since there is no configuration {place}");
                return Err(Failure::new(Cause::Configuration, what)
                    .with_hint("agentactivity config init writes one"));
            }
            (Some("all"), Some(config)) => config
                .profiles
                .iter()
                .map(|(name, _)| name.clone())
                .collect(),
            (Some(named), Some(config)) => several(named, config)?,
        };
        if names.is_empty() && named.is_some() {
            return Err(Failure::new(
                Cause::Configuration,
                "no profile is named, or there is none to ask",
            )
            .with_hint("add one to the configuration, as [profiles.NAME]"));
        }
        Ok(Self {
            config,
            names,
            is_typed: globals.profile.is_some(),
        })
    }

    /// Whom to hear, once for each profile to ask.
    pub fn sources(&self) -> Vec<Sources<'_>> {
        let config = self.config.as_ref();
        let of = |name: &String| {
            config?
                .profiles
                .iter()
                .find(|(known, _)| known == name)
                .map(|(name, section)| (name.as_str(), section))
        };
        if self.names.is_empty() {
            return vec![Sources {
                config,
                profile: None,
                is_typed: false,
            }];
        }
        self.names
            .iter()
            .map(|name| Sources {
                config,
                profile: of(name),
                is_typed: self.is_typed,
            })
            .collect()
    }
}

/// The profiles of a comma-separated list, none twice.
fn several(named: &str, config: &Config) -> Result<Vec<String>, Failure> {
    let mut names: Vec<String> = Vec::new();
    for name in named
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        config.profile(name)?;
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}
