//! The name of a member, where a map may have numbers, bools or enums as keys.

use std::borrow::Cow;

use serde::de::value::StrDeserializer;
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};

use super::mismatch::Mismatch;
use super::number::{self, Number};

pub(super) struct Name<'de>(pub(super) Cow<'de, str>);

fn visit_number<'de, V: Visitor<'de>>(number: Option<Number>, visitor: V) -> Result<V::Value, Mismatch> {
    match number {
        Some(Number::Unsigned(integer)) => visitor.visit_u64(integer),
        Some(Number::Signed(integer)) => visitor.visit_i64(integer),
        Some(Number::Float(float)) => visitor.visit_f64(float),
        None => Err(Mismatch::custom("the name is not a number")),
    }
}

macro_rules! numbers {
    ($read:path: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            visit_number($read(&self.0), visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Mismatch;

    numbers!(number::integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    numbers!(number::single: deserialize_f32);
    numbers!(number::any: deserialize_f64);

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0.parse() {
            Ok(integer) => visitor.visit_i128(integer),
            Err(_) => visit_number(number::integer(&self.0), visitor),
        }
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0.parse() {
            Ok(integer) => visitor.visit_u128(integer),
            Err(_) => visit_number(number::integer(&self.0), visitor),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Cow::Borrowed(name) => visitor.visit_borrowed_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    /// One call for both, since the visitor of a struct compares with every name of it.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_str(&self.0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &*self.0 {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Mismatch::custom("the name is neither `true` nor `false`")),
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
        let key: StrDeserializer<'_, Mismatch> = (*self.0).into_deserializer();
        key.deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct ignored_any
    }
}
