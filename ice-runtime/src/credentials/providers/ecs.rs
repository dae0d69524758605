//! Keys of an ECS instance's RAM role: in come the settings, out go the keys that the metadata service has.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode};

use super::request::{send, wipe};
use super::{Environment, Network, ProvideCredentials, Provided, session};
use crate::error::{ConfigError, CredentialsError, Error, TransportErrorKind};
use crate::http_transport::HttpTransport;
use crate::transport::BoxFuture;

pub(super) const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
pub(super) const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const PLAIN_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

const SERVICE: &str = "the ECS metadata service";
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

    /// Sets the way to the metadata service.
    #[must_use]
    pub fn with_network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        if self.is_disabled {
            let problem = "it switches the ECS instance role off: unset it";
            return Err(failed(ConfigError::new(DISABLED, problem).into()));
        }
        let named = self.role.as_deref().map(str::trim);
        named.map_or(Ok(()), check_role)?;
        let transport = self.network.direct().map_err(failed)?;
        let token = self.token(&transport).await?;
        let service = Service { transport, base: self.network.metadata_base(), token };
        if let Some(role) = named {
            return service.keys(role).await;
        }
        let role = service.role().await?;
        check_role(&role)?;
        service.keys(&role).await
    }

    /// The token for all further requests; `None` where the service gives none and need not.
    async fn token(&self, transport: &HttpTransport) -> Result<Option<HeaderValue>, CredentialsError> {
        let request = Request::put(format!("{}{TOKEN_PATH}", self.network.metadata_base()))
            .header("x-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_LIFE);
        let problem = match send(transport, request, "PUT token", LIMIT).await {
            Ok(reply) if reply.status() == StatusCode::OK => match sensitive(reply.body()) {
                Some(token) => return Ok(Some(token)),
                None => CredentialsError::new(format_args!("{SERVICE} gave a token that is none")),
            },
            Ok(reply) => {
                CredentialsError::new(format_args!("{SERVICE} gave no token, but status {}", reply.status().as_u16()))
            }
            // What cannot be reached cannot be asked plainly either.
            Err(Error::Transport(error)) if error.kind() == TransportErrorKind::Connect => {
                return Err(failed(Error::Transport(error)));
            }
            Err(error) => failed(error),
        };
        if self.needs_token { Err(problem) } else { Ok(None) }
    }
}

impl ProvideCredentials for EcsRamRoleCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(self.fetch())
    }
}

struct Service {
    transport: HttpTransport,
    base: String,
    token: Option<HeaderValue>,
}

impl Service {
    async fn role(&self) -> Result<String, CredentialsError> {
        let reply = self.get("", "GET role").await?;
        match reply.status() {
            StatusCode::OK => {
                let names = String::from_utf8_lossy(reply.body());
                Ok(names.lines().next().unwrap_or_default().trim().to_owned())
            }
            StatusCode::NOT_FOUND => {
                Err(CredentialsError::new("this ECS instance has no RAM role: attach one to it in the ECS console"))
            }
            status => Err(unexpected(status)),
        }
    }

    async fn keys(&self, role: &str) -> Result<Provided, CredentialsError> {
        let reply = self.get(role, "GET keys").await?;
        match reply.status() {
            StatusCode::OK => {
                let (head, body) = reply.into_parts();
                let provided = session::of_reply(&SERVICE, &body, &head.headers);
                wipe(body);
                provided
            }
            StatusCode::NOT_FOUND => Err(CredentialsError::new(format_args!(
                "this ECS instance has no RAM role `{role}`: attach it, or correct `{ROLE}`"
            ))),
            status => Err(unexpected(status)),
        }
    }

    async fn get(&self, path: &str, what: &'static str) -> Result<Response<Bytes>, CredentialsError> {
        let mut request = Request::builder().method(Method::GET).uri(format!("{}{KEYS_PATH}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("x-aliyun-ecs-metadata-token", token);
        }
        send(&self.transport, request, what, LIMIT).await.map_err(failed)
    }
}

fn failed(error: Error) -> CredentialsError {
    CredentialsError::caused_by("the ECS instance role", error)
}

fn unexpected(status: StatusCode) -> CredentialsError {
    CredentialsError::new(format_args!("{SERVICE} answered with status {}", status.as_u16()))
}

/// The name becomes part of a path.
fn check_role(role: &str) -> Result<(), CredentialsError> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if !role.is_empty() && role != "." && role != ".." && role.bytes().all(is_name) {
        return Ok(());
    }
    let problem = "it is no name of a RAM role: use letters, digits, `.`, `_` and `-`";
    Err(failed(ConfigError::new(ROLE, problem).into()))
}

fn sensitive(token: &Bytes) -> Option<HeaderValue> {
    let token = token.trim_ascii();
    let mut value = HeaderValue::from_bytes(token).ok().filter(|_| !token.is_empty())?;
    value.set_sensitive(true);
    Some(value)
}
