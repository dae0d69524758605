//! A deserializer over one raw piece of JSON text, which reads it as the type asked for.

use std::borrow::Cow;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, VariantAccess, Visitor};
use serde_json::value::RawValue;

use super::access::{Items, MemberList, Members, Variant};
use super::mismatch::Mismatch;
use super::nulls::RefusedNulls;
use super::number;

/// The limit of `serde_json` itself.
const DEPTH: usize = 128;

/// One value: its text, which is valid JSON without white space round it.
#[derive(Clone, Copy)]
pub(super) struct Raw<'de, 'n> {
    text: &'de str,
    depth: usize,
    /// Whether it is a member's value, which may be left out.
    is_member: bool,
    nulls: &'n RefusedNulls,
}

impl<'de, 'n> Raw<'de, 'n> {
    pub(super) fn new(text: &'de str, nulls: &'n RefusedNulls) -> Self {
        Self { text: text.trim(), depth: 0, is_member: false, nulls }
    }

    pub(super) fn depth(self) -> usize {
        self.depth
    }

    /// The same as the value of a member.
    pub(super) fn of_member(self) -> Self {
        Self { is_member: true, ..self }
    }

    /// Tells which `null`s a type refuses that get something empty instead, for now.
    pub(super) fn nulls(self) -> &'n RefusedNulls {
        self.nulls
    }

    fn first(self) -> u8 {
        self.text.as_bytes().first().copied().unwrap_or_default()
    }

    fn is_null(self) -> bool {
        self.text == "null"
    }

    /// Whether this is a `null` in place of which its type, which refuses it, gets something empty.
    fn is_refused(self) -> bool {
        self.is_member && self.is_null() && self.nulls.is_stood_in_for()
    }

    /// The text of a string; numbers and bools are the text that was sent.
    fn as_text(self) -> Option<Cow<'de, str>> {
        match self.first() {
            b'"' => unquoted(self.text),
            b'{' | b'[' | b'n' => None,
            _ => Some(Cow::Borrowed(self.text)),
        }
    }

    fn mismatch(self, expected: &dyn de::Expected) -> Mismatch {
        let found = match self.first() {
            b'"' => Unexpected::Str(""),
            b'{' => Unexpected::Map,
            b'[' => Unexpected::Seq,
            b'n' => Unexpected::Unit,
            b't' | b'f' => Unexpected::Bool(true),
            _ => Unexpected::Unsigned(0),
        };
        de::Error::invalid_type(found, expected)
    }

    pub(super) fn child(self, value: &'de RawValue) -> Result<Self, Mismatch> {
        if self.depth >= DEPTH {
            return Err(Mismatch::new("nested too deeply".to_owned()));
        }
        Ok(Self { text: value.get().trim(), depth: self.depth + 1, is_member: false, ..self })
    }

    fn items(self) -> Option<Vec<&'de RawValue>> {
        (self.first() == b'[').then(|| serde_json::from_str(self.text).ok()).flatten()
    }

    fn members(self) -> Option<Vec<(String, &'de RawValue)>> {
        let members: MemberList<'de> =
            (self.first() == b'{').then(|| serde_json::from_str(self.text).ok()).flatten()?;
        Some(members.0)
    }

    fn visit_items<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.items() {
            Some(items) => visitor.visit_seq(Items::new(self, items)),
            None if self.is_refused() => visitor.visit_seq(Items::new(self, Vec::new())),
            None => Err(self.mismatch(&visitor)),
        }
    }

    /// A `null` that its type refuses counts as absent, and of a member given twice the last counts.
    fn visit_members<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let mut members = match self.members() {
            Some(members) => members,
            None if self.is_refused() => Vec::new(),
            None => return Err(self.mismatch(&visitor)),
        };
        let mut seen = std::collections::HashSet::new();
        members.reverse();
        members.retain(|(name, _)| seen.insert(name.clone()));
        members.reverse();
        members.retain(|(name, value)| value.get() != "null" || !self.nulls.contains(self.depth + 1, name));
        visitor.visit_map(Members::new(self, members))
    }

    fn visit_text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_text() {
            Some(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Some(Cow::Owned(text)) => visitor.visit_string(text),
            None if self.is_refused() => visitor.visit_borrowed_str(""),
            None if self.first() == b'"' => {
                Err(Mismatch::new("the string holds an escape that is no character".to_owned()))
            }
            None => Err(self.mismatch(&visitor)),
        }
    }

    fn visit_integer<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_text() {
            Some(text) if number::float(text.trim()).is_some() => {
                number::visit_integer(text.trim(), visitor).unwrap_or_else(|| Err(de::Error::custom("no number")))
            }
            _ if self.is_refused() => visitor.visit_u64(0),
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn visit_float<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_text().and_then(|text| number::float(text.trim())) {
            Some(float) => visitor.visit_f64(float),
            None if self.is_refused() => visitor.visit_f64(0.0),
            None => Err(self.mismatch(&visitor)),
        }
    }
}

/// What a string in quotes holds; nothing where that is no text.
pub(super) fn unquoted(text: &str) -> Option<Cow<'_, str>> {
    let inside = text.get(1..text.len().checked_sub(1)?)?;
    if inside.contains('\\') { serde_json::from_str(text).ok().map(Cow::Owned) } else { Some(Cow::Borrowed(inside)) }
}

macro_rules! read_as {
    ($visit:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            self.$visit(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Raw<'de, '_> {
    type Error = Mismatch;

    read_as!(visit_integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128);
    read_as!(visit_float: deserialize_f32 deserialize_f64);
    read_as!(visit_text: deserialize_char deserialize_str deserialize_string deserialize_identifier);
    read_as!(visit_items: deserialize_seq);
    read_as!(visit_members: deserialize_map);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.first() {
            b'{' => self.visit_members(visitor),
            b'[' => self.visit_items(visitor),
            b'"' => self.visit_text(visitor),
            b't' | b'f' => visitor.visit_bool(self.first() == b't'),
            b'n' => visitor.visit_unit(),
            _ => number::visit_any(self.text, visitor).unwrap_or_else(|| Err(de::Error::custom("no number"))),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let text = self.as_text().map(|text| text.trim().to_ascii_lowercase());
        match text.as_deref() {
            Some("true" | "1") => visitor.visit_bool(true),
            Some("false" | "0") => visitor.visit_bool(false),
            _ if self.is_refused() => visitor.visit_bool(false),
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// A whole reply is an object, which a response of `()` has no use for.
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let is_reply = self.depth == 0 && self.first() == b'{';
        if self.is_null() || is_reply { visitor.visit_unit() } else { Err(self.mismatch(&visitor)) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        // serde_json's own types ask for the text itself by such a name, and only its own deserializer knows them.
        if name.starts_with("$serde_json") {
            let mut strict = serde_json::Deserializer::from_str(self.text);
            return strict
                .deserialize_newtype_struct(name, visitor)
                .map_err(|_| de::Error::custom("not the raw value"));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.visit_items(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.visit_items(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.visit_members(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if let Some(text) = self.as_text() {
            let name: StrDeserializer<'_, Mismatch> = text.as_ref().into_deserializer();
            return visitor.visit_enum(name);
        }
        let mut members = self.members().unwrap_or_default();
        match (members.pop(), members.is_empty()) {
            (Some((name, value)), true) => visitor.visit_enum(Variant { name, value: self.child(value)? }),
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }
}

impl<'de> VariantAccess<'de> for Raw<'de, '_> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        if self.is_null() { Ok(()) } else { Err(self.mismatch(&"a variant without content")) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mismatch> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.visit_items(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Mismatch> {
        self.visit_members(visitor)
    }
}
