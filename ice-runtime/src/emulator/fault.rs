//! Faults that a test asks for. They wait in line, and each is played to one request.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::answer::Answer;

/// What goes wrong with one request. It is played to a request that would otherwise be carried out.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Fault {
    /// This answer instead of the registered one.
    Answer(Answer),
    /// The registered answer, this much later.
    Delay(Duration),
    /// No answer, on a connection that stays open.
    Stall,
    /// The connection is reset instead of an answer.
    Reset,
    /// The connection is closed cleanly instead of an answer.
    Close,
    /// The operation is carried out, or the upload taken, and the connection ends before its reply is whole.
    CutOff,
    /// The body of an upload is read with a pause of this length after each piece; a piece has at most about 400 KB.
    /// Other requests are answered this much later.
    Slow(Duration),
    /// The upload is taken as it came, and its reply tells another CRC-64. Other requests are answered as usual.
    WrongChecksum,
}

impl Fault {
    /// `Throttling.User` under status 429, with the hint `x-acs-retry-after` where one is given (in milliseconds on the
    /// wire).
    #[must_use]
    pub fn throttled(retry_after: Option<Duration>) -> Self {
        let answer = Answer::error(429, "Throttling.User", "Request was denied due to user flow control.");
        Self::Answer(match retry_after {
            Some(wait) => answer.with_header("x-acs-retry-after", &wait.as_millis().to_string()),
            None => answer,
        })
    }

    /// `ServiceUnavailable` under status 503.
    #[must_use]
    pub fn unavailable() -> Self {
        let message = "The request has failed due to a temporary failure of the server.";
        Self::Answer(Answer::error(503, "ServiceUnavailable", message))
    }
}

/// The faults that are still to be played.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) any: VecDeque<Fault>,
    pub(super) by_action: HashMap<&'static str, VecDeque<Fault>>,
}

impl Faults {
    /// The fault of the next request of `action`: its own first, then those of any action.
    pub(super) fn take(&mut self, action: &str) -> Option<Fault> {
        let own = self.by_action.get_mut(action).and_then(VecDeque::pop_front);
        own.or_else(|| self.any.pop_front())
    }
}
