//! The retry budget: a client whose calls mostly fail stops repeating them.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::retry::Class;

const FULL: u32 = 500;
const PASSING_COST: u32 = 14;
const THROTTLED_COST: u32 = 5;

/// Tokens that retries take and successes give back.
#[derive(Debug)]
pub(super) struct RetryBudget(AtomicU32);

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl RetryBudget {
    /// Takes what a retry of this class costs; `None` where the budget is too low for it.
    pub(super) fn take(&self, class: Class) -> Option<u32> {
        let cost = match class {
            Class::Passing => PASSING_COST,
            Class::Throttled => THROTTLED_COST,
            Class::Clock | Class::Token | Class::Nonce | Class::Final => 0,
        };
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost));
        taken.ok().map(|_| cost)
    }

    /// A success gives back what its last retry took, or one token.
    pub(super) fn give_back(&self, taken: u32) {
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            (left < FULL).then(|| (left + taken.max(1)).min(FULL))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(budget: &RetryBudget) -> u32 {
        budget.0.load(Ordering::Relaxed)
    }

    #[test]
    fn what_is_taken_and_given_back() {
        let budget = RetryBudget::default();
        budget.give_back(14);
        assert_eq!(left(&budget), 500, "never more than at the start");
        assert_eq!((budget.take(Class::Passing), left(&budget)), (Some(14), 486));
        assert_eq!((budget.take(Class::Throttled), left(&budget)), (Some(5), 481));
        assert_eq!((budget.take(Class::Nonce), left(&budget)), (Some(0), 481));
        budget.give_back(0);
        assert_eq!(left(&budget), 482, "a token for a success at the first attempt");
        budget.give_back(14);
        assert_eq!(left(&budget), 496);
        budget.give_back(14);
        assert_eq!(left(&budget), 500);
        while budget.take(Class::Passing).is_some() {}
        assert_eq!(left(&budget), 500 % 14);
        assert_eq!(budget.take(Class::Throttled), Some(5), "cheaper ones go on");
    }
}
