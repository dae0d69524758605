//! No complete reply: what broke, and whether the request can have arrived.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

/// A request without a complete reply.
///
/// A [`Transport`](crate::Transport) of your own makes one with [`TransportError::new`].
#[derive(Clone)]
pub struct TransportError {
    kind: TransportErrorKind,
    status: Option<u16>,
    request_id: Option<String>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: refused, no such name, no route, out of sockets, or no answer in time.
    Connect,
    /// A TLS handshake or certificate that cannot be trusted; trying again changes nothing.
    Tls,
    /// The proxy refused.
    Proxy,
    /// The connection broke after the request had gone out, perhaps in part.
    Interrupted,
    /// No reply in the time for one attempt, or silence while reading it.
    Timeout,
    /// The time for the whole call is over; where it ran out while connecting, the kind is `Connect`.
    Deadline,
    /// What came is not HTTP.
    Protocol,
    /// The reply is larger than the limit.
    TooLarge,
    /// Anything else, such as a runtime that was shut down.
    Other,
}

impl TransportErrorKind {
    fn describe(self) -> &'static str {
        match self {
            Self::Connect => "not connected",
            Self::Tls => "the server cannot be trusted: check its certificate, and that it speaks TLS",
            Self::Proxy => "the proxy refused: check its address and credentials",
            Self::Interrupted => "the connection broke before the reply was complete",
            Self::Timeout => "no reply in time",
            Self::Deadline => "the time for the whole call is over: raise `.timeout(..)`",
            Self::Protocol => "the answer is not HTTP",
            Self::TooLarge => "the reply is larger than the limit",
            Self::Other => "the request failed",
        }
    }

    /// Whether the request cannot have reached the service.
    #[must_use]
    pub fn is_before_sending(self) -> bool {
        matches!(self, Self::Connect | Self::Tls | Self::Proxy)
    }
}

impl TransportError {
    /// An error of this kind.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self { kind, status: None, request_id: None, source: None }
    }

    /// Adds the error behind it. Its texts are shown: it must hold no URL and no secret.
    #[must_use]
    pub fn with_source(self, source: impl StdError + Send + Sync + 'static) -> Self {
        Self { source: Some(Arc::new(source)), ..self }
    }

    /// Adds what the head of the reply said, for a body that did not come whole.
    #[must_use]
    pub fn with_head(self, status: u16, request_id: Option<String>) -> Self {
        Self { status: Some(status), request_id, ..self }
    }

    /// What broke.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The status, where the head of the reply came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The request id, where the head of the reply came and had one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("source", &self.source.as_ref().map(ToString::to_string))
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.describe())?;
        let mut source = self.source.as_deref().map(|source| source as &dyn StdError);
        while let Some(error) = source {
            write!(f, ": {error}")?;
            if error.downcast_ref().is_some_and(is_out_of_descriptors) {
                f.write_str("; limit the calls with `ClientBuilder::max_in_flight`, or raise the limit of open files")?;
            }
            source = error.source();
        }
        Ok(())
    }
}

impl StdError for TransportError {}

/// `EMFILE` and `ENFILE`: of the process, and of the whole system.
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
            let text = error.to_string();
            assert_eq!(text.contains("`ClientBuilder::max_in_flight`"), is_named, "{text}");
            assert_eq!(text.lines().count(), 1, "{text}");
        }
    }
}
