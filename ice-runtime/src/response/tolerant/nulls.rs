//! Which `null`s count as absent: in come those that their types refuse, out goes which members to leave out.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use super::mismatch::Mismatch;

/// From so many passes over the text on, every `null` counts as absent.
const LIMIT: usize = 3;

/// The members that are `null` where their type refuses one, by depth and name.
///
/// Some types take a `null`: an `Option`, `()`, a `Value`. Only the type can tell, by trying. A pass gives those that refuse it
/// something empty instead, so that it comes to know nearly all of them, and the next pass leaves them out.
#[derive(Default)]
pub(super) struct RefusedNulls {
    known: HashSet<(usize, String)>,
    /// Those that this pass has come upon.
    found: RefCell<HashSet<(usize, String)>>,
    /// Whether the value that is being read is such a `null`.
    is_refused: Cell<bool>,
    passes: usize,
}

impl RefusedNulls {
    /// Notes that the value that is being read is a `null` which its type refuses.
    pub(super) fn refuse(&self) {
        self.is_refused.set(true);
    }

    /// Notes which member it was, once that has been read.
    pub(super) fn end_member(&self, depth: usize, name: &str) {
        if self.is_refused.take() {
            self.found.borrow_mut().insert((depth, name.to_owned()));
        }
    }

    /// Ends a pass, which may have ended with `mismatch`. Whether another one may do better.
    pub(super) fn end_pass(&mut self, mismatch: Option<&Mismatch>) -> bool {
        let mut found = self.found.take();
        found.extend(mismatch.and_then(Mismatch::null).cloned());
        let known = self.known.len();
        self.known.extend(found);
        self.passes += 1;
        self.known.len() > known
    }

    /// Whether a `null` of this member counts as absent.
    pub(super) fn contains(&self, depth: usize, name: &str) -> bool {
        self.passes >= LIMIT || self.known.contains(&(depth, name.to_owned()))
    }
}
