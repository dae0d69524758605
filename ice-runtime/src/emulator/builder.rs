//! The settings of an emulator, and how it starts.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::document::Document;
use super::fault::Fault;
use super::hash;
use super::running::Emulator;
use super::scripts::uploads::Uploads;
use super::server::Server;
use super::state::{Registered, State};
use super::storage::records::StorageRequest;
use super::storage::store::{Script, Storage};
use super::tickets::{Clock, Tickets};
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::keys::Credentials;

/// How long a ticket's credentials live, as documented.
const TICKET_LIFETIME: Duration = Duration::from_secs(3000);

impl Emulator {
    /// Creates a builder, on which answers are registered.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::default()
    }
}

/// The settings of an [`Emulator`].
#[must_use = "an emulator is started by `.start()`"]
pub struct EmulatorBuilder {
    operations: Vec<Registered>,
    pub(super) documents: Vec<Box<dyn Document>>,
    /// The uploads that `answer_upload` issued.
    pub(super) uploads: Arc<Uploads>,
    credentials: Option<Credentials>,
    region: String,
    clock: Clock,
    ticket_lifetime: Duration,
    ticket_uses: u64,
    discards: bool,
    upload_faults: Option<Script>,
    address: String,
    port: u16,
}

impl Default for EmulatorBuilder {
    fn default() -> Self {
        Self {
            operations: Vec::new(),
            documents: Vec::new(),
            uploads: Arc::default(),
            credentials: None,
            region: "cn-shanghai".to_owned(),
            clock: Box::new(SystemTime::now),
            ticket_lifetime: TICKET_LIFETIME,
            ticket_uses: u64::MAX,
            discards: false,
            upload_faults: None,
            address: Ipv4Addr::LOCALHOST.to_string(),
            port: 0,
        }
    }
}

impl EmulatorBuilder {
    /// Registers an operation, replacing one of the same name and version.
    pub(super) fn register(mut self, operation: Registered) -> Self {
        let name = |known: &Registered| (known.metadata.action, known.metadata.product.version());
        self.operations.retain(|known| name(known) != name(&operation));
        self.operations.push(operation);
        self
    }

    /// Sets the credentials that [`Emulator::credentials`] returns. Default: random ones.
    pub fn credentials(self, credentials: Credentials) -> Self {
        Self { credentials: Some(credentials), ..self }
    }

    /// Sets the endpoint's region, which uploads are signed for. Default: `cn-shanghai`.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self { region: region.into(), ..self }
    }

    /// Sets the clock for checking timestamps and tickets and for the `Date` header. Default: the system clock.
    pub fn clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// Sets how long a ticket's credentials live. Default: 3000 s.
    pub fn ticket_lifetime(self, ticket_lifetime: Duration) -> Self {
        Self { ticket_lifetime, ..self }
    }

    /// Sets how many requests a ticket's credentials allow: the next one is refused with `SecurityTokenExpired`, as if
    /// they had expired in the middle of an upload. Default: unlimited.
    pub fn ticket_uses(self, requests: u64) -> Self {
        Self { ticket_uses: requests, ..self }
    }

    /// Keeps only the length and CRC-64 of uploads, so even many gigabytes take up neither memory nor disk. Objects
    /// then cannot be read.
    pub fn discard_uploads(self) -> Self {
        Self { discards: true, ..self }
    }

    /// Chooses a fault for each authorized storage request, once the faults planned with [`Emulator::fault_of_upload`]
    /// are used up. A panic is quoted in the error `AnswerPanicked`.
    ///
    /// ```
    /// use ice_runtime::emulator::{Emulator, Fault};
    ///
    /// // One request in ten is lost.
    /// let builder = Emulator::builder()
    ///     .upload_faults(|request| request.number().is_multiple_of(10).then_some(Fault::Reset));
    /// ```
    pub fn upload_faults(self, script: impl Fn(&StorageRequest) -> Option<Fault> + Send + Sync + 'static) -> Self {
        Self { upload_faults: Some(Box::new(script)), ..self }
    }

    /// Sets the port to listen on. Default: any free port.
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// Sets the address to listen on, with or without a port: `0.0.0.0` or `0.0.0.0:8080` for callers in other
    /// containers. Default: `127.0.0.1`, which is only reachable from this machine.
    ///
    /// Anyone who can reach the address can use the emulator, over plain HTTP. Callers elsewhere use
    /// [`Endpoint::plain_http_for_tests`]; a ticket's URLs have the host of the request that asked for it.
    pub fn listen_on(self, address: impl fmt::Display) -> Self {
        Self { address: address.to_string(), ..self }
    }

    /// Starts the emulator on its own thread.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the address is not one of this machine, the port is taken, or the system cannot provide a
    /// socket, thread or temporary folder.
    #[expect(clippy::unused_async, reason = "starting may have to wait for something later")]
    pub async fn start(self) -> Result<Emulator, Error> {
        self.start_blocking()
    }

    /// Starts the emulator like [`start`](Self::start), for programs that are not async.
    ///
    /// # Errors
    ///
    /// The same as those of [`start`](Self::start).
    pub fn start_blocking(self) -> Result<Emulator, Error> {
        let mut seed = [0; 16];
        getrandom::fill(&mut seed).map_err(|error| cannot_start(&error))?;
        let seed = hash::sha256_hex(&seed);
        let credentials = match &self.credentials {
            Some(credentials) => credentials.clone(),
            None => Credentials::new(made_up("LTAI", &seed, 0), made_up("", &seed, 30))?,
        };
        let folder = tempfile::tempdir().map_err(|error| cannot_start(&error))?;
        let listener = bind(&self.address, self.port).map_err(|error| cannot_start(&error))?;
        let address = listener.local_addr().map_err(|error| cannot_start(&error))?;
        let endpoint = endpoint(address)?.with_region(&self.region)?;
        let kept = (!self.discards).then(|| folder.path().to_owned());
        let state = Arc::new(self.into_state(&endpoint, seed, kept));
        state.tickets.accept(credentials.clone());
        let server = Server::start(listener, Arc::clone(&state)).map_err(|error| cannot_start(&error))?;
        Ok(Emulator { _server: server, state, endpoint, credentials, _folder: folder })
    }

    /// Uploads are kept in `folder`, if there is one.
    fn into_state(self, endpoint: &Endpoint, seed: String, folder: Option<PathBuf>) -> State {
        let tickets = Arc::new(Tickets {
            origin: endpoint.to_string(),
            region: self.region,
            clock: self.clock,
            lifetime: self.ticket_lifetime,
            uses: self.ticket_uses,
            seed,
            counter: AtomicU64::new(0),
            keys: Mutex::default(),
        });
        State {
            operations: self.operations,
            documents: self.documents,
            storage: Storage::new(Arc::clone(&tickets), folder, self.upload_faults),
            tickets,
            nonces: Mutex::default(),
            faults: Mutex::default(),
            received: Mutex::default(),
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

/// Listens on the address, at its own port or else at `port`.
fn bind(address: &str, port: u16) -> io::Result<TcpListener> {
    let addresses: Vec<SocketAddr> = match address.parse::<IpAddr>() {
        Ok(address) => vec![SocketAddr::new(address, port)],
        Err(_) if address.contains(':') => address.to_socket_addrs()?.collect(),
        Err(_) => (address, port).to_socket_addrs()?.collect(),
    };
    TcpListener::bind(&*addresses)
}

/// The address at which this process reaches the listener.
fn endpoint(address: SocketAddr) -> Result<Endpoint, Error> {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    Endpoint::plain_http_for_tests(&host.to_string(), address.port())
}

/// Takes twenty characters of the seed.
fn made_up(prefix: &str, seed: &str, from: usize) -> String {
    format!("{prefix}{}", seed.get(from..from + 20).unwrap_or_default())
}

fn cannot_start(error: &dyn fmt::Display) -> Error {
    ConfigError::new("emulator", format_args!("cannot start: {error}")).into()
}
