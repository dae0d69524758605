//! What the reader has learned from rejected values, for when they are read again.

use std::collections::BTreeSet;

/// The cost limit of reading again, in readings of the whole text.
const READINGS: usize = 32;

pub(super) struct Leniency {
    stage: Stage,
    /// Positions in the text: names of members to leave out, objects whose `null`s to leave out, and empty strings
    /// that stand for an absent value.
    left_out: BTreeSet<usize>,
    /// Members of structs that do not accept `null`, which then counts as absent.
    refused: Vec<(Owner, String)>,
    /// Where something was learned, if the value around it has not been read again since.
    news: Option<usize>,
    /// How many more bytes may be read again.
    allowance: usize,
    /// The start of the value for which an `Option` was last asked for.
    pub(super) optional: usize,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Stage {
    /// Reads what `serde_json` reads, and also scalars of another kind.
    Plain,
    /// If members have the same name, the last one counts; a type that asks for a float gets one.
    LastOfDuplicates,
    /// Leaves out every `null`, whatever its type. A `flatten` or an untagged enum cannot say which one it rejects.
    WithoutNulls,
}

/// The struct that members belong to. Empty for an object that is read by any other type.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Owner {
    pub(super) name: &'static str,
    pub(super) members: &'static [&'static str],
}

impl Leniency {
    pub(super) fn new(text: &str) -> Self {
        Self {
            stage: Stage::Plain,
            left_out: BTreeSet::new(),
            refused: Vec::new(),
            news: None,
            allowance: text.len().saturating_mul(READINGS),
            optional: usize::MAX,
        }
    }

    /// Makes the next reading of the whole text more lenient; `false` if nothing is left to try.
    pub(super) fn widen(&mut self) -> bool {
        self.stage = match self.stage {
            Stage::Plain => Stage::LastOfDuplicates,
            Stage::LastOfDuplicates => Stage::WithoutNulls,
            Stage::WithoutNulls => return false,
        };
        true
    }

    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        self.stage == Stage::Plain
    }

    /// Whether nothing is left out, because nothing has been learned yet.
    #[inline]
    pub(super) fn is_idle(&self) -> bool {
        self.left_out.is_empty() && self.refused.is_empty() && self.is_plain()
    }

    /// Learns to leave out what starts at `at`.
    pub(super) fn leave_out(&mut self, at: usize) {
        if self.left_out.insert(at) {
            self.news = Some(at);
        }
    }

    /// Learns that this member, whose value is the `null` at `at`, does not accept one. If the owner has no member
    /// names, all its members are taken to be of the same type.
    pub(super) fn refuse_null(&mut self, owner: Owner, object: usize, name: &str, at: usize) {
        if owner == Owner::default() {
            self.leave_out(object);
        } else if !self.is_refused(owner, name) {
            self.refused.push((owner, name.to_owned()));
        }
        self.news = Some(at);
    }

    fn is_refused(&self, owner: Owner, name: &str) -> bool {
        self.refused.iter().any(|(other, refused)| refused == name && *other == owner)
    }

    #[inline]
    pub(super) fn is_left_out(&self, at: usize) -> bool {
        self.left_out.contains(&at)
    }

    /// Whether a `null` member of the object that starts at `object` is left out.
    pub(super) fn leaves_out_null(&self, owner: Owner, object: usize, name: &str) -> bool {
        self.stage == Stage::WithoutNulls || self.is_left_out(object) || self.is_refused(owner, name)
    }

    #[inline]
    pub(super) fn has_news(&self) -> bool {
        self.news.is_some()
    }

    /// Whether what was learned makes it worth reading the value at `start` again.
    pub(super) fn takes_news(&mut self, start: usize) -> bool {
        let Some(at) = self.news.take() else { return false };
        let allowance = self.allowance.checked_sub(at.saturating_sub(start) + 1);
        self.allowance = allowance.unwrap_or_default();
        allowance.is_some()
    }
}
