//! Says of a TLS failure whose certificate was not trusted, why, and what to do.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::retry::Fault;
use crate::failure::{Cause, Failure};

/// The fault of a connection to `whom`, where a certificate or TLS itself is the reason. A certificate that is not
/// trusted now will not be in a moment; a TLS connection that broke may hold the next time.
pub fn explain(error: &(dyn Error + 'static), whom: &str) -> Option<Fault> {
    let network = |why: String, hint| Failure::new(Cause::Network, why).with_hint(hint);
    Some(match find(error)? {
        rustls::Error::InvalidCertificate(reason) => {
            let (why, hint) = explain_certificate(reason);
            Fault::last(network(format!("could not trust {whom}: {why}"), hint))
        }
        other => {
            let hint = "check the domain and its port, and what stands between";
            Fault::broken(network(
                format!("no secure connection to {whom}: TLS failed: {other}"),
                hint,
            ))
        }
    })
}

fn explain_certificate(reason: &CertificateError) -> (String, &'static str) {
    match reason {
        // A renewed authority may keep the name of the old one, whose key then does not fit.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => (
            "its certificate was issued by an authority that is not trusted here".to_owned(),
            "give the authority's certificate with --ca-file (a company's proxy often has its own)",
        ),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => (
            format!("its certificate has expired ({reason})"),
            "check this machine's clock; if it is right, whoever runs that host must renew the certificate",
        ),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => (
            format!("its certificate is not valid yet ({reason})"),
            "check this machine's clock",
        ),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            format!("its certificate is for another name ({reason})"),
            "check the domain; without --domain the right one is looked up",
        ),
        other => (
            format!("its certificate is not valid ({other})"),
            "check the domain, and what stands between",
        ),
    }
}

/// The TLS library's own error, wherever it hides among the causes.
fn find<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        // What an I/O error wraps is not among its causes.
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        if let Some(found) = wrapped.and_then(|inner| find(inner)) {
            return Some(found);
        }
        next = error.source();
    }
    None
}
