//! Faults that a test injects. They are queued, and each affects one request.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::answer::Answer;

/// A fault injected into one request that would otherwise be carried out.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Fault {
    /// Sends this answer instead of the registered one.
    Answer(Answer),
    /// Delays the registered answer by this much.
    Delay(Duration),
    /// Sends no answer, and keeps the connection open.
    Stall,
    /// Resets the connection instead of answering.
    Reset,
    /// Closes the connection cleanly instead of answering.
    Close,
    /// Carries out the operation or stores the upload, but ends the connection before the reply is complete.
    CutOff,
    /// Reads the body of an upload with a pause of this length after each piece of at most about 400 KB. The answers to
    /// other requests are delayed by this much.
    Slow(Duration),
    /// Stores the upload correctly, but replies with a wrong CRC-64. Other requests are answered as usual.
    WrongChecksum,
}

impl Fault {
    /// Answers `Throttling.User` with status 429, and with the hint `x-acs-retry-after` (in milliseconds on the wire)
    /// if one is given.
    #[must_use]
    pub fn throttled(retry_after: Option<Duration>) -> Self {
        let answer = Answer::error(429, "Throttling.User", "Request was denied due to user flow control.");
        Self::Answer(match retry_after {
            Some(wait) => answer.with_header("x-acs-retry-after", &wait.as_millis().to_string()),
            None => answer,
        })
    }

    /// Answers `ServiceUnavailable` with status 503.
    #[must_use]
    pub fn unavailable() -> Self {
        let message = "The request has failed due to a temporary failure of the server.";
        Self::Answer(Answer::error(503, "ServiceUnavailable", message))
    }
}

/// The queued faults.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) any: VecDeque<Fault>,
    pub(super) by_action: HashMap<&'static str, VecDeque<Fault>>,
}

impl Faults {
    /// Takes the next fault for `action`: its own faults first, then those for any action.
    pub(super) fn take(&mut self, action: &str) -> Option<Fault> {
        let own = self.by_action.get_mut(action).and_then(VecDeque::pop_front);
        own.or_else(|| self.any.pop_front())
    }
}
