//! A client over a bare socket, which sends what no HTTP library would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use bytes::Bytes;
use ice_runtime::emulator::Emulator;
use serde_json::Value;

/// A request in pieces.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// Damage to a request.
pub(super) type Change = fn(&mut Request);

/// A reply, read until the connection closes.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl From<http::Request<Bytes>> for Request {
    fn from(request: http::Request<Bytes>) -> Self {
        let headers = request.headers().iter();
        Self {
            method: request.method().to_string(),
            target: request.uri().path_and_query().unwrap().to_string(),
            headers: headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect(),
            body: request.body().to_vec(),
        }
    }
}

impl Request {
    pub(super) fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        headers.find(|header| header.0 == name).map_or("", |header| header.1.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.headers.push((name.into(), value.into()));
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.headers.retain(|header| header.0 != name);
    }

    /// Replaces a piece of the target, which must contain it.
    pub(super) fn retarget(&mut self, from: &str, to: &str) {
        assert!(self.target.contains(from), "{} has no {from}", self.target);
        self.target = self.target.replace(from, to);
    }

    pub(super) fn send(&self, emulator: &Emulator) -> Reply {
        self.try_send(emulator).unwrap_or_else(|| panic!("no reply to {} {}", self.method, self.target))
    }

    /// `None` if the connection ends without a reply.
    pub(super) fn try_send(&self, emulator: &Emulator) -> Option<Reply> {
        let headers: Vec<String> = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        // The length of the body, unless a header says otherwise.
        let is_framed = ["content-length", "transfer-encoding"].iter().any(|name| !self.header(name).is_empty());
        let length = if is_framed { String::new() } else { format!("content-length: {}\r\n", self.body.len()) };
        let head = format!(
            "{} {} HTTP/1.1\r\n{}{length}connection: close\r\n\r\n",
            self.method,
            self.target,
            headers.concat()
        );
        let bytes = [head.into_bytes(), self.body.clone()].concat();
        Some(exchange(emulator, &bytes)).filter(|reply| !reply.is_empty()).map(|reply| Reply::read(&reply))
    }
}

impl Reply {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no reply but {text:?}"));
        Self {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_ascii_lowercase(),
            body: body.to_owned(),
        }
    }

    /// The members of an error envelope.
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Status and code of an error envelope.
    pub(super) fn error(&self) -> (u16, String) {
        (self.status, self.json()["Code"].as_str().unwrap_or("none").to_owned())
    }

    pub(super) fn message(&self) -> String {
        self.json()["Message"].as_str().unwrap_or_default().to_owned()
    }
}

/// Sends bytes and returns everything received until the connection closes or is reset.
pub(super) fn exchange(emulator: &Emulator, bytes: &[u8]) -> Vec<u8> {
    let mut stream = connect(emulator);
    // The other end may hang up before it has read everything.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut reply = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut piece) {
        reply.extend_from_slice(&piece[..length]);
    }
    reply
}

pub(super) fn connect(emulator: &Emulator) -> TcpStream {
    let address = emulator.endpoint().to_string().replace("http://", "");
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}
