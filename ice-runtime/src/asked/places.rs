//! What is known about a type: the places where values are read, and the members of its structs.

use std::collections::BTreeMap;

use serde_json::Value;

/// The place of the type itself.
pub(crate) const ROOT: Id = 0;

/// Strings in formats that types ask for: numbers, times, JSON in Base64.
pub(super) const TEXTS: [&str; 8] =
    ["", "1", "1970-01-01T00:00:00Z", "e30=", "true", "1970-01-01", "{}", "00000000-0000-0000-0000-000000000000"];

/// The index of a place where a value is read.
pub(crate) type Id = usize;

/// What is asked for at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Asks {
    /// Anything, or not found out.
    #[default]
    Anything,
    Text,
    Integer,
    Number,
    Boolean,
    /// A list, with the place of its items.
    List(Id),
    /// An object with arbitrary names, with the place of its values.
    Map(Id),
    /// An object with the members of [`Asked::members`].
    Struct(usize),
}

/// A member that a struct asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) id: Id,
}

#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) asks: Asks,
    pub(super) is_optional: bool,
    /// The value given last.
    pub(super) sample: Value,
    /// Strings to try before the general ones.
    pub(super) hints: Vec<String>,
    /// How many values it has refused.
    pub(super) tries: usize,
    /// Whether it is an alias of the member before it.
    pub(super) is_alias: bool,
}

impl Place {
    pub(super) fn is_given_up(&self) -> bool {
        self.tries >= TEXTS.len() + self.hints.len()
    }
}

/// What a type asks for, as far as it can be found out.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(super) places: Vec<Place>,
    /// The structs that make up the type, each once.
    pub(super) structs: Vec<Vec<Member>>,
    /// The index of each struct, by its visitor: two types of the same name have different visitors.
    pub(super) readers: BTreeMap<&'static str, usize>,
}

impl Asked {
    pub(crate) fn asks(&self, id: Id) -> Asks {
        self.places[id].asks
    }

    #[cfg(feature = "api-docs")]
    pub(crate) fn members(&self, of: usize) -> &[Member] {
        &self.structs[of]
    }

    /// Whether the member is an alias of the one before it.
    #[cfg(feature = "api-docs")]
    pub(crate) fn is_alias(&self, member: Member) -> bool {
        self.places[member.id].is_alias
    }

    /// The members that can be given.
    #[cfg(feature = "emulator")]
    pub(crate) fn members_to_give(&self, of: usize) -> impl Iterator<Item = Member> {
        self.structs[of].iter().copied().filter(|member| !self.places[member.id].is_given_up())
    }

    /// Whether this place needs no value.
    #[cfg(feature = "emulator")]
    pub(crate) fn is_optional(&self, id: Id) -> bool {
        self.places[id].is_optional
    }

    /// The smallest value that should be accepted at this place.
    #[cfg(feature = "emulator")]
    pub(crate) fn smallest(&self, id: Id) -> Value {
        let Asks::Struct(of) = self.asks(id) else { return self.places[id].sample.clone() };
        let required = self.members_to_give(of).filter(|member| !self.is_optional(member.id));
        required.map(|member| (member.name.to_owned(), self.smallest(member.id))).collect()
    }
}
