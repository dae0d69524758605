//! What a reading of the text lets pass, and what the readings before it have found out.

use std::collections::HashSet;

use super::mismatch::{Cause, Mismatch};

/// Readings that leave out only the `null`s that were refused.
const READINGS: usize = 8;

/// Stands for no place in the text.
const NOWHERE: usize = usize::MAX;

/// A text that fits its type is read once. Otherwise it is read again, a little more leniently each time.
pub(super) struct Leniency {
    stage: Stage,
    readings: usize,
    refused: Vec<RefusedNull>,
    /// How many of them were known when this reading began.
    known: usize,
    /// Where the names begin whose members are given again later.
    superseded: HashSet<usize>,
    /// The `null` that was refused just now, in place of which its type gets something empty.
    stood_in_for: usize,
    /// The value of the last `Option` that was asked for.
    optional: usize,
    /// The empty string that stands for nothing, because its type refused it.
    nothing: usize,
    mismatch: Option<Mismatch>,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// As `serde_json` reads it, and what has drifted besides.
    Plain,
    /// Of members with one name the last counts, and what asks for a float gets one.
    LastOfDuplicates,
    /// Every `null` is left out, whatever its type says.
    WithoutNulls,
}

/// A member that is `null` where its type refuses one.
#[derive(PartialEq)]
struct RefusedNull {
    depth: usize,
    /// The members of the struct that it belongs to, of which every struct has a list of its own.
    siblings: &'static [&'static str],
    name: String,
}

impl Default for Leniency {
    fn default() -> Self {
        Self {
            stage: Stage::Plain,
            readings: 0,
            refused: Vec::new(),
            known: 0,
            superseded: HashSet::new(),
            stood_in_for: NOWHERE,
            optional: NOWHERE,
            nothing: NOWHERE,
            mismatch: None,
        }
    }
}

impl Leniency {
    /// Whether something empty has taken the place of a `null` in this reading.
    pub(super) fn has_stood_in(&self) -> bool {
        self.refused.len() > self.known
    }

    /// Ends a reading, and gives the mismatch where no other may do better.
    pub(super) fn next_reading(&mut self, mismatch: Option<Mismatch>) -> Result<(), Mismatch> {
        let has_learned = self.has_stood_in();
        self.known = self.refused.len();
        self.readings += 1;
        (self.stood_in_for, self.optional, self.nothing) = (NOWHERE, NOWHERE, NOWHERE);
        match self.stage {
            Stage::Plain | Stage::LastOfDuplicates if has_learned && self.readings < READINGS => {}
            Stage::Plain => self.stage = Stage::LastOfDuplicates,
            Stage::LastOfDuplicates => {
                self.stage = Stage::WithoutNulls;
                self.mismatch = mismatch.filter(|_| !has_learned);
            }
            Stage::WithoutNulls => {
                let unreadable = || Mismatch::new(Cause::Value, "the `null`s in it cannot be left out");
                return Err(self.mismatch.take().or(mismatch).unwrap_or_else(unreadable));
            }
        }
        Ok(())
    }

    pub(super) fn is_plain(&self) -> bool {
        self.stage == Stage::Plain
    }

    /// Notes a `null` that its type refuses, and gives the type something empty instead, so that the reading goes on and
    /// finds others. The next reading leaves them out.
    pub(super) fn refuse(&mut self, at: usize, depth: usize, siblings: &'static [&'static str], name: &str) {
        self.stood_in_for = at;
        self.refused.push(RefusedNull { depth, siblings, name: name.to_owned() });
    }

    pub(super) fn is_stood_in_for(&self, at: usize) -> bool {
        self.stood_in_for == at
    }

    /// Whether a member that is `null` is left out.
    pub(super) fn leaves_out(&self, depth: usize, siblings: &'static [&'static str], name: &str) -> bool {
        let is_refused =
            |null: &RefusedNull| null.depth == depth && std::ptr::eq(null.siblings, siblings) && null.name == name;
        self.stage == Stage::WithoutNulls || self.refused.iter().any(is_refused)
    }

    /// Whether any `null` is left out.
    pub(super) fn leaves_out_any(&self) -> bool {
        self.stage == Stage::WithoutNulls || !self.refused.is_empty()
    }

    pub(super) fn supersede(&mut self, name_at: usize) {
        self.superseded.insert(name_at);
    }

    pub(super) fn is_superseded(&self, name_at: usize) -> bool {
        !self.superseded.is_empty() && self.superseded.contains(&name_at)
    }

    /// Notes that the value here may be absent.
    pub(super) fn set_optional(&mut self, at: usize) {
        self.optional = at;
    }

    pub(super) fn is_optional(&self, at: usize) -> bool {
        self.optional == at
    }

    /// Lets the empty string here stand for nothing.
    pub(super) fn set_nothing(&mut self, at: usize) {
        self.nothing = at;
    }

    pub(super) fn is_nothing(&self, at: usize) -> bool {
        self.nothing == at
    }
}
