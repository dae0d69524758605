//! What was learned from values that were refused, for when they are read again.

use std::collections::BTreeSet;

/// Reading again costs at most as much as so many readings of the whole text.
const READINGS: usize = 32;

pub(super) struct Leniency {
    stage: Stage,
    /// Places in the text: the names of members that are left out, the objects whose `null`s are, and the empty strings
    /// that stand for nothing.
    left_out: BTreeSet<usize>,
    /// Members of structs that refuse a `null`, so that it counts as absent.
    refused: Vec<(Owner, String)>,
    /// Where something was learned, if the value round it has not been read again since.
    news: Option<usize>,
    /// How many bytes may be read again.
    allowance: usize,
    /// The value of the last `Option` that was asked for.
    pub(super) optional: usize,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Stage {
    /// As `serde_json` reads it, and values of another kind besides.
    Plain,
    /// Of members with one name the last counts, and what asks for a float gets one.
    LastOfDuplicates,
    /// Every `null` is left out, whatever its type says. A `flatten` or an untagged enum cannot say which it refuses.
    WithoutNulls,
}

/// The struct that members belong to. Of an object that is read by other types it is empty.
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

    /// Lets more pass in the next reading of the whole text; `false` where nothing is left to try.
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

    /// Whether nothing is left out, because nothing was learned yet.
    #[inline]
    pub(super) fn is_idle(&self) -> bool {
        self.left_out.is_empty() && self.refused.is_empty() && self.is_plain()
    }

    /// Learns that what starts here is left out.
    pub(super) fn leave_out(&mut self, at: usize) {
        if self.left_out.insert(at) {
            self.news = Some(at);
        }
    }

    /// Learns that this member, whose value is a `null` that starts here, refuses one. What has no name for its members
    /// takes them all for the same type.
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

    /// Whether a member that is `null` is left out, of the object that starts at `object`.
    pub(super) fn leaves_out_null(&self, owner: Owner, object: usize, name: &str) -> bool {
        self.stage == Stage::WithoutNulls || self.is_left_out(object) || self.is_refused(owner, name)
    }

    #[inline]
    pub(super) fn has_news(&self) -> bool {
        self.news.is_some()
    }

    /// Whether what was learned is worth reading the value again that starts here.
    pub(super) fn takes_news(&mut self, start: usize) -> bool {
        let Some(at) = self.news.take() else { return false };
        let allowance = self.allowance.checked_sub(at.saturating_sub(start) + 1);
        self.allowance = allowance.unwrap_or_default();
        allowance.is_some()
    }
}
