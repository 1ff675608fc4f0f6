//! `config`: where the configuration is, a commented one to begin with, and what counts with who says so.

use std::fmt::Write as _;
use std::io::Write as _;

use super::present;
use crate::ambient::Ambient;
use crate::cli::{ConfigCommand, Globals};
use crate::failure::{Cause, Failure};
use crate::model::text::printable;
use crate::output::file::folder_of;
use crate::settings::known::{AUTH, About, COMMAND, SECRETS, SETTINGS};
use crate::settings::layers::Resolved;
use crate::settings::profiles::config_path;
use crate::settings::resolve;
use crate::settings::texts::{Texts, in_short};

/// Does what was typed.
///
/// # Errors
/// Where there is no place for a configuration, it is there already, or it cannot be understood.
pub fn run(typed: &ConfigCommand, globals: &Globals, ambient: &mut Ambient) -> Result<(), Failure> {
    match typed {
        ConfigCommand::Path => {
            let path = place(globals, ambient)?;
            present::text(format!("{}\n", path.display()).as_bytes(), ambient)
        }
        ConfigCommand::Init => init(globals, ambient),
        ConfigCommand::Show(fetch) => {
            let mut shown = String::new();
            for resolved in resolve(fetch, globals, ambient)? {
                let path = place(globals, ambient)?;
                let _ = writeln!(
                    shown,
                    "{}",
                    show(&resolved, &path.display().to_string(), ambient)?
                );
            }
            present::text(shown.trim_end().as_bytes(), ambient)?;
            present::text(b"\n", ambient)
        }
    }
}

fn place(globals: &Globals, ambient: &Ambient) -> Result<std::path::PathBuf, Failure> {
    config_path(globals, ambient).ok_or_else(|| {
        Failure::new(
            Cause::Configuration,
            "there is no home folder to look for a configuration in",
        )
        .with_hint("set HOME or XDG_CONFIG_HOME, or name a file with --config")
    })
}

/// Writes a commented configuration, for its owner alone, and never over another.
fn init(globals: &Globals, ambient: &mut Ambient) -> Result<(), Failure> {
    let path = place(globals, ambient)?;
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::new(
            Cause::Local,
            format!("{} is there already, and stays as it is", path.display()),
        )
        .with_hint("agentactivity config show tells what it says"),
        _ => Failure::new(
            Cause::Local,
            format!("could not write {}: {error}", path.display()),
        ),
    };
    std::fs::create_dir_all(folder_of(&path)).map_err(failed)?;
    // Written beside it first, so that a full disk leaves nothing; the library gives its files to their owner alone.
    let mut beside = tempfile::NamedTempFile::new_in(folder_of(&path)).map_err(failed)?;
    beside.write_all(commented().as_bytes()).map_err(failed)?;
    beside
        .persist_noclobber(&path)
        .map_err(|refused| failed(refused.error))?;
    present::text(format!("{}\n", path.display()).as_bytes(), ambient)
}

/// A configuration in which every key stands, as a comment.
pub fn commented() -> String {
    let mut text = String::from(
        "\
# agentactivity's configuration. A flag beats the environment, that beats a profile, and that beats [defaults].
# Take the # away before what you need; agentactivity config show then tells what counts, and who says so.
# Next: fill in [profiles.main], and run: agentactivity doctor

# The profile that counts where none is named with --profile or AGENTACTIVITY_PROFILE.
default_profile = \"main\"

[defaults]
",
    );
    for setting in SETTINGS
        .iter()
        .filter(|setting| setting.about != About::Identity)
    {
        let _ = writeln!(
            text,
            "# {} = \"…\"   # usually: {}",
            setting.name, setting.default
        );
    }
    text.push_str(
        "
[profiles.main]
# Whose agents: the account (site) id.
# account = \"12345678\"
# Where domains are looked up, if not at https://api.liveperson.net.
# domain_api = \"https://api.liveperson.net\"
# Where the service is; agentactivity doctor tells, and saves a look-up with every run.
# domain = \"lo.example.liveperson.net\"
# An API key with the permission Operational Realtime > Agent Activity has four values; each may also stand in a file of
# its own, named by the same key with _file behind, as in app_secret_file.
",
    );
    for secret in &SECRETS {
        let _ = writeln!(text, "# {} = \"…\"", secret.name);
    }
    let _ = write!(
        text,
        "\
# Which are meant, where several are there: oauth1, bearer, login or app-login.
# {} = \"oauth1\"
# Or a command that prints them as name=value lines; it is run without a shell.
# {COMMAND} = [\"pass\", \"show\", \"liveperson\"]
# Everything that stands in [defaults] may stand here too.

# Another account. agentactivity fetch --profile main,other asks both, --profile all everybody.
# [profiles.other]
# account = \"87654321\"
",
        AUTH.0
    );
    text
}

/// Every setting with what it is and who says so; secrets as their length alone.
fn show(resolved: &Resolved, path: &str, ambient: &Ambient) -> Result<String, Failure> {
    let mut lines = vec![match &resolved.profile {
        Some(profile) => format!("# profile {profile} of {path}"),
        None => format!("# no profile; {path}"),
    }];
    let mut line = |name: &str, value: &str, origin: &str| {
        lines.push(format!(
            "{:<44} # {origin}",
            format!("{name} = {}", printable(value))
        ))
    };
    for setting in &SETTINGS {
        match (
            setting.read(&resolved.typed),
            resolved.origins.get(setting.name),
        ) {
            (Some(value), Some(origin)) => {
                line(setting.name, &format!("{value:?}"), &origin.to_string())
            }
            _ => line(setting.name, setting.default, "default"),
        }
    }
    if let Some((kind, origin)) = resolved.secrets.get(AUTH.0) {
        line(AUTH.0, &format!("{kind:?}"), &origin.to_string());
    }
    // What a command would print is not asked for only to be counted.
    let without_command = Resolved {
        command: None,
        ..resolved.clone()
    };
    for text in Texts::gather(&without_command, ambient)?.all() {
        let file = text
            .file
            .as_ref()
            .map(|file| format!(", file {file}"))
            .unwrap_or_default();
        line(
            text.name,
            &format!("{} characters", text.length()),
            &format!("{}{file}", text.origin),
        );
    }
    if let Some(command) = &resolved.command {
        line(COMMAND, &in_short(command), "the profile; not run here");
    }
    Ok(lines.join("\n") + "\n")
}
