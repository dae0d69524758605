//! Which `null`s count as absent: in come the mismatches that a `null` made, out goes which members to leave out.

use super::mismatch::Mismatch;

/// From so many on, every `null` counts as absent: each of them costs another pass over the text.
const LIMIT: usize = 3;

/// The members that are `null` where their type refuses one, by depth and name.
///
/// Some types take a `null`: an `Option`, `()`, a `Value`. Only the type can tell, by trying.
#[derive(Default)]
pub(super) struct RefusedNulls(Vec<(usize, String)>);

impl RefusedNulls {
    /// Notes the `null` that `mismatch` stems from. Whether another pass may do better.
    pub(super) fn add(&mut self, mismatch: &Mismatch) -> bool {
        match mismatch.null() {
            Some((depth, name)) if !self.contains(*depth, name) => {
                self.0.push((*depth, name.clone()));
                true
            }
            _ => false,
        }
    }

    /// Whether a `null` of this member counts as absent.
    pub(super) fn contains(&self, depth: usize, name: &str) -> bool {
        self.0.len() >= LIMIT || self.0.iter().any(|refused| refused.0 == depth && refused.1 == name)
    }
}
