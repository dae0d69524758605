//! What a reading of the text lets pass, and what the readings before it have found out.

use std::collections::BTreeSet;

use super::mismatch::{Cause, Mismatch};

/// Readings of the whole text that leave out only the `null`s that were refused.
const READINGS: usize = 8;

/// Readings of a single value for their sake.
const READINGS_OF_VALUES: usize = 64;

/// Stands for no place in the text.
const NOWHERE: usize = usize::MAX;

/// A text that fits its type is read once. Otherwise it is read again, a little more leniently each time.
pub(super) struct Leniency {
    stage: Stage,
    readings: usize,
    readings_of_values: usize,
    refused: BTreeSet<RefusedNull>,
    /// How many of them were known when this reading began.
    known: usize,
    /// The first of them that was found in this reading, if not zero: what holds it has to be read again.
    found: usize,
    /// The `null` that was refused last, in place of which its type gets something empty.
    pub(super) stood_in_for: usize,
    /// Where the names begin whose members are given again later.
    pub(super) superseded: BTreeSet<usize>,
    /// The value of the last `Option` that was asked for.
    pub(super) optional: usize,
    /// The empty string that stands for nothing, because its type refused it.
    pub(super) nothing: usize,
    mismatch: Option<Mismatch>,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// As `serde_json` reads it, and values of another kind besides.
    Plain,
    /// Of members with one name the last counts, and what asks for a float gets one.
    LastOfDuplicates,
    /// Every `null` is left out, whatever its type says.
    WithoutNulls,
}

/// What a member belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    /// The name of the struct, and of all its members; empty where it is not one.
    pub(super) name: &'static str,
    pub(super) members: &'static [&'static str],
}

impl Owner {
    pub(super) const MAP: Self = Self { name: "", members: &[] };
}

/// A member that is `null` where its type refuses one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct RefusedNull {
    owner: Owner,
    /// Tells apart what has no name.
    depth: usize,
    name: String,
}

impl RefusedNull {
    fn new(owner: Owner, depth: usize, name: &str) -> Self {
        Self { owner, depth: if owner.name.is_empty() { depth } else { 0 }, name: name.to_owned() }
    }
}

impl Default for Leniency {
    fn default() -> Self {
        Self {
            stage: Stage::Plain,
            readings: 0,
            readings_of_values: 0,
            refused: BTreeSet::new(),
            known: 0,
            found: 0,
            stood_in_for: NOWHERE,
            superseded: BTreeSet::new(),
            optional: NOWHERE,
            nothing: NOWHERE,
            mismatch: None,
        }
    }
}

impl Leniency {
    /// Ends a reading, and gives the mismatch where no other may do better.
    pub(super) fn next_reading(&mut self, mismatch: Option<Mismatch>) -> Result<(), Mismatch> {
        let has_learned = self.refused.len() > self.known;
        (self.known, self.found) = (self.refused.len(), 0);
        (self.stood_in_for, self.optional, self.nothing) = (NOWHERE, NOWHERE, NOWHERE);
        self.readings += 1;
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

    /// Notes a `null` that its type refuses. For now the type gets something empty instead, so that the reading goes on and
    /// finds others; then what holds them is read again without them.
    pub(super) fn refuse(&mut self, at: usize, owner: Owner, depth: usize, name: &str) {
        self.stood_in_for = at;
        self.found = if self.found == 0 { at } else { self.found };
        self.refused.insert(RefusedNull::new(owner, depth, name));
    }

    /// Whether a refused `null` was found in what started here.
    #[inline]
    pub(super) fn has_found_any_since(&self, start: usize) -> bool {
        self.found > start
    }

    /// Whether the value that started here is read again, because a refused `null` was found in it.
    pub(super) fn reads_again(&mut self, start: usize) -> bool {
        if !self.has_found_any_since(start) || self.readings_of_values == READINGS_OF_VALUES {
            return false;
        }
        self.readings_of_values += 1;
        self.found = 0;
        true
    }

    /// Whether nothing is left out, because nothing is known yet.
    #[inline]
    pub(super) fn knows_nothing(&self) -> bool {
        self.refused.is_empty() && self.is_plain()
    }

    /// Whether a member that is `null` is left out.
    pub(super) fn leaves_out(&self, owner: Owner, depth: usize, name: &str) -> bool {
        self.stage == Stage::WithoutNulls || self.refused.contains(&RefusedNull::new(owner, depth, name))
    }
}
