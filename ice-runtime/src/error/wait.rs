//! A wait that ended before its condition held.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{Error, MayHaveExecuted};

/// A wait that took too long.
#[derive(Debug, Clone)]
pub struct WaitError {
    pub(crate) action: String,
    pub(crate) limit: Duration,
    pub(crate) elapsed: Duration,
    pub(crate) polls: u32,
    /// The requests of all polls.
    pub(crate) attempts: u32,
    pub(crate) may_have_executed: MayHaveExecuted,
    pub(crate) request_id: Option<String>,
    pub(crate) last_failure: Option<Error>,
}

impl WaitError {
    /// Returns the operation that was sent repeatedly.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// Returns how long the wait was allowed to take: [`within`](crate::Wait::within).
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// Returns how long the wait took.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns how often the operation was sent, including polls that failed.
    #[must_use]
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// Returns the id that the service logged the last poll under.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns why the last poll failed; `None` if it got a reply that did not satisfy the condition.
    #[must_use]
    pub fn last_failure(&self) -> Option<&Error> {
        self.last_failure.as_ref()
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, limit, polls, .. } = self;
        write!(f, "{action}: not done within {limit:?}, after {polls} polls")?;
        f.write_str(if self.last_failure.is_some() { ", the last of which failed" } else { "" })?;
        if let Some(id) = &self.request_id {
            write!(f, " (request id {id})")?;
        }
        f.write_str("; increase `.within(..)`, or check on the job")
    }
}

impl StdError for WaitError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.last_failure.as_ref().map(|error| error as _)
    }
}
