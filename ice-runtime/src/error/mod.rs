//! What went wrong: one enum with a variant for each stage of a call.

mod call;
mod config;
mod page;
mod redaction;
mod reply;
mod service;
mod transport;
#[cfg(feature = "upload")]
mod upload;
mod wait;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

pub use call::{CallError, GaveUp, MayHaveExecuted};
pub use config::{ConfigError, CredentialsError, RegionError};
pub use page::{PageError, PageProblem};
pub use reply::ReplyError;
pub use service::{AccessDeniedDetail, ServiceError};
pub(crate) use service::{EMPTY_BODY, came_back};
pub use transport::{TimeLimit, TransportError, TransportErrorKind};
#[cfg(feature = "upload")]
pub use upload::{UploadError, UploadFailure};
pub use wait::WaitError;

pub(crate) use redaction::{Secrets, redact};
#[cfg(feature = "client")]
pub(crate) use redaction::{redact_reply, redact_transport};

use crate::params::ParamError;
use call::Outcome;

/// Why a call failed: a variant for each stage of the call.
///
/// No variant holds a secret, a token, a signature or the body of a reply. Programs decide by methods such as
/// [`is_not_found`](Error::is_not_found), [`code`](Error::code) or [`may_have_executed`](Error::may_have_executed).
/// [`faults`](crate::faults) lists the error for each kind of fault.
///
/// `{}` is one line: the action (a setting has none), what failed, status and request id. [`source`](StdError::source) is the cause, which
/// is not part of that line. `{:#}` and `{:?}` (and so a `main` that returns the error) add the causes, this library's
/// advice and the service's link; `{:#?}` shows the fields.
///
/// ```
/// use ice_runtime::Error;
///
/// fn is_gone(error: &Error) -> bool {
///     error.is_not_found() || error.code() == Some("MediaDeleted")
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// A setting cannot be used: an endpoint, a region, a key. Nothing was sent. The error names the setting.
    Config(ConfigError),
    /// No credentials could be obtained. The operation was not sent.
    Credentials(CredentialsError),
    /// The operation does not exist in the client's region. Nothing was sent.
    Region(RegionError),
    /// A parameter cannot be sent. Nothing was sent.
    Param(ParamError),
    /// No complete reply arrived: not connected, connection lost, timed out, reply too large.
    Transport(Box<CallError<TransportError>>),
    /// The service answered with an error.
    Service(Box<CallError<ServiceError>>),
    /// The service reported success in a reply that cannot be read. The operation has been carried out.
    Reply(Box<CallError<ReplyError>>),
    /// A walk through pages could not get one of them. The walk can go on: the next turn asks for the same page again.
    Page(Box<PageError>),
    /// A wait timed out before its condition held. What it waited for goes on.
    Wait(Box<WaitError>),
    /// An upload failed.
    #[cfg(feature = "upload")]
    Upload(Box<UploadError>),
}

impl Error {
    /// Returns the service's error code, such as `Throttling.User`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.service()?.code()
    }

    /// Returns the service's message, without control characters and secrets, at most 2 KiB long.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.service()?.message()
    }

    /// Returns the id that the service logged the last request under; its support asks for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.request_id(),
            Self::Reply(error) => error.request_id(),
            Self::Transport(error) => error.request_id(),
            Self::Wait(error) => error.request_id(),
            _ => self.inner()?.request_id(),
        }
    }

    /// Returns the HTTP status of the last reply.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Service(error) => Some(error.status()),
            Self::Reply(error) => Some(error.status()),
            Self::Transport(error) => error.status(),
            _ => self.inner()?.status(),
        }
    }

    /// Returns how long the service asks callers to wait before the next call.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.service()?.retry_after()
    }

    /// Returns whether the service asks for fewer requests: a code like `Throttling.User`, status 429, or a wait.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.service().is_some_and(ServiceError::is_throttled)
    }

    /// Returns whether the caller lacks a permission. Credentials that the service does not accept do not count.
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        self.service().is_some_and(ServiceError::is_access_denied)
    }

    /// Returns whether what the operation asks for does not exist: a code like `MediaNotFound`, or status 404
    /// unless a gateway's page came with it. An unknown AccessKey, an unknown operation or a missing role of the credentials does not count.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        match self {
            Self::Service(error) => error.is_not_found(),
            Self::Credentials(_) => false,
            _ => self.inner().is_some_and(Self::is_not_found),
        }
    }

    /// Returns whether a time limit of this client ended the call or the wait; [`TransportError::limit`] says which.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Wait(_) => true,
            _ => self.inner().is_some_and(Self::is_timeout),
        }
    }

    /// Returns how many requests of the operation were sent: for a wait, those of all polls; for a walk, those for the
    /// page that failed; for an upload, those of the request that ended it, or all if none did.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.call().attempts
    }

    /// Returns why no other attempt followed; `None` if another would have ended the same way.
    #[must_use]
    pub fn gave_up(&self) -> Option<GaveUp> {
        self.call().gave_up
    }

    /// Returns whether the operation may have been carried out despite the error.
    ///
    /// After [`Maybe`](MayHaveExecuted::Maybe), check before you repeat the call yourself: the client only retries
    /// what does no harm twice.
    #[must_use]
    pub fn may_have_executed(&self) -> MayHaveExecuted {
        self.call().may_have_executed
    }

    /// Returns the idempotency token of a call that may have been carried out: sent again with the same token, the
    /// operation takes effect only once.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.call().idempotency_token
    }

    /// Returns what to change, as far as this library knows.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        match self {
            Self::Transport(error) => error.advice(),
            Self::Service(error) => error.advice(),
            Self::Reply(error) => error.advice(),
            _ => self.inner()?.advice(),
        }
    }

    /// Records why no other attempt followed.
    #[cfg(feature = "client")]
    pub(crate) fn given_up(mut self, reason: Option<GaveUp>) -> Self {
        match &mut self {
            Self::Service(error) => error.gave_up = reason,
            Self::Reply(error) => error.gave_up = reason,
            Self::Transport(error) => error.gave_up = reason,
            // The others do not come from an attempt.
            _ => {}
        }
        self
    }

    /// Returns the error of the call behind this one: for credentials or a page, the last poll, an upload's request.
    fn inner(&self) -> Option<&Self> {
        match self {
            Self::Credentials(error) => error.inner(),
            Self::Page(error) => error.call(),
            Self::Wait(error) => error.last_failure(),
            #[cfg(feature = "upload")]
            Self::Upload(error) => error.inner(),
            _ => None,
        }
    }

    /// Returns what the service said.
    fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => self.inner()?.service(),
        }
    }

    fn call(&self) -> Outcome<'_> {
        match self {
            Self::Transport(error) => error.outcome(),
            Self::Service(error) => error.outcome(),
            Self::Reply(error) => error.outcome(),
            Self::Credentials(error) => error.call().map(CallError::outcome).unwrap_or_default(),
            Self::Page(error) => error.call().map(Self::call).unwrap_or_default(),
            #[cfg(feature = "upload")]
            Self::Upload(error) => error.outcome(),
            Self::Wait(error) => {
                Outcome { attempts: error.attempts, may_have_executed: error.may_have_executed, ..Outcome::default() }
            }
            Self::Config(_) | Self::Region(_) | Self::Param(_) => Outcome::default(),
        }
    }

    /// Writes the parts of an error that do not fit into its line.
    fn write_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, cause) in std::iter::successors(self.source(), |&cause| cause.source()).enumerate() {
            write!(f, "{}: {cause}", if depth == 0 { "; cause" } else { "" })?;
        }
        match (self.advice(), self.service().and_then(ServiceError::recommend)) {
            (Some(advice), Some(link)) => write!(f, "\n{advice}; see {link}"),
            (Some(text), None) => write!(f, "\n{text}"),
            (None, Some(link)) => write!(f, "\nsee {link}"),
            (None, None) => Ok(()),
        }
    }

    /// Returns the variant's name, its name in the log, and what it holds.
    fn stage(&self) -> (&'static str, &'static str, &(dyn StdError + 'static)) {
        match self {
            Self::Config(error) => ("Config", "config", error),
            Self::Credentials(error) => ("Credentials", "credentials", error),
            Self::Region(error) => ("Region", "region", error),
            Self::Param(error) => ("Param", "param", error),
            Self::Transport(error) => ("Transport", error.kind().name(), &**error),
            Self::Service(error) => ("Service", "service", &**error),
            Self::Reply(error) => ("Reply", "reply", &**error),
            Self::Page(error) => ("Page", "page", &**error),
            Self::Wait(error) => ("Wait", "wait", &**error),
            #[cfg(feature = "upload")]
            Self::Upload(error) => ("Upload", "upload", &**error),
        }
    }

    /// Returns what failed, as the log calls it.
    #[cfg(feature = "tracing")]
    pub(crate) fn kind(&self) -> &'static str {
        self.stage().1
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stage().2)?;
        if f.alternate() { self.write_details(f) } else { Ok(()) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (stage, _, error) = self.stage();
        if f.alternate() { f.debug_tuple(stage).field(&error).finish() } else { write!(f, "{self:#}") }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.stage().2.source()
    }
}

macro_rules! from {
    ($($error:ty => $make:expr),*) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                $make(error)
            }
        }
    )*};
}

from!(ConfigError => Self::Config, CredentialsError => Self::Credentials, RegionError => Self::Region);
from!(ParamError => Self::Param, PageError => boxed(Self::Page), WaitError => boxed(Self::Wait));

fn boxed<E>(variant: fn(Box<E>) -> Error) -> impl FnOnce(E) -> Error {
    move |error| variant(Box::new(error))
}
