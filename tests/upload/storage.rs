//! A loopback storage for a single multipart object that injects faults. It does not check signatures; the emulator
//! does.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use ice_runtime::upload::{UploadAddress, UploadAuth};
use ice_runtime::{Client, ClientBuilder, Credentials, Endpoint, HttpSettings, RetryPolicy};
use serde_json::json;

pub(super) use super::stored::{PART, crc64};
use super::stored::{Part, complete, list, refusal, reply};

pub(super) const BUCKET: &str = "media";
pub(super) const KEY: &str = "stream/a b+视频.mp4";

/// What happens to a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Play {
    Take,
    /// Refused with this status and code, and these header lines.
    Refuse(u16, &'static str, Vec<String>),
    /// Refused in the same way before any of the body is read, on a connection that then ends.
    RefuseEarly(u16, &'static str),
    /// Not stored, and answered with this page and status 200.
    Page(&'static str),
    /// Stored, but answered without a checksum.
    NoSum,
    /// Stored, but answered with a wrong checksum.
    WrongSum,
    /// Stored, but the connection breaks before the reply.
    LoseReply,
    /// The connection breaks before everything has arrived.
    Reset,
    /// Never answered.
    Stall,
    /// Stored, and answered after this delay.
    Late(Duration),
    /// Stored, and answered once the same request comes again.
    LateForGood,
    /// Stored, and answered once this many requests have been in progress at the same time.
    Together(usize),
}

pub(super) fn refuse(status: u16, code: &'static str) -> Play {
    Play::Refuse(status, code, Vec::new())
}

/// A received request.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: HashMap<String, String>,
    /// The number of the part; 0 if it is not a part.
    pub(super) part: u32,
    /// How many requests of this name came before it.
    pub(super) repeated: usize,
    pub(super) played: Play,
}

impl Seen {
    /// `PUT 7`, `PUT`, `POST uploads`, `POST`, `GET`, `HEAD`, `DELETE`.
    pub(super) fn name(&self) -> String {
        match (self.part, self.target.ends_with("?uploads")) {
            (0, false) => self.method.clone(),
            (0, true) => format!("{} uploads", self.method),
            (part, _) => format!("{} {part}", self.method),
        }
    }
}

#[derive(Default)]
struct State {
    uploads: HashMap<String, BTreeMap<u32, Part>>,
    begun: usize,
    object: Option<Part>,
    seen: Vec<Seen>,
    /// The parts that a list has returned.
    listed: BTreeSet<u32>,
    under_way: usize,
    most_under_way: usize,
}

type Script = dyn Fn(&Seen) -> Play + Send + Sync;

#[derive(Clone)]
pub(super) struct Storage {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    script: Arc<Script>,
}

impl Storage {
    pub(super) fn start(script: impl Fn(&Seen) -> Play + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let storage = Self { address: listener.local_addr().unwrap(), state: Arc::default(), script: Arc::new(script) };
        let serving = storage.clone();
        thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let serving = serving.clone();
                thread::spawn(move || serving.serve(&socket));
            }
        });
        storage
    }

    /// A storage that accepts everything.
    pub(super) fn patient() -> Self {
        Self::start(|_| Play::Take)
    }

    /// A storage that injects a fault once, into the first request of this name.
    pub(super) fn playing(name: &'static str, play: Play) -> Self {
        Self::start(move |seen| if seen.name() == name && seen.repeated == 0 { play.clone() } else { Play::Take })
    }

    pub(super) fn endpoint(&self) -> Endpoint {
        Endpoint::new(&format!("http://{}", self.address)).unwrap()
    }

    pub(super) fn upload_address(&self) -> UploadAddress {
        UploadAddress { endpoint: self.endpoint().to_string(), bucket: BUCKET.into(), file_name: KEY.into() }
    }

    /// A client that waits only briefly between attempts.
    pub(super) fn client_builder(&self) -> ClientBuilder {
        Client::builder()
            .endpoint(self.endpoint())
            .credentials(Credentials::new("planted-own-id", "planted-own-secret").unwrap())
            .region("cn-shanghai")
            .retry(
                RetryPolicy::default()
                    .with_base_delay(Duration::from_millis(1))
                    .with_throttled_base_delay(Duration::from_millis(1)),
            )
    }

    pub(super) fn client(&self) -> Client {
        self.client_builder().build().unwrap()
    }

    /// A client that soon treats silence as a fault.
    pub(super) fn impatient_client(&self) -> Client {
        let mut http = HttpSettings::default();
        http.read_timeout = Duration::from_millis(300);
        self.client_builder().http(http).build().unwrap()
    }

    pub(super) fn object(&self) -> Option<Vec<u8>> {
        self.state().object.as_ref().map(|object| object.0.to_vec())
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    /// The names of the received requests, in order.
    pub(super) fn names(&self) -> Vec<String> {
        self.seen().iter().map(Seen::name).collect()
    }

    /// How many requests of this name were received.
    pub(super) fn count(&self, name: &str) -> usize {
        self.names().iter().filter(|seen| *seen == name).count()
    }

    pub(super) fn most_under_way(&self) -> usize {
        self.state().most_under_way
    }

    /// The parts of uploads that have been neither completed nor aborted.
    pub(super) fn stored_parts(&self) -> Vec<u32> {
        self.state().uploads.values().flat_map(|parts| parts.keys().copied()).collect()
    }

    /// The parts that lists have returned.
    pub(super) fn listed_parts(&self) -> Vec<u32> {
        self.state().listed.iter().copied().collect()
    }

    /// Changes a stored part.
    pub(super) fn damage(&self, part: u32, damage: impl FnOnce(&mut Vec<u8>)) {
        let mut state = self.state();
        let part = state.uploads.values_mut().next().unwrap().get_mut(&part).unwrap();
        let mut bytes = part.0.to_vec();
        damage(&mut bytes);
        *part = Part::new(bytes);
    }

    /// Forgets all uploads.
    pub(super) fn forget(&self) {
        self.state().uploads.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, socket: &TcpStream) {
        let _ = socket.set_nodelay(true);
        let mut reader = BufReader::with_capacity(1 << 16, socket);
        while let Some((seen, length)) = self.head(&mut reader) {
            let reply = self.exchange(&mut reader, &seen, length);
            self.state().under_way -= 1;
            let Some(mut reply) = reply else {
                let _ = socket2::SockRef::from(socket).set_linger(Some(Duration::ZERO));
                return;
            };
            if seen.method == "HEAD" {
                let end = reply.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
                reply.truncate(end + 4);
            }
            let mut socket = socket;
            let is_early = matches!(seen.played, Play::RefuseEarly(..));
            if socket.write_all(&reply).is_err() {
                return;
            }
            if is_early {
                let _ = socket.shutdown(std::net::Shutdown::Write);
                let _ = std::io::copy(&mut reader, &mut std::io::sink());
                return;
            }
        }
    }

    fn head(&self, reader: &mut impl BufRead) -> Option<(Seen, usize)> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let mut words = lines.first()?.split(' ').map(str::to_owned);
        let (method, target) = (words.next()?, words.next()?);
        let headers: HashMap<_, _> = lines.iter().skip(1).filter_map(|line| line.split_once(": ")).collect();
        let headers: HashMap<_, _> =
            headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
        let part =
            target.split_once("partNumber=").map_or(0, |(_, rest)| rest.split('&').next().unwrap().parse().unwrap());
        let mut seen = Seen { method, target, headers, part, repeated: 0, played: Play::Take };
        let mut state = self.state();
        seen.repeated = state.seen.iter().filter(|earlier| earlier.name() == seen.name()).count();
        seen.played = (self.script)(&seen);
        state.seen.push(seen.clone());
        state.under_way += 1;
        state.most_under_way = state.most_under_way.max(state.under_way);
        Some((seen, length))
    }

    /// The reply; `None` if the connection breaks instead.
    fn exchange(&self, reader: &mut impl Read, seen: &Seen, length: usize) -> Option<Vec<u8>> {
        if let Play::RefuseEarly(status, code) = seen.played {
            return Some(refusal(status, code, &["connection: close".to_owned()]));
        }
        let wanted = if seen.played == Play::Reset { length / 2 } else { length };
        let mut body = Vec::with_capacity(wanted);
        reader.take(wanted as u64).read_to_end(&mut body).ok().filter(|read| *read == wanted)?;
        match &seen.played {
            Play::Reset => return None,
            Play::Stall => {
                let _ = reader.read_to_end(&mut body);
                return None;
            }
            Play::Refuse(status, code, headers) => return Some(refusal(*status, code, headers)),
            Play::Page(page) => return Some(reply(200, &[], page)),
            _ => {}
        }
        let reply = self.take(seen, body);
        match &seen.played {
            Play::LoseReply => return None,
            Play::Late(wait) => thread::sleep(*wait),
            Play::Together(requests) => {
                while self.most_under_way() < *requests {
                    thread::sleep(Duration::from_millis(1));
                }
            }
            Play::LateForGood => {
                while self.count(&seen.name()) == 1 {
                    thread::sleep(Duration::from_millis(1));
                }
            }
            Play::NoSum => {
                let text = String::from_utf8(reply).unwrap();
                return Some(text.replace("crc64ecma", "nothing64").replace("Crc64ecma", "Nothing64").into_bytes());
            }
            Play::WrongSum => {
                let text = String::from_utf8(reply).unwrap();
                let sum = text.split_once("crc64ecma: ").unwrap().1.split_once("\r\n").unwrap().0;
                return Some(text.replace(sum, &(sum.parse::<u64>().unwrap() ^ 1).to_string()).into_bytes());
            }
            _ => {}
        }
        Some(reply)
    }

    fn take(&self, seen: &Seen, body: Vec<u8>) -> Vec<u8> {
        let body = Part::new(body);
        let mut state = self.state();
        match seen.target.split_once("uploadId=") {
            Some((_, id)) => state.take_of_upload(seen, id, body),
            None => state.take_of_object(seen, body),
        }
    }
}

impl State {
    fn take_of_object(&mut self, seen: &Seen, body: Part) -> Vec<u8> {
        match (seen.method.as_str(), &self.object) {
            ("HEAD", Some(object)) => object.head(),
            ("HEAD", None) => refusal(404, "NoSuchKey", &[]),
            ("PUT", _) => {
                let reply = body.reply("");
                self.object = Some(body);
                reply
            }
            _ => {
                self.begun += 1;
                let id = format!("0004B9{}", self.begun);
                self.uploads.insert(id.clone(), BTreeMap::new());
                let result = format!("<UploadId>{id}</UploadId>");
                reply(200, &[], &format!("<InitiateMultipartUploadResult>{result}</InitiateMultipartUploadResult>"))
            }
        }
    }

    fn take_of_upload(&mut self, seen: &Seen, id: &str, body: Part) -> Vec<u8> {
        let Some(parts) = self.uploads.get_mut(id) else { return refusal(404, "NoSuchUpload", &[]) };
        match seen.method.as_str() {
            "PUT" => {
                let reply = body.reply("");
                parts.insert(seen.part, body);
                reply
            }
            "GET" => {
                let (reply, listed) = list(parts, &seen.target);
                self.listed.extend(listed);
                reply
            }
            "DELETE" => {
                self.uploads.remove(id);
                reply(204, &[], "")
            }
            _ => match complete(parts, std::str::from_utf8(&body.0).unwrap()) {
                Ok(object) => {
                    let reply = object.reply("<CompleteMultipartUploadResult></CompleteMultipartUploadResult>");
                    self.object = Some(object);
                    self.uploads.remove(id);
                    reply
                }
                Err(code) => refusal(400, code, &[]),
            },
        }
    }
}

/// A ticket that lives for this many seconds.
pub(super) fn ticket(seconds: i64) -> UploadAuth {
    ticket_of("planted-ticket-secret", seconds)
}

pub(super) fn ticket_of(secret: &str, seconds: i64) -> UploadAuth {
    let ticket = json!({
        "AccessKeyId": format!("STS.{secret}"),
        "AccessKeySecret": secret,
        "SecurityToken": format!("planted-token-of-{secret}"),
        "Expiration": seconds,
        "Region": "cn-shanghai",
    });
    serde_json::from_value(ticket).unwrap()
}

/// Test data in which no two pieces are alike.
pub(super) fn media(length: usize) -> Vec<u8> {
    static MEDIA: LazyLock<Vec<u8>> = LazyLock::new(|| {
        (0..1 << 20).flat_map(|number: u64| number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes()).collect()
    });
    MEDIA[..length].to_vec()
}

/// The moment as an HTTP date.
pub(super) fn http_date(time: SystemTime) -> String {
    httpdate::fmt_http_date(time)
}
