//! How often and how soon a failed attempt is retried.

use std::time::Duration;

use super::verdict::RetryClass;

/// How often and how soon a failed attempt is retried.
///
/// Which failures are retried is not configurable: [`faults`](crate::faults) lists them. Each attempt is signed again.
///
/// * The wait before the next attempt is the larger of what the service asks for, if anything, and a backoff that
///   doubles with every attempt. [Transient](Self::with_base_delay) faults have a short backoff, throttling a [longer
///   one](Self::with_throttled_base_delay).
/// * If the wait would be longer than [`with_max_delay`](Self::with_max_delay) or than the time left for the call, the
///   error is returned at once, and [`Error::retry_after`](crate::Error::retry_after) says how long the service asks
///   to wait.
/// * A client's calls share a retry budget, so that a service in trouble does not get three times the requests: of 500
///   tokens, a retry takes 14 after a transient fault and 5 after throttling. A success gives back what its last retry
///   took, or 1. A client with an empty budget makes one attempt per call until calls succeed again; its errors say so
///   ([`GaveUp::BudgetEmpty`](crate::GaveUp::BudgetEmpty)).
/// * A call recovers from three things at once, without a wait and once each: a wrong clock, credentials that the
///   service refuses if their provider has others, and a nonce that was used before.
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
    /// Three attempts in all. The random wait is up to 100 ms · 2ⁿ after a transient fault, and half to all of 1 s ·
    /// 2ⁿ after throttling, each at most 20 s.
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
    /// Makes a single attempt.
    #[must_use]
    pub fn none() -> Self {
        Self::default().with_max_attempts(1)
    }

    /// Sets the number of attempts, including the first; 0 counts as 1.
    #[must_use]
    pub fn with_max_attempts(self, max_attempts: u32) -> Self {
        Self { max_attempts: max_attempts.max(1), ..self }
    }

    /// Sets the first wait after a transient fault; it doubles with every attempt.
    #[must_use]
    pub fn with_base_delay(self, base_delay: Duration) -> Self {
        Self { base_delay, ..self }
    }

    /// Sets the first wait after throttling; it doubles with every attempt.
    #[must_use]
    pub fn with_throttled_base_delay(self, throttled_base_delay: Duration) -> Self {
        Self { throttled_base_delay, ..self }
    }

    /// Sets the longest wait. If the service asks for a longer one, its error is returned at once.
    #[must_use]
    pub fn with_max_delay(self, max_delay: Duration) -> Self {
        Self { max_delay, ..self }
    }

    /// Returns how many attempts a call makes at most.
    #[must_use]
    pub fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    #[cfg(feature = "client")]
    pub(crate) fn max_delay(&self) -> Duration {
        self.max_delay
    }

    /// Returns the wait before the next attempt, after this many waits; `random` is in `0.0..1.0`. `None` if the
    /// service asks for more than the longest wait.
    pub(crate) fn delay(&self, class: RetryClass, waits: u32, random: f64, hint: Option<Duration>) -> Option<Duration> {
        if hint.is_some_and(|hint| hint > self.max_delay) {
            return None;
        }
        let doubled = |base: Duration| base.saturating_mul(2_u32.saturating_pow(waits)).min(self.max_delay);
        let delay = match class {
            RetryClass::Transient => part(doubled(self.base_delay), random),
            RetryClass::Throttled => part(doubled(self.throttled_base_delay), 0.5 + random / 2.0),
            _ => Duration::ZERO,
        };
        Some(delay.max(hint.unwrap_or_default()))
    }
}

/// Returns a fraction of a duration, or all of one that is too long to multiply.
fn part(whole: Duration, factor: f64) -> Duration {
    Duration::try_from_secs_f64(whole.as_secs_f64() * factor).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_a_limit() {
        let policy = RetryPolicy::default();
        let delay = |class, retries, random| policy.delay(class, retries, random, None).unwrap().as_millis();
        assert_eq!(delay(RetryClass::Transient, 0, 0.0), 0);
        assert_eq!(delay(RetryClass::Transient, 2, 0.5), 200);
        assert_eq!(delay(RetryClass::Transient, 40, 1.0), 20_000);
        assert_eq!(delay(RetryClass::Throttled, 0, 0.0), 500);
        assert_eq!(delay(RetryClass::Throttled, 1, 1.0), 2_000);
        assert_eq!(delay(RetryClass::Throttled, 40, 0.0), 10_000);
        let hint = |seconds| policy.delay(RetryClass::Throttled, 0, 0.0, Some(Duration::from_secs(seconds)));
        assert_eq!(hint(3), Some(Duration::from_secs(3)));
        assert_eq!(hint(20), Some(Duration::from_secs(20)));
        assert_eq!(hint(21), None);
        let seconds = Duration::from_secs;
        let set = policy.with_base_delay(seconds(2)).with_throttled_base_delay(seconds(6)).with_max_delay(seconds(9));
        let delay = |class, retries| set.delay(class, retries, 0.5, None);
        assert_eq!(delay(RetryClass::Transient, 0), Some(seconds(1)));
        assert_eq!(delay(RetryClass::Throttled, 0), Some(Duration::from_millis(4500)));
        assert_eq!(delay(RetryClass::Throttled, 5), Some(Duration::from_millis(6750)));
        assert_eq!(delay(RetryClass::Nonce, 5), Some(Duration::ZERO));
        assert_eq!(set.with_max_attempts(0).max_attempts(), 1);
        let patient = policy.with_max_delay(Duration::MAX).with_base_delay(Duration::MAX);
        assert!(patient.delay(RetryClass::Transient, 40, 1.0, None).is_some());
    }
}
