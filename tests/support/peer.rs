//! The HTTP peer of all tests: a loopback socket that plays a script on each connection, or answers with a function,
//! and records the requests.
//!
//! Its threads end with the connections. It uses no timers: a silent peer reads until the other side hangs up.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use ice_runtime::Endpoint;

/// One side of a connection, in plain or inside TLS.
pub trait Stream: Read + Write + Send {}

impl<S: Read + Write + Send> Stream for S {}

type Script = dyn Fn(&mut Wire) + Send + Sync;

/// Turns an accepted socket into a stream; `None` if the handshake fails.
type Accept = dyn Fn(TcpStream) -> Option<Box<dyn Stream>> + Send + Sync;

#[derive(Clone)]
pub struct Peer {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    requests: Vec<String>,
    connections: usize,
    is_stopped: bool,
}

/// A complete request.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub target: String,
    pub body: String,
    /// Header lines in lower case.
    head: String,
}

impl Asked {
    fn parse(request: &str) -> Self {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let (line, head) = head.split_once("\r\n").unwrap_or((head, ""));
        let mut words = line.split(' ').map(str::to_owned);
        let (method, target) = (words.next().unwrap(), words.next().unwrap());
        Self { method, target, body: body.to_owned(), head: head.to_ascii_lowercase() }
    }

    /// The value of a header, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    }

    /// Whether the query string or the form has this parameter, given as an encoded `Name=value`.
    pub fn has(&self, parameter: &str) -> bool {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        query.split('&').chain(self.body.split('&')).any(|part| part == parameter)
    }
}

/// Status and body of an answer; `None` closes the connection instead.
pub type Answer = Option<(u16, String)>;

impl Peer {
    /// Plays `script` on each connection.
    pub fn start(script: impl Fn(&mut Wire) + Send + Sync + 'static) -> Self {
        Self::start_on(IpAddr::V4(Ipv4Addr::LOCALHOST), plain, script).unwrap()
    }

    /// Answers every request with these bytes and keeps the connection open.
    pub fn replying(reply: impl Into<Vec<u8>>) -> Self {
        let reply = reply.into();
        Self::start(move |wire| {
            while wire.request().is_some() {
                wire.send(&reply);
            }
        })
    }

    /// Answers the one request of each connection.
    pub fn answering(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        Self::answering_under(&[], answer)
    }

    /// Answers the one request of each connection, with these lines in the head of every answer.
    pub fn answering_under(
        head: &'static [&'static str],
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::start(move |wire| {
            let Some(request) = wire.request() else { return };
            if let Some((status, body)) = answer(&Asked::parse(&request)) {
                let head = [head, &["connection: close"]].concat();
                wire.send(reply(&format!("{status} X"), &head, body));
            }
        })
    }

    pub fn start_on(
        address: IpAddr,
        accept: impl Fn(TcpStream) -> Option<Box<dyn Stream>> + Send + Sync + 'static,
        script: impl Fn(&mut Wire) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((address, 0))?;
        let peer = Self { address: listener.local_addr()?, seen: Arc::default() };
        let seen = Arc::clone(&peer.seen);
        let (accept, script): (Arc<Accept>, Arc<Script>) = (Arc::new(accept), Arc::new(script));
        thread::spawn(move || {
            for socket in listener.incoming() {
                let Ok(socket) = socket else { continue };
                let number = {
                    let mut seen = seen.lock().unwrap();
                    if seen.is_stopped {
                        return;
                    }
                    seen.connections += 1;
                    seen.connections
                };
                let (accept, script, seen) = (Arc::clone(&accept), Arc::clone(&script), Arc::clone(&seen));
                let serve = move || serve(socket, number, &*accept, &*script, seen);
                // One thread per connection: thousands of them should not have large stacks.
                drop(thread::Builder::new().stack_size(512 * 1024).spawn(serve));
            }
        });
        Ok(peer)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn endpoint(&self) -> Endpoint {
        Endpoint::new(&self.url()).unwrap()
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Refuses connections from now on.
    pub fn stop(self) {
        self.seen.lock().unwrap().is_stopped = true;
        // This connection ends the accepting thread, and its socket with it.
        while TcpStream::connect(self.address).is_ok() {
            thread::yield_now();
        }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.requests().iter().map(|request| Asked::parse(request)).collect()
    }

    /// Method and target of all requests.
    pub fn lines(&self) -> Vec<String> {
        self.asked().iter().map(|asked| format!("{} {}", asked.method, asked.target)).collect()
    }

    /// The complete requests: head and body.
    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }

    pub fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }
}

fn serve(socket: TcpStream, number: usize, accept: &Accept, script: &Script, seen: Arc<Mutex<Seen>>) {
    let _ = socket.set_nodelay(true);
    let Ok(raw) = socket.try_clone() else { return };
    let Some(stream) = accept(socket) else { return };
    script(&mut Wire { stream, raw: Some(raw), number, seen });
}

/// No TLS.
pub fn plain(socket: TcpStream) -> Option<Box<dyn Stream>> {
    Some(Box::new(socket))
}

/// One connection, from the server's side.
pub struct Wire {
    stream: Box<dyn Stream>,
    raw: Option<TcpStream>,
    number: usize,
    seen: Arc<Mutex<Seen>>,
}

impl Wire {
    /// The number of the connection, from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Reads the head of a request and does not count it.
    pub fn head(&mut self) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        while !text.ends_with(b"\r\n\r\n") {
            text.push(self.byte()?);
        }
        Some(text)
    }

    /// Continues with the stream that `wrap` makes of the socket, such as TLS.
    pub fn upgrade(&mut self, wrap: impl FnOnce(TcpStream) -> Box<dyn Stream>) {
        if let Some(raw) = self.raw.as_ref().and_then(|raw| raw.try_clone().ok()) {
            self.stream = wrap(raw);
        }
    }

    /// Reads a whole request; `None` if the other side has hung up.
    pub fn request(&mut self) -> Option<String> {
        let mut text = self.head()?;
        let head = String::from_utf8_lossy(&text).to_ascii_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok())
            .unwrap_or_default();
        for _ in 0..length {
            text.push(self.byte()?);
        }
        let request = String::from_utf8_lossy(&text).into_owned();
        self.seen.lock().unwrap().requests.push(request.clone());
        Some(request)
    }

    fn byte(&mut self) -> Option<u8> {
        let mut byte = [0];
        (self.stream.read(&mut byte).ok()? == 1).then_some(byte[0])
    }

    /// Writes; returns whether the other side still accepts it.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).and_then(|()| self.stream.flush()).is_ok()
    }

    /// Writes byte by byte, with a pause after each, until all is sent or the other side hangs up.
    pub fn dribble(&mut self, bytes: impl IntoIterator<Item = u8>, pause: Duration) -> bool {
        bytes.into_iter().all(|byte| {
            thread::sleep(pause);
            self.send([byte])
        })
    }

    /// Says nothing until the other side hangs up.
    pub fn hold(&mut self) {
        while self.byte().is_some() {}
    }

    /// Closes with a reset.
    pub fn reset(&mut self) {
        if let Some(raw) = self.raw.take() {
            let _ = socket2::SockRef::from(&raw).set_linger(Some(Duration::ZERO));
        }
        // Dropping the last handle of the socket sends the reset.
        self.stream = Box::new(io::empty());
    }

    /// Closes.
    pub fn close(&mut self) {
        self.raw = None;
        self.stream = Box::new(io::empty());
    }

    /// Ends the sending side; the other may still write.
    pub fn half_close(&mut self) {
        if let Some(raw) = &self.raw {
            let _ = raw.shutdown(Shutdown::Write);
        }
    }
}

/// A reply with this status line, such as `200 OK`, these header lines and this body.
pub fn reply(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut text = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len());
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// An address where nothing listens.
pub fn deaf_address() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap()
}
