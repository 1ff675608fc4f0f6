//! `doctor`: every step that a first request needs, one by one, each with what to do next where it fails. Shows no secret.

mod keys;
mod report;
mod steps;

use self::report::{Outcome, Report};
use self::steps::AccountCheck;
use crate::ambient::Ambient;
use crate::cli::{self, Globals};
use crate::failure::Failure;
use crate::settings::profiles::config_path;
use crate::settings::{self, Source};

/// A diagnosis shows the first failure, so nothing is tried twice unless `--retries` says so.
const RETRIES: u32 = 0;

/// Examines every profile and account, and tells as it goes.
///
/// # Errors
/// That of the first step that failed, which has been told.
pub fn run(typed: &cli::Doctor, globals: &Globals, ambient: &mut Ambient) -> Result<(), Failure> {
    let mut report = Report::new(typed.format);
    let mut fetch = cli::Fetch::default();
    fetch.request.connection = typed.connection.clone();
    fetch.request.connection.retries.get_or_insert(RETRIES);
    let resolved = report.step("config", ambient, |ambient| {
        let resolved = settings::resolve(&fetch, globals, ambient)?;
        let path = config_path(globals, ambient)
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        let told = match resolved
            .iter()
            .filter_map(|one| one.profile.as_deref())
            .collect::<Vec<_>>()[..]
        {
            _ if typed.connection.demo => "none is needed for the demo".to_owned(),
            [] if std::path::Path::new(&path).exists() => format!("{path}, no profile"),
            [] => format!("none at {path}; the environment says all"),
            ref names => format!("{path}, profile {}", names.join(", ")),
        };
        Ok((Outcome::Fine(told), resolved))
    })?;
    for resolved in resolved.unwrap_or_default() {
        if let Some(profile) = &resolved.profile {
            report.head(&format!("profile {profile}"), ambient)?;
        }
        let ask = report.step("credentials", ambient, |ambient| {
            let (ask, texts) =
                settings::prepare(&resolved, ambient).map_err(|failure| resolved.blame(failure))?;
            let outcome = match &ask.source {
                Source::Demo => Outcome::Fine("the simulator's own".to_owned()),
                Source::Service(service) => keys::judge_credentials(&service.1, &texts),
            };
            Ok((outcome, ask))
        })?;
        let Some(ask) = ask else {
            report.finish_account();
            report.skip(&steps::ALL, ambient)?;
            continue;
        };
        for account in &ask.accounts {
            let whose = ask
                .profile
                .as_ref()
                .map(|profile| format!("profile {profile}, "))
                .unwrap_or_default();
            report.head(&format!("{whose}account {account}"), ambient)?;
            AccountCheck::new(&ask, account, ambient)?.examine(&mut report, ambient)?;
            report.finish_account();
        }
    }
    report.end(ambient)
}
