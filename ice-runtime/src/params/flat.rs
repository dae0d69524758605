//! Flattening: sends the values inside lists and objects under numbered names, as RPC-style APIs expect.
//!
//! Lists count from one, objects and maps append their keys: `Tag.1.Key`. An absent item keeps its number; an empty
//! list or object sends nothing.

use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::{self, Serializer};
use serde_json::Value;

use super::error::ParamError;

/// Returns the parameters that `value` becomes under `name`, in the value's own order.
pub(super) fn flatten<T: Serialize + ?Sized>(name: &str, value: &T) -> Result<Vec<(String, String)>, ParamError> {
    let mut flattener = Flattener { name: name.to_owned(), made: Vec::new() };
    match value.serialize(&mut flattener) {
        Ok(()) => Ok(flattener.made),
        Err(Refused(reason)) => Err(ParamError::new(flattener.name, reason)),
    }
}

struct Flattener {
    /// The name of the current value.
    name: String,
    made: Vec<(String, String)>,
}

/// Why a value cannot be flattened. On an error the flattener's name stays as it is and so tells where.
#[derive(Debug)]
struct Refused(String);

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: Display>(reason: T) -> Self {
        Self(reason.to_string())
    }
}

impl Flattener {
    // One signature for all scalars keeps the serializer's methods in one line each.
    #[expect(clippy::unnecessary_wraps, reason = "the serializer's methods return it as it is")]
    fn scalar(&mut self, text: impl Display) -> Result<(), Refused> {
        self.made.push((self.name.clone(), text.to_string()));
        Ok(())
    }

    fn float(&mut self, is_finite: bool, text: impl Display) -> Result<(), Refused> {
        if is_finite { self.scalar(text) } else { Err(Refused("the number is not finite".to_owned())) }
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: impl Display, value: &T) -> Result<(), Refused> {
        let length = self.name.len();
        // Writing into a `String` cannot fail.
        let _ = write!(self.name, ".{key}");
        value.serialize(&mut *self)?;
        self.name.truncate(length);
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Refused> {
        // To a serializer that does not know them, `serde_json`'s own types are structs with one such field.
        match name {
            "$serde_json::private::Number" => value.serialize(self),
            "$serde_json::private::RawValue" => self.json(value),
            _ => self.member(name, value),
        }
    }

    /// A value given as JSON text.
    fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        let text = serde_json::to_value(value).map_err(ser::Error::custom)?;
        let value: Value = serde_json::from_str(text.as_str().unwrap_or_default()).map_err(ser::Error::custom)?;
        value.serialize(self)
    }

    /// Appends the name of a variant; truncating to the returned length removes it again.
    fn enter(&mut self, variant: &str) -> usize {
        let length = self.name.len();
        self.name.push('.');
        self.name.push_str(variant);
        length
    }
}

macro_rules! scalars {
    ($($method:ident($type:ty))*) => {$(
        fn $method(self, value: $type) -> Result<(), Refused> {
            self.scalar(value)
        }
    )*};
}

impl<'a> Serializer for &'a mut Flattener {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Members<'a>;

    scalars! {
        serialize_bool(bool) serialize_char(char) serialize_str(&str)
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64) serialize_i128(i128)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64) serialize_u128(u128)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Refused> {
        self.float(value.is_finite(), value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Refused> {
        self.float(value.is_finite(), value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<(), Refused> {
        self.scalar(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.member(variant, value)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Items<'a>, Refused> {
        Ok(Items { length: self.name.len(), flattener: self, number: 0 })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'a>, Refused> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _name: &'static str, length: usize) -> Result<Items<'a>, Refused> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Items<'a>, Refused> {
        Ok(Items { length: self.enter(variant), flattener: self, number: 0 })
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Members<'a>, Refused> {
        Ok(Members { length: self.name.len(), flattener: self, key: String::new() })
    }

    fn serialize_struct(self, _name: &'static str, length: usize) -> Result<Members<'a>, Refused> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Members<'a>, Refused> {
        Ok(Members { length: self.enter(variant), flattener: self, key: String::new() })
    }
}

/// A list; `length` is the name's length to restore at its end.
struct Items<'a> {
    flattener: &'a mut Flattener,
    number: usize,
    length: usize,
}

impl Items<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Refused> {
        self.number += 1;
        self.flattener.member(self.number, item)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the serializer's methods return it as it is")]
    fn leave(self) -> Result<(), Refused> {
        self.flattener.name.truncate(self.length);
        Ok(())
    }
}

macro_rules! items {
    ($($trait:ident::$method:ident)*) => {$(
        impl ser::$trait for Items<'_> {
            type Ok = ();
            type Error = Refused;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Refused> {
                self.item(item)
            }

            fn end(self) -> Result<(), Refused> {
                self.leave()
            }
        }
    )*};
}

items! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

/// An object or a map; `length` is the name's length to restore at its end.
struct Members<'a> {
    flattener: &'a mut Flattener,
    key: String,
    length: usize,
}

impl ser::SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        // Keys follow JSON's rules: strings, numbers, `bool`s and unit variants.
        let mut flattened = Flattener { name: String::new(), made: Vec::new() };
        key.serialize(&mut flattened)?;
        match flattened.made.pop() {
            Some((name, text)) if name.is_empty() && flattened.made.is_empty() => {
                self.key = text;
                Ok(())
            }
            _ => Err(Refused("a key of a map must be a string, a number or a `bool`".to_owned())),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        let key = std::mem::take(&mut self.key);
        self.flattener.member(key, value)
    }

    fn end(self) -> Result<(), Refused> {
        self.flattener.name.truncate(self.length);
        Ok(())
    }
}

macro_rules! members {
    ($($trait:ident)*) => {$(
        impl ser::$trait for Members<'_> {
            type Ok = ();
            type Error = Refused;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Refused> {
                self.flattener.field(key, value)
            }

            fn end(self) -> Result<(), Refused> {
                self.flattener.name.truncate(self.length);
                Ok(())
            }
        }
    )*};
}

members!(SerializeStruct SerializeStructVariant);
