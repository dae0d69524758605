//! Who may be repeated, and when: in comes what happened to an attempt, out goes what to do next. Pure functions.

use std::time::Duration;

use crate::error::{Error, ServiceError, TransportErrorKind};

/// Which failures are repeated, how often and how soon.
///
/// ```
/// use ice_runtime::RetryPolicy;
///
/// let patient = RetryPolicy::default().with_max_attempts(6);
/// let never = RetryPolicy::none();
/// assert_eq!((patient.max_attempts(), never.max_attempts()), (6, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    throttled_base_delay: Duration,
    max_delay: Duration,
}

impl Default for RetryPolicy {
    /// Three attempts in all. After a passing fault a random wait of up to 100 ms · 2ⁿ, after throttling one of half to
    /// all of 1 s · 2ⁿ, each at most 20 s.
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(100),
            throttled_base_delay: Duration::from_secs(1),
            max_delay: Duration::from_secs(20),
        }
    }
}

impl RetryPolicy {
    /// One attempt.
    #[must_use]
    pub fn none() -> Self {
        Self::default().with_max_attempts(1)
    }

    /// Sets the number of attempts, the first included; 0 counts as 1.
    #[must_use]
    pub fn with_max_attempts(self, max_attempts: u32) -> Self {
        Self { max_attempts: max_attempts.max(1), ..self }
    }

    /// Sets the first wait after a passing fault; it doubles with every attempt.
    #[must_use]
    pub fn with_base_delay(self, base_delay: Duration) -> Self {
        Self { base_delay, ..self }
    }

    /// Sets the first wait after throttling; it doubles with every attempt.
    #[must_use]
    pub fn with_throttled_base_delay(self, throttled_base_delay: Duration) -> Self {
        Self { throttled_base_delay, ..self }
    }

    /// Sets the longest wait. A service that asks for a longer one gets no repetition: its error is returned at once.
    #[must_use]
    pub fn with_max_delay(self, max_delay: Duration) -> Self {
        Self { max_delay, ..self }
    }

    /// How many attempts a call makes at most.
    #[must_use]
    pub fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    /// The wait before the next attempt, `retries` of them having been waited for; `random` is in `0.0..1.0`. `None`
    /// where the service asks for more than the longest wait.
    pub(crate) fn delay(&self, class: Class, retries: u32, random: f64, hint: Option<Duration>) -> Option<Duration> {
        if hint.is_some_and(|hint| hint > self.max_delay) {
            return None;
        }
        let doubled = |base: Duration| base.saturating_mul(2_u32.saturating_pow(retries)).min(self.max_delay);
        let delay = match class {
            Class::Passing => part(doubled(self.base_delay), random),
            Class::Throttled => part(doubled(self.throttled_base_delay), 0.5 + random / 2.0),
            Class::Clock | Class::Token | Class::Nonce | Class::Final => Duration::ZERO,
        };
        Some(delay.max(hint.unwrap_or_default()))
    }
}

/// A part of a time; all of one that is too long to be multiplied.
fn part(whole: Duration, factor: f64) -> Duration {
    Duration::try_from_secs_f64(whole.as_secs_f64() * factor).unwrap_or(whole)
}

/// Whether the same call may succeed later.
pub(crate) fn is_transient(error: &Error) -> bool {
    let class = match error {
        Error::Transport(error) => classify_transport(error.kind(), true),
        Error::Service(error) => classify_service(error, true),
        _ => Class::Final,
    };
    class != Class::Final
}

/// What a failed attempt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// It may pass: another attempt after a short wait.
    Passing,
    /// Too many requests: another attempt after a longer wait.
    Throttled,
    /// The clock is off: once more, with the clock of the service.
    Clock,
    /// The security token is over: once more, with new credentials.
    Token,
    /// The nonce was used: once more, with another.
    Nonce,
    /// Another attempt would end the same way, or could do harm.
    Final,
}

/// What an error of the service asks for. `is_repeatable`: a second execution does no harm.
pub(crate) fn classify_service(error: &ServiceError, is_repeatable: bool) -> Class {
    let may_repeat = |class| if is_repeatable { class } else { Class::Final };
    match error.code() {
        Some("InvalidTimeStamp.Expired") => Class::Clock,
        Some("InvalidSecurityToken.Expired") => Class::Token,
        Some("SignatureNonceUsed") => may_repeat(Class::Nonce),
        _ if error.is_throttled() => Class::Throttled,
        _ if error.is_passing() || matches!(error.status(), 408 | 500 | 502 | 503 | 504) => may_repeat(Class::Passing),
        _ => Class::Final,
    }
}

/// What a broken exchange asks for.
pub(crate) fn classify_transport(kind: TransportErrorKind, is_repeatable: bool) -> Class {
    match kind {
        TransportErrorKind::Connect => Class::Passing,
        TransportErrorKind::Interrupted | TransportErrorKind::Timeout if is_repeatable => Class::Passing,
        _ => Class::Final,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(status: u16, code: &str) -> ServiceError {
        ServiceError { status, code: Some(code.to_owned()).filter(|code| !code.is_empty()), ..ServiceError::default() }
    }

    #[test]
    fn the_table_of_who_may_be_repeated() {
        use Class::{Clock, Final, Nonce, Passing, Throttled, Token};
        for (status, code, repeatable, other) in [
            (400, "Throttling", Throttled, Throttled),
            (400, "Throttling.User", Throttled, Throttled),
            (403, "Rejected.Throttling", Throttled, Throttled),
            (429, "", Throttled, Throttled),
            (400, "InvalidTimeStamp.Expired", Clock, Clock),
            (403, "InvalidSecurityToken.Expired", Token, Token),
            (400, "SignatureNonceUsed", Nonce, Final),
            (500, "", Passing, Final),
            (502, "", Passing, Final),
            (503, "ServiceUnavailableTemporary", Passing, Final),
            (504, "", Passing, Final),
            (408, "", Passing, Final),
            (400, "InternalError", Passing, Final),
            (200, "SystemBusy", Passing, Final),
            (400, "MissingParameter", Final, Final),
            (404, "", Final, Final),
            (302, "", Final, Final),
            (501, "", Final, Final),
        ] {
            assert_eq!(classify_service(&service(status, code), true), repeatable, "{status} {code}");
            assert_eq!(classify_service(&service(status, code), false), other, "{status} {code}");
        }
        let hinted =
            ServiceError { retry_after: Some(Duration::from_secs(1)), is_asked_to_wait: true, ..service(400, "Other") };
        assert_eq!(classify_service(&hinted, false), Throttled);
        let of_a_gateway = ServiceError { is_asked_to_wait: false, ..hinted };
        assert_eq!(classify_service(&of_a_gateway, false), Final);
    }

    #[test]
    fn delays_double_up_to_a_limit() {
        let policy = RetryPolicy::default();
        let delay = |class, retries, random| policy.delay(class, retries, random, None).unwrap().as_millis();
        assert_eq!(delay(Class::Passing, 0, 0.0), 0);
        assert_eq!(delay(Class::Passing, 2, 0.5), 200);
        assert_eq!(delay(Class::Passing, 40, 1.0), 20_000);
        assert_eq!(delay(Class::Throttled, 0, 0.0), 500);
        assert_eq!(delay(Class::Throttled, 1, 1.0), 2_000);
        assert_eq!(delay(Class::Throttled, 40, 0.0), 10_000);
        let hint = |seconds| policy.delay(Class::Throttled, 0, 0.0, Some(Duration::from_secs(seconds)));
        assert_eq!(hint(3), Some(Duration::from_secs(3)));
        assert_eq!(hint(20), Some(Duration::from_secs(20)));
        assert_eq!(hint(21), None);
        let seconds = Duration::from_secs;
        let set = policy.with_base_delay(seconds(2)).with_throttled_base_delay(seconds(6)).with_max_delay(seconds(9));
        let delay = |class, retries| set.delay(class, retries, 0.5, None);
        assert_eq!(delay(Class::Passing, 0), Some(seconds(1)));
        assert_eq!(delay(Class::Throttled, 0), Some(Duration::from_millis(4500)));
        assert_eq!(delay(Class::Throttled, 5), Some(Duration::from_millis(6750)));
        assert_eq!(delay(Class::Nonce, 5), Some(Duration::ZERO));
        assert_eq!(set.with_max_attempts(0).max_attempts(), 1);
        let patient = policy.with_max_delay(Duration::MAX).with_base_delay(Duration::MAX);
        assert!(patient.delay(Class::Passing, 40, 1.0, None).is_some());
    }
}
