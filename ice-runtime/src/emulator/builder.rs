//! Building an emulator: in come answers and settings, out goes a running one.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use serde_json::json;

use super::received::Call;
use super::server::Server;
use super::shared::{Clock, Registered, Shared};
use super::{Answer, Emulator};
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::keys::Credentials;
use crate::operation::Operation;
use crate::response::read_reply;

/// How long the keys of a ticket live, as documented.
const TICKET_LIFETIME: Duration = Duration::from_secs(3000);

/// The settings of an [`Emulator`].
#[must_use = "an emulator is started by `.start()`"]
pub struct EmulatorBuilder {
    operations: Vec<Registered>,
    credentials: Option<Credentials>,
    region: String,
    clock: Clock,
    ticket_lifetime: Duration,
    port: u16,
}

impl Default for EmulatorBuilder {
    fn default() -> Self {
        Self {
            operations: Vec::new(),
            credentials: None,
            region: "cn-shanghai".to_owned(),
            clock: Box::new(SystemTime::now),
            ticket_lifetime: TICKET_LIFETIME,
            port: 0,
        }
    }
}

impl EmulatorBuilder {
    /// Answers the operation `O`. A later answer takes the place of an earlier one.
    ///
    /// The request has passed all checks when `answer` sees it. A success that `O::Response` cannot be read from is
    /// refused with the code `InvalidAnswer`, which says where it differs.
    pub fn answer<O: Operation>(mut self, answer: impl Fn(&Call) -> Answer + Send + Sync + 'static) -> Self {
        let metadata = const { &O::METADATA };
        self.operations
            .retain(|known| (known.metadata.action, known.metadata.version) != (metadata.action, metadata.version));
        self.operations.push(Registered { metadata, answer: Box::new(answer), mismatch: mismatch::<O> });
        self
    }

    /// Answers an operation that gives out an upload, such as `CreateUploadStream` or `CreateUploadMedia`: with a media
    /// id, the file's URL, and address and keys under which the emulator takes the file.
    ///
    /// The object is `stream/<media id>.<FileExtension>` in the bucket `media`. For other names call
    /// [`Call::ticket`] in an answer of your own.
    pub fn answer_upload<O: Operation>(self) -> Self {
        self.answer::<O>(|call| {
            let made_up = call.request_id().replace('-', "").to_ascii_lowercase();
            let media_id = call.parameter("MediaId").filter(|id| !id.is_empty()).unwrap_or(&made_up);
            let extension = call.parameter("FileExtension").unwrap_or("mp4").to_ascii_lowercase();
            let ticket = call.ticket("media", &format!("stream/{made_up}.{extension}"));
            Answer::json(json!({
                "MediaId": media_id,
                "FileURL": ticket.file_url(),
                "MediaURL": ticket.file_url(),
                "UploadAddress": ticket.upload_address(),
                "UploadAuth": ticket.upload_auth(),
            }))
        })
    }

    /// The keys that [`Emulator::credentials`] gives. Default: some that are made up.
    pub fn credentials(self, credentials: Credentials) -> Self {
        Self { credentials: Some(credentials), ..self }
    }

    /// The region that uploads are signed for. Default: `cn-shanghai`.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self { region: region.into(), ..self }
    }

    /// The clock that timestamps and tickets are checked by, and that the header `Date` tells. Default: the machine's.
    pub fn clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// How long the keys of a ticket live. Default: 3000 s.
    pub fn ticket_lifetime(self, ticket_lifetime: Duration) -> Self {
        Self { ticket_lifetime, ..self }
    }

    /// The port to listen at. Default: one that is free.
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// Starts it, on `127.0.0.1` and on a thread of its own.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] where the port is taken, or the system gives no socket, thread or temporary folder.
    #[expect(clippy::unused_async, reason = "starting may come to wait for something")]
    pub async fn start(self) -> Result<Emulator, Error> {
        self.start_blocking()
    }

    /// As [`start`](Self::start), for programs that are not asynchronous.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start).
    pub fn start_blocking(self) -> Result<Emulator, Error> {
        let mut seed = [0; 16];
        getrandom::fill(&mut seed).map_err(|error| cannot_start(&error))?;
        let seed = super::hash::sha256_hex(&seed);
        let credentials = match &self.credentials {
            Some(credentials) => credentials.clone(),
            None => Credentials::new(made_up("LTAI", &seed, 0), made_up("", &seed, 30))?,
        };
        let folder = tempfile::tempdir().map_err(|error| cannot_start(&error))?;
        let listener = std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)))
            .map_err(|error| cannot_start(&error))?;
        let address = listener.local_addr().map_err(|error| cannot_start(&error))?;
        let origin = format!("http://{address}");
        let endpoint = Endpoint::new(&origin)?;
        let shared = Arc::new(self.into_shared(origin, folder.path().to_owned(), seed));
        shared.accept(credentials.clone());
        let server = Server::start(listener, Arc::clone(&shared)).map_err(|error| cannot_start(&error))?;
        Ok(Emulator { _server: server, shared, endpoint, credentials, _folder: folder })
    }

    fn into_shared(self, origin: String, folder: PathBuf, seed: String) -> Shared {
        Shared {
            operations: self.operations,
            clock: self.clock,
            region: self.region,
            ticket_lifetime: self.ticket_lifetime,
            origin,
            folder,
            seed,
            counter: AtomicU64::new(0),
            known: Mutex::default(),
            nonces: Mutex::default(),
            faults: Mutex::default(),
            received: Mutex::default(),
            tickets: Mutex::default(),
            objects: Mutex::default(),
            upload_attempts: AtomicU64::new(0),
        }
    }
}

impl fmt::Debug for EmulatorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let actions: Vec<_> = self.operations.iter().map(|known| known.metadata.action).collect();
        f.debug_struct("EmulatorBuilder")
            .field("actions", &actions)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// Why `O::Response` cannot be read from a reply; an error that is answered on purpose is none.
fn mismatch<O: Operation>(reply: http::Response<Bytes>) -> Option<String> {
    match read_reply::<O>(reply) {
        Err(Error::Reply(failed)) => Some(format!(
            "the answer registered for {} does not fit its response: `{}`: {}",
            O::METADATA.action,
            failed.path(),
            failed.problem()
        )),
        _ => None,
    }
}

/// Twenty characters of the seed.
fn made_up(prefix: &str, seed: &str, from: usize) -> String {
    format!("{prefix}{}", seed.get(from..from + 20).unwrap_or_default())
}

fn cannot_start(error: &dyn fmt::Display) -> Error {
    ConfigError::new("emulator", format_args!("it cannot start: {error}")).into()
}
