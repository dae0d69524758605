//! Credentials of an ECS instance's RAM role. On other machines anything may answer at the metadata service's address,
//! so the default chain has to distinguish "no role here" from "a role that cannot be used".

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode};

use super::network::{Network, send};
use super::section::Setting;
use super::{Environment, Provided, session};
use crate::error::{CredentialsError, Error, TransportErrorKind};
use crate::http_transport::HttpTransport;

pub(super) const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
pub(super) const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const PLAIN_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

const TOKEN_ADVICE: &str =
    "unset `ALIBABA_CLOUD_IMDSV1_DISABLED`, or leave `with_token_only` out, to ask without a token";
pub(super) const CHAIN_ADVICE: &str = "set `ALIBABA_CLOUD_ECS_METADATA_DISABLED=true` if no ECS role is intended";

const PROVIDER: &str = "the ECS instance role";
const ANSWER: &str = "the answer of the ECS metadata service";
/// The longest lifetime that a token of the metadata service may have, in seconds. Each fetch asks for a new one.
const TOKEN_LIFE: &str = "21600";
/// The metadata service is one hop away, or not there.
const LIMIT: Duration = Duration::from_secs(1);

/// Temporary credentials of the RAM role of the ECS instance that this runs on.
///
/// The metadata service is asked with a token first, and without one if it issues none. Each request has 1 second and
/// uses no proxy.
///
/// ```
/// use ice_runtime::credentials::EcsRamRoleCredentials;
///
/// let provider = EcsRamRoleCredentials::new().with_role("media-worker");
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct EcsRamRoleCredentials {
    /// The name of the role, and the setting that errors refer to.
    role: Option<(&'static str, String)>,
    is_disabled: bool,
    needs_token: bool,
    network: Network,
}

provider!(EcsRamRoleCredentials over network);

/// The answer of the metadata service for this machine.
pub(super) enum RoleOutcome {
    Keys(Provided),
    /// No role, for this reason.
    Nothing(CredentialsError),
}

impl EcsRamRoleCredentials {
    /// Uses the instance's role, whatever its name.
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses the role that `ALIBABA_CLOUD_ECS_METADATA` names, or the instance's. If
    /// `ALIBABA_CLOUD_ECS_METADATA_DISABLED` is on, every fetch is an error; `ALIBABA_CLOUD_IMDSV1_DISABLED` forbids
    /// requests without a token.
    pub fn from_environment(environment: &Environment) -> Self {
        Self {
            role: environment.var(ROLE).map(|role| (ROLE, role.to_owned())),
            is_disabled: environment.is_true(DISABLED),
            needs_token: environment.is_true(PLAIN_DISABLED),
            network: Network::default(),
        }
    }

    /// Sets the role's name, which saves the request for it.
    pub fn with_role(self, role: impl Into<String>) -> Self {
        Self { role: Some(("role", role.into())), ..self }
    }

    /// Never sends requests without a token.
    pub fn with_token_only(self) -> Self {
        Self { needs_token: true, ..self }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        match self.find().await? {
            RoleOutcome::Keys(provided) => Ok(provided),
            RoleOutcome::Nothing(error) => Err(error),
        }
    }

    pub(super) async fn find(&self) -> Result<RoleOutcome, CredentialsError> {
        if self.is_disabled {
            let off = Setting::new(PROVIDER, DISABLED, None).error("it disables the ECS instance role: unset it");
            return Ok(RoleOutcome::Nothing(off));
        }
        let named = self.role.as_ref().map(|(setting, role)| checked(setting, role)).transpose()?;
        let (transport, base) = (self.network.direct().map_err(failed)?, self.network.metadata_base());
        let token = match self.token(transport, &base).await {
            Err(error) if is_unreached(&error) => return Ok(RoleOutcome::Nothing(error)),
            token => token?,
        };
        let get = |path: &str| {
            let request = Request::get(format!("{base}/latest/meta-data/ram/security-credentials/{path}"));
            token.iter().fold(request, |request, token| request.header("x-aliyun-ecs-metadata-token", token))
        };
        let role = match named {
            Some(role) => role.to_owned(),
            None => match ask(transport, get(""), "GET role").await.and_then(attached) {
                Ok(role) => role,
                // On machines other than ECS instances, anything may answer at that address.
                Err(error) => return Ok(RoleOutcome::Nothing(error)),
            },
        };
        let reply = ask(transport, get(&role), "GET keys").await?.ok_or_else(|| self.absent(&role))?;
        session::of_reply(ANSWER, reply).map(RoleOutcome::Keys)
    }

    fn absent(&self, role: &str) -> CredentialsError {
        let correct = self.role.as_ref().map(|(setting, _)| format!(", or correct `{setting}`")).unwrap_or_default();
        CredentialsError::new(format_args!("this ECS instance has no RAM role `{role}`: attach it{correct}"))
    }

    /// Returns the token for all further requests; `None` if the service issues none and may be asked without one.
    async fn token(&self, transport: &HttpTransport, base: &str) -> Result<Option<HeaderValue>, CredentialsError> {
        let request = Request::put(format!("{base}/latest/api/token"))
            .header("x-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_LIFE);
        let reply = ask(transport, request, "PUT token").await;
        let none = || CredentialsError::new("the ECS metadata service issues no tokens");
        match reply.and_then(|reply| sensitive(reply.ok_or_else(none)?.body())) {
            Ok(token) => Ok(Some(token)),
            // A service that cannot be reached with a token cannot be reached without one.
            Err(error) if is_unreached(&error) => Err(error),
            Err(error) if self.needs_token => Err(advised(&error, TOKEN_ADVICE)),
            Err(_) => Ok(None),
        }
    }
}

/// Checks the name of a role, which becomes part of a path.
fn checked<'a>(setting: &'static str, role: &'a str) -> Result<&'a str, CredentialsError> {
    let setting = Setting::new(PROVIDER, setting, Some(role));
    let wrong = || setting.error("it is not the name of a RAM role: use letters, digits, `.`, `_` and `-`");
    setting.text.filter(|name| session::is_name(name)).ok_or_else(wrong)
}

/// Sends a request to the metadata service; `None` if it has nothing there.
async fn ask(
    transport: &HttpTransport,
    request: http::request::Builder,
    what: &'static str,
) -> Result<Option<Response<Bytes>>, CredentialsError> {
    let reply = send(transport, request, what, LIMIT).await.map_err(failed)?;
    match reply.status() {
        StatusCode::OK => Ok(Some(reply)),
        StatusCode::NOT_FOUND => Ok(None),
        status => {
            let status = status.as_u16();
            Err(CredentialsError::new(format_args!("the ECS metadata service answered with status {status}")))
        }
    }
}

fn failed(error: Error) -> CredentialsError {
    CredentialsError::caused_by(PROVIDER, error)
}

fn is_unreached(error: &CredentialsError) -> bool {
    matches!(error.inner(), Some(Error::Transport(error)) if error.kind() == TransportErrorKind::Connect)
}

/// Adds an alternative to an error: what to do if its cause cannot be changed.
pub(super) fn advised(error: &CredentialsError, advice: &str) -> CredentialsError {
    let problem = format!("{} ({advice})", error.problem());
    match error.inner() {
        Some(inner) => CredentialsError::caused_by(problem, inner.clone()),
        None => CredentialsError::new(problem),
    }
}

/// Returns the first role in the list of those attached to the instance.
fn attached(list: Option<Response<Bytes>>) -> Result<String, CredentialsError> {
    let absent = || CredentialsError::new("this ECS instance has no RAM role: attach one to it in the ECS console");
    let list = list.ok_or_else(absent)?;
    let list = String::from_utf8_lossy(list.body());
    let name = list.lines().next().map(str::trim).filter(|name| session::is_name(name));
    name.map(str::to_owned).ok_or_else(|| {
        CredentialsError::new(format_args!(
            "{ANSWER} names no RAM role: check the instance's role in the ECS console, or name it in `{ROLE}`"
        ))
    })
}

fn sensitive(token: &[u8]) -> Result<HeaderValue, CredentialsError> {
    let token = HeaderValue::from_bytes(token.trim_ascii()).ok().filter(|token| !token.is_empty());
    let mut token = token.ok_or_else(|| CredentialsError::new(format_args!("{ANSWER} is not a token")))?;
    token.set_sensitive(true);
    Ok(token)
}
