//! Which `null`s count as absent: in come those that their types refuse, out goes which members to leave out.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use super::mismatch::Mismatch;

/// The members that are `null` where their type refuses one, by depth and name.
///
/// Some types take a `null`: an `Option`, `()`, a `Value`. Only the type can tell, by trying: a pass that fails tells
/// of one. A pass that looks ahead gives each something empty instead, so that it comes to know nearly all, and the
/// next pass leaves them out.
#[derive(Clone, Default)]
pub(super) struct RefusedNulls {
    known: HashSet<(usize, String)>,
    /// Whether all count as known.
    is_every: bool,
    looks_ahead: bool,
    /// Those that this pass has given something empty.
    found: RefCell<HashSet<(usize, String)>>,
    /// Whether the value that is being read is such a `null`.
    is_refused: Cell<bool>,
}

impl RefusedNulls {
    /// Every `null`, whatever its type says.
    pub(super) fn every() -> Self {
        Self { is_every: true, ..Self::default() }
    }

    /// The same, for passes that look ahead.
    pub(super) fn looking_ahead(&self) -> Self {
        Self { looks_ahead: true, ..self.clone() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether the `null` that is being read, which its type refuses, gets something empty instead. It is noted.
    pub(super) fn is_stood_in_for(&self) -> bool {
        self.is_refused.set(self.looks_ahead);
        self.looks_ahead
    }

    /// Notes which member it was, once that has been read.
    pub(super) fn end_member(&self, depth: usize, name: &str) {
        if self.is_refused.take() {
            self.found.borrow_mut().insert((depth, name.to_owned()));
        }
    }

    /// Ends a pass, which may have failed with `mismatch`. Whether another one may do better.
    pub(super) fn end_pass(&mut self, mismatch: Option<&Mismatch>) -> bool {
        let known = self.known.len();
        self.known.extend(self.found.take());
        self.known.extend(mismatch.and_then(Mismatch::null).cloned());
        self.known.len() > known
    }

    /// Whether a `null` of this member counts as absent.
    pub(super) fn contains(&self, depth: usize, name: &str) -> bool {
        self.is_every || self.known.contains(&(depth, name.to_owned()))
    }
}
