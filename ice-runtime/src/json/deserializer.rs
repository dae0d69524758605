//! The serde deserializer: what a type asks for decides how the text at the cursor is read.
//!
//! These functions are compiled for every type that is read, so they are thin: the cursor does whatever does not
//! depend on the type.

use std::borrow::Cow;
use std::iter;

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::de::{Deserializer, Error as _, Visitor};

use super::leniency::Owner;
use super::mismatch::Mismatch;
use super::number::{self, Number};
use super::reader::Reader;

/// The names with which `serde_json`'s own types ask for the text itself.
const RAW_VALUE: &str = "$serde_json::private::RawValue";
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Reader<'de> {
    pub(super) fn visit_items<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Mismatch> {
        self.open(b'[', Owner::default(), &visitor)?;
        match visitor.visit_seq(&mut *self) {
            Ok(value) => self.close().map(|()| value),
            Err(mismatch) => Err(self.abandon(mismatch)),
        }
    }

    /// The only place that calls `visit_map`: most of the code compiled for a struct is its visitor.
    pub(super) fn visit_members<V: Visitor<'de>>(&mut self, visitor: V, owner: Owner) -> Result<V::Value, Mismatch> {
        self.open(b'{', owner, &visitor)?;
        match visitor.visit_map(&mut *self) {
            Ok(value) => self.close().map(|()| value),
            Err(mismatch) => Err(self.abandon(mismatch)),
        }
    }

    /// Passes the text of the value at the cursor to one of `serde_json`'s types, as the single member that it asks
    /// for.
    fn visit_json<V: Visitor<'de>>(&mut self, name: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        let member = (BorrowedStrDeserializer::new(name), BorrowedStrDeserializer::new(self.skip()?));
        visitor.visit_map(MapDeserializer::new(iter::once(member)))
    }

    fn visit_number<V: Visitor<'de>>(
        &mut self,
        read: fn(&str) -> Option<Number>,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.number(read, &visitor)? {
            Number::Unsigned(integer) => visitor.visit_u64(integer),
            Number::Signed(integer) => visitor.visit_i64(integer),
            Number::Float(float) => visitor.visit_f64(float),
        }
    }
}

fn visit_text<'de, V: Visitor<'de>>(text: Cow<'de, str>, visitor: V) -> Result<V::Value, Mismatch> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}

macro_rules! numbers {
    ($read:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            self.visit_number(number::$read, visitor)
        }
    )*};
}

macro_rules! wide_integers {
    ($($method:ident: $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            match self.wide_integer() {
                Some(integer) => visitor.$visit(integer),
                None => self.visit_number(number::integer, visitor),
            }
        }
    )*};
}

macro_rules! lists {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, Mismatch> {
            self.visit_items(visitor)
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            visit_text(self.text(&visitor)?, visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Mismatch;

    numbers!(integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    wide_integers!(deserialize_i128: visit_i128 deserialize_u128: visit_u128);
    lists!(deserialize_seq() deserialize_tuple(_length: usize)
        deserialize_tuple_struct(_name: &'static str, _length: usize));
    texts!(deserialize_char deserialize_str deserialize_string);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.peek() {
            b'{' => self.visit_members(visitor, Owner::default()),
            b'[' => self.visit_items(visitor),
            b'"' => visit_text(self.text(&visitor)?, visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' if self.take_null() => visitor.visit_unit(),
            _ if self.is_number_kept_as_text() => self.visit_json(NUMBER, visitor),
            _ => self.visit_number(number::any, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let truth = self.bool(&visitor)?;
        visitor.visit_bool(truth)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let read = if self.leniency.is_plain() { number::single } else { number::float };
        self.visit_number(read, visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let read = if self.leniency.is_plain() { number::any } else { number::float };
        self.visit_number(read, visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.peek() != b'"' || !self.leniency.is_plain() {
            return self.deserialize_any(visitor);
        }
        // A byte string need not be valid text.
        let mut string = serde_json::Deserializer::from_str(self.skip()?);
        string
            .deserialize_bytes(visitor)
            .map_err(|_| Mismatch::custom("the string does not contain the expected bytes"))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.take_absent() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.unit(&visitor)?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        if name == RAW_VALUE {
            return self.visit_json(RAW_VALUE, visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.visit_members(visitor, Owner::default())
    }

    /// A list is rejected: the service never sends one for an object, and reading one would double the compiled code.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.visit_members(visitor, Owner { name, members })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.open_variant(&visitor)?;
        match visitor.visit_enum(&mut *self) {
            Ok(value) => self.close().map(|()| value),
            Err(mismatch) => Err(self.abandon(mismatch)),
        }
    }

    /// Names of members and variants. In one call, since the visitor of a struct compares with all of its names.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let name = self.text(&"a name")?;
        visitor.visit_str(&name)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.skip()?;
        visitor.visit_unit()
    }
}
