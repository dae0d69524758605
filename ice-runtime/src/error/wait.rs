//! A wait that came to its end before what it waited for.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::Error;

/// A wait that took too long.
#[derive(Debug, Clone)]
pub struct WaitError {
    pub(crate) action: String,
    pub(crate) limit: Duration,
    pub(crate) elapsed: Duration,
    pub(crate) polls: u32,
    pub(crate) request_id: Option<String>,
    pub(crate) last_failure: Option<Error>,
}

impl WaitError {
    /// The operation that was sent again and again.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// How long it was allowed to take: [`within`](crate::Wait::within).
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// How long it took.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How often the operation was sent, polls that failed included.
    #[must_use]
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// The id under which the service logged the last poll.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Why the last poll failed; `None` where it brought a reply that did not satisfy the condition.
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
        f.write_str("; raise `.within(..)`, or look after the job")
    }
}

impl StdError for WaitError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.last_failure.as_ref().map(|error| error as _)
    }
}
