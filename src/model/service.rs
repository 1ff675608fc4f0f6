//! Where a service is: a scheme, a host and perhaps a port, and nothing else.
//! Plain http is for loopback addresses alone, since credentials travel with every request.

use std::fmt;

use url::{Host, Url};

use super::Invalid;

/// The base address of a service: https, or http on a loopback address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAddress(Url);

impl ServiceAddress {
    /// LivePerson's public Domain API.
    pub const DOMAIN_API: &'static str = "https://api.liveperson.net";

    /// Whether this is plain http, which only a loopback address can be.
    pub fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// Reads HOST or HOST:PORT as a look-up answers it. https is meant; http where `plain` says so and the host is loopback.
    ///
    /// # Errors
    /// Names the answer and what was expected; credentials would otherwise go wherever the answer says.
    pub fn looked_up(answer: &str, plain: bool) -> Result<Self, Invalid> {
        let host_like =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
        if answer.len() > 253 || !answer.chars().all(host_like) {
            let shown: String = answer.chars().take(60).collect();
            return Err(Invalid(format!(
                "the looked-up domain {shown:?} is not a plain HOST or HOST:PORT"
            )));
        }
        let plain_address = plain
            .then(|| Self::parse("domain", &format!("http://{answer}")).ok())
            .flatten();
        plain_address.map_or_else(|| Self::parse("domain", &format!("https://{answer}")), Ok)
    }

    /// Reads HOST, HOST:PORT or a bare URL; `what` names it in errors.
    ///
    /// # Errors
    /// Says what is wrong and what was expected.
    pub fn parse(what: &str, typed: &str) -> Result<Self, Invalid> {
        let typed = typed.trim();
        let shown: String = without_user(typed).chars().take(60).collect();
        let refuse = |why: &str| Err(Invalid(format!("{what} {shown:?} {why}")));
        let whole = if typed.contains("://") {
            typed.to_owned()
        } else {
            format!("https://{typed}")
        };
        let Ok(url) = Url::parse(&whole) else {
            return refuse("is not a host name; give HOST or HOST:PORT");
        };
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        match url.scheme() {
            _ if !bare => refuse("is more than a host; give HOST or HOST:PORT alone"),
            "https" => Ok(Self(url)),
            "http" if is_loopback(&url) => Ok(Self(url)),
            "http" => refuse(
                "is plain http, which is for loopback addresses only; leave http:// out, and https is used",
            ),
            _ => refuse("is neither https nor loopback http; give HOST or HOST:PORT alone"),
        }
    }

    /// The address of a path (which begins with `/`, and may carry a query) at this service.
    pub fn at(&self, path_and_query: &str) -> Url {
        let mut url = self.0.clone();
        let (path, query) = path_and_query
            .split_once('?')
            .map_or((path_and_query, None), |(p, q)| (p, Some(q)));
        url.set_path(path);
        url.set_query(query);
        url
    }
}

impl fmt::Display for ServiceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// An address without the user and password that may stand in it.
pub fn without_user(address: &str) -> String {
    let Some((before, host)) = address.rsplit_once('@') else {
        return address.to_owned();
    };
    let scheme = before.find("://").map_or(0, |at| at + 3);
    format!("{}***@{host}", &before[..scheme])
}

/// Where an account's services are.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// The service that holds the method, where it is known.
    pub reporting: Option<ServiceAddress>,
    /// Where all others are looked up.
    pub domain_api: ServiceAddress,
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn https_is_meant_and_http_is_for_loopback() {
        for (typed, address) in [
            ("lo.example.net", "https://lo.example.net"),
            ("lo.example.net:8443", "https://lo.example.net:8443"),
            ("https://lo.example.net/", "https://lo.example.net"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://localhost:1", "http://localhost:1"),
            ("http://[::1]:1", "http://[::1]:1"),
        ] {
            assert_eq!(
                ServiceAddress::parse("domain", typed).unwrap().to_string(),
                address,
                "{typed}"
            );
        }
        for (typed, named) in [
            ("http://example.com", "loopback"),
            ("http://127.0.0.1.example.com", "loopback"),
            ("ftp://example.com", "neither"),
            ("https://example.com/path", "more than a host"),
            ("user@example.com", "more than a host"),
            (
                "https://me:hunter2@example.com",
                "\"https://***@example.com\"",
            ),
            ("example.com?x", "more than a host"),
            ("", "not a host"),
            ("a b", "not a host"),
        ] {
            let error = ServiceAddress::parse("domain", typed)
                .unwrap_err()
                .to_string();
            assert!(error.contains(named), "{typed}: {error}");
        }
    }

    #[test]
    fn a_looked_up_domain_is_a_host_and_nothing_else() {
        let table = [
            ("lo.example.net", false, Some("https://lo.example.net")),
            (
                "lo.example.net:444",
                false,
                Some("https://lo.example.net:444"),
            ),
            ("127.0.0.1:80", false, Some("https://127.0.0.1:80")),
            ("127.0.0.1:81", true, Some("http://127.0.0.1:81")),
            ("lo.example.net", true, Some("https://lo.example.net")),
            ("evil.example/x", false, None),
            ("user@host", false, None),
            ("http://127.0.0.1", true, None),
            ("a b", false, None),
            ("", false, None),
            (&"a".repeat(300), false, None),
        ];
        for (answer, plain, expected) in table {
            let read = ServiceAddress::looked_up(answer, plain)
                .ok()
                .map(|address| address.to_string());
            assert_eq!(read.as_deref(), expected, "{answer}");
        }
    }

    proptest! {
        #[test]
        fn plain_http_never_leaves_the_machine(answer in "[a-z0-9.:@/ \\[\\]-]{0,40}", plain: bool) {
            if let Ok(address) = ServiceAddress::looked_up(&answer, plain) {
                prop_assert!(!address.is_plain() || is_loopback(&address.0));
            }
        }
    }
}
