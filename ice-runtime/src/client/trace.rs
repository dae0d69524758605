//! What a call tells the log: action, host, attempt, status, code, request id, durations. Nothing else.

use std::time::Duration;

use crate::error::Error;
use crate::retry::Class;

/// One attempt, as the log knows it.
pub(super) struct Attempt<'a> {
    pub(super) action: &'a str,
    pub(super) host: &'a str,
    pub(super) number: u32,
    pub(super) elapsed: Duration,
}

#[cfg(feature = "tracing")]
impl Attempt<'_> {
    pub(super) fn succeeded(&self, status: u16) {
        let Self { action, host, number, elapsed } = self;
        tracing::debug!(action, host, attempt = number, status, ?elapsed, "call succeeded");
    }

    pub(super) fn failed(&self, error: &Error) {
        let Self { action, host, number, elapsed } = self;
        let (status, code, request_id) = (error.status(), error.code(), error.request_id());
        tracing::warn!(action, host, attempt = number, status, code, request_id, ?elapsed, "call failed");
    }

    pub(super) fn repeated(&self, error: &Error, class: Class, delay: Duration) {
        let Self { action, host, number, elapsed } = self;
        let (status, code, request_id) = (error.status(), error.code(), error.request_id());
        tracing::info!(
            action,
            host,
            attempt = number,
            status,
            code,
            request_id,
            ?elapsed,
            ?class,
            ?delay,
            "repeating the call"
        );
    }
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "the same calls as with the feature `tracing`")]
impl Attempt<'_> {
    pub(super) fn succeeded(&self, _: u16) {
        let _ = (self.action, self.host, self.number, self.elapsed);
    }

    pub(super) fn failed(&self, _: &Error) {}

    pub(super) fn repeated(&self, _: &Error, _: Class, _: Duration) {}
}
