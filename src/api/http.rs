//! Sends one request over HTTP and gives back what came: the only file that names reqwest. Judges nothing.

use std::cell::OnceCell;
use std::io::{self, Read};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::Certificate;
use reqwest::blocking::{Client, ClientBuilder, Response};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderName, HeaderValue, LOCATION, RETRY_AFTER,
};
use reqwest::redirect::Policy as Redirects;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::certificate;
use super::retry::Fault;
use crate::failure::{Cause, Failure};
use crate::model::network::{ExtraRoots, Network, Patience};

/// What is sent; the header that proves who asks is made for each attempt.
#[derive(Debug, Clone)]
pub struct Request {
    /// GET, or POST with a JSON body.
    pub verb: Verb,
    /// The very URL that is signed and sent.
    pub url: Url,
}

/// How it is sent.
#[derive(Debug, Clone)]
pub enum Verb {
    /// Parameters in the URL.
    Get,
    /// A JSON body.
    Post(String),
    /// A JSON body that holds secrets.
    PostSecret(SecretString),
}

impl Verb {
    /// The method's name in HTTP.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post(_) | Self::PostSecret(_) => "POST",
        }
    }
}

/// What came back, with its body still to be read.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The `Date` header, where there is a readable one.
    pub date: Option<Timestamp>,
    /// The `Retry-After` header as served.
    pub retry_after: Option<String>,
    /// The `Location` header as served.
    pub location: Option<String>,
    /// The body, decompressed. Reading fails where it ends too soon or stops coming.
    pub body: Box<dyn Read>,
}

/// What to do where a connection broke.
pub(super) const TRY_AGAIN: &str = "try again; if it stays so, check the network between";

/// Sends requests, one at a time. Clients are built when first needed.
pub struct Transport {
    network: Network,
    plain: OnceCell<Client>,
    secure: OnceCell<Client>,
}

impl Transport {
    /// A transport over this network.
    pub const fn new(network: Network) -> Self {
        Self {
            network,
            plain: OnceCell::new(),
            secure: OnceCell::new(),
        }
    }

    /// Sends one request, once, and waits no longer than the time that is left.
    ///
    /// # Errors
    /// A fault that says to whom, what and what next, where no headers came back.
    pub fn send(
        &self,
        request: &Request,
        authorization: Option<&SecretString>,
        left: Option<Duration>,
    ) -> Result<Answer, Fault> {
        let client = self.client(&request.url).map_err(Fault::last)?;
        let post = |body: &str| {
            client
                .post(request.url.clone())
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_owned())
        };
        let mut draft = match &request.verb {
            Verb::Get => client.get(request.url.clone()),
            Verb::Post(body) => post(body),
            Verb::PostSecret(body) => post(body.expose_secret()),
        };
        draft = draft.header(ACCEPT, "application/json");
        // A time-out of its own bounds the whole request, so it has one only where the deadline is nearer than silence.
        let left = left.filter(|left| *left < self.network.patience.without_progress);
        if let Some(left) = left {
            draft = draft.timeout(left);
        }
        if let Some(secret) = authorization {
            let value = HeaderValue::from_str(secret.expose_secret())
                .map_err(|_| Fault::last(unsendable()))?;
            draft = draft.header(AUTHORIZATION, value);
        }
        let explain = |error: reqwest::Error| {
            if left.is_some() && error.is_timeout() && !error.is_connect() {
                Fault::last(late(&authority(&request.url)))
            } else {
                self.explain(&error, &request.url)
            }
        };
        draft.send().map(answer).map_err(explain)
    }

    fn client(&self, url: &Url) -> Result<&Client, Failure> {
        // Plain http is loopback only: it needs no certificates, and a proxy could not reach it.
        let plain = url.scheme() == "http";
        let cell = if plain { &self.plain } else { &self.secure };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        // An error says that a provider is installed already, which is what matters.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = if plain {
            self.builder()
                .no_proxy()
                .tls_certs_only([])
                .build()
                .map_err(|error| unprepared(&error))?
        } else {
            self.secure_client()?
        };
        Ok(cell.get_or_init(|| client))
    }

    fn builder(&self) -> ClientBuilder {
        Client::builder()
            .user_agent(concat!("agentactivity/", env!("CARGO_PKG_VERSION")))
            .redirect(Redirects::none())
            .timeout(self.network.patience.without_progress)
            .connect_timeout(self.network.patience.to_connect)
    }

    /// Trusts the system's certificates, or, where the machine has none and nobody replaced them, those built in.
    fn secure_client(&self) -> Result<Client, Failure> {
        let extra = self.extra_roots()?;
        let error = match self.builder().build() {
            Ok(client) if extra.is_empty() => return Ok(client),
            Ok(_) => {
                let client = self.builder().tls_certs_merge(extra).build();
                return client.map_err(|error| self.unusable_roots(&error));
            }
            Err(error) => error,
        };
        if let Some(replaced) = &self.network.replaced_roots {
            let what = format!("no certificate to trust could be read from {replaced}");
            return Err(Failure::new(Cause::Configuration, what).with_hint(format!(
                "mend or unset it; --ca-file adds to the system's certificates ({})",
                innermost(&error)
            )));
        }
        let built_in = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        let roots = built_in
            .filter_map(|der| Certificate::from_der(der).ok())
            .chain(extra);
        let client = self.builder().tls_certs_only(roots).build();
        client.map_err(|error| unprepared(&error))
    }

    /// The failure of a file of certificates that holds something else besides.
    fn unusable_roots(&self, error: &reqwest::Error) -> Failure {
        let file = self
            .network
            .extra_roots
            .as_ref()
            .map(|roots| roots.file.as_str())
            .unwrap_or_default();
        Failure::new(
            Cause::Configuration,
            format!(
                "--ca-file {file} holds a damaged certificate: {}",
                innermost(error)
            ),
        )
        .with_hint("export the authority's certificate anew, in PEM")
    }

    fn extra_roots(&self) -> Result<Vec<Certificate>, Failure> {
        let Some(ExtraRoots { file, pem }) = &self.network.extra_roots else {
            return Ok(Vec::new());
        };
        let roots =
            Certificate::from_pem_bundle(pem).map_err(|error| self.unusable_roots(&error))?;
        if roots.is_empty() {
            return Err(Failure::new(
                Cause::Configuration,
                format!("--ca-file {file} holds no certificate in PEM"),
            )
            .with_hint("it begins with -----BEGIN CERTIFICATE-----"));
        }
        Ok(roots)
    }

    fn explain(&self, error: &reqwest::Error, url: &Url) -> Fault {
        let whom = authority(url);
        let Patience {
            without_progress,
            to_connect,
        } = self.network.patience;
        if let Some(fault) = certificate::explain(error, &whom) {
            return fault;
        }
        let proxy = self
            .network
            .proxy
            .as_deref()
            .filter(|_| url.scheme() == "https");
        let by_proxy =
            proxy.map(|proxy| format!("check {proxy}, or except this host with NO_PROXY"));
        let through = proxy
            .map(|_| " (perhaps through a proxy)")
            .unwrap_or_default();
        let (what, hint) = if error.is_timeout() && error.is_connect() {
            let what = format!(
                "no connection to {whom} within {} s",
                to_connect.as_secs_f64()
            );
            (
                what,
                "check the domain and the network, or allow more with --connect-timeout",
            )
        } else if error.is_timeout() {
            let what = format!(
                "no answer from {whom} within {} s",
                without_progress.as_secs_f64()
            );
            return Fault::broken(
                Failure::new(Cause::Network, what).with_hint("allow more with --timeout"),
            );
        } else if error.is_connect() {
            (
                format!("could not connect to {whom}{through}: {}", innermost(error)),
                "check the domain and the network",
            )
        } else {
            (
                format!("the connection to {whom} broke: {}", innermost(error)),
                TRY_AGAIN,
            )
        };
        Fault::broken(
            Failure::new(Cause::Network, what)
                .with_hint(by_proxy.unwrap_or_else(|| hint.to_owned())),
        )
    }
}

/// The failure of a run that has taken too long.
pub(super) fn late(whom: &str) -> Failure {
    Failure::new(
        Cause::Network,
        format!("the answer of {whom} was not whole before the deadline"),
    )
    .with_hint("allow more with --deadline")
}

fn unprepared(error: &reqwest::Error) -> Failure {
    Failure::new(
        Cause::Internal,
        format!("could not prepare a connection: {}", innermost(error)),
    )
}

/// Host and port: what an error may name of a URL.
pub fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Why reading a body failed, told by its innermost cause.
pub fn explain_reading(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::TimedOut || timed_out(error) {
        return "no more of the answer came in time".to_owned();
    }
    error
        .get_ref()
        .map_or_else(|| error.to_string(), |inner| innermost(inner))
}

fn timed_out(error: &io::Error) -> bool {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<reqwest::Error>());
    inner.is_some_and(reqwest::Error::is_timeout)
}

fn unsendable() -> Failure {
    Failure::new(
        Cause::Configuration,
        "the credentials hold characters that cannot be sent in a header",
    )
    .with_hint("check them for line breaks and control characters lost in copying")
}

fn answer(response: Response) -> Answer {
    let text = |name: HeaderName| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
    Answer {
        status: response.status().as_u16(),
        date: text(DATE)
            .and_then(|date| DateTimeParser::new().parse_timestamp(date.as_bytes()).ok()),
        retry_after: text(RETRY_AFTER),
        location: text(LOCATION),
        body: Box::new(response),
    }
}

fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut deepest: &dyn std::error::Error = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}
