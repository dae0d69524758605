//! What a type asks for decides how the text at the cursor is read.
//!
//! These functions are compiled anew for every type that is read, so they are thin: what does not depend on the type is
//! done by the cursor.

use std::borrow::Cow;

use serde::de::{Deserializer, Error as _, Visitor};

use super::access::{Items, Members, Variant};
use super::leniency::Owner;
use super::mismatch::Mismatch;
use super::number::{self, Number};
use super::reader::{Reader, TEXT};

/// The names by which `serde_json`'s own types ask for the text itself.
const RAW_VALUE: &str = "$serde_json::private::RawValue";
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Reader<'de> {
    pub(super) fn visit_items<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Mismatch> {
        let start = self.at;
        self.open(b'[', &visitor)?;
        match visitor.visit_seq(Items::new(self)) {
            Ok(value) => self.close(start, b']').map(|()| value),
            Err(mismatch) => Err(self.abandon(start, mismatch)),
        }
    }

    pub(super) fn visit_members<V: Visitor<'de>>(
        &mut self,
        visitor: V,
        owner: Owner,
        text: Option<&'static str>,
    ) -> Result<V::Value, Mismatch> {
        let start = self.at;
        match text {
            Some(_) => self.open_text(),
            None => self.open(b'{', &visitor)?,
        }
        let closing = if text.is_some() { TEXT } else { b'}' };
        // The only place that visits a map: most of what is compiled for a struct is its visitor.
        match visitor.visit_map(Members::new(self, owner, text)) {
            Ok(value) => self.close(start, closing).map(|()| value),
            Err(mismatch) => Err(self.abandon(start, mismatch)),
        }
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
    texts!(deserialize_char deserialize_str deserialize_string deserialize_identifier);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.peek() {
            b'{' => self.visit_members(visitor, Owner::MAP, None),
            b'[' => self.visit_items(visitor),
            b'"' => visit_text(self.text(&visitor)?, visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' if self.take_null() => visitor.visit_unit(),
            _ if self.is_number_kept_as_text() => self.visit_members(visitor, Owner::MAP, Some(NUMBER)),
            _ => self.visit_number(number::any, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let truth = self.bool(&visitor)?;
        visitor.visit_bool(truth)
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.wide() {
            Some(integer) => visitor.visit_i128(integer),
            None => self.visit_number(number::integer, visitor),
        }
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.wide() {
            Some(integer) => visitor.visit_u128(integer),
            None => self.visit_number(number::integer, visitor),
        }
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
        // A string of bytes need not be a text.
        let mut string = serde_json::Deserializer::from_str(self.raw()?);
        string.deserialize_bytes(visitor).map_err(|_| Mismatch::custom("the string does not hold the expected bytes"))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.take_absent() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// A whole reply is an object, which a response of `()` has no use for.
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.unit(&visitor)?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        if name == RAW_VALUE {
            return self.visit_members(visitor, Owner::MAP, Some(RAW_VALUE));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.visit_items(visitor)
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

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.visit_members(visitor, Owner::MAP, None)
    }

    /// A list is refused: the service sends none in place of an object, and reading one would double what is compiled.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.visit_members(visitor, Owner { name, members }, None)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let start = self.at;
        let (name, has_content) = self.variant(&visitor)?;
        match visitor.visit_enum(Variant { reader: self, name, has_content }) {
            Ok(value) if has_content => self.close(start, b'}').map(|()| value),
            Err(mismatch) if has_content => Err(self.abandon(start, mismatch)),
            outcome => outcome,
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.skip()?;
        visitor.visit_unit()
    }
}
