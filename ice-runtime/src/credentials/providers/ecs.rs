//! Keys of an ECS instance's RAM role: in come the settings, out go the keys that the metadata service has.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode};

use super::network::{Network, send};
use super::section::Written;
use super::{Environment, Provided, session};
use crate::error::{CredentialsError, Error, TransportErrorKind};
use crate::http_transport::HttpTransport;

pub(super) const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
pub(super) const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const PLAIN_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

const PROVIDER: &str = "the ECS instance role";
const ANSWER: &str = "the answer of the ECS metadata service";
/// The longest life that a token of the metadata service may have, in seconds. Each fetch asks for a new one.
const TOKEN_LIFE: &str = "21600";
/// The metadata service is one hop away, or not there.
const LIMIT: Duration = Duration::from_secs(1);

/// Temporary keys of the RAM role of the ECS instance that this runs on.
///
/// The metadata service is asked with a token first, and plainly where it gives none. Each request has 1 second and no
/// proxy.
///
/// ```
/// use ice_runtime::credentials::EcsRamRoleCredentials;
///
/// let provider = EcsRamRoleCredentials::new().with_role("media-worker");
/// ```
#[derive(Debug, Clone, Default)]
pub struct EcsRamRoleCredentials {
    role: Option<String>,
    is_disabled: bool,
    needs_token: bool,
    network: Network,
}

provider!(EcsRamRoleCredentials over network);

impl EcsRamRoleCredentials {
    /// The role of the instance, whatever its name.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The role that `ALIBABA_CLOUD_ECS_METADATA` names, or the instance's. `ALIBABA_CLOUD_ECS_METADATA_DISABLED` makes
    /// every fetch an error, `ALIBABA_CLOUD_IMDSV1_DISABLED` forbids to ask without a token.
    #[must_use]
    pub fn from_environment(environment: &Environment) -> Self {
        Self {
            role: environment.var(ROLE).map(str::to_owned),
            is_disabled: environment.is_true(DISABLED),
            needs_token: environment.is_true(PLAIN_DISABLED),
            network: Network::default(),
        }
    }

    /// Sets the role's name, which saves the request for it.
    #[must_use]
    pub fn with_role(self, role: impl Into<String>) -> Self {
        Self { role: Some(role.into()), ..self }
    }

    /// Never asks without a token.
    #[must_use]
    pub fn with_token_only(self) -> Self {
        Self { needs_token: true, ..self }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        if self.is_disabled {
            return Err(Written::new(PROVIDER, DISABLED, None).error("it switches the ECS instance role off: unset it"));
        }
        let named = self.role.as_deref().map(role_name).transpose()?;
        let (transport, base) = (self.network.direct().map_err(failed)?, self.network.metadata_base());
        let token = self.token(transport, &base).await?;
        let get = |path: &str| {
            let request = Request::get(format!("{base}/latest/meta-data/ram/security-credentials/{path}"));
            token.iter().fold(request, |request, token| request.header("x-aliyun-ecs-metadata-token", token))
        };
        let role = if let Some(role) = named {
            role
        } else {
            let absent = "this ECS instance has no RAM role: attach one to it in the ECS console";
            let reply = ask(transport, get(""), "GET role", absent).await?;
            role_name(String::from_utf8_lossy(reply.body()).lines().next().unwrap_or_default())?
        };
        let absent = format!("this ECS instance has no RAM role `{role}`: attach it, or correct `{ROLE}`");
        session::of_reply(ANSWER, ask(transport, get(&role), "GET keys", &absent).await?)
    }

    /// The token for all further requests; `None` where the service gives none and need not.
    async fn token(&self, transport: &HttpTransport, base: &str) -> Result<Option<HeaderValue>, CredentialsError> {
        let request = Request::put(format!("{base}/latest/api/token"))
            .header("x-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_LIFE);
        let reply = ask(transport, request, "PUT token", "the ECS metadata service gives no tokens").await;
        match reply.and_then(|reply| sensitive(reply.body())) {
            Ok(token) => Ok(Some(token)),
            // What cannot be reached cannot be asked plainly either.
            Err(error) if self.needs_token || is_unreached(&error) => Err(error),
            Err(_) => Ok(None),
        }
    }
}

/// Sends a request to the metadata service; `absent` is the error where it has nothing there.
async fn ask(
    transport: &HttpTransport,
    request: http::request::Builder,
    what: &'static str,
    absent: &str,
) -> Result<Response<Bytes>, CredentialsError> {
    let reply = send(transport, request, what, LIMIT).await.map_err(failed)?;
    match reply.status() {
        StatusCode::OK => Ok(reply),
        StatusCode::NOT_FOUND => Err(CredentialsError::new(absent)),
        status => Err(CredentialsError::new(format_args!("{ANSWER} has status {}", status.as_u16()))),
    }
}

fn failed(error: Error) -> CredentialsError {
    CredentialsError::caused_by(PROVIDER, error)
}

fn is_unreached(error: &CredentialsError) -> bool {
    matches!(error.inner(), Some(Error::Transport(error)) if error.kind() == TransportErrorKind::Connect)
}

/// A name that becomes part of a path.
fn role_name(role: &str) -> Result<String, CredentialsError> {
    let written = Written::new(PROVIDER, ROLE, Some(role));
    match written.text {
        Some(name) if session::is_name(name) => Ok(name.to_owned()),
        _ => Err(written.error("it is no name of a RAM role: use letters, digits, `.`, `_` and `-`")),
    }
}

fn sensitive(token: &[u8]) -> Result<HeaderValue, CredentialsError> {
    let token = HeaderValue::from_bytes(token.trim_ascii()).ok().filter(|token| !token.is_empty());
    let mut token = token.ok_or_else(|| CredentialsError::new(format_args!("{ANSWER} is no token")))?;
    token.set_sensitive(true);
    Ok(token)
}
