//! The simulator on loopback HTTP: connections, faults and compression; what is answered is the service's business.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener as StdListener, TcpStream as StdStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, JoinHandle};

use http_body_util::channel::{Channel, Sender};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, DATE, HOST};
use hyper::http::request::Parts;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::fmt::rfc2822::DateTimePrinter;
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::Simulator;
use super::delivery::{Pack, spoil};
use super::faults::Fault;
use super::service::{Request, Response, refuse};

/// The largest POST body that is read, in bytes.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

type Body = Channel<Bytes, io::Error>;

/// A simulator that is serving until the process ends.
pub struct Running {
    address: SocketAddr,
    thread: JoinHandle<()>,
}

impl Running {
    /// `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits for the end of serving, which comes with the process's.
    pub fn wait(self) {
        let _ = self.thread.join();
    }
}

/// Starts serving on a loopback port; 0 takes a free one.
///
/// # Errors
/// Where the port is taken or nothing can listen.
pub fn start(simulator: Simulator, port: u16) -> io::Result<Running> {
    let listener = StdListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let thread = thread::Builder::new()
        .name("simulator".to_owned())
        .spawn(move || {
            runtime.block_on(serve(listener, Arc::new(simulator)));
        })?;
    Ok(Running { address, thread })
}

async fn serve(listener: StdListener, simulator: Arc<Simulator>) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    loop {
        // A connection that fails before it is accepted concerns nobody else.
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, Arc::clone(&simulator)));
        }
    }
}

async fn converse(stream: TcpStream, simulator: Arc<Simulator>) {
    let _ = stream.set_nodelay(true);
    let Ok(stream) = stream.into_std() else {
        return;
    };
    let Ok(handle) = stream.try_clone().map(Arc::new) else {
        return;
    };
    let Ok(stream) = TcpStream::from_std(stream) else {
        return;
    };
    let service =
        service_fn(move |request| answer(request, Arc::clone(&simulator), Arc::clone(&handle)));
    let mut http = hyper::server::conn::http1::Builder::new();
    // A client that breaks off, or a fault that does, ends this conversation alone.
    let _ = http
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    request: hyper::Request<Incoming>,
    simulator: Arc<Simulator>,
    connection: Arc<StdStream>,
) -> Result<hyper::Response<Body>, Reset> {
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST_BODY)
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
    else {
        return Ok(respond(
            &simulator,
            refuse(413, "the body is too large"),
            &parts,
            Delivery::default(),
        ));
    };
    let Some(url) = url(&parts) else {
        return Ok(respond(
            &simulator,
            refuse(400, "the URL is not one"),
            &parts,
            Delivery::default(),
        ));
    };
    let now = (simulator.clock)();
    let header = |name| {
        parts
            .headers
            .get(name)
            .and_then(|value: &hyper::header::HeaderValue| value.to_str().ok())
    };
    let to_the_method = Simulator::is_to_the_method(&url);
    let asked = Request {
        method: parts.method.as_str(),
        url,
        authorization: header(AUTHORIZATION),
        body: &body,
    };
    if !to_the_method {
        return Ok(respond(
            &simulator,
            simulator.respond(&asked, now),
            &parts,
            Delivery::default(),
        ));
    }
    let Some(slot) = Slot::take(&simulator) else {
        return Ok(respond(
            &simulator,
            refuse(429, "too many requests at once"),
            &parts,
            Delivery::default(),
        ));
    };
    let fault = simulator
        .faults
        .lock()
        .ok()
        .and_then(|mut faults| faults.spend());
    let delivery = Delivery {
        fault,
        _slot: Some(slot),
    };
    let response = match fault {
        Some(Fault::Status(status)) => refuse(status, "a fault that was asked for"),
        Some(Fault::Reset) => {
            // With nothing left to linger for, closing resets the connection.
            let reset = connection
                .try_clone()
                .and_then(TcpStream::from_std)
                .and_then(|stream| stream.set_zero_linger());
            return Err(Reset(reset.err()));
        }
        Some(Fault::Html) => Response::Pieces(Box::new(std::iter::once(
            b"<html><body>Welcome</body></html>".to_vec(),
        ))),
        Some(Fault::Empty) => Response::Pieces(Box::new(std::iter::empty())),
        Some(Fault::Stall(pause)) => {
            tokio::time::sleep(pause).await;
            simulator.respond(&asked, now)
        }
        _ => simulator.respond(&asked, now),
    };
    Ok(respond(&simulator, response, &parts, delivery))
}

/// The connection is to be reset without an answer.
#[derive(Debug, thiserror::Error)]
#[error("reset")]
struct Reset(#[source] Option<io::Error>);

/// The URL as the client wrote and signed it.
fn url(parts: &Parts) -> Option<Url> {
    let host = parts.headers.get(HOST)?.to_str().ok()?;
    Url::parse(&format!("http://{host}{}", parts.uri.path_and_query()?)).ok()
}

/// A place among the requests in flight, given back when the answer is delivered.
struct Slot(Arc<Simulator>);

impl Slot {
    fn take(simulator: &Arc<Simulator>) -> Option<Self> {
        let before = counter(simulator).fetch_add(1, Ordering::SeqCst);
        let slot = Self(Arc::clone(simulator));
        simulator
            .max_concurrent
            .is_none_or(|most| before < most)
            .then_some(slot)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        counter(&self.0).fetch_sub(1, Ordering::SeqCst);
    }
}

fn counter(simulator: &Simulator) -> &AtomicU32 {
    &simulator.in_flight
}

/// How an answer goes out.
#[derive(Default)]
struct Delivery {
    fault: Option<Fault>,
    /// Held until the last byte has gone.
    _slot: Option<Slot>,
}

fn respond(
    simulator: &Simulator,
    response: Response,
    parts: &Parts,
    delivery: Delivery,
) -> hyper::Response<Body> {
    let (sender, body) = Channel::new(2);
    let (status, pieces): (u16, Box<dyn Iterator<Item = Vec<u8>> + Send>) = match response {
        Response::Json(status, json) => (
            status,
            Box::new(std::iter::once(json.to_string().into_bytes())),
        ),
        Response::Pieces(pieces) => (200, pieces),
    };
    let accepted = parts
        .headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let gzip = accepted.contains("gzip");
    let kind = if delivery.fault == Some(Fault::Html) {
        "text/html"
    } else {
        "application/json"
    };
    let mut answer = hyper::Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind);
    if let Ok(date) = DateTimePrinter::new().timestamp_to_rfc9110_string(&(simulator.clock)()) {
        answer = answer.header(DATE, date);
    }
    if gzip {
        answer = answer.header(CONTENT_ENCODING, "gzip");
    }
    tokio::spawn(deliver(sender, pieces, gzip, delivery));
    // Every part of the head is known to be valid, so building it cannot fail.
    answer
        .body(body)
        .unwrap_or_else(|_| hyper::Response::new(Channel::new(1).1))
}

async fn deliver(
    mut sender: Sender<Bytes, io::Error>,
    pieces: Box<dyn Iterator<Item = Vec<u8>> + Send>,
    gzip: bool,
    delivery: Delivery,
) {
    let mut pack = Pack::new(gzip);
    let pieces = spoil(pieces, delivery.fault);
    for piece in pieces {
        if let Some(pause) = piece.after {
            tokio::time::sleep(pause).await;
        }
        let packed = pack.add(&piece.bytes);
        if !packed.is_empty() && sender.send_data(packed).await.is_err() {
            return;
        }
    }
    if delivery.fault == Some(Fault::Truncate) {
        sender.abort(io::Error::other("truncated"));
        return;
    }
    let rest = pack.finish();
    if !rest.is_empty() {
        let _ = sender.send_data(rest).await;
    }
}
