//! What a call logs: a span for the call and an event for each attempt, named after OpenTelemetry's conventions, and
//! never a secret. Without the feature `tracing` nothing here does anything.

use std::future::Future;
use std::time::Duration;

use super::attempts::Retry;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::facts::Facts;
use crate::response::Success;
#[cfg(feature = "tracing")]
use crate::retry::RetryClass;

/// An attempt that has ended.
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "nobody is told"))]
#[derive(Clone, Copy)]
pub(super) struct Ended {
    /// Its number, from 1; 0 if none was made.
    pub(super) number: u32,
    pub(super) elapsed: Duration,
    /// What is left of the retry budget.
    pub(super) budget_left: u32,
}

#[cfg(not(feature = "tracing"))]
#[derive(Clone)]
pub(super) struct CallTrace;

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "the same calls as with the feature `tracing`")]
impl CallTrace {
    pub(super) fn new(_: &Facts<'_>, _: Option<&Endpoint>) -> Self {
        Self
    }

    pub(super) fn within<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn succeeded(&self, _: Ended, _: &Success) {}

    pub(super) fn retrying(&self, _: Ended, _: &Error, _: Retry) {}

    pub(super) fn failed(&self, _: Ended, _: &Error) {}
}

/// The span of a call.
#[cfg(feature = "tracing")]
#[derive(Clone)]
pub(super) struct CallTrace(tracing::Span);

/// Logs a failed attempt; the fields that all such events share come after the given ones.
#[cfg(feature = "tracing")]
macro_rules! failed_attempt {
    ($event:ident, $ended:ident, $error:ident, $($more:tt)*) => {
        tracing::$event!(
            target: "ice_runtime",
            attempt = $ended.number,
            "http.request.resend_count" = $ended.number.saturating_sub(1),
            "http.response.status_code" = $error.status(),
            "error.type" = type_of($error),
            kind = $error.kind(),
            cause = cause_of($error),
            code = $error.code(),
            request_id = $error.request_id(),
            retry_budget = $ended.budget_left,
            elapsed = ?$ended.elapsed,
            $($more)*
        )
    };
}

#[cfg(feature = "tracing")]
impl CallTrace {
    pub(super) fn new(facts: &Facts<'_>, endpoint: Option<&Endpoint>) -> Self {
        use tracing::field::Empty;

        Self(tracing::info_span!(
            target: "ice_runtime",
            "call",
            otel.kind = "client",
            rpc.system = "alibaba_cloud",
            rpc.service = facts.product.code,
            rpc.method = facts.action,
            server.address = endpoint.map(Endpoint::host),
            server.port = endpoint.and_then(|endpoint| endpoint.authority.port_u16()),
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            "error.type" = Empty,
            request_id = Empty,
        ))
    }

    pub(super) fn within<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    pub(super) fn succeeded(&self, ended: Ended, success: &Success) {
        let status = success.status.as_u16();
        self.0.in_scope(|| {
            tracing::debug!(
                target: "ice_runtime",
                attempt = ended.number,
                "http.request.resend_count" = ended.number.saturating_sub(1),
                "http.response.status_code" = status,
                request_id = success.request_id(),
                retry_budget = ended.budget_left,
                elapsed = ?ended.elapsed,
                "call succeeded"
            );
        });
        if !self.0.is_disabled() {
            self.finish(ended, Some(status), success.request_id().as_deref());
        }
    }

    pub(super) fn retrying(&self, ended: Ended, error: &Error, retry: Retry) {
        let Retry { class, delay, .. } = retry;
        self.0.in_scope(|| {
            if class == RetryClass::Credentials {
                // The provider may have no others: then no request follows.
                failed_attempt!(info, ended, error, ?class, "fetching credentials again");
            } else {
                failed_attempt!(info, ended, error, ?class, ?delay, "retrying the call");
            }
        });
    }

    /// Something missing is no reason to warn: callers may just be asking whether it exists.
    pub(super) fn failed(&self, ended: Ended, error: &Error) {
        let gave_up = error.gave_up().map(|gave_up| gave_up.to_string());
        self.0.in_scope(|| {
            if error.is_not_found() {
                failed_attempt!(debug, ended, error, gave_up, "call failed");
            } else {
                failed_attempt!(warn, ended, error, gave_up, "call failed");
            }
        });
        self.0.record("error.type", type_of(error));
        self.finish(ended, error.status(), error.request_id());
    }

    fn finish(&self, ended: Ended, status: Option<u16>, request_id: Option<&str>) {
        self.0.record("http.response.status_code", status);
        self.0.record("http.request.resend_count", ended.number.saturating_sub(1));
        self.0.record("request_id", request_id);
    }
}

/// The service's code, or else the kind of failure.
#[cfg(feature = "tracing")]
pub(crate) fn type_of(error: &Error) -> &str {
    error.code().unwrap_or_else(|| error.kind())
}

/// What failed and why, without what other fields already say.
#[cfg(feature = "tracing")]
pub(crate) fn cause_of(error: &Error) -> String {
    use crate::text::with_causes;

    match error {
        Error::Service(error) => error.problem().into_owned(),
        Error::Reply(error) => with_causes(&error.error),
        Error::Transport(error) if error.attempts > 0 => with_causes(&error.error),
        error => with_causes(error),
    }
}
