//! Keys that a web server gives out: in comes its URI, out go its keys.

use std::fmt;
use std::time::Duration;

use http::{Request, StatusCode, Uri};

use super::checked::Written;
use super::request::{send, wipe};
use super::{Environment, Network, ProvideCredentials, Provided, session};
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, CredentialsError, Error};
use crate::transport::BoxFuture;

pub(super) const VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";
const PROVIDER: &str = "the credentials URI";
const LIMIT: Duration = Duration::from_secs(5);

/// Temporary keys from a web server, by `GET`, in the JSON of the ECS metadata service.
///
/// HTTPS, except to this machine. The URI is not shown: its path or query may be what protects the keys.
///
/// ```
/// use ice_runtime::credentials::UriCredentials;
///
/// let provider = UriCredentials::new("http://127.0.0.1:6666/credentials")?;
/// assert!(UriCredentials::new("http://keys.example/credentials").is_err());
/// # Ok::<(), ice_runtime::CredentialsError>(())
/// ```
#[derive(Clone)]
pub struct UriCredentials {
    uri: Uri,
    is_loopback: bool,
    network: Network,
}

impl UriCredentials {
    /// The server with this URI.
    ///
    /// # Errors
    ///
    /// It is no URI with scheme and host, has a user name in it, or asks for plain HTTP to another machine.
    pub fn new(uri: &str) -> Result<Self, CredentialsError> {
        Self::of(Written::new("uri", Some(uri)), &PROVIDER)
    }

    /// The server that `ALIBABA_CLOUD_CREDENTIALS_URI` names.
    ///
    /// # Errors
    ///
    /// The variable is not set, and as [`UriCredentials::new`].
    pub fn from_environment(environment: &Environment) -> Result<Self, CredentialsError> {
        Self::of(Written::new(VARIABLE, environment.var(VARIABLE)), &PROVIDER)
    }

    pub(super) fn of(written: Written<'_>, provider: &dyn fmt::Display) -> Result<Self, CredentialsError> {
        let wrong = |problem: &str| written.error(provider, problem);
        let text = written.required_word(provider)?;
        let uri: Uri =
            text.parse().map_err(|_| wrong("it is no URI: write one like `http://127.0.0.1:6666/credentials`"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(wrong("it needs scheme and host, like `http://127.0.0.1:6666/credentials`"));
        };
        let endpoint = Endpoint::new(&format!("{scheme}://{authority}")).map_err(|error| match error {
            Error::Config(error) => wrong(error.problem()),
            error => CredentialsError::caused_by(provider, error),
        })?;
        Ok(Self { is_loopback: endpoint.is_loopback(), uri, network: Network::default() })
    }

    /// Sets the way to a server on another machine.
    #[must_use]
    pub fn with_network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let failed = |error| CredentialsError::caused_by(PROVIDER, error);
        let transport = self.network.to_host(self.is_loopback).map_err(failed)?;
        let reply = send(&transport, Request::get(self.uri.clone()), "GET keys", LIMIT).await.map_err(failed)?;
        if reply.status() != StatusCode::OK {
            let problem = format!("the server answered with status {}: check the URI", reply.status().as_u16());
            return Err(failed(ConfigError::new(VARIABLE, problem).into()));
        }
        let (head, body) = reply.into_parts();
        let provided = session::of_reply(&PROVIDER, &body, &head.headers);
        wipe(body);
        provided
    }
}

impl ProvideCredentials for UriCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(self.fetch())
    }
}

impl fmt::Debug for UriCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UriCredentials").field("host", &self.uri.host()).finish_non_exhaustive()
    }
}
