//! The call that an error belongs to: how often it was tried, why not again, and whether it may have been carried out.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{ReplyError, ServiceError, TimeLimit, TransportError};

/// What failed, and the call that it ended. Dereferences to what failed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CallError<E> {
    /// The operation's name on the wire.
    pub action: String,
    /// The host that it was sent to, with the port unless it is the default.
    pub host: String,
    /// How many requests were sent, including failed ones.
    pub attempts: u32,
    /// Whether any of them may have been carried out.
    pub may_have_executed: MayHaveExecuted,
    /// Why no other attempt followed; `None` if another would have ended the same way.
    pub gave_up: Option<GaveUp>,
    /// The idempotency token that all of them carried.
    pub idempotency_token: Option<String>,
    /// Whether the operation only reads.
    pub(crate) is_safe: bool,
    /// What failed.
    pub error: E,
}

/// Why a failure that may be temporary was not followed by another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GaveUp {
    /// The [`RetryPolicy`](crate::RetryPolicy) allows no more attempts.
    AttemptsUsedUp,
    /// The client's retry budget is empty; successful calls refill it.
    BudgetEmpty {
        /// How many consecutive failures emptied it.
        failed: u32,
    },
    /// The next wait would have been longer than the time left for the call.
    NoTimeLeft,
    /// The service asks for a longer wait than the [`RetryPolicy`](crate::RetryPolicy) allows;
    /// [`Error::retry_after`](crate::Error::retry_after) says for how long.
    WaitTooLong {
        /// The longest wait of the policy.
        max_delay: Duration,
    },
    /// The operation may have been carried out, and carrying it out twice may do harm.
    NotRepeatable,
}

impl fmt::Display for GaveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AttemptsUsedUp => f.write_str("no attempts are left"),
            Self::BudgetEmpty { failed } => write!(f, "retries are used up for now: the last {failed} failed"),
            Self::NoTimeLeft => f.write_str("no time for another attempt"),
            Self::WaitTooLong { max_delay } => write!(f, "the service asks for a longer wait than {max_delay:?}"),
            Self::NotRepeatable => f.write_str("the operation is not safe to repeat"),
        }
    }
}

/// Whether an operation whose call failed has been carried out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MayHaveExecuted {
    /// It has not: the service refused it or never received it.
    #[default]
    No,
    /// Unknown: the connection broke while the request was in flight.
    Maybe,
    /// It has: the service said so, in a reply that cannot be read, or in one that did not end a wait.
    Yes,
}

impl CallError<()> {
    /// A call that has sent nothing yet, to be completed by [`CallError::with_error`].
    pub(crate) fn new(action: &str, host: &str) -> Self {
        Self {
            action: action.to_owned(),
            host: host.to_owned(),
            attempts: 0,
            may_have_executed: MayHaveExecuted::No,
            gave_up: None,
            idempotency_token: None,
            is_safe: false,
            error: (),
        }
    }

    pub(crate) fn with_error<E>(self, error: E) -> CallError<E> {
        let Self { action, host, attempts, may_have_executed, gave_up, idempotency_token, is_safe, error: () } = self;
        CallError { action, host, attempts, may_have_executed, gave_up, idempotency_token, is_safe, error }
    }
}

/// The part of a [`CallError`] that does not depend on what failed.
#[derive(Default)]
pub(super) struct Outcome<'a> {
    pub(super) attempts: u32,
    pub(super) may_have_executed: MayHaveExecuted,
    pub(super) gave_up: Option<GaveUp>,
    /// Only set if the call may have been carried out.
    pub(super) idempotency_token: Option<&'a str>,
}

impl<E> CallError<E> {
    pub(super) fn outcome(&self) -> Outcome<'_> {
        let &Self { attempts, may_have_executed, gave_up, .. } = self;
        let idempotency_token = self.idempotency_token.as_deref().filter(|_| may_have_executed != MayHaveExecuted::No);
        Outcome { attempts, may_have_executed, gave_up, idempotency_token }
    }

    /// Writes how often it was tried, why not again, and whether to check before retrying.
    fn write_outcome(&self, f: &mut fmt::Formatter<'_>, gave_up: Option<GaveUp>) -> fmt::Result {
        if self.attempts > 1 {
            write!(f, ", after {} attempts", self.attempts)?;
        }
        match gave_up {
            None | Some(GaveUp::AttemptsUsedUp | GaveUp::NotRepeatable) => {}
            Some(reason) => write!(f, "; {reason}")?,
        }
        f.write_str(match (self.may_have_executed, &self.idempotency_token) {
            (MayHaveExecuted::No, _) => "",
            _ if self.is_safe => "",
            (MayHaveExecuted::Maybe, None) => "; it may have been carried out: check before retrying",
            (MayHaveExecuted::Maybe, Some(_)) => {
                "; it may have been carried out: repeat it with the same idempotency token"
            }
            (MayHaveExecuted::Yes, _) => "; it has been carried out: do not repeat it",
        })
    }
}

impl<E> std::ops::Deref for CallError<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.error
    }
}

impl fmt::Display for CallError<TransportError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error.shown_limit().filter(|_| self.attempts == 0) {
            Some(limit) => write!(f, "{} to {}: not sent within {limit}", self.action, self.host)?,
            None => write!(f, "{} to {}: {}", self.action, self.host, self.error)?,
        }
        // The time for the call is what it has just named.
        let is_told = self.error.limit() == Some(TimeLimit::Call) && self.gave_up == Some(GaveUp::NoTimeLeft);
        self.write_outcome(f, self.gave_up.filter(|_| !is_told))
    }
}

impl fmt::Display for CallError<ServiceError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.action, self.error)?;
        self.write_outcome(f, self.gave_up)
    }
}

impl fmt::Display for CallError<ReplyError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.action, self.error)?;
        self.write_outcome(f, self.gave_up)
    }
}

impl<E: StdError> StdError for CallError<E>
where
    Self: fmt::Display,
{
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}
