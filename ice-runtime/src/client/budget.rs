//! The retry budget: a client whose calls mostly fail stops retrying them.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::retry::RetryClass;

const FULL: u32 = 500;
const TRANSIENT_COST: u32 = 14;
const THROTTLED_COST: u32 = 5;

/// What a retry of this class takes from the budget.
pub(super) fn cost(class: RetryClass) -> u32 {
    match class {
        RetryClass::Transient => TRANSIENT_COST,
        RetryClass::Throttled => THROTTLED_COST,
        _ => 0,
    }
}

/// Tokens that retries take and successes give back.
#[derive(Debug)]
pub(super) struct RetryBudget {
    left: AtomicU32,
    /// How many retries have failed since the last one that succeeded.
    failed: AtomicU32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self { left: AtomicU32::new(FULL), failed: AtomicU32::new(0) }
    }
}

impl RetryBudget {
    pub(super) fn left(&self) -> u32 {
        self.left.load(Ordering::Relaxed)
    }

    /// Returns how many retries have failed since the last one that succeeded.
    pub(super) fn failed(&self) -> u32 {
        self.failed.load(Ordering::Relaxed)
    }

    /// Takes the cost of a retry. If two retries take the last of the budget at once, both are sent.
    pub(super) fn take(&self, cost: u32) {
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(cost)));
        self.failed.fetch_add(1, Ordering::Relaxed);
    }

    /// Gives back what the last retry of a successful call took, or one token.
    pub(super) fn give_back(&self, spent: u32) {
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            (left < FULL).then(|| left.saturating_add(spent.max(1)).min(FULL))
        });
        if spent > 0 {
            self.failed.store(0, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_takes_for_retries_and_gives_back_for_successes() {
        let budget = RetryBudget::default();
        budget.give_back(14);
        assert_eq!(budget.left(), 500, "never more than at the start");
        budget.take(cost(RetryClass::Transient));
        assert_eq!(budget.left(), 486);
        budget.take(cost(RetryClass::Throttled));
        assert_eq!((budget.left(), budget.failed()), (481, 2));
        budget.take(cost(RetryClass::Nonce));
        assert_eq!(budget.left(), 481);
        budget.give_back(0);
        assert_eq!((budget.left(), budget.failed()), (482, 3), "a token for a success at the first attempt");
        budget.give_back(14);
        assert_eq!((budget.left(), budget.failed()), (496, 0));
        budget.give_back(14);
        assert_eq!(budget.left(), 500);
        for _ in 0..50 {
            budget.take(14);
        }
        assert_eq!(budget.left(), 0);
    }
}
