//! The names of all options: a written name comes in, what was probably meant comes out.

use crate::operation::{FieldOptions, OperationOptions};
use crate::options::Options as _;
use crate::page::{MemberOptions, ReplyOptions};
use crate::value_set::{EnumOptions, VariantOptions};

/// Words of other libraries and tools, and the option that they stand for.
const SYNONYMS: [(&str, &str); 11] = [
    ("name", "action"),
    ("name", "rename"),
    ("service", "product"),
    ("region", "regions"),
    ("flatten", "flat"),
    ("separator", "join"),
    ("serialize_with", "with"),
    ("form", "body"),
    ("token", "idempotency_token"),
    ("ignore", "skip"),
    ("fallback", "other"),
];

/// Where an option is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// `#[ice_operation(..)]` on a struct.
    Operation,
    /// `#[ice(..)]` on a field of an operation.
    Field,
    /// `#[ice(..)]` on an `IceEnum`.
    Enum,
    /// `#[ice(..)]` on a variant of an `IceEnum`.
    Variant,
    /// `#[ice(..)]` on an `IcePage`.
    Reply,
    /// `#[ice(..)]` on a field of an `IcePage`.
    Member,
}

/// An option's name, and a value to show (empty for a flag).
pub(crate) struct Key {
    /// The name as it is written.
    pub(crate) name: &'static str,
    /// A value as it is written.
    pub(crate) example: &'static str,
}

impl Key {
    /// The option as a user would write it.
    pub(crate) fn usage(&self) -> String {
        format!("{} = {}", self.name, self.example)
    }
}

/// What a written name stands for.
pub(crate) enum Meaning {
    /// An option of this level.
    Known(&'static Key),
    /// Nearly an option of this level, or another word for one.
    Misspelt(&'static Key),
    /// An option of another level.
    Elsewhere(Level),
    /// Nothing that is known.
    Unknown,
}

impl Level {
    /// The options of this level.
    fn keys(self) -> &'static [Key] {
        match self {
            Self::Operation => OperationOptions::KEYS,
            Self::Field => FieldOptions::KEYS,
            Self::Enum => EnumOptions::KEYS,
            Self::Variant => VariantOptions::KEYS,
            Self::Reply => ReplyOptions::KEYS,
            Self::Member => MemberOptions::KEYS,
        }
    }

    /// The other levels, the likeliest to be meant first.
    fn others(self) -> [Self; 6] {
        match self {
            Self::Enum | Self::Variant => {
                [Self::Variant, Self::Enum, Self::Field, Self::Operation, Self::Member, Self::Reply]
            }
            Self::Reply | Self::Member => {
                [Self::Member, Self::Reply, Self::Operation, Self::Field, Self::Variant, Self::Enum]
            }
            _ => [Self::Operation, Self::Field, Self::Variant, Self::Enum, Self::Member, Self::Reply],
        }
    }

    /// Says where `written`, an option of this level called `name`, belongs.
    pub(crate) fn belongs(self, name: &str, written: &str) -> String {
        let (kind, attribute, place) = match self {
            Self::Operation => ("an option of the operation", "ice_operation", ""),
            Self::Field => ("a field option", "ice", " on the field"),
            Self::Enum => ("an option of the enum", "ice", " on the enum"),
            Self::Variant => ("a variant option", "ice", " on the variant"),
            Self::Reply => ("an option of a page", "ice", " on the reply"),
            Self::Member => ("an option of a page's fields", "ice", " on the field of the reply"),
        };
        format!("`{name}` is {kind}: write `#[{attribute}({written})]`{place}")
    }

    /// Says that `name` is no option of this level.
    pub(crate) fn unknown(self, name: &str) -> String {
        let kind = match self {
            Self::Operation | Self::Enum | Self::Reply => "option",
            Self::Field | Self::Member => "field option",
            Self::Variant => "variant option",
        };
        format!("unknown {kind} `{name}`")
    }

    /// Lists the options of this level.
    pub(crate) fn expected(self) -> String {
        let names: Vec<_> = self.keys().iter().map(|key| format!("`{}`", key.name)).collect();
        format!("expected one of {}", names.join(", "))
    }

    /// Finds out what a written name stands for.
    pub(crate) fn meaning(self, name: &str) -> Meaning {
        let find = |level: Self| level.keys().iter().find(|key| key.name == name);
        if let Some(key) = find(self) {
            return Meaning::Known(key);
        }
        if let Some(key) = self.keys().iter().find(|key| SYNONYMS.contains(&(name, key.name))) {
            return Meaning::Misspelt(key);
        }
        if let Some(level) = self.others().into_iter().find(|&level| find(level).is_some()) {
            return Meaning::Elsewhere(level);
        }
        nearest(name, self.keys(), |key| key.name).map_or(Meaning::Unknown, Meaning::Misspelt)
    }
}

/// The candidate that `written` most probably means, if any is near enough.
pub(crate) fn nearest<'a, T>(written: &str, candidates: &'a [T], name: impl Fn(&T) -> &str) -> Option<&'a T> {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let written = letters(written);
    let near = candidates.iter().filter_map(|candidate| {
        let name = letters(name(candidate));
        Some((distance(&written, &name, name.len() / 3)?, candidate))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many letters must be changed, added, left out or swapped with their neighbour, if no more than `limit`.
fn distance(from: &[char], to: &[char], limit: usize) -> Option<usize> {
    let ways = match (from, to) {
        ([], rest) | (rest, []) => return Some(rest.len()).filter(|count| *count <= limit),
        ([one, from @ ..], [other, to @ ..]) if one == other => return distance(from, to, limit),
        ([a, b, from @ ..], [c, d, to @ ..]) if a == d && b == c => vec![(from, to)],
        ([_, shorter @ ..], [_, rest @ ..]) => vec![(shorter, rest), (shorter, to), (from, rest)],
    };
    let limit = limit.checked_sub(1)?;
    let best = ways.into_iter().filter_map(|(from, to)| distance(from, to, limit)).min()?;
    Some(best + 1)
}
