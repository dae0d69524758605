//! Credentials from a web server, such as a sidecar on the same machine.

use std::fmt;
use std::time::Duration;

use http::{Request, StatusCode, Uri};

use super::section::Setting;
use super::{Environment, Network, Provided, network, session};
use crate::endpoint::Endpoint;
use crate::error::CredentialsError;

pub(super) const VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";
const PROVIDER: &str = "the credentials URI";
const LIMIT: Duration = Duration::from_secs(5);

/// Temporary credentials from a web server, by `GET`, in the JSON format of the ECS metadata service.
///
/// HTTPS, except to this machine. The URI is never shown: its path or query may be what protects the credentials.
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
    network: Network,
}

provider!(UriCredentials over network);

impl UriCredentials {
    /// Uses the server at this URI.
    ///
    /// # Errors
    ///
    /// `uri` has no scheme or host, contains a user name, or uses plain HTTP to another machine.
    pub fn new(uri: &str) -> Result<Self, CredentialsError> {
        Self::of(Setting::new(PROVIDER, "uri", Some(uri)))
    }

    /// Uses the server that `ALIBABA_CLOUD_CREDENTIALS_URI` names.
    ///
    /// # Errors
    ///
    /// The variable is not set; otherwise see [`UriCredentials::new`].
    pub fn from_environment(environment: &Environment) -> Result<Self, CredentialsError> {
        Self::of(Setting::variable(environment, VARIABLE))
    }

    pub(super) fn of(setting: Setting<'_>) -> Result<Self, CredentialsError> {
        let uri: Option<Uri> = setting.required_word()?.parse().ok();
        let endpoint = uri.as_ref().and_then(|uri| Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?)));
        let (Some(uri), Some(endpoint)) = (uri, endpoint) else {
            return Err(setting.error("write a URI with scheme and host, like `http://127.0.0.1:6666/credentials`"));
        };
        Endpoint::new(&endpoint).map_err(|error| setting.refused(error))?;
        Ok(Self { uri, network: Network::default() })
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let failed = |error| CredentialsError::caused_by(PROVIDER, error);
        let transport = self.network.to_host(self.uri.host().unwrap_or_default()).map_err(failed)?;
        let request = Request::get(self.uri.clone());
        let reply = network::send(&*transport, request, "GET keys", LIMIT).await.map_err(failed)?;
        if reply.status() != StatusCode::OK {
            let problem = format_args!("the server answered with status {}: check the URI", reply.status().as_u16());
            return Err(Setting::new(PROVIDER, VARIABLE, None).error(problem));
        }
        session::of_reply("the answer of the credentials URI", reply)
    }
}

impl fmt::Debug for UriCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UriCredentials").field("host", &self.uri.host()).finish_non_exhaustive()
    }
}
