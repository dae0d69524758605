//! What a call came to: in comes a success, out goes the word to the log, or the error that it is once it cannot be read.

use std::time::Duration;

use super::trace::Attempt;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::response::{Context, Failure, Success};

/// A success and what it took.
pub(super) struct Exchanged {
    pub(super) success: Success,
    pub(super) action: &'static str,
    pub(super) attempts: u32,
    pub(super) endpoint: Endpoint,
    pub(super) trip: Duration,
}

impl Exchanged {
    /// Tells the log.
    pub(super) fn succeeded(&self) {
        self.trace().succeeded(self.success.status.as_u16());
    }

    /// The error that it is after all, which the log is told.
    pub(super) fn unreadable(&self, failure: Failure) -> Error {
        let trace = self.trace();
        let context = Context { action: trace.action, host: trace.host.to_owned(), attempts: trace.number };
        let may_have_executed = failure.may_have_executed();
        let error = failure.into_error(context, may_have_executed);
        trace.failed(&error);
        error
    }

    fn trace(&self) -> Attempt<'_> {
        let host = self.endpoint.authority.as_str();
        Attempt { action: self.action, host, number: self.attempts, elapsed: self.trip }
    }
}
