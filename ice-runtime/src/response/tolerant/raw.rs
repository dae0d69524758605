//! A deserializer over one raw piece of JSON text, which reads it as the type asked for.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde_json::value::RawValue;

use super::mismatch::Mismatch;
use super::number;

/// The limit of `serde_json` itself.
const DEPTH: usize = 128;

/// One value: its text, which is valid JSON without white space round it.
#[derive(Clone, Copy)]
pub(super) struct Raw<'de> {
    text: &'de str,
    depth: usize,
}

impl<'de> Raw<'de> {
    pub(super) fn new(text: &'de str, depth: usize) -> Self {
        Self {
            text: text.trim(),
            depth,
        }
    }

    fn first(self) -> u8 {
        self.text.as_bytes().first().copied().unwrap_or_default()
    }

    fn is_null(self) -> bool {
        self.text == "null"
    }

    /// The text of a string; numbers and bools are the text that was sent.
    fn as_text(self) -> Option<Cow<'de, str>> {
        match self.first() {
            b'"' => self.unquoted(),
            b'{' | b'[' | b'n' => None,
            _ => Some(Cow::Borrowed(self.text)),
        }
    }

    fn unquoted(self) -> Option<Cow<'de, str>> {
        let inside = self.text.get(1..self.text.len().checked_sub(1)?)?;
        if inside.contains('\\') {
            serde_json::from_str(self.text).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inside))
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

    fn child(self, value: &'de RawValue) -> Result<Self, Mismatch> {
        if self.depth >= DEPTH {
            return Err(Mismatch::new("nested too deeply".to_owned()));
        }
        Ok(Self::new(value.get(), self.depth + 1))
    }

    fn items(self) -> Option<Vec<&'de RawValue>> {
        (self.first() == b'[')
            .then(|| serde_json::from_str(self.text).ok())
            .flatten()
    }

    fn members(self) -> Option<Vec<(String, &'de RawValue)>> {
        let members: Members<'de> = (self.first() == b'{')
            .then(|| serde_json::from_str(self.text).ok())
            .flatten()?;
        Some(members.0)
    }

    fn visit_items<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.items() {
            Some(items) => visitor.visit_seq(Items {
                parent: self,
                rest: items.into_iter(),
                index: 0,
            }),
            None => Err(self.mismatch(&visitor)),
        }
    }

    /// `null` counts as absent, and of a member given twice the last counts.
    fn visit_members<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let Some(mut members) = self.members() else {
            return Err(self.mismatch(&visitor));
        };
        let mut seen = std::collections::HashSet::new();
        members.reverse();
        members.retain(|(name, _)| seen.insert(name.clone()));
        members.reverse();
        members.retain(|(_, value)| value.get() != "null");
        visitor.visit_map(MembersAccess {
            parent: self,
            members: members.into_iter(),
            value: None,
        })
    }

    fn visit_text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_text() {
            Some(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Some(Cow::Owned(text)) => visitor.visit_string(text),
            None => Err(self.mismatch(&visitor)),
        }
    }

    fn visit_integer<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_text() {
            Some(text) if number::float(text.trim()).is_some() => {
                number::visit_integer(text.trim(), visitor).unwrap_or_else(|| Err(de::Error::custom("no number")))
            }
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn visit_float<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_text().and_then(|text| number::float(text.trim())) {
            Some(float) => visitor.visit_f64(float),
            None => Err(self.mismatch(&visitor)),
        }
    }
}

macro_rules! read_as {
    ($visit:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            self.$visit(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Raw<'de> {
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
            _ if self.text.contains(['.', 'e', 'E']) => self.visit_float(visitor),
            _ => self.visit_integer(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let text = self.as_text().map(|text| text.trim().to_ascii_lowercase());
        match text.as_deref() {
            Some("true" | "1") => visitor.visit_bool(true),
            Some("false" | "0") => visitor.visit_bool(false),
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
        if self.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_null() {
            visitor.visit_unit()
        } else {
            Err(self.mismatch(&visitor))
        }
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
            (Some((name, value)), true) => visitor.visit_enum(Variant {
                name,
                value: self.child(value)?,
            }),
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }
}

struct Items<'de> {
    parent: Raw<'de>,
    rest: std::vec::IntoIter<&'de RawValue>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        seed.deserialize(self.parent.child(item)?)
            .map(Some)
            .map_err(|inner| inner.inside_item(index, item.get()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct MembersAccess<'de> {
    parent: Raw<'de>,
    members: std::vec::IntoIter<(String, &'de RawValue)>,
    value: Option<(String, &'de RawValue)>,
}

impl<'de> MapAccess<'de> for MembersAccess<'de> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        let Some((name, value)) = self.members.next() else {
            return Ok(None);
        };
        let key = seed.deserialize(Key(&name)).map_err(|inner| inner.known(&name))?;
        self.value = Some((name, value));
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let Some((name, value)) = self.value.take() else {
            return Err(de::Error::custom("a value was asked for before its key"));
        };
        seed.deserialize(self.parent.child(value)?)
            .map_err(|inner| inner.inside_member(&name, value.get()))
    }
}

/// A member's name, where a map may have numbers or enums as keys.
struct Key<'k>(&'k str);

macro_rules! numbers_as_keys {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            match number::visit_integer(self.0, visitor) {
                Some(result) => result,
                None => Err(de::Error::custom("the key is no number")),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Mismatch;

    numbers_as_keys!(deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_str(self.0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_bool(self.0 == "true")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let key: StrDeserializer<'_, Mismatch> = self.0.into_deserializer();
        key.deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A variant with content: an object of one member.
struct Variant<'de> {
    name: String,
    value: Raw<'de>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Mismatch;
    type Variant = Raw<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Raw<'de>), Mismatch> {
        Ok((seed.deserialize(Key(&self.name))?, self.value))
    }
}

impl<'de> VariantAccess<'de> for Raw<'de> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        if self.is_null() {
            Ok(())
        } else {
            Err(self.mismatch(&"a variant without content"))
        }
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

/// The members of an object in the order of the text, those given twice included.
struct Members<'de>(Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = access.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}
