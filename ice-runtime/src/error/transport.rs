//! Requests without a complete reply: what broke, and whether the request can have arrived.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::iter::successors;
use std::sync::Arc;
use std::time::Duration;

/// A request that got no complete reply.
///
/// Your own [`Transport`](crate::Transport) creates one with [`TransportError::new`].
#[derive(Clone)]
pub struct TransportError {
    kind: TransportErrorKind,
    limit: Option<TimeLimit>,
    /// How long the limit is, where that is known.
    limit_duration: Option<Duration>,
    status: Option<u16>,
    request_id: Option<String>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: refused, unknown host name, no route, no sockets left, or no answer in time.
    Connect,
    /// The TLS handshake failed, or the certificate cannot be trusted.
    Tls,
    /// The proxy refused the connection.
    Proxy,
    /// The connection broke after the request was sent, perhaps only in part.
    Interrupted,
    /// No reply within the time for one attempt, or too long a silence while reading it.
    Timeout,
    /// The time for the whole call ran out. If it ran out while connecting, the kind is `Connect`.
    Deadline,
    /// The answer is not HTTP.
    Protocol,
    /// The reply is larger than the limit.
    TooLarge,
    /// Anything else, such as a runtime that is shutting down.
    Other,
}

/// The time limit that ended a request, named after the setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeLimit {
    /// `connect_timeout`: for connecting, including the TLS handshake.
    Connect,
    /// `read_timeout`: for silence while the reply is read.
    Read,
    /// `attempt_timeout`: for one attempt.
    Attempt,
    /// `timeout`: for the whole call, including all attempts and waits.
    Call,
}

impl TimeLimit {
    /// Returns the name of the setting.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect_timeout",
            Self::Read => "read_timeout",
            Self::Attempt => "attempt_timeout",
            Self::Call => "timeout",
        }
    }
}

impl TransportErrorKind {
    /// Returns its name in the log, and its message in an error.
    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Connect => ("connect", "could not connect"),
            Self::Tls => ("tls", "the server cannot be trusted: check its certificate, and that it speaks TLS"),
            Self::Proxy => ("proxy", "the proxy refused the connection: check its address and credentials"),
            Self::Interrupted => ("interrupted", "the connection broke before the reply was complete"),
            Self::Timeout => ("timeout", "no reply in time"),
            Self::Deadline => ("deadline", "no reply in time"),
            Self::Protocol => ("protocol", "the answer is not HTTP"),
            Self::TooLarge => ("too_large", "the reply is larger than the limit"),
            Self::Other => ("other", "the request failed"),
        }
    }

    pub(super) fn name(self) -> &'static str {
        self.texts().0
    }
}

impl TransportError {
    /// Creates an error of this kind.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self { kind, limit: None, limit_duration: None, status: None, request_id: None, source: None }
    }

    /// Adds the cause. Its messages are shown: keep URLs and secrets out of it.
    #[must_use]
    pub fn with_source(self, source: impl StdError + Send + Sync + 'static) -> Self {
        Self { source: Some(Arc::new(source)), ..self }
    }

    /// Adds the time limit that ended the request.
    #[must_use]
    pub fn with_limit(self, limit: TimeLimit) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// Adds how long the time limit is.
    #[cfg(feature = "client")]
    pub(crate) fn lasting(self, limit: Duration) -> Self {
        Self { limit_duration: Some(limit), ..self }
    }

    /// Returns the limit that ended the request as errors show it: "`attempt_timeout` (30s)".
    pub(super) fn shown_limit(&self) -> Option<String> {
        let name = self.limit?.as_str();
        Some(match self.limit_duration {
            Some(duration) => format!("`{name}` ({duration:?})"),
            None => format!("`{name}`"),
        })
    }

    /// Turns the error into one of a request that no connection has taken yet.
    pub(crate) fn while_connecting(self) -> Self {
        Self { kind: TransportErrorKind::Connect, ..self }
    }

    /// Makes the request id of the error safe to show.
    #[cfg(feature = "client")]
    pub(super) fn map_request_id(self, safe: impl FnOnce(String) -> String) -> Self {
        Self { request_id: self.request_id.map(safe), ..self }
    }

    /// Adds what the reply's headers said, if only its body is missing or cut short.
    #[must_use]
    pub fn with_head(self, status: u16, request_id: Option<String>) -> Self {
        Self { status: Some(status), request_id, ..self }
    }

    /// Returns what broke.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns the time limit that ended the request.
    #[must_use]
    pub fn limit(&self) -> Option<TimeLimit> {
        self.limit
    }

    /// Returns whether a time limit of this client ended the request.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.limit.is_some() || matches!(self.kind, TransportErrorKind::Timeout | TransportErrorKind::Deadline)
    }

    /// Returns the status, if the reply's headers arrived.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns the request id, if the reply's headers arrived and had one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns what to change, as far as this library knows.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        let causes = || successors(self.source(), |&cause| cause.source());
        if causes().filter_map(<dyn StdError>::downcast_ref).any(is_out_of_descriptors) {
            return Some("limit the calls with `ClientBuilder::max_in_flight`, or raise the limit of open files");
        }
        // So rustls calls an answer in another protocol.
        if causes().any(|cause| cause.to_string().starts_with("received corrupt message")) {
            return Some("the server does not seem to speak TLS: check the endpoint and its port");
        }
        // The HTTP library's own error is private; its message is all there is.
        let is_unknown_name = causes().any(|cause| cause.to_string() == "dns error");
        is_unknown_name.then_some(
            "the host name could not be resolved: check the region and the product's endpoint, or the network of this machine",
        )
    }
}

impl From<TimeLimit> for TransportError {
    fn from(limit: TimeLimit) -> Self {
        let kind = match limit {
            TimeLimit::Connect => TransportErrorKind::Connect,
            TimeLimit::Read | TimeLimit::Attempt => TransportErrorKind::Timeout,
            TimeLimit::Call => TransportErrorKind::Deadline,
        };
        Self::new(kind).with_limit(limit)
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("limit", &self.limit)
            .field("limit_duration", &self.limit_duration)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("source", &self.source.as_ref().map(ToString::to_string))
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, self.shown_limit()) {
            (kind, None) => f.write_str(kind.texts().1)?,
            (TransportErrorKind::Connect, Some(limit)) => write!(f, "could not connect within {limit}")?,
            (_, Some(limit)) => write!(f, "no reply within {limit}")?,
        }
        match (self.status, &self.request_id) {
            (Some(status), Some(id)) => write!(f, " (status {status}, request id {id})"),
            (Some(status), None) => write!(f, " (status {status})"),
            (None, _) => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// `EMFILE` and `ENFILE`: the limits of the process and of the whole system.
fn is_out_of_descriptors(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(24 | 23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn too_many_open_files_name_the_way_out() {
        for (code, is_named) in [(24, true), (23, true), (111, false)] {
            let error =
                TransportError::new(TransportErrorKind::Connect).with_source(io::Error::from_raw_os_error(code));
            let advice = error.advice();
            assert_eq!(
                advice.is_some_and(|text| text.contains("`ClientBuilder::max_in_flight`")),
                is_named,
                "{advice:?}"
            );
            assert!(error.source().is_some() && error.to_string() == "could not connect", "{error}");
        }
    }
}
