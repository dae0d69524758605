//! The attempts that a call has made, and whether another follows. Pure: deciding changes no clock, cache or budget.

use std::time::Duration;

use super::budget;
use crate::error::{GaveUp, MayHaveExecuted};
use crate::retry::{RetryClass, RetryPolicy, Verdict};

/// The attempts of one call so far.
#[derive(Debug)]
pub(super) struct Attempts {
    policy: RetryPolicy,
    made: u32,
    /// Waits so far; each backoff is longer than the previous one.
    waits: u32,
    may_have_executed: MayHaveExecuted,
    /// What the last retry took from the budget.
    budget_spent: u32,
    /// What the call has recovered from; each recovery happens at most once per call.
    one_shots_used: Vec<RetryClass>,
}

/// What else decides whether another attempt follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    /// How long the service asks us to wait.
    pub(super) hint: Option<Duration>,
    pub(super) time_left: Duration,
    /// In `0.0..1.0`.
    pub(super) random: f64,
    /// Whether the clock was corrected, or other credentials may be available.
    pub(super) is_recovered: bool,
    pub(super) budget_left: u32,
    /// How many retries of this client have failed in a row.
    pub(super) failed_retries: u32,
}

/// What happens after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Retry(Retry),
    /// No further attempt, and why if another might have ended differently.
    GiveUp(Option<GaveUp>),
}

/// Another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Retry {
    pub(super) class: RetryClass,
    pub(super) delay: Duration,
    /// What it takes from the budget.
    pub(super) cost: u32,
}

impl Attempts {
    pub(super) fn new(policy: RetryPolicy) -> Self {
        Self {
            policy,
            made: 0,
            waits: 0,
            may_have_executed: MayHaveExecuted::No,
            budget_spent: 0,
            one_shots_used: Vec::new(),
        }
    }

    /// Returns how many requests were sent.
    pub(super) fn made(&self) -> u32 {
        self.made
    }

    /// Returns whether any of them may have been carried out.
    pub(super) fn may_have_executed(&self) -> MayHaveExecuted {
        self.may_have_executed
    }

    pub(super) fn budget_spent(&self) -> u32 {
        self.budget_spent
    }

    /// Records that a request is being sent.
    pub(super) fn begin(&mut self) {
        self.made += 1;
    }

    /// Records how the last request ended.
    pub(super) fn ended(&mut self, may_have_executed: MayHaveExecuted) {
        self.may_have_executed = self.may_have_executed.max(may_have_executed);
    }

    /// Decides what follows an attempt that ended with this verdict.
    pub(super) fn next(&self, verdict: Verdict, circumstances: &Circumstances) -> Next {
        let class = verdict.retry;
        let is_one_shot = matches!(class, RetryClass::Clock | RetryClass::Credentials | RetryClass::Nonce);
        match class {
            RetryClass::Permanent => Next::GiveUp(None),
            RetryClass::Unrepeatable => Next::GiveUp(Some(GaveUp::NotRepeatable)),
            _ if is_one_shot && !circumstances.is_recovered => Next::GiveUp(None),
            _ if is_one_shot && self.one_shots_used.contains(&class) => Next::GiveUp(None),
            _ if self.made >= self.policy.max_attempts() => Next::GiveUp(Some(GaveUp::AttemptsUsedUp)),
            _ => self.retry(class, circumstances).map_or_else(|gave_up| Next::GiveUp(Some(gave_up)), Next::Retry),
        }
    }

    fn retry(&self, class: RetryClass, circumstances: &Circumstances) -> Result<Retry, GaveUp> {
        let Circumstances { hint, time_left, random, budget_left, failed_retries, .. } = *circumstances;
        // Recovery needs no wait and costs nothing.
        let hint = hint.filter(|_| matches!(class, RetryClass::Transient | RetryClass::Throttled));
        let max_delay = self.policy.max_delay();
        let delay = self.policy.delay(class, self.waits, random, hint).ok_or(GaveUp::WaitTooLong { max_delay })?;
        if delay >= time_left {
            return Err(GaveUp::NoTimeLeft);
        }
        let cost = budget::cost(class);
        if budget_left < cost {
            return Err(GaveUp::BudgetEmpty { failed: failed_retries });
        }
        Ok(Retry { class, delay, cost })
    }

    /// Records that this retry follows.
    pub(super) fn retried(&mut self, retry: Retry) {
        if retry.cost > 0 {
            self.waits += 1;
            self.budget_spent = retry.cost;
        } else {
            self.one_shots_used.push(retry.class);
        }
    }
}

#[expect(clippy::panic, reason = "a test fails by panicking")]
#[cfg(test)]
mod tests {
    use super::*;

    const CIRCUMSTANCES: Circumstances = Circumstances {
        hint: None,
        time_left: Duration::from_secs(60),
        random: 0.5,
        is_recovered: true,
        budget_left: 500,
        failed_retries: 0,
    };

    fn verdict(retry: RetryClass) -> Verdict {
        Verdict { retry, may_have_executed: MayHaveExecuted::No }
    }

    fn after(attempts: u32) -> Attempts {
        Attempts { made: attempts, ..Attempts::new(RetryPolicy::default()) }
    }

    fn delay(next: Next) -> Option<u128> {
        match next {
            Next::Retry(retry) => Some(retry.delay.as_millis()),
            Next::GiveUp(_) => None,
        }
    }

    #[test]
    fn asking_what_comes_next_changes_nothing() {
        let attempts = after(1);
        for _ in 0..10 {
            let next = attempts.next(verdict(RetryClass::Transient), &CIRCUMSTANCES);
            assert_eq!(
                next,
                Next::Retry(Retry { class: RetryClass::Transient, delay: Duration::from_millis(50), cost: 14 })
            );
            assert_eq!(delay(attempts.next(verdict(RetryClass::Clock), &CIRCUMSTANCES)), Some(0));
        }
    }

    #[test]
    fn each_reason_to_give_up() {
        let next = |attempts: u32, class, circumstances| after(attempts).next(verdict(class), &circumstances);
        let give_up = |gave_up| Next::GiveUp(gave_up);
        assert_eq!(next(1, RetryClass::Permanent, CIRCUMSTANCES), give_up(None));
        assert_eq!(next(1, RetryClass::Unrepeatable, CIRCUMSTANCES), give_up(Some(GaveUp::NotRepeatable)));
        assert_eq!(next(3, RetryClass::Transient, CIRCUMSTANCES), give_up(Some(GaveUp::AttemptsUsedUp)));
        assert_eq!(next(3, RetryClass::Nonce, CIRCUMSTANCES), give_up(Some(GaveUp::AttemptsUsedUp)));
        let late = Circumstances { time_left: Duration::from_millis(50), ..CIRCUMSTANCES };
        assert_eq!(next(1, RetryClass::Transient, late), give_up(Some(GaveUp::NoTimeLeft)));
        let hinted = Circumstances { hint: Some(Duration::from_secs(21)), ..CIRCUMSTANCES };
        let max_delay = Duration::from_secs(20);
        assert_eq!(next(1, RetryClass::Throttled, hinted), give_up(Some(GaveUp::WaitTooLong { max_delay })));
        let poor = Circumstances { budget_left: 13, failed_retries: 35, ..CIRCUMSTANCES };
        assert_eq!(next(1, RetryClass::Transient, poor), give_up(Some(GaveUp::BudgetEmpty { failed: 35 })));
        assert_eq!(delay(next(1, RetryClass::Throttled, poor)), Some(750), "cheaper ones go on");
        let broken = Circumstances { is_recovered: false, ..CIRCUMSTANCES };
        assert_eq!(next(1, RetryClass::Clock, broken), give_up(None));
    }

    #[test]
    fn recovery_happens_once_and_at_once() {
        let mut attempts = after(1);
        for class in [RetryClass::Clock, RetryClass::Credentials, RetryClass::Nonce] {
            let hinted = Circumstances { hint: Some(Duration::from_secs(30)), budget_left: 0, ..CIRCUMSTANCES };
            let Next::Retry(retry) = attempts.next(verdict(class), &hinted) else { panic!("{class:?}") };
            assert_eq!((retry.delay, retry.cost), (Duration::ZERO, 0));
            attempts.retried(retry);
            assert_eq!(attempts.next(verdict(class), &hinted), Next::GiveUp(None));
        }
        assert_eq!(attempts.budget_spent(), 0);
    }

    #[test]
    fn backoffs_double_and_a_longer_hint_wins() {
        let mut attempts = after(1);
        let Next::Retry(retry) = attempts.next(verdict(RetryClass::Transient), &CIRCUMSTANCES) else { panic!() };
        attempts.retried(retry);
        assert_eq!(delay(attempts.next(verdict(RetryClass::Transient), &CIRCUMSTANCES)), Some(100));
        let hinted = Circumstances { hint: Some(Duration::from_secs(2)), ..CIRCUMSTANCES };
        assert_eq!(delay(attempts.next(verdict(RetryClass::Transient), &hinted)), Some(2000));
        let hinted = Circumstances { hint: Some(Duration::from_millis(1)), ..CIRCUMSTANCES };
        assert_eq!(delay(attempts.next(verdict(RetryClass::Transient), &hinted)), Some(100));
    }
}
