//! Classifies the HTTP library's errors: the kind, and the library's own error without the URL.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use crate::error::{TimeLimit, TransportError, TransportErrorKind};
use crate::transport::BodyError;

impl From<TransportErrorKind> for TransportError {
    fn from(kind: TransportErrorKind) -> Self {
        Self::new(kind)
    }
}

/// The error of a request before the head of its reply arrived.
pub(super) fn of_request(error: reqwest::Error) -> TransportError {
    let is_late = error.is_connect() && error.is_timeout();
    let failure = TransportError::new(kind_of_request(&error)).with_source(error.without_url());
    if is_late { failure.with_limit(TimeLimit::Connect) } else { failure }
}

/// The error of a reply after its head arrived.
pub(super) fn of_body(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if causes(&error).filter_map(<dyn StdError>::downcast_ref).any(is_malformed) {
        TransportErrorKind::Protocol
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind).with_source(error.without_url())
}

/// For too long, nothing of the request was taken or nothing of the reply arrived.
pub(super) fn silence(limit: Duration) -> TransportError {
    TransportError::new(TransportErrorKind::Timeout).with_limit(TimeLimit::Read).lasting(limit)
}

fn kind_of_request(error: &reqwest::Error) -> TransportErrorKind {
    if error.is_connect() {
        return kind_of_connect(error);
    }
    if error.is_timeout() {
        return TransportErrorKind::Timeout;
    }
    if find::<BodyError>(error).is_some() {
        return TransportErrorKind::Other;
    }
    #[cfg(feature = "rustls")]
    if find(error).is_some_and(is_refusal) {
        return TransportErrorKind::Tls;
    }
    match find::<hyper::Error>(error) {
        Some(cause) if cause.is_parse() => TransportErrorKind::Protocol,
        Some(_) => TransportErrorKind::Interrupted,
        None if find::<io::Error>(error).is_some() => TransportErrorKind::Interrupted,
        None => TransportErrorKind::Other,
    }
}

fn kind_of_connect(error: &reqwest::Error) -> TransportErrorKind {
    if error.is_timeout() {
        return TransportErrorKind::Connect;
    }
    #[cfg(feature = "rustls")]
    if find::<rustls::Error>(error).is_some() {
        return TransportErrorKind::Tls;
    }
    // The library's own type is private; its message is all there is. An unreachable proxy is not a refusal.
    let refusals = ["proxy authorization required", "tunnel error: unsuccessful", "proxy response headers too long"];
    let is_refused = causes(error).any(|cause| {
        let text = cause.to_string();
        refusals.iter().any(|refusal| text.contains(refusal))
    });
    if is_refused { TransportErrorKind::Proxy } else { TransportErrorKind::Connect }
}

/// Whether the server closed the connection for lack of a certificate that it accepts. In TLS 1.3 the client learns of
/// it only after its side of the handshake; a server that says so has not passed the request on.
#[cfg(feature = "rustls")]
fn is_refusal(error: &rustls::Error) -> bool {
    use rustls::AlertDescription::{
        AccessDenied, BadCertificate, CertificateExpired, CertificateRequired, CertificateRevoked, CertificateUnknown,
        HandshakeFailure, UnknownCA, UnsupportedCertificate,
    };
    let refusals = [
        AccessDenied,
        BadCertificate,
        CertificateExpired,
        CertificateRequired,
        CertificateRevoked,
        CertificateUnknown,
        HandshakeFailure,
        UnknownCA,
        UnsupportedCertificate,
    ];
    matches!(error, rustls::Error::AlertReceived(alert) if refusals.contains(alert))
}

/// Whether the chunks are malformed, rather than the connection broken.
fn is_malformed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
}

fn find<E: StdError + 'static>(error: &reqwest::Error) -> Option<&E> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| {
        // The `source` of an I/O error skips the error that it wraps.
        let held = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        held.map_or_else(|| cause.source(), |held| Some(held))
    })
}
