//! A deserializer that makes values up as they are asked for, and so learns what a reply type asks for.
//!
//! A type that refuses a value gets another one in the next walk, and is left out once it has refused them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::document::schemas::Schemas;
use crate::api_docs::prose::values::{self, ValueList};

/// How many values a type may refuse.
const TRIES: usize = 8;

/// Types that lie deeper in one another are not walked.
const MAX_DEPTH: usize = 64;

/// Texts of forms that types ask for.
const TEXTS: [&str; TRIES] =
    ["1", "", "2026-01-02T03:04:05Z", "2026-01-02", "true", "{}", "eyJ9", "00000000-0000-0000-0000-000000000000"];

/// What a reply type asks for that the document does not have, and what of the document it refuses.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Members by their paths, each with those that the document has in that place.
    pub(super) unknown: BTreeMap<String, Vec<String>>,
    /// Places where the type asks for another kind of value: the document's, and the type's.
    pub(super) kinds: BTreeMap<String, (&'static str, &'static str)>,
    /// Documented values that the type refuses, by the path of the member.
    pub(super) refused: BTreeSet<(String, String)>,
}

/// Walks through everything that `T` asks for.
pub(super) fn walk<T: DeserializeOwned>(reply: &Schema, schemas: &Schemas) -> Asked {
    let mut walk = Walk {
        schemas,
        asked: Asked::default(),
        tries: BTreeMap::new(),
        lists: BTreeMap::new(),
        forced: None,
        failed: None,
        open: Vec::new(),
    };
    while T::deserialize(walk.root(reply)).is_err() {
        let Some(path) = walk.failed.take() else { break };
        *walk.tries.entry(path).or_default() += 1;
    }
    for (path, list) in std::mem::take(&mut walk.lists) {
        for value in list.values() {
            walk.forced = Some((path.clone(), value.to_owned()));
            let is_refused = T::deserialize(walk.root(reply)).is_err() && walk.failed.take().as_ref() == Some(&path);
            if is_refused {
                walk.asked.refused.insert((path.clone(), value.to_owned()));
            }
        }
    }
    walk.asked
}

struct Walk<'d> {
    schemas: &'d Schemas,
    asked: Asked,
    /// How many values have been refused, by the path of the member.
    tries: BTreeMap<String, usize>,
    /// Members whose values are documented.
    lists: BTreeMap<String, ValueList>,
    /// A member that gets a certain value.
    forced: Option<(String, String)>,
    /// The innermost member that the last failure came from.
    failed: Option<String>,
    /// The structs that the walk is in.
    open: Vec<(&'static str, &'static [&'static str])>,
}

impl<'d> Walk<'d> {
    fn root(&mut self, reply: &'d Schema) -> Sample<'_, 'd> {
        self.open.clear();
        self.failed = None;
        Sample { schema: self.schemas.resolve(reply), path: String::new(), walk: self }
    }

    fn has_given_up(&self, path: &str) -> bool {
        self.tries.get(path).is_some_and(|tries| *tries >= TRIES)
    }
}

/// A value of one place.
struct Sample<'w, 'd> {
    walk: &'w mut Walk<'d>,
    /// What the document says of it, if anything.
    schema: Option<&'d Schema>,
    path: String,
}

/// A value was refused.
#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value was refused")
    }
}

impl std::error::Error for Refused {}

impl de::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'d> Sample<'_, 'd> {
    fn tries(&self) -> usize {
        self.walk.tries.get(&self.path).copied().unwrap_or_default()
    }

    fn shape(&self) -> Option<&'d Shape> {
        self.schema.map(|schema| &schema.shape)
    }

    /// The value of a member or item. What is said of it may be said elsewhere in the document.
    fn child(&mut self, step: &str, schema: Option<&'d Schema>) -> Sample<'_, 'd> {
        let path = match self.path.as_str() {
            "" => step.trim_start_matches('.').to_owned(),
            path => format!("{path}{step}"),
        };
        let schema = schema.and_then(|schema| self.walk.schemas.resolve(schema));
        Sample { walk: self.walk, schema, path }
    }

    /// Hands a value over, and remembers where it failed.
    fn give<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Refused> {
        let Sample { walk, schema, path } = self;
        let given = seed.deserialize(Sample { walk, schema, path: path.clone() });
        if given.is_err() && walk.failed.is_none() {
            walk.failed = Some(path);
        }
        given
    }

    /// Notes that the type asks for another kind of value than the document has.
    fn expect(&mut self, asked: &'static str) {
        let documented = match self.shape() {
            Some(Shape::List(_)) => "a list",
            Some(Shape::Map(_)) => "an object",
            Some(Shape::Object(members)) if !members.is_empty() => "an object",
            Some(Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean) => "a single value",
            _ => return,
        };
        if documented != asked {
            self.walk.asked.kinds.insert(self.path.clone(), (documented, asked));
        }
    }

    fn text(&mut self) -> String {
        if let Some((_, value)) = self.walk.forced.as_ref().filter(|(path, _)| *path == self.path) {
            return value.clone();
        }
        let list = self.schema.and_then(|schema| values::read(schema).0);
        let tries = self.tries();
        let first = list.as_ref().and_then(|list| list.values().next()).filter(|_| tries == 0).map(str::to_owned);
        if let Some(list) = list {
            self.walk.lists.insert(self.path.clone(), list);
        }
        first.unwrap_or_else(|| TEXTS[tries % TRIES].to_owned())
    }

    /// Notes the members of a struct that the document does not have.
    fn note_members(&mut self, fields: &'static [&'static str]) {
        let Some(Shape::Object(members)) = self.shape() else { return };
        if members.is_empty() {
            return;
        }
        let is_unknown = |field: &&str| members.iter().all(|(name, _)| name != *field);
        for field in fields.iter().copied().filter(|field| is_unknown(field)) {
            let path = self.child(&format!(".{field}"), None).path;
            let known = members.iter().map(|(name, _)| name.clone()).filter(|name| !fields.contains(&name.as_str()));
            self.walk.asked.unknown.insert(path, known.collect());
        }
    }

    fn member(&self, name: &str) -> Option<&'d Schema> {
        match self.shape() {
            Some(Shape::Object(members)) => members.iter().find(|(known, _)| known == name).map(|(_, schema)| schema),
            Some(Shape::Map(value)) => Some(value),
            _ => None,
        }
    }

    /// The names of members for a type that does not say which it asks for.
    fn documented_members(&self) -> Vec<String> {
        match self.shape() {
            Some(Shape::Object(members)) => members.iter().map(|(name, _)| name.clone()).collect(),
            Some(Shape::Map(_)) => vec!["key".to_owned()],
            _ => Vec::new(),
        }
    }

    fn visit_members<'de, V: Visitor<'de>>(self, names: Vec<String>, visitor: V) -> Result<V::Value, Refused> {
        let names = names.into_iter().collect::<Vec<_>>().into_iter();
        visitor.visit_map(Members { sample: self, names, name: String::new() })
    }

    fn visit_items<'de, V: Visitor<'de>>(self, count: usize, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_seq(Items { sample: self, left: count })
    }
}

macro_rules! single {
    ($($method:ident => $visit:ident($value:expr);)*) => {$(
        fn $method<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
            self.expect("a single value");
            visitor.$visit($value)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Sample<'_, '_> {
    type Error = Refused;

    /// By the document first, then whatever there is.
    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        if self.path.matches('.').count() > MAX_DEPTH / 4 {
            return visitor.visit_unit();
        }
        match (self.tries(), self.shape()) {
            (0, Some(Shape::Text)) | (1, _) => {
                let text = self.text();
                visitor.visit_string(text)
            }
            (0, Some(Shape::Integer)) | (2, _) => visitor.visit_i64(1),
            (0, Some(Shape::Number)) | (3, _) => visitor.visit_f64(1.5),
            (0, Some(Shape::Boolean)) | (4, _) => visitor.visit_bool(true),
            (0, Some(Shape::List(_))) | (5, _) => self.visit_items(1, visitor),
            (0, Some(Shape::Object(_) | Shape::Map(_))) | (6, _) => {
                let names = self.documented_members();
                self.visit_members(names, visitor)
            }
            _ => visitor.visit_unit(),
        }
    }

    single! {
        deserialize_bool => visit_bool(true);
        deserialize_i8 => visit_i8(1);
        deserialize_i16 => visit_i16(1);
        deserialize_i32 => visit_i32(1);
        deserialize_i64 => visit_i64(1);
        deserialize_i128 => visit_i64(1);
        deserialize_u8 => visit_u8(1);
        deserialize_u16 => visit_u16(1);
        deserialize_u32 => visit_u32(1);
        deserialize_u64 => visit_u64(1);
        deserialize_u128 => visit_u64(1);
        deserialize_f32 => visit_f32(1.5);
        deserialize_f64 => visit_f64(1.5);
        deserialize_char => visit_char('1');
        deserialize_bytes => visit_bytes(b"1");
        deserialize_byte_buf => visit_bytes(b"1");
    }

    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        self.expect("a single value");
        let text = self.text();
        visitor.visit_str(&text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        self.expect("a list");
        self.visit_items(1, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, count: usize, visitor: V) -> Result<V::Value, Refused> {
        self.visit_items(count, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.visit_items(count, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        self.expect("an object");
        let mut names = self.documented_members();
        if names.is_empty() {
            names.push("key".to_owned());
        }
        self.visit_members(names, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.expect("an object");
        self.note_members(fields);
        // A type that holds itself has been seen, and would never end.
        let is_open = !fields.is_empty() && self.walk.open.contains(&(name, fields));
        if is_open || self.walk.open.len() > MAX_DEPTH {
            self.walk.tries.insert(self.path.clone(), TRIES);
            return Err(Refused);
        }
        let Sample { walk, schema, path } = self;
        walk.open.push((name, fields));
        let names = fields.iter().map(|field| (*field).to_owned()).collect();
        let made = Sample { walk, schema, path }.visit_members(names, visitor);
        walk.open.pop();
        made
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let variant = variants.get(self.tries() % variants.len().max(1)).copied().unwrap_or_default();
        visitor.visit_enum(Variant { sample: self, variant })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }
}

struct Members<'w, 'd> {
    sample: Sample<'w, 'd>,
    names: std::vec::IntoIter<String>,
    name: String,
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Refused;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        for name in self.names.by_ref() {
            let path = self.sample.child(&format!(".{name}"), None).path;
            if !self.sample.walk.has_given_up(&path) {
                self.name = name;
                return seed.deserialize(StrDeserializer::new(&self.name)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let schema = self.sample.member(&self.name);
        let step = format!(".{}", self.name);
        self.sample.child(&step, schema).give(seed)
    }
}

struct Items<'w, 'd> {
    sample: Sample<'w, 'd>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Refused;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let item = match self.sample.shape() {
            Some(Shape::List(item)) => Some(&**item),
            _ => None,
        };
        let child = self.sample.child("[]", item);
        if self.left == 0 || child.walk.has_given_up(&child.path) {
            return Ok(None);
        }
        self.left -= 1;
        self.sample.child("[]", item).give(seed).map(Some)
    }
}

/// A variant of an enum, with whatever is in it.
struct Variant<'w, 'd> {
    sample: Sample<'w, 'd>,
    variant: &'static str,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Refused;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Refused> {
        Ok((seed.deserialize(StrDeserializer::new(self.variant))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Refused> {
        seed.deserialize(Sample { schema: None, ..self.sample })
    }

    fn tuple_variant<V: Visitor<'de>>(self, count: usize, visitor: V) -> Result<V::Value, Refused> {
        Sample { schema: None, ..self.sample }.visit_items(count, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Refused> {
        let names = fields.iter().map(|field| (*field).to_owned()).collect();
        Sample { schema: None, ..self.sample }.visit_members(names, visitor)
    }
}
