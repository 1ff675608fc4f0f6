//! The simulator on loopback HTTP: connections, faults and compression; what is answered is the service's business.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener as StdListener, TcpStream as StdStream};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, DATE, HOST, HeaderName,
};
use hyper::http::request::Parts;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::Simulator;
use super::delivery::{Pack, spoil};
use super::faults::Fault;
use super::service::{Pieces, Request, Response, refuse};

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
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(converse(stream, Arc::clone(&simulator)))),
            // Out of file descriptors, most likely: trying at once would only burn the processor.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
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
        service_fn(move |request| logged(request, Arc::clone(&simulator), Arc::clone(&handle)));
    let mut http = hyper::server::conn::http1::Builder::new();
    // A client that breaks off, or a fault that does, ends this conversation alone.
    let _ = http
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn logged(
    request: hyper::Request<Incoming>,
    simulator: Arc<Simulator>,
    connection: Arc<StdStream>,
) -> Result<hyper::Response<Body>, Reset> {
    let asked = format!(
        "{} {} {}",
        (simulator.clock)(),
        request.method(),
        request.uri()
    );
    let answered = answer(request, Arc::clone(&simulator), connection).await;
    if let Some(log) = &simulator.log {
        let status = answered
            .as_ref()
            .map_or_else(ToString::to_string, |response| {
                response.status().as_u16().to_string()
            });
        // Whoever listened may have gone.
        let _ = log.send(format!("{asked} -> {status}"));
    }
    answered
}

async fn answer(
    request: hyper::Request<Incoming>,
    simulator: Arc<Simulator>,
    connection: Arc<StdStream>,
) -> Result<hyper::Response<Body>, Reset> {
    let (parts, body) = request.into_parts();
    let now = (simulator.clock)();
    let plainly = |response| Ok(respond(now, response, &parts, Delivery::default()));
    let Ok(body) = Limited::new(body, LARGEST_BODY)
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
    else {
        return plainly(refuse(413, "the body is too large"));
    };
    let Some(url) = url(&parts) else {
        return plainly(refuse(400, "the URL is not one"));
    };
    let to_the_method = Simulator::is_to_the_method(&url);
    let asked = Request {
        method: parts.method.as_str(),
        url,
        authorization: header(&parts, &AUTHORIZATION),
        body: &body,
    };
    if !to_the_method {
        return plainly(simulator.respond(&asked, now));
    }
    let Some(slot) = Slot::take(&simulator) else {
        return plainly(refuse(429, "too many requests at once"));
    };
    let fault = simulator
        .faults
        .lock()
        .ok()
        .and_then(|mut faults| faults.spend());
    if let Some(Fault::Stall(pause)) = fault {
        tokio::time::sleep(pause).await;
    }
    let now = (simulator.clock)();
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
        _ => simulator.respond(&asked, now),
    };
    let delivery = Delivery {
        fault,
        _slot: Some(slot),
    };
    Ok(respond(now, response, &parts, delivery))
}

fn header<'p>(parts: &'p Parts, name: &HeaderName) -> Option<&'p str> {
    parts.headers.get(name)?.to_str().ok()
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
        let before = simulator.in_flight.fetch_add(1, Ordering::SeqCst);
        let slot = Self(Arc::clone(simulator));
        simulator
            .max_concurrent
            .is_none_or(|most| before < most)
            .then_some(slot)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::SeqCst);
    }
}

/// How an answer goes out.
#[derive(Default)]
struct Delivery {
    fault: Option<Fault>,
    /// Held until the last byte has gone.
    _slot: Option<Slot>,
}

fn respond(
    now: Timestamp,
    response: Response,
    parts: &Parts,
    delivery: Delivery,
) -> hyper::Response<Body> {
    let (sender, body) = Channel::new(2);
    let (status, pieces): (u16, Pieces) = match response {
        Response::Json(status, json) => (
            status,
            Box::new(std::iter::once(json.to_string().into_bytes())),
        ),
        Response::Pieces(pieces) => (200, pieces),
    };
    let gzip = header(parts, &ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains("gzip"));
    let kind = if delivery.fault == Some(Fault::Html) {
        "text/html"
    } else {
        "application/json"
    };
    let mut answer = hyper::Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind);
    if let Ok(date) = DateTimePrinter::new().timestamp_to_rfc9110_string(&now) {
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
    pieces: Pieces,
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
