//! The name of a member, which a map may have a number, a bool or an enum as its key for.

use std::borrow::Cow;

use serde::de::{Deserializer, Visitor};

use super::mismatch::Mismatch;
use super::reader::Reader;

pub(super) struct Name<'de> {
    pub(super) key: Cow<'de, str>,
    pub(super) text: &'de str,
    /// Where its quotes open in the text.
    pub(super) at: usize,
}

/// What is not asked for as a text is read as a string value is.
macro_rules! as_a_value {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, Mismatch> {
            Reader::at(self.text, self.at).$method($($argument,)* visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Mismatch;

    as_a_value!(deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_i128()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_bool() deserialize_option() deserialize_bytes()
        deserialize_byte_buf() deserialize_newtype_struct(name: &'static str)
        deserialize_enum(name: &'static str, variants: &'static [&'static str]));

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.key {
            Cow::Borrowed(name) => visitor.visit_borrowed_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    /// One call for both, since the visitor of a struct compares with every name of it.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_str(&self.key)
    }

    serde::forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct ignored_any
    }
}
