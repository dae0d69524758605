//! The way to STS and the metadata service: in come endpoints and HTTP settings, out go transports that are made once.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::http_transport::{HttpSettings, HttpTransport, Proxy};

/// The largest reply that holds keys, in bytes: tokens are a thousandth of that.
const REPLY_LIMIT: usize = 1024 * 1024;

/// Where providers send their own calls, and how. Each provider that sends any takes one.
///
/// Cheap to clone; clones share connections. The default serves every real machine. Tests put loopback peers in:
///
/// ```
/// use ice_runtime::Endpoint;
/// use ice_runtime::credentials::{DefaultCredentials, Environment, Network};
///
/// let network = Network::default()
///     .with_sts_endpoint(Endpoint::new("http://127.0.0.1:8080")?)
///     .with_metadata_endpoint(Endpoint::new("http://127.0.0.1:8081")?);
/// let provider = DefaultCredentials::new(Environment::empty()).with_network(network);
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Network {
    sts: Option<Endpoint>,
    metadata: Option<Endpoint>,
    http: HttpSettings,
    transports: Arc<Transports>,
}

#[derive(Default)]
struct Transports {
    usual: OnceLock<HttpTransport>,
    direct: OnceLock<HttpTransport>,
}

impl Network {
    /// Sends STS calls there, whatever region a profile names. Default: `sts.aliyuncs.com`, or the region's.
    #[must_use]
    pub fn with_sts_endpoint(self, endpoint: Endpoint) -> Self {
        Self { sts: Some(endpoint), ..self }
    }

    /// Asks the ECS metadata service there. Default: `http://100.100.100.200`, which is reached from inside an ECS
    /// instance only.
    #[must_use]
    pub fn with_metadata_endpoint(self, endpoint: Endpoint) -> Self {
        Self { metadata: Some(endpoint), ..self }
    }

    /// Sets proxy, certificates and limits. The metadata service and this machine are reached without a proxy all the
    /// same.
    #[must_use]
    pub fn with_http(self, http: HttpSettings) -> Self {
        Self { http, transports: Arc::default(), ..self }
    }

    pub(super) fn sts_endpoint(&self) -> Option<&Endpoint> {
        self.sts.as_ref()
    }

    /// Scheme and authority of the metadata service, without a slash at the end. It is the one plain HTTP service
    /// beyond this machine: its address is link-local, and it has no other scheme.
    pub(super) fn metadata_base(&self) -> String {
        match &self.metadata {
            Some(endpoint) => endpoint.to_string(),
            None => "http://100.100.100.200".to_owned(),
        }
    }

    /// The transport for a host out there.
    pub(super) fn usual(&self) -> Result<HttpTransport, Error> {
        made_once(&self.transports.usual, &self.http)
    }

    /// The transport without a proxy, which gives up on a connection after 1 s.
    pub(super) fn direct(&self) -> Result<HttpTransport, Error> {
        let http = HttpSettings { proxy: Proxy::None, connect_timeout: Duration::from_secs(1), ..self.http.clone() };
        made_once(&self.transports.direct, &http)
    }

    pub(super) fn to_host(&self, is_loopback: bool) -> Result<HttpTransport, Error> {
        if is_loopback { self.direct() } else { self.usual() }
    }
}

fn made_once(slot: &OnceLock<HttpTransport>, http: &HttpSettings) -> Result<HttpTransport, Error> {
    if let Some(transport) = slot.get() {
        return Ok(transport.clone());
    }
    let http = HttpSettings { reply_limit: http.reply_limit.min(REPLY_LIMIT), ..http.clone() };
    // Two that come at once make two, and one is kept.
    let transport = HttpTransport::new(&http)?;
    Ok(slot.get_or_init(|| transport).clone())
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("sts", &self.sts)
            .field("metadata", &self.metadata)
            .field("http", &self.http)
            .finish_non_exhaustive()
    }
}
