//! What a server does with a request, and the answers it has to give.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{data, response};

/// What a server does with one request.
#[derive(Clone)]
pub enum Does {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Resets the connection, after sending these bytes.
    Reset(Vec<u8>),
    /// Sends these bytes and then nothing, for longer than anybody waits.
    Stall(Vec<u8>),
}

pub fn send(text: impl Into<Vec<u8>>) -> Does {
    Does::Send(text.into())
}

/// The right answer.
pub fn ok() -> Does {
    send(response("200 OK", &data("documented-whole.json")))
}

pub fn status(line: &str) -> Does {
    send(response(line, ""))
}

pub fn after(line: &str, retry_after: &str) -> Does {
    send(response(line, "").replace("Date:", &format!("Retry-After: {retry_after}\r\nDate:")))
}

pub fn body() -> String {
    response("200 OK", &data("documented-whole.json"))
}

pub fn gzipped(cut: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(data("documented-whole.json").as_bytes())
        .unwrap();
    let packed = encoder.finish().unwrap();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        packed.len() - cut
    );
    [head.as_bytes(), &packed[..packed.len() - cut]].concat()
}

pub fn chunked(whole: bool) -> Vec<u8> {
    let body = data("documented-whole.json");
    let end = if whole { "0\r\n\r\n" } else { "" };
    format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{:x}\r\n{body}\r\n{end}", body.len()).into_bytes()
}

/// Does it.
pub fn perform(does: &Does, mut stream: TcpStream) {
    let (bytes, then): (&[u8], fn(TcpStream)) = match does {
        Does::Send(bytes) => (bytes, drop),
        Does::Reset(bytes) => (bytes, |stream| {
            // The bytes go first; then, with nothing left to linger for, closing resets the connection.
            std::thread::sleep(Duration::from_millis(50));
            let stream = socket2::Socket::from(stream);
            let _ = stream.set_linger(Some(Duration::ZERO));
        }),
        Does::Stall(bytes) => (bytes, |stream| {
            std::thread::sleep(Duration::from_secs(8));
            drop(stream);
        }),
    };
    let _ = stream.write_all(bytes);
    then(stream);
}
