//! What a raw piece of JSON text holds: lists, objects and variants, handed out one by one.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::mismatch::Mismatch;
use super::number;
use super::raw::{Raw, unquoted};

/// The items of a list.
pub(super) struct Items<'de, 'n> {
    parent: Raw<'de, 'n>,
    rest: std::vec::IntoIter<&'de RawValue>,
    index: usize,
}

impl<'de, 'n> Items<'de, 'n> {
    pub(super) fn new(parent: Raw<'de, 'n>, items: Vec<&'de RawValue>) -> Self {
        Self { parent, rest: items.into_iter(), index: 0 }
    }
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        seed.deserialize(self.parent.child(item)?).map(Some).map_err(|inner| inner.inside_item(index, item.get()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The members of an object.
pub(super) struct Members<'de, 'n> {
    parent: Raw<'de, 'n>,
    rest: std::vec::IntoIter<(String, &'de RawValue)>,
    value: Option<(String, &'de RawValue)>,
}

impl<'de, 'n> Members<'de, 'n> {
    pub(super) fn new(parent: Raw<'de, 'n>, members: Vec<(String, &'de RawValue)>) -> Self {
        Self { parent, rest: members.into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Members<'de, '_> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        let Some((name, value)) = self.rest.next() else {
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
        let child = self.parent.child(value)?.of_member();
        let outcome = seed.deserialize(child);
        child.nulls().end_member(child.depth(), &name);
        outcome.map_err(|inner| inner.inside_member(&name, value.get(), child.depth()))
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
        match self.0 {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(de::Error::custom("the key is neither `true` nor `false`")),
        }
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
pub(super) struct Variant<'de, 'n> {
    pub(super) name: String,
    pub(super) value: Raw<'de, 'n>,
}

impl<'de, 'n> EnumAccess<'de> for Variant<'de, 'n> {
    type Error = Mismatch;
    type Variant = Raw<'de, 'n>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Raw<'de, 'n>), Mismatch> {
        Ok((seed.deserialize(Key(&self.name))?, self.value))
    }
}

/// The members of an object in the order of the text, those given twice included. A name that is no text, such as half
/// a surrogate pair, is nobody's: its member is left out.
pub(super) struct MemberList<'de>(pub(super) Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for MemberList<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = MemberList<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<MemberList<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = access.next_entry::<&RawValue, _>()? {
                    members.extend(unquoted(name.get()).map(|name| (name.into_owned(), value)));
                }
                Ok(MemberList(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}
