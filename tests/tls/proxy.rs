//! A real proxy (tinyproxy) before a real TLS server.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::serve;
use crate::support::{Bench, skipped};

/// A running tinyproxy; `None`, said aloud, where it is not installed.
struct Proxy {
    child: Child,
    port: u16,
    bench: Bench,
}

impl Proxy {
    fn start(more: &str) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let bench = Bench::default();
        let config = format!(
            "Port {port}\nListen 127.0.0.1\nTimeout 60\nLogFile \"{}\"\nLogLevel Connect\nMaxClients 10\n{more}",
            bench.path("proxy.log").display()
        );
        let file = bench.file("proxy.conf", &config);
        let started = Command::new("tinyproxy")
            .arg("-d")
            .arg("-c")
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(child) = started else {
            skipped("a proxy needs tinyproxy");
            return None;
        };
        let deadline = Instant::now() + Duration::from_secs(10);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err()
            && Instant::now() < deadline
        {
            thread::sleep(Duration::from_millis(20));
        }
        Some(Self { child, port, bench })
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.bench.path("proxy.log")).unwrap_or_default()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_proxy_carries_https_where_it_should_and_nothing_else() {
    let Some(proxy) = Proxy::start("") else {
        return;
    };
    let address = format!("http://127.0.0.1:{}", proxy.port);
    let secure = serve(|_| ());
    let fetch = "fetch -t 120 -f csv --ca-file ca.pem";
    let connect = format!("CONNECT localhost:{}", secure.port);

    let bench = secure
        .bench("localhost")
        .with("NO_PROXY", "localhost")
        .with("HTTPS_PROXY", &address);
    bench.run(fetch).well();
    assert!(!proxy.log().contains(&connect), "{}", proxy.log());

    secure
        .bench("localhost")
        .with("HTTPS_PROXY", &address)
        .run(fetch)
        .well();
    assert!(proxy.log().contains(&connect), "{}", proxy.log());

    let before = proxy.log().matches("Request").count();
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"] {
        Bench::default()
            .with(variable, &address)
            .run("fetch --demo")
            .well();
    }
    assert_eq!(proxy.log().matches("Request").count(), before);
}

#[test]
fn a_proxy_that_asks_for_a_password_or_is_down_is_told() {
    let secure = serve(|_| ());
    let down = secure
        .bench("localhost")
        .with("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:9");
    let told = down.run("fetch --ca-file ca.pem").badly(7);
    assert!(
        told.contains("HTTPS_PROXY=http://***@127.0.0.1:9") && told.contains("NO_PROXY"),
        "{told}"
    );
    assert!(!told.contains("hunter2"), "{told}");
    for unusable in [
        "not a proxy",
        "htp://127.0.0.1:9",
        "socks5://127.0.0.1:9",
        "http://me:hunt er2@127.0.0.1:9",
    ] {
        let told = secure
            .bench("localhost")
            .with("HTTPS_PROXY", unusable)
            .run("fetch --ca-file ca.pem")
            .badly(3);
        assert!(
            told.contains("is not the address of a proxy over http") && !told.contains("hunt"),
            "{told}"
        );
        Bench::default()
            .with("HTTPS_PROXY", unusable)
            .run("fetch --demo")
            .well();
    }

    let Some(proxy) = Proxy::start("BasicAuth me hunter2\n") else {
        return;
    };
    let fetch = "fetch -t 120 -f csv --ca-file ca.pem";
    let address = format!("http://127.0.0.1:{}", proxy.port);
    let told = secure
        .bench("localhost")
        .with("HTTPS_PROXY", &address)
        .run(fetch)
        .badly(7);
    assert!(
        told.contains("proxy") && told.contains("authorization"),
        "{told}"
    );
    let address = format!("http://me:hunter2@127.0.0.1:{}", proxy.port);
    secure
        .bench("localhost")
        .with("HTTPS_PROXY", &address)
        .run(fetch)
        .well();
}
