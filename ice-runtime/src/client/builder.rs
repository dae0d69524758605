//! The settings of a client, and how a client is built from them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::sync::Semaphore;

use super::budget::RetryBudget;
use super::clock::Clock;
use super::core::Core;
use super::endpoints::{EndpointTemplate, Endpoints};
use super::handle::Client;
use super::rate::Rate;
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::facts::Product;
use crate::http_transport::{HttpSettings, HttpTransport};
use crate::keys::{CachedCredentials, ProvideCredentials};
use crate::retry::RetryPolicy;
use crate::sign::Scheme;
use crate::transport::Transport;

const TIMEOUT: Duration = Duration::from_secs(60);

/// The settings of a [`Client`].
///
/// ```
/// use ice_runtime::{Client, Credentials};
///
/// let client = Client::builder()
///     .region("cn-shanghai")
///     .credentials(Credentials::new("LTAI5tExample", "secret")?)
///     .build()?;
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Clone, Default)]
#[must_use = "a client is built by `.build()`"]
pub struct ClientBuilder {
    identity: Identity,
    fallback: Option<Fallback>,
    region: Option<String>,
    endpoint: Option<Endpoint>,
    of_products: Vec<(String, EndpointTemplate)>,
    vpc: bool,
    scheme: Scheme,
    transport: Option<Arc<dyn Transport>>,
    http: HttpSettings,
    retry: RetryPolicy,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    user_agent: Option<String>,
    max_in_flight: Option<usize>,
    max_rate: Option<(usize, Duration)>,
}

/// What is used where nothing is set: the client itself knows neither environment nor providers.
#[derive(Clone)]
pub(crate) struct Fallback {
    pub(crate) region: Option<String>,
    /// Makes the credentials; their calls go through the client's transport.
    pub(crate) credentials: Arc<MakeCredentials>,
}

type MakeCredentials = dyn Fn(&HttpSettings, &Arc<dyn Transport>) -> CachedCredentials + Send + Sync;

/// Whose credentials the client signs with.
#[derive(Clone, Default)]
enum Identity {
    /// Those that the environment names.
    #[default]
    Unset,
    Anonymous,
    Cached(CachedCredentials),
}

impl Client {
    /// Returns a builder with the default settings.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl ClientBuilder {
    /// Signs with these credentials, or with those of a [cache](CachedCredentials) that several clients share.
    pub fn credentials(self, credentials: impl Into<CachedCredentials>) -> Self {
        Self { identity: Identity::Cached(credentials.into()), ..self }
    }

    /// Signs with credentials from this provider. They are fetched when needed and cached until shortly before they
    /// expire, or until the service refuses them.
    pub fn credentials_provider(self, provider: impl ProvideCredentials) -> Self {
        Self { identity: Identity::Cached(CachedCredentials::new(provider)), ..self }
    }

    /// Sends requests unsigned.
    pub fn anonymous(self) -> Self {
        Self { identity: Identity::Anonymous, ..self }
    }

    /// Sets what is used where nothing else is set.
    pub(crate) fn fallback(self, fallback: Fallback) -> Self {
        Self { fallback: Some(fallback), ..self }
    }

    /// Sets the region, an id like `cn-shanghai`. It determines the endpoints and which operations are available.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self { region: Some(region.into()), ..self }
    }

    /// Sends all requests to this endpoint, whatever the product.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        Self { endpoint: Some(endpoint), ..self }
    }

    /// Sends the operations of one product to this endpoint, or to the one that this template gives for the region.
    /// The product is identified by its code; case does not matter.
    ///
    /// ```
    /// # use ice_runtime::{Client, Credentials};
    /// let client = Client::builder()
    ///     .region("cn-shanghai")
    ///     .credentials(Credentials::new("LTAI5tExample", "secret")?)
    ///     .endpoint_of("sas", "tds.{region}.aliyuncs.com")
    ///     .build()?;
    /// # Ok::<(), ice_runtime::Error>(())
    /// ```
    pub fn endpoint_of(mut self, code: impl Into<String>, endpoint: impl Into<EndpointTemplate>) -> Self {
        self.of_products.insert(0, (code.into(), endpoint.into()));
        self
    }

    /// Uses the endpoints inside the region's virtual private cloud (VPC).
    pub fn vpc(self) -> Self {
        Self { vpc: true, ..self }
    }

    /// Sets the signature scheme.
    pub fn scheme(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// Sends through this transport instead of reqwest. The settings in [`http`](Self::http) then have no effect.
    pub fn transport(self, transport: impl Transport) -> Self {
        Self { transport: Some(Arc::new(transport)), ..self }
    }

    /// Sets connection time-outs, size limits, proxy and certificates.
    pub fn http(self, http: HttpSettings) -> Self {
        Self { http, ..self }
    }

    /// Sets how failed attempts are retried.
    pub fn retry(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// Sets the time for a whole call, including all attempts and waits. Default: 60 s.
    ///
    /// It caps the time for an [attempt](Self::attempt_timeout), which in turn caps
    /// [connecting](HttpSettings::connect_timeout) and [silence](HttpSettings::read_timeout). The
    /// [error](crate::TransportError::limit) says which limit ended a call.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// Sets the time for one attempt, including connecting. Default: 30 s. It is capped by the time for the whole
    /// [call](Self::timeout).
    ///
    /// The silence allowed while a reply is read grows with it, unless [`read_timeout`](HttpSettings::read_timeout)
    /// was set explicitly, so operations that take long to answer need no other setting.
    pub fn attempt_timeout(self, attempt_timeout: Duration) -> Self {
        Self { attempt_timeout: Some(attempt_timeout), ..self }
    }

    /// Sets the `User-Agent` header of every request.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        Self { user_agent: Some(user_agent.into()), ..self }
    }

    /// Limits how many calls are in flight at once; others wait, within their own time limits. Default: no limit.
    pub fn max_in_flight(self, calls: usize) -> Self {
        Self { max_in_flight: Some(calls), ..self }
    }

    /// Limits how fast calls start: at most `calls` in any period of length `per`. Others wait, within their own time
    /// limits and in order of arrival. Retries do not count: they have their own waits. Default: no limit.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use ice_runtime::Client;
    /// let careful = Client::builder().max_rate(20, Duration::from_secs(1)).max_in_flight(8);
    /// ```
    pub fn max_rate(self, calls: usize, per: Duration) -> Self {
        Self { max_rate: Some((calls, per)), ..self }
    }

    /// Builds the client without sending anything.
    ///
    /// # Errors
    ///
    /// A setting is missing or cannot be used; the error names it and says what to set instead.
    pub fn build(self) -> Result<Client, Error> {
        let region = self.resolved_region()?;
        let user_agent = self.user_agent_header()?;
        if self.max_in_flight == Some(0) {
            return Err(ConfigError::new("max_in_flight", "no call could ever be sent: write at least 1").into());
        }
        if self.max_rate.is_some_and(|(calls, _)| calls == 0) {
            return Err(ConfigError::new("max_rate", "no call could ever be sent: allow at least 1").into());
        }
        let transport = self.transport_for(region.as_deref())?;
        let credentials = self.identity(&transport)?;
        let endpoints = Endpoints::new(self.endpoint, self.of_products, self.vpc)?;
        Ok(Client::new(Core {
            transport,
            credentials,
            scheme: self.scheme,
            region,
            endpoints,
            retry: self.retry,
            timeout: self.timeout.unwrap_or(TIMEOUT),
            attempt_timeout: self.attempt_timeout,
            user_agent,
            in_flight: self.max_in_flight.map(|calls| Semaphore::new(calls.min(Semaphore::MAX_PERMITS))),
            rate: self.max_rate.map(|(calls, period)| Rate::new(calls, period)),
            clock: Clock::default(),
            budget: RetryBudget::default(),
        }))
    }

    /// Returns the region that was set, or that the endpoint or the environment names. Without one, only operations
    /// with one host for all regions, or with an explicit endpoint, can be sent.
    fn resolved_region(&self) -> Result<Option<String>, Error> {
        let set = self.region.as_deref();
        let of_endpoint = || self.endpoint.as_ref().and_then(Endpoint::region);
        let of_fallback = || self.fallback.as_ref().and_then(|fallback| fallback.region.as_deref());
        let region = set.or_else(of_endpoint).or_else(of_fallback);
        if let Some(region) = region {
            // A region has to be valid as part of a host name.
            Endpoint::regional(&Product::ICE, region)?;
        }
        Ok(region.map(str::to_owned))
    }

    fn user_agent_header(&self) -> Result<Option<HeaderValue>, Error> {
        let problem = "it does not fit into a header: use visible ASCII and spaces";
        let check = |text: &String| {
            let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
            let header = HeaderValue::from_str(text).ok().filter(|_| is_plain);
            header.ok_or_else(|| ConfigError::new("user_agent", problem))
        };
        Ok(self.user_agent.as_ref().map(check).transpose()?)
    }

    fn identity(&self, transport: &Arc<dyn Transport>) -> Result<Option<CachedCredentials>, Error> {
        match (&self.identity, &self.fallback) {
            (Identity::Anonymous, _) => Ok(None),
            (Identity::Cached(credentials), _) => Ok(Some(credentials.clone())),
            (Identity::Unset, Some(fallback)) => Ok(Some((fallback.credentials)(&self.http, transport))),
            (Identity::Unset, None) => {
                let problem = "they are missing: call `.credentials(..)`, or use `Client::from_env()`";
                Err(ConfigError::new("credentials", problem).into())
            }
        }
    }

    fn transport_for(&self, region: Option<&str>) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = &self.transport {
            return Ok(Arc::clone(transport));
        }
        let transport = HttpTransport::new(&self.http)?;
        let usual = match (&self.endpoint, region) {
            (Some(endpoint), _) => endpoint.clone(),
            (None, Some(region)) if self.vpc => Endpoint::vpc(&Product::ICE, region)?,
            (None, Some(region)) => Endpoint::regional(&Product::ICE, region)?,
            (None, None) => return Ok(Arc::new(transport)),
        };
        Ok(Arc::new(transport.for_endpoint(&usual)?))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .field("http", &self.http)
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
