//! How providers reach STS, the metadata service and credentials URIs.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use crate::endpoint::{Endpoint, is_loopback};
use crate::error::{CallError, ConfigError, Error, TransportErrorKind};
use crate::http_transport::{HttpSettings, HttpTransport, Proxy};
use crate::transport::{Body, Transport};

/// The largest reply with credentials that is read, in bytes: real tokens are a thousandth of that.
const REPLY_LIMIT: usize = 1024 * 1024;

/// Where providers send their own calls, and how. Each provider that sends any takes one.
///
/// Cheap to clone; clones share connections. The default works on every real machine, and a client that finds its own
/// credentials ([`Client::from_env`](crate::Client::from_env)) lets them use its transport. Tests use it for loopback
/// peers:
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
#[must_use]
pub struct Network {
    pub(super) sts: Option<Endpoint>,
    metadata: Option<Endpoint>,
    http: HttpSettings,
    transport: Option<Arc<dyn Transport>>,
    /// Made on first use and kept: making one reads the certificates that the platform trusts.
    usual: Arc<OnceLock<Arc<HttpTransport>>>,
    direct: Arc<OnceLock<Arc<HttpTransport>>>,
}

impl Network {
    /// Sends STS calls to this endpoint, whatever region a profile names. Default: `sts.aliyuncs.com` or the region's.
    pub fn with_sts_endpoint(self, endpoint: Endpoint) -> Self {
        Self { sts: Some(endpoint), ..self }
    }

    /// Sends requests for the ECS metadata service to this endpoint. Default: `http://100.100.100.200`, which can only
    /// be reached from inside an ECS instance.
    pub fn with_metadata_endpoint(self, endpoint: Endpoint) -> Self {
        Self { metadata: Some(endpoint), ..self }
    }

    /// Sets proxy, certificates and limits. The metadata service and this machine are still reached without a proxy.
    pub fn with_http(self, http: HttpSettings) -> Self {
        Self { http, usual: Arc::default(), direct: Arc::default(), ..self }
    }

    /// Sends STS calls, and requests to a credentials URI, through this transport, such as a client's. The metadata
    /// service has its own transport: plain HTTP, without a proxy, and with 1 second for each request.
    pub fn with_transport(self, transport: impl Transport) -> Self {
        Self { transport: Some(Arc::new(transport)), ..self }
    }

    /// Returns scheme and authority of the metadata service, without a trailing slash. It is the one plain HTTP
    /// service outside this machine: its address is link-local, and it has no other scheme.
    pub(super) fn metadata_base(&self) -> String {
        self.metadata.as_ref().map_or_else(|| "http://100.100.100.200".to_owned(), Endpoint::to_string)
    }

    /// Returns a transport without a proxy. It gives up connecting before a request to the metadata service runs out
    /// of time, to distinguish a service that cannot be reached from one that does not answer.
    pub(super) fn direct(&self) -> Result<&Arc<HttpTransport>, Error> {
        let connect_timeout = Duration::from_millis(900);
        made_once(&self.direct, HttpSettings { proxy: Proxy::None, connect_timeout, ..self.http.clone() })
    }

    /// Returns a transport for this host, without an explicit proxy if it is this machine.
    pub(super) fn to_host(&self, host: &str) -> Result<Arc<dyn Transport>, Error> {
        match (&self.transport, &self.http.proxy) {
            (_, Proxy::Url { .. }) if is_loopback(host) => Ok(Arc::clone(self.direct()?) as _),
            (Some(transport), _) => Ok(Arc::clone(transport)),
            (None, _) => Ok(Arc::clone(made_once(&self.usual, self.http.clone())?) as _),
        }
    }
}

fn made_once(kept: &OnceLock<Arc<HttpTransport>>, http: HttpSettings) -> Result<&Arc<HttpTransport>, Error> {
    if let Some(transport) = kept.get() {
        return Ok(transport);
    }
    let transport = HttpTransport::new(&HttpSettings { reply_limit: http.reply_limit.min(REPLY_LIMIT), ..http })?;
    // If two are made at once, the first is kept.
    Ok(kept.get_or_init(|| Arc::new(transport)))
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

/// Sends a plain request once; `what` names it in errors.
pub(super) async fn send(
    transport: &dyn Transport,
    request: http::request::Builder,
    what: &'static str,
    limit: Duration,
) -> Result<Response<Bytes>, Error> {
    // The library's error would show the URL.
    let request: Request<Body> = request.body(Body::empty()).map_err(|_| {
        ConfigError::new("url", "it is not a valid URL: percent-encode the characters that are not allowed in it")
    })?;
    let host = request.uri().host().unwrap_or_default().to_owned();
    let reply = tokio::time::timeout(limit, transport.send(request)).await;
    reply.unwrap_or_else(|_| Err(TransportErrorKind::Timeout.into())).map_err(|error| {
        let call = CallError { attempts: 1, ..CallError::new(what, &host) };
        Error::Transport(Box::new(call.with_error(error)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(network: &Network, host: &str) -> *const () {
        Arc::as_ptr(&network.to_host(host).unwrap()).cast()
    }

    #[test]
    fn transports_are_made_once_for_all_clones() {
        let network = Network::default();
        let clone = network.clone().with_sts_endpoint(Endpoint::new("https://sts.example").unwrap());
        assert_eq!(made(&network, "127.0.0.1"), made(&clone, "sts.aliyuncs.com"));
        assert!(std::ptr::eq(network.direct().unwrap(), clone.direct().unwrap()));
        let other = clone.with_http(HttpSettings::default());
        assert_ne!(made(&network, "localhost"), made(&other, "localhost"));
    }

    #[test]
    fn an_explicit_proxy_does_not_see_what_goes_to_this_machine() {
        let proxy = Proxy::Url { url: "http://proxy.example:3128".to_owned(), except: String::new() };
        let network = Network::default().with_http(HttpSettings { proxy, ..HttpSettings::default() });
        assert_eq!(made(&network, "localhost"), Arc::as_ptr(network.direct().unwrap()).cast());
        assert_ne!(made(&network, "localhost"), made(&network, "sts.aliyuncs.com"));
    }
}
