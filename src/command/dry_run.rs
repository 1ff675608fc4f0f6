//! `fetch --dry-run`: the requests that would be sent, secrets masked, hosts still to be looked up as placeholders.

use std::fmt::Write as _;

use jiff::Timestamp;
use url::{Position, Url};

use super::failed::Failed;
use super::present;
use crate::ambient::Ambient;
use crate::api::http::{Request, Verb};
use crate::api::{auth, domain, login, names, query};
use crate::failure::Failure;
use crate::model::credentials::Credentials;
use crate::model::names::Naming;
use crate::model::request::AccountId;
use crate::model::service::ServiceAddress;
use crate::settings::{Ask, Fetch, Source};

/// Prints every request of every account.
///
/// # Errors
/// Where stdout cannot be written, or some profiles cannot be asked.
pub fn run(mut settings: Fetch, ambient: &mut Ambient) -> Result<(), Failure> {
    let failed = Failed::before(&mut settings, ambient);
    let mut requests = Vec::new();
    for ask in &settings.asks {
        for account in &ask.accounts {
            requests.extend(describe(ask, account, ambient.now())?);
        }
    }
    present::text(requests.join("\n").as_bytes(), ambient)?;
    failed.end(settings.asks.len())
}

fn describe(settings: &Ask, account: &AccountId, now: Timestamp) -> Result<Vec<String>, Failure> {
    // A path does not depend on its host, so any host serves to write one down.
    let anywhere =
        ServiceAddress::parse("domain", "host-to-be-looked-up").map_err(Failure::usage)?;
    let (whereabouts, credentials) = match &settings.source {
        Source::Service(service) => (Some(&service.0), Some(&service.1)),
        Source::Demo => (None, None),
    };
    let base = |service: &str| {
        whereabouts.map_or_else(
            || "http://{simulator}".to_owned(),
            |_| format!("https://{{{service}}}"),
        )
    };
    let look_up = |service: &str| {
        let api = whereabouts.map_or(&anywhere, |whereabouts| &whereabouts.domain_api);
        let url = domain::request(api, account, service).url;
        let shown = if whereabouts.is_some() {
            url.to_string()
        } else {
            format!("http://{{simulator}}{}", path(&url))
        };
        format!("GET {shown}\n")
    };
    let mut requests = Vec::new();
    if let Some(Credentials::LogIn(log_in)) = credentials {
        requests.push(look_up(login::SERVICE));
        let body = login::body(log_in, |_| "***".to_owned());
        let at = format!("{}{}", base(login::SERVICE), login::path(account));
        requests.push(format!(
            "POST {at}\nContent-Type: application/json\n\n{body}\n"
        ));
    }
    let known = whereabouts.and_then(|whereabouts| whereabouts.reporting.as_ref());
    if known.is_none() {
        requests.push(look_up(domain::REPORTING));
    }
    let Request { verb, url } = query::request(
        account,
        &settings.question.at(now),
        known.unwrap_or(&anywhere),
    );
    let at = if known.is_some() {
        url.to_string()
    } else {
        format!("{}{}", base(domain::REPORTING), path(&url))
    };
    let header = credentials.map_or("OAuth ***", auth::masked);
    let mut request = format!("{} {at}\nAuthorization: {header}\n", verb.name());
    if let Verb::Post(body) = verb {
        let _ = write!(request, "Content-Type: application/json\n\n{body}\n");
    }
    requests.push(request);
    if settings.naming != Naming::Never {
        requests.push(look_up(names::SERVICE));
        for Request { verb, url } in names::requests(account, &anywhere) {
            let at = format!("{}{}", base(names::SERVICE), path(&url));
            requests.push(format!("{} {at}\nAuthorization: {header}\n", verb.name()));
        }
    }
    Ok(requests)
}

fn path(url: &Url) -> &str {
    &url[Position::BeforePath..]
}
