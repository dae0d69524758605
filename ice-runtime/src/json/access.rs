//! Lists, objects and variants, handed to a type one by one.

use std::borrow::Cow;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use super::leniency::Owner;
use super::mismatch::{Cause, Mismatch};
use super::name::Name;
use super::reader::Reader;

/// The items of a list.
pub(super) struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    index: usize,
}

impl<'r, 'de> Items<'r, 'de> {
    pub(super) fn new(reader: &'r mut Reader<'de>) -> Self {
        Self { reader, index: 0 }
    }

    /// Goes on behind the item that started here and that its type has refused, or lets the type try once more.
    #[cold]
    fn refused(&mut self, start: usize, mismatch: Mismatch, is_retried: &mut bool) -> Result<(), Mismatch> {
        if self.reader.may_retry(start, &mismatch, is_retried) {
            return Ok(());
        }
        let raw = self.reader.skip_refused(start)?;
        Err(mismatch.located(self.reader.text, self.reader.at).inside_item(self.index, raw))
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Mismatch;

    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Mismatch> {
        if !self.reader.next_item()? {
            return Ok(None);
        }
        let start = self.reader.at;
        let mut is_retried = false;
        loop {
            match T::deserialize(&mut *self.reader) {
                Ok(item) if !self.reader.reads_again(start) => {
                    self.index += 1;
                    return Ok(Some(item));
                }
                Ok(_) => {}
                Err(mismatch) => self.refused(start, mismatch, &mut is_retried)?,
            }
        }
    }

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        if !self.reader.next_item()? {
            return Ok(None);
        }
        let start = self.reader.at;
        match seed.deserialize(&mut *self.reader) {
            Ok(item) => {
                self.index += 1;
                Ok(Some(item))
            }
            Err(mismatch) => self.refused(start, mismatch, &mut true).and(Ok(None)),
        }
    }
}

/// The members of an object; or the one member that a type of `serde_json` asks for, whose value is the text itself.
pub(super) struct Members<'r, 'de> {
    reader: &'r mut Reader<'de>,
    owner: Owner,
    name_at: usize,
    /// The name of the one member.
    text: Option<&'static str>,
    is_text_given: bool,
    /// Whether a member whose type refuses a `null` can be left out at once.
    are_entries: bool,
}

impl<'r, 'de> Members<'r, 'de> {
    pub(super) fn new(reader: &'r mut Reader<'de>, owner: Owner, text: Option<&'static str>) -> Self {
        Self { name_at: reader.at, reader, owner, text, is_text_given: false, are_entries: false }
    }

    fn next_name(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        if let Some(name) = self.text {
            let is_given = std::mem::replace(&mut self.is_text_given, true);
            return Ok((!is_given).then_some(Cow::Borrowed(name)));
        }
        while self.reader.next(b'}')? {
            self.name_at = self.reader.at;
            match self.reader.name()? {
                Some(name) if !self.leaves_out(&name) => return Ok(Some(name)),
                _ => self.reader.skip()?,
            }
        }
        Ok(None)
    }

    #[inline]
    fn leaves_out(&self, name: &str) -> bool {
        let leniency = &self.reader.leniency;
        !leniency.knows_nothing()
            && (leniency.superseded.contains(&self.name_at)
                || self.reader.is_null() && leniency.leaves_out(self.owner, self.reader.depth, name))
    }

    /// Goes on behind the value that started here and that its type has refused, or lets the type try once more.
    #[cold]
    fn refused(&mut self, start: usize, mismatch: Mismatch, is_retried: &mut bool) -> Result<(), Mismatch> {
        if self.text.is_some() {
            return Err(mismatch);
        }
        if self.reader.may_retry(start, &mismatch, is_retried) {
            return Ok(());
        }
        let name = self.reader.name_from(self.name_at);
        let raw = self.reader.skip_refused(start)?;
        if raw == "null" && self.are_entries {
            return Err(Mismatch::new(Cause::Null, "expected a value, found `null`"));
        }
        if raw == "null" && self.reader.leniency.stood_in_for != start {
            self.reader.leniency.refuse(start, self.owner, self.reader.depth, &name);
            if !std::mem::replace(is_retried, true) {
                self.reader.go_back(start);
                return Ok(());
            }
        }
        Err(mismatch.located(self.reader.text, self.reader.at).inside_member(&name, raw))
    }
}

impl<'de> MapAccess<'de> for Members<'_, 'de> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        match self.next_name()? {
            Some(name) => seed.deserialize(Name { key: name, text: self.reader.text, at: self.name_at }).map(Some),
            None => Ok(None),
        }
    }

    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Mismatch> {
        let start = self.reader.at;
        let mut is_retried = false;
        loop {
            match V::deserialize(&mut *self.reader) {
                Ok(value) if !self.reader.reads_again(start) => return Ok(value),
                Ok(_) => {}
                Err(mismatch) => self.refused(start, mismatch, &mut is_retried)?,
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let start = self.reader.at;
        match seed.deserialize(&mut *self.reader) {
            Ok(value) => Ok(value),
            Err(mismatch) => Err(self.refused(start, mismatch, &mut true).err().unwrap_or_else(Reader::broken)),
        }
    }

    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(&mut self) -> Result<Option<(K, V)>, Mismatch> {
        self.are_entries = true;
        while let Some(name) = self.next_key()? {
            match self.next_value() {
                Ok(value) => return Ok(Some((name, value))),
                Err(mismatch) if mismatch.cause() == Cause::Null => {}
                Err(mismatch) => return Err(mismatch),
            }
        }
        Ok(None)
    }
}

/// The variant of an enum: a name alone, or an object of one member, whose value is the content.
pub(super) struct Variant<'r, 'de> {
    pub(super) reader: &'r mut Reader<'de>,
    pub(super) name: Cow<'de, str>,
    pub(super) has_content: bool,
}

impl<'r, 'de> Variant<'r, 'de> {
    /// Where the content is read, if there is any.
    fn content(self) -> Result<&'r mut Reader<'de>, Mismatch> {
        let missing = || Mismatch::invalid_type(Unexpected::UnitVariant, &"a variant with content");
        if self.has_content { Ok(self.reader) } else { Err(missing()) }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Mismatch;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Mismatch> {
        let name: StrDeserializer<'_, Mismatch> = (*self.name).into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        if !self.has_content || self.reader.take_null() {
            return Ok(());
        }
        Err(self.reader.mismatch(&"a variant without content"))
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
        self.content()?.visit_members(visitor, Owner { name: "", members }, None)
    }
}
