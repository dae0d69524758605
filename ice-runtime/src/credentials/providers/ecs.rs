//! Keys of an ECS instance's RAM role: in come the settings, out go the keys that the metadata service has.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode};

use super::network::{Network, send};
use super::{Environment, Provided, session};
use crate::error::{ConfigError, CredentialsError, Error, TransportErrorKind};
use crate::http_transport::HttpTransport;

pub(super) const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
pub(super) const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const PLAIN_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

const TOKEN_PATH: &str = "/latest/api/token";
const KEYS_PATH: &str = "/latest/meta-data/ram/security-credentials/";
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
            let problem = "it switches the ECS instance role off: unset it";
            return Err(failed(ConfigError::new(DISABLED, problem).into()));
        }
        let named = self.role.as_deref().map(role_name).transpose()?;
        let transport = self.network.direct().map_err(failed)?;
        let token = self.token(&transport).await?;
        let service = Service { transport, base: self.network.metadata_base(), token };
        if let Some(role) = named {
            return service.keys(role).await;
        }
        let absent = "this ECS instance has no RAM role: attach one to it in the ECS console";
        let roles = service.get("", "GET role", absent).await?.into_body();
        let roles = String::from_utf8_lossy(&roles);
        service.keys(role_name(roles.lines().next().unwrap_or_default())?).await
    }

    /// The token for all further requests; `None` where the service gives none and need not.
    async fn token(&self, transport: &HttpTransport) -> Result<Option<HeaderValue>, CredentialsError> {
        let request = Request::put(format!("{}{TOKEN_PATH}", self.network.metadata_base()))
            .header("x-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_LIFE);
        let problem = match send(transport, request, "PUT token", LIMIT).await {
            Ok(reply) => match (reply.status(), sensitive(reply.body())) {
                (StatusCode::OK, Some(token)) => return Ok(Some(token)),
                (status, _) => answered(&format!("with no token and status {}", status.as_u16())),
            },
            // What cannot be reached cannot be asked plainly either.
            Err(Error::Transport(error)) if error.kind() == TransportErrorKind::Connect => {
                return Err(failed(Error::Transport(error)));
            }
            Err(error) => failed(error),
        };
        if self.needs_token { Err(problem) } else { Ok(None) }
    }
}

struct Service {
    transport: HttpTransport,
    base: String,
    token: Option<HeaderValue>,
}

impl Service {
    async fn keys(&self, role: &str) -> Result<Provided, CredentialsError> {
        let absent = format!("this ECS instance has no RAM role `{role}`: attach it, or correct `{ROLE}`");
        session::of_reply("the answer of the ECS metadata service", self.get(role, "GET keys", &absent).await?)
    }

    /// What the service has under `path`; `absent` is the error where that is nothing.
    async fn get(&self, path: &str, what: &'static str, absent: &str) -> Result<Response<Bytes>, CredentialsError> {
        let mut request = Request::get(format!("{}{KEYS_PATH}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("x-aliyun-ecs-metadata-token", token);
        }
        let reply = send(&self.transport, request, what, LIMIT).await.map_err(failed)?;
        match reply.status() {
            StatusCode::OK => Ok(reply),
            StatusCode::NOT_FOUND => Err(CredentialsError::new(absent)),
            status => Err(answered(&format!("with status {}", status.as_u16()))),
        }
    }
}

fn failed(error: Error) -> CredentialsError {
    CredentialsError::caused_by("the ECS instance role", error)
}

fn answered(how: &str) -> CredentialsError {
    CredentialsError::new(format_args!("the ECS metadata service answered {how}"))
}

/// A name that becomes part of a path.
fn role_name(role: &str) -> Result<&str, CredentialsError> {
    let problem = "it is no name of a RAM role: use letters, digits, `.`, `_` and `-`";
    let role = Some(role.trim()).filter(|role| session::is_name(role));
    role.ok_or_else(|| failed(ConfigError::new(ROLE, problem).into()))
}

fn sensitive(token: &[u8]) -> Option<HeaderValue> {
    let token = token.trim_ascii();
    let mut value = HeaderValue::from_bytes(token).ok().filter(|_| !token.is_empty())?;
    value.set_sensitive(true);
    Some(value)
}
