//! Real TLS on loopback, with certificates from a private authority made for the test, and what is said where they
//! are not trusted.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod proxy;
#[path = "../support/mod.rs"]
mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use support::{Bench, Scripted, data, response, scripted, skipped};

/// A private authority and a server with a certificate of its making.
struct Secure {
    authority: String,
    port: u16,
}

/// Serves the documented example over TLS; `adjust` may spoil the server's certificate.
fn serve(adjust: impl FnOnce(&mut CertificateParams)) -> Secure {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let mut params =
        CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    adjust(&mut params);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();

    let chain = vec![CertificateDer::from(certificate.der().to_vec())];
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = response("200 OK", &data("documented-whole.json"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut tls =
                StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            let mut request = [0; 4096];
            // A client that does not trust us breaks off here.
            if tls.read(&mut request).is_ok_and(|read| read > 0) {
                let _ = tls.write_all(answer.as_bytes());
                tls.conn.send_close_notify();
                let _ = tls.flush();
            }
        }
    });
    Secure {
        authority: authority.pem(),
        port,
    }
}

impl Secure {
    /// A bench that asks this server under this name, with the authority in `ca.pem`.
    fn bench(&self, host: &str) -> Bench {
        let bench = Bench::asking(&format!("https://{host}:{}", self.port));
        bench.file("ca.pem", &self.authority);
        bench
    }
}

#[test]
fn a_private_authority_is_trusted_by_flag_and_by_variable() {
    let secure = serve(|_| ());
    for host in ["localhost", "127.0.0.1"] {
        let bench = secure.bench(host);
        let by_flag = bench.run("fetch -t 120 -f csv --ca-file ca.pem").well();
        assert_eq!(by_flag.lines().count(), 11);
        let by_variable = bench
            .with("SSL_CERT_FILE", "ca.pem")
            .run("fetch -t 120 -f csv")
            .well();
        assert_eq!(by_variable, by_flag);
    }
}

#[test]
fn a_variable_replaces_what_is_trusted_by_file_and_by_folder() {
    let (ours, other) = (serve(|_| ()), serve(|_| ()));
    let bench = ours.bench("localhost");
    // As OpenSSL wants them, the files of such a folder are named for a hash.
    for (folder, authority) in [("ours", &ours.authority), ("other", &other.authority)] {
        std::fs::create_dir(bench.path(folder)).unwrap();
        bench.file(&format!("{folder}/00000000.0"), authority);
    }
    bench.file("other.pem", &other.authority);
    let by_folder = ours
        .bench("localhost")
        .with("SSL_CERT_DIR", bench.path("ours").to_str().unwrap());
    by_folder.run("fetch -t 120 -f csv").well();
    for (variable, instead) in [("SSL_CERT_DIR", "other"), ("SSL_CERT_FILE", "other.pem")] {
        let replaced = ours
            .bench("localhost")
            .with(variable, bench.path(instead).to_str().unwrap());
        assert!(
            replaced.run("fetch").badly(7).contains("not trusted here"),
            "{variable}"
        );
        replaced.run("fetch -t 120 -f csv --ca-file ca.pem").well();
    }
}

#[test]
fn what_is_not_trusted_is_told_with_the_reason_and_the_cure() {
    let secure = serve(|_| ());
    let told = secure.bench("localhost").run("fetch").badly(7);
    let who = format!(
        "could not trust localhost:{}: its certificate was issued by an authority that is not trusted here",
        secure.port
    );
    assert!(told.contains(&who) && told.contains("--ca-file"), "{told}");
    let examined = secure.bench("localhost").run("doctor");
    assert_eq!(examined.status, 7);
    let step = examined.stdout.split("✗ connection").nth(1).unwrap();
    assert!(
        step.contains(&who) && step.contains("→ give the authority's certificate with --ca-file"),
        "{step}"
    );

    let expired = serve(|params| {
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(2020, 2, 1);
    });
    let told = expired
        .bench("localhost")
        .run("fetch --ca-file ca.pem")
        .badly(7);
    assert!(
        told.contains("its certificate has expired") && told.contains("clock"),
        "{told}"
    );

    let early = serve(|params| params.not_before = rcgen::date_time_ymd(2090, 1, 1));
    let told = early
        .bench("localhost")
        .run("fetch --ca-file ca.pem")
        .badly(7);
    assert!(
        told.contains("its certificate is not valid yet") && told.contains("clock"),
        "{told}"
    );

    let other = serve(|params| params.subject_alt_names.clear());
    let told = other
        .bench("localhost")
        .run("fetch --ca-file ca.pem")
        .badly(7);
    assert!(
        told.contains("its certificate is for another name") && told.contains("check the domain"),
        "{told}"
    );
}

#[test]
fn a_file_that_holds_no_certificate_is_named() {
    let bench = serve(|_| ()).bench("localhost");
    bench.file("notes.txt", "no certificate");
    assert!(
        bench
            .run("fetch --ca-file notes.txt")
            .badly(3)
            .contains("--ca-file notes.txt holds no certificate in PEM")
    );
    assert!(
        bench
            .run("fetch --ca-file nosuch.pem")
            .badly(1)
            .contains("could not read --ca-file nosuch.pem")
    );
    let told = bench
        .with("SSL_CERT_FILE", "nosuch.pem")
        .run("fetch")
        .badly(3);
    assert!(
        told.contains("no certificate to trust could be read from SSL_CERT_FILE=nosuch.pem"),
        "{told}"
    );
}

#[test]
fn plain_http_where_tls_is_meant_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            let _ = stream.read(&mut [0; 1000]);
        }
    });
    let told = Bench::asking(&base_url).run("fetch").badly(7);
    assert!(
        told.contains("TLS failed: ") && told.contains("check the domain and its port"),
        "{told}"
    );
}

#[test]
fn a_connection_that_breaks_is_tried_again_and_a_certificate_is_not() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || listener.incoming().for_each(drop));
    let run = scripted(
        Scripted::default(),
        &format!("fetch -a 1 --domain {base_url} -f csv"),
    );
    assert_eq!((run.status, run.stdout.as_str()), (7, ""), "{}", run.stderr);
    assert_eq!(
        run.waits,
        [5, 10, 15].map(Duration::from_secs),
        "{}",
        run.stderr
    );
    let secure = serve(|_| ());
    let run = scripted(
        Scripted::default(),
        &format!("fetch -a 1 --domain localhost:{} -f csv", secure.port),
    );
    assert_eq!((run.status, run.waits), (7, vec![]), "{}", run.stderr);
}

#[test]
fn a_machine_without_certificates_has_those_built_in() {
    // Only in a mount namespace of its own can a test take the machine's certificates away.
    let hide = "for d in /etc/ssl /usr/share/ca-certificates /usr/local/ssl /etc/pki; do [ -d $d ] && mount -t tmpfs tmpfs $d; done; exec \"$@\"";
    let hidden = |bench: &Bench, arguments: &str| {
        let plain = bench.command(arguments);
        let mut command = Command::new("unshare");
        command
            .args(["-m", "sh", "-c", hide, "sh"])
            .arg(plain.get_program())
            .args(plain.get_args());
        command
            .env_clear()
            .current_dir(bench.folder.path())
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command.envs(
            plain
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        command.output().unwrap()
    };
    if !Command::new("unshare")
        .args(["-m", "true"])
        .status()
        .is_ok_and(|status| status.success())
    {
        return skipped(
            "hiding the machine's certificates needs the right to make a mount namespace",
        );
    }
    let secure = serve(|_| ());
    let bench = secure.bench("localhost");
    let untrusted = hidden(&bench, "fetch");
    let told = String::from_utf8(untrusted.stderr).unwrap();
    assert!(
        untrusted.status.code() == Some(7) && told.contains("not trusted here"),
        "{told}"
    );
    assert_eq!(
        hidden(&bench, "fetch --ca-file ca.pem -f csv")
            .status
            .code(),
        Some(0)
    );
    assert_eq!(hidden(&bench, "fetch --demo").status.code(), Some(0));
}
