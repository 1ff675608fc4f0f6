//! How requests travel: time-outs, retries, certificates and the proxy, each from flag, environment or the usual.

use super::Source;
use crate::ambient::Ambient;
use crate::cli::ConnectionOptions;
use crate::failure::{Cause, Failure};
use crate::model::length::parse_pause;
use crate::model::network::{ExtraRoots, Network, Patience, Persistence};
use crate::model::service::without_user;

/// Decides how requests travel.
///
/// # Errors
/// Where a pause or a proxy cannot be meant, or the file of certificates not be read.
pub(super) fn network(
    typed: &ConnectionOptions,
    splay: Option<&String>,
    source: &Source,
    ambient: &Ambient,
) -> Result<Network, Failure> {
    let (usual, persistent) = (Patience::default(), Persistence::default());
    let pause = |flag: &str, typed: Option<&String>, usual| match typed {
        Some(typed) => parse_pause(flag, typed).map_err(Failure::usage),
        None => Ok(usual),
    };
    let extra_roots = typed.ca_file.as_ref().map(|file| {
        let read = std::fs::read(file).map(|pem| ExtraRoots {
            file: file.display().to_string(),
            pem,
        });
        read.map_err(|error| {
            Failure::new(
                Cause::Local,
                format!("could not read --ca-file {}: {error}", file.display()),
            )
            .with_hint("check its name; it holds the authority's certificate in PEM")
        })
    });
    Ok(Network {
        patience: Patience {
            without_progress: pause("--timeout", typed.timeout.as_ref(), usual.without_progress)?,
            to_connect: pause(
                "--connect-timeout",
                typed.connect_timeout.as_ref(),
                usual.to_connect,
            )?,
        },
        persistence: Persistence {
            throttled: typed.retries.unwrap_or(persistent.throttled),
            broken: typed.retries.unwrap_or(persistent.broken),
            backoff: pause("--backoff", typed.backoff.as_ref(), persistent.backoff)?,
            deadline: pause("--deadline", typed.deadline.as_ref(), persistent.deadline)?,
            splay: pause("--splay", splay, persistent.splay)?,
            ..persistent
        },
        extra_roots: extra_roots.transpose()?,
        replaced_roots: first_set(&["SSL_CERT_FILE", "SSL_CERT_DIR"], ambient),
        proxy: if source.is_plain() {
            None
        } else {
            proxy(ambient)?
        },
    })
}

/// The first of these variables that is there, as NAME=VALUE.
fn first_set(names: &[&str], ambient: &Ambient) -> Option<String> {
    names
        .iter()
        .find_map(|name| Some(format!("{name}={}", ambient.variables.get(*name)?)))
}

/// The proxy that the environment names, without its password.
fn proxy(ambient: &Ambient) -> Result<Option<String>, Failure> {
    let Some(set) = first_set(
        &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
        ambient,
    ) else {
        return Ok(None);
    };
    let (name, address) = set.split_once('=').unwrap_or_default();
    if address.is_empty() {
        return Ok(None);
    }
    let whole = if address.contains("://") {
        address.to_owned()
    } else {
        format!("http://{address}")
    };
    let shown = format!("{name}={}", without_user(address));
    // Judged as strictly as the client does: what it cannot use it goes without, and that is not what was meant.
    let usable = whole.parse::<hyper::Uri>().is_ok_and(|uri| {
        uri.host().is_some() && matches!(uri.scheme_str(), Some("http" | "https"))
    });
    if usable {
        return Ok(Some(shown));
    }
    let what = format!("{shown} is not the address of a proxy over http");
    Err(Failure::new(Cause::Configuration, what)
        .with_hint("it looks like http://proxy.example.net:3128"))
}
