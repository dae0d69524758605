//! What an upload logs: a span for the upload and an event for each failed attempt, with the same names as for calls,
//! and never a secret. Without the feature `tracing` nothing here does anything.

use std::future::Future;
use std::time::Duration;

use super::object::StoredObject;
use super::storage::Action;
#[cfg(feature = "tracing")]
use crate::client::{cause_of, type_of};
use crate::error::{Error, UploadFailure};

/// Returns the error of the request that failed.
pub(super) fn error_of(failure: &UploadFailure) -> Option<&Error> {
    match failure {
        UploadFailure::Request(error) => Some(error),
        _ => None,
    }
}

#[cfg(not(feature = "tracing"))]
pub(super) struct UploadTrace;

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "the same calls as with the feature `tracing`")]
impl UploadTrace {
    pub(super) fn new(_: &http::Uri) -> Self {
        Self
    }

    pub(super) fn within<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn failed(&self, _: Action<'_>, _: u32, _: Duration, _: &UploadFailure) {}

    pub(super) fn ended(&self, _: &Result<StoredObject, Error>, _: u32, _: Duration) {}
}

/// The span of an upload.
#[cfg(feature = "tracing")]
pub(super) struct UploadTrace(tracing::Span);

#[cfg(feature = "tracing")]
impl UploadTrace {
    pub(super) fn new(object: &http::Uri) -> Self {
        use tracing::field::Empty;

        Self(tracing::info_span!(
            target: "ice_runtime",
            "upload",
            otel.kind = "client",
            rpc.system = "alibaba_cloud",
            rpc.service = "oss",
            server.address = object.host(),
            server.port = object.port_u16(),
            "error.type" = Empty,
            request_id = Empty,
        ))
    }

    pub(super) fn within<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    /// Logs a failed attempt to send a request.
    pub(super) fn failed(&self, action: Action<'_>, number: u32, elapsed: Duration, failure: &UploadFailure) {
        let error = error_of(failure);
        self.0.in_scope(|| {
            tracing::info!(
                target: "ice_runtime",
                attempt = number,
                part = action.part(),
                "rpc.method" = action.name(),
                "http.request.resend_count" = number.saturating_sub(1),
                "http.response.status_code" = error.and_then(Error::status),
                "error.type" = error.map_or(name_of(failure), type_of),
                kind = error.map_or(name_of(failure), Error::kind),
                cause = error.map(cause_of),
                code = error.and_then(Error::code),
                request_id = error.and_then(Error::request_id),
                elapsed = ?elapsed,
                "request of the upload failed"
            );
        });
    }

    /// Logs the end of the upload, after this many requests.
    pub(super) fn ended(&self, result: &Result<StoredObject, Error>, requests: u32, elapsed: Duration) {
        let request_id = match result {
            Ok(stored) => stored.request_id.as_deref(),
            Err(error) => error.request_id(),
        };
        self.0.record("request_id", request_id);
        self.0.in_scope(|| match result {
            Ok(StoredObject { length, parts, .. }) => {
                tracing::debug!(target: "ice_runtime", length, parts, requests, ?elapsed, "upload succeeded");
            }
            Err(error) => {
                let kind = match error {
                    Error::Upload(error) => name_of(&error.failure),
                    error => error.kind(),
                };
                let code = error.code();
                self.0.record("error.type", kind);
                tracing::warn!(target: "ice_runtime", kind, code, request_id, requests, ?elapsed, "upload failed");
            }
        });
    }
}

#[cfg(feature = "tracing")]
fn name_of(failure: &UploadFailure) -> &'static str {
    match failure {
        UploadFailure::Unreadable(_) => "unreadable",
        UploadFailure::Changed => "changed",
        UploadFailure::WrongLength { .. } => "wrong_length",
        UploadFailure::Checksum => "checksum",
        UploadFailure::Gone => "gone",
        UploadFailure::KeysExpired(_) => "keys_expired",
        UploadFailure::Refresh(_) => "refresh",
        UploadFailure::Request(error) => error.kind(),
    }
}
