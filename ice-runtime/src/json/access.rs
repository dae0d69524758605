//! Lists, objects and variants: passes their parts to a type one by one.

use serde::de::{
    Deserialize, DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::leniency::Owner;
use super::mismatch::{Cause, Mismatch};
use super::reader::Reader;

impl<'de> SeqAccess<'de> for &mut Reader<'de> {
    type Error = Mismatch;

    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Mismatch> {
        if !self.next_item()? {
            return Ok(None);
        }
        loop {
            match T::deserialize(&mut **self) {
                Ok(item) if !self.reads_again() => return Ok(Some(item)),
                Ok(_) => {}
                Err(mismatch) => self.refused(mismatch)?,
            }
        }
    }

    /// A seed can be used only once, so reading again means reading the whole list.
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        if !self.next_item()? {
            return Ok(None);
        }
        seed.deserialize(&mut **self).map(Some).map_err(|mismatch| self.refused_at_last(mismatch))
    }
}

impl<'de> MapAccess<'de> for &mut Reader<'de> {
    type Error = Mismatch;

    /// Names are read like values, so the keys of a map may be numbers, bools or enums.
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        if !self.next_name()? {
            return Ok(None);
        }
        match seed.deserialize(&mut **self) {
            Ok(name) => self.end_name().map(|()| Some(name)),
            Err(mismatch) => Err(self.refused_name(mismatch)),
        }
    }

    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Mismatch> {
        loop {
            match V::deserialize(&mut **self) {
                Ok(value) if !self.reads_again() => return Ok(value),
                Ok(_) => {}
                Err(mismatch) => self.refused(mismatch)?,
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        seed.deserialize(&mut **self).map_err(|mismatch| self.refused_at_last(mismatch))
    }

    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(&mut self) -> Result<Option<(K, V)>, Mismatch> {
        match self.next_key()? {
            Some(name) => Ok(Some((name, self.next_value()?))),
            None => Ok(None),
        }
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Mismatch;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(mut self, seed: V) -> Result<(V::Value, Self), Mismatch> {
        if !self.has_content() {
            return Ok((seed.deserialize(&mut *self)?, self));
        }
        match self.next_key_seed(seed)? {
            Some(name) => Ok((name, self)),
            None => Err(Mismatch::new(Cause::Value, "expected a variant, found an empty object")),
        }
    }
}

impl Reader<'_> {
    /// Whether the variant is an object with one member, whose value is the content.
    fn has_content(&self) -> bool {
        self.frame.closing != 0
    }

    /// Returns the reader of the content, if there is any.
    fn content(&mut self) -> Result<&mut Self, Mismatch> {
        let missing = || Mismatch::invalid_type(Unexpected::UnitVariant, &"a variant with content");
        if self.has_content() { Ok(self) } else { Err(missing()) }
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        if !self.has_content() || self.take_null() {
            return Ok(());
        }
        Err(self.mismatch(&"a variant without content"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mismatch> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.content()?.visit_items(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.content()?.visit_members(visitor, Owner { name: "", members })
    }
}
