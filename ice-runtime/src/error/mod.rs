//! What went wrong: one enum, a variant a stage of the call.

mod config;
mod redaction;
mod reply;
mod service;
mod transport;

use std::fmt;
use std::time::Duration;

pub use config::{ConfigError, CredentialsError, RegionError};
pub use reply::ReplyError;
pub use service::{AccessDeniedDetail, ServiceError};
pub use transport::{TransportError, TransportErrorKind};

#[cfg(feature = "client")]
pub(crate) use redaction::redact_reply;
pub(crate) use redaction::{Secrets, redact};

use crate::facts::RetrySafety;
use crate::params::ParamError;

/// Why a call failed, a variant a stage.
///
/// Every variant says what to do, and none holds a secret, a token, a signature or the body of a reply. What programs
/// decide by is behind methods: [`code`](Error::code), [`status`](Error::status), [`retry_after`](Error::retry_after),
/// [`may_have_executed`](Error::may_have_executed). What each kind of fault gives is in [`faults`](crate::faults).
///
/// ```
/// use ice_runtime::Error;
///
/// fn is_gone(error: &Error) -> bool {
///     error.code() == Some("MediaNotFound") || error.status() == Some(404)
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// A setting cannot be used: an endpoint, a region, a key. Nothing was sent. Change the setting that is named.
    Config(ConfigError),
    /// No credentials could be obtained. The operation was not sent.
    Credentials(CredentialsError),
    /// The operation does not exist in the client's region. Nothing was sent.
    Region(RegionError),
    /// A parameter cannot be sent. Nothing was sent.
    Param(ParamError),
    /// No complete reply came: not connected, connection lost, time over, reply too large.
    Transport(Box<Failed<TransportError>>),
    /// The service answered with an error.
    Service(Box<Failed<ServiceError>>),
    /// The service reported success in a reply that cannot be read. The operation has been carried out.
    Reply(Box<Failed<ReplyError>>),
}

/// A failure with the call that it belongs to. It derefs to the failure.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Failed<E> {
    /// The operation's name on the wire.
    pub action: String,
    /// The host that it was sent to, with the port where that is not the usual one.
    pub host: String,
    /// How many requests went out, the failed ones included.
    pub attempts: u32,
    /// Whether the operation may have been carried out by any of them.
    pub may_have_executed: MayHaveExecuted,
    /// What failed.
    pub error: E,
}

impl<E> std::ops::Deref for Failed<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.error
    }
}

/// Whether an operation whose call failed has been carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MayHaveExecuted {
    /// It has not: the service refused it, or never got it.
    No,
    /// Nobody knows: the connection broke while it was under way.
    Maybe,
    /// It has: the service said so, in a reply that cannot be read.
    Yes,
}

impl Error {
    /// The service's error code, such as `Throttling.User`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(failed) => failed.code(),
            Self::Credentials(error) => error.inner().and_then(Self::code),
            _ => None,
        }
    }

    /// The id under which the service logged the last request; its support asks for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service(failed) => failed.request_id(),
            Self::Reply(failed) => failed.request_id(),
            Self::Transport(failed) => failed.request_id(),
            Self::Credentials(error) => error.inner().and_then(Self::request_id),
            _ => None,
        }
    }

    /// The HTTP status of the last reply.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Service(failed) => Some(failed.status()),
            Self::Reply(failed) => Some(failed.status()),
            Self::Transport(failed) => failed.status(),
            Self::Credentials(error) => error.inner().and_then(Self::status),
            _ => None,
        }
    }

    /// How long the service asks callers to wait before the next call.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Service(failed) => failed.retry_after(),
            Self::Credentials(error) => error.inner().and_then(Self::retry_after),
            _ => None,
        }
    }

    /// How many requests of the operation went out.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Transport(failed) => failed.attempts,
            Self::Service(failed) => failed.attempts,
            Self::Reply(failed) => failed.attempts,
            Self::Credentials(error) => error.attempts(),
            Self::Config(_) | Self::Region(_) | Self::Param(_) => 0,
        }
    }

    /// Whether the operation may have been carried out all the same.
    ///
    /// [`Maybe`](MayHaveExecuted::Maybe) asks for a look before the call is repeated by hand: the runtime repeats only
    /// what does no harm twice.
    #[must_use]
    pub fn may_have_executed(&self) -> MayHaveExecuted {
        match self {
            Self::Transport(failed) => failed.may_have_executed,
            Self::Service(failed) => failed.may_have_executed,
            Self::Reply(failed) => failed.may_have_executed,
            Self::Credentials(error) => error.may_have_executed(),
            Self::Config(_) | Self::Region(_) | Self::Param(_) => MayHaveExecuted::No,
        }
    }
}

/// As [`Display`](fmt::Display), so that a `main` that returns an error says what to do; `{:#?}` shows the parts.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        match self {
            Self::Config(error) => f.debug_tuple("Config").field(error).finish(),
            Self::Credentials(error) => f.debug_tuple("Credentials").field(error).finish(),
            Self::Region(error) => f.debug_tuple("Region").field(error).finish(),
            Self::Param(error) => f.debug_tuple("Param").field(error).finish(),
            Self::Transport(failed) => f.debug_tuple("Transport").field(failed).finish(),
            Self::Service(failed) => f.debug_tuple("Service").field(failed).finish(),
            Self::Reply(failed) => f.debug_tuple("Reply").field(failed).finish(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Credentials(error) => error.fmt(f),
            Self::Region(error) => error.fmt(f),
            Self::Param(error) => error.fmt(f),
            Self::Transport(failed) => failed.fmt(f),
            Self::Service(failed) => failed.fmt(f),
            Self::Reply(failed) => failed.fmt(f),
        }
    }
}

impl fmt::Display for Failed<TransportError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}: {}", self.action, self.host, self.error)?;
        self.write_circumstances(f)
    }
}

impl fmt::Display for Failed<ServiceError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.write_first_line(f, &self.action)?;
        self.write_circumstances(f)?;
        self.error.write_second_line(f)
    }
}

impl fmt::Display for Failed<ReplyError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.action, self.error)?;
        self.write_circumstances(f)
    }
}

impl<E> Failed<E> {
    /// How often it was tried, and whether to look before it is tried again; what only reads may always be.
    fn write_circumstances(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.attempts > 1 {
            write!(f, ", after {} attempts", self.attempts)?;
        }
        if RetrySafety::of_action(&self.action) == RetrySafety::Safe {
            return Ok(());
        }
        f.write_str(match self.may_have_executed {
            MayHaveExecuted::No => "",
            MayHaveExecuted::Maybe => "; it may have been carried out, so look before repeating it",
            MayHaveExecuted::Yes => "; the operation has been carried out, so do not repeat it unseen",
        })
    }
}

// `Display` shows the whole chain of causes, so there is no source behind it to be shown once more.
impl std::error::Error for Error {}

macro_rules! from {
    ($($variant:ident($error:ty)),*) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        }
    )*};
}

from!(Config(ConfigError), Credentials(CredentialsError), Region(RegionError), Param(ParamError));
