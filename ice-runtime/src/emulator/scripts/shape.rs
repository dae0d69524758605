//! What a type asks for when it is read from JSON: its members by their names on the wire, and the smallest JSON that it
//! accepts. Found by reading the type from made-up values and watching what it wants.

use std::collections::BTreeMap;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde_json::{Value, json};

/// Names from the reply down to a member.
pub(super) type Path = Vec<&'static str>;

/// How often a member is tried before it is left out, and how often a type is read at most.
const TRIES: usize = 5;
const RUNS: usize = 2000;

/// How deep objects are followed: types may hold themselves.
const DEPTH: usize = 6;

/// Texts to try where a type wants one: it may be a number, a time, or JSON in Base64.
const TEXTS: [&str; TRIES] = ["", "0", "1970-01-01T00:00:00Z", "e30=", "true"];

/// What kind of value a member takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    Object,
    List,
    Text,
    Number,
    Other,
}

/// The members of a type, at any depth outside of lists.
#[derive(Debug, Default)]
pub(super) struct Shape(BTreeMap<Path, Member>);

#[derive(Debug)]
struct Member {
    wants: Wants,
    /// Whether it may be left out.
    is_optional: bool,
    sample: Value,
}

impl Shape {
    /// The shape of `T`, as far as it can be found.
    pub(super) fn of<T: DeserializeOwned>() -> Self {
        let mut watch = Watch::default();
        for _ in 0..RUNS {
            watch.path.clear();
            if T::deserialize(Probe { watch: &mut watch, is_optional: false }).is_ok() {
                break;
            }
            let tries = watch.tries.entry(watch.last.clone()).or_default();
            *tries += 1;
            if watch.last.is_empty() && *tries > TRIES {
                break;
            }
        }
        let Watch { mut shape, tries, .. } = watch;
        let is_left_out = |path: &[&str]| tries.get(path).is_some_and(|tries| *tries >= TRIES);
        shape.0.retain(|path, _| !(1..=path.len()).any(|length| path.get(..length).is_some_and(is_left_out)));
        shape
    }

    /// The paths of members of these kinds, those with the fewest objects round them first.
    pub(super) fn paths(&self, kinds: &[Wants]) -> Vec<Path> {
        let fitting = self.0.iter().filter(|(_, member)| kinds.contains(&member.wants));
        let mut paths: Vec<Path> = fitting.map(|(path, _)| path.clone()).collect();
        paths.sort_by_key(Vec::len);
        paths
    }

    /// The smallest value that the type should accept.
    pub(super) fn smallest(&self) -> Value {
        let mut value = json!({});
        for (path, member) in self.0.iter().filter(|(_, member)| !member.is_optional) {
            set(&mut value, path, member.sample.clone());
        }
        value
    }

    /// Sets a member, a number as text where the type wants that.
    pub(super) fn set(&self, value: &mut Value, path: &Path, new: Value) {
        let wants_text = self.0.get(path).is_some_and(|member| member.wants == Wants::Text);
        let new = if wants_text && new.is_number() { Value::from(new.to_string()) } else { new };
        set(value, path, new);
    }
}

/// Sets the member at a path; what is on the way becomes an object.
fn set(value: &mut Value, path: &[&str], new: Value) {
    let Some((first, rest)) = path.split_first() else {
        *value = new;
        return;
    };
    if !value.is_object() {
        *value = json!({});
    }
    if let Value::Object(members) = value {
        set(members.entry(*first).or_insert(Value::Null), rest, new);
    }
}

/// What is seen while a type is read.
#[derive(Default)]
struct Watch {
    shape: Shape,
    /// Where the type is reading.
    path: Path,
    /// Where it fails, if it fails now.
    last: Path,
    /// How often it has failed at each path.
    tries: BTreeMap<Path, usize>,
}

/// A value that is whatever the type wants.
struct Probe<'a> {
    watch: &'a mut Watch,
    is_optional: bool,
}

impl Probe<'_> {
    fn note(&mut self, wants: Wants, sample: impl Into<Value>) {
        let path = self.watch.path.clone();
        self.watch.last.clone_from(&path);
        if !path.is_empty() {
            let member = Member { wants, is_optional: self.is_optional, sample: sample.into() };
            self.watch.shape.0.insert(path, member);
        }
    }

    /// The choice for the next try of this member.
    fn choice<'c>(&self, choices: &[&'c str]) -> &'c str {
        let tries = self.watch.tries.get(&self.watch.path).copied().unwrap_or_default();
        choices.get(tries % choices.len().max(1)).copied().unwrap_or_default()
    }
}

/// Methods of a deserializer that note what is wanted and give it.
macro_rules! give {
    ($($method:ident)*, $self:ident, $visitor:ident => $give:expr) => {$(
        fn $method<V: Visitor<'de>>(mut $self, $visitor: V) -> Result<V::Value, Error> {
            $give
        }
    )*};
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    give!(deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64, self, visitor => {
        self.note(Wants::Number, 0);
        visitor.visit_u64(0)
    });

    give!(deserialize_str deserialize_string deserialize_char deserialize_identifier, self, visitor => {
        let text = self.choice(&TEXTS);
        self.note(Wants::Text, text);
        visitor.visit_str(text)
    });

    give!(deserialize_any deserialize_unit deserialize_ignored_any, self, visitor => {
        self.note(Wants::Other, Value::Null);
        visitor.visit_unit()
    });

    give!(deserialize_bytes deserialize_byte_buf, self, visitor => {
        self.note(Wants::Other, "");
        visitor.visit_bytes(&[])
    });

    give!(deserialize_bool, self, visitor => {
        // `Success: false` would make an error of the reply.
        self.note(Wants::Other, true);
        visitor.visit_bool(true)
    });

    give!(deserialize_seq, self, visitor => {
        self.note(Wants::List, json!([]));
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<&str>()))
    });

    give!(deserialize_map, self, visitor => {
        self.note(Wants::Object, json!({}));
        visitor.visit_map(MapDeserializer::new(std::iter::empty::<(&str, &str)>()))
    });

    give!(deserialize_option, self, visitor => {
        if self.watch.path.len() > DEPTH {
            return visitor.visit_none();
        }
        self.is_optional = true;
        visitor.visit_some(self)
    });

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.note(Wants::Object, json!({}));
        visitor.visit_map(Fields { probe: self, names: names.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let variant = self.choice(variants);
        self.note(Wants::Text, variant);
        visitor.visit_enum(variant.into_deserializer())
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }
}

/// The members that a struct asks for, but those that are left out.
struct Fields<'a> {
    probe: Probe<'a>,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let watch = &mut *self.probe.watch;
        for name in self.names.by_ref() {
            watch.path.push(name);
            if watch.tries.get(&watch.path).is_none_or(|tries| *tries < TRIES) {
                watch.last.clone_from(&watch.path);
                return seed.deserialize((*name).into_deserializer()).map(Some);
            }
            watch.path.pop();
        }
        // What is missing now is missing in the struct.
        watch.last.clone_from(&watch.path);
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = seed.deserialize(Probe { watch: self.probe.watch, is_optional: self.probe.is_optional })?;
        self.probe.watch.path.pop();
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[expect(dead_code, reason = "only read")]
    struct Reply {
        request_id: String,
        #[serde(alias = "Other")]
        state: State,
        instances: Option<Instances>,
        total_count: Option<String>,
        day: Day,
        pages: u32,
        more: Option<Box<Reply>>,
        flags: BTreeMap<String, bool>,
        any: Value,
        #[serde(default)]
        tags: Vec<String>,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[expect(dead_code, reason = "only read")]
    struct Instances {
        instance: Vec<Reply>,
    }

    #[derive(serde::Deserialize)]
    #[expect(dead_code, reason = "only read")]
    enum State {
        Running(u8),
        Done,
    }

    /// Takes a time and nothing else.
    #[derive(Debug)]
    struct Day;

    impl<'de> serde::Deserialize<'de> for Day {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            text.ends_with('Z').then_some(Self).ok_or_else(|| serde::de::Error::custom("not a time"))
        }
    }

    #[test]
    fn the_smallest_value_is_accepted_and_members_are_found_at_any_depth() {
        let shape = Shape::of::<Reply>();
        let smallest = shape.smallest();
        assert_eq!(smallest["Day"], "1970-01-01T00:00:00Z");
        // An alias may come first.
        assert_eq!((&smallest["Other"], smallest.get("State")), (&json!("Done"), None));
        assert!(smallest.get("TotalCount").is_none());
        assert!(serde_json::from_value::<Reply>(smallest.clone()).is_ok(), "{smallest}");
        assert_eq!(shape.paths(&[Wants::List]).first(), Some(&vec!["Tags"]));
        assert!(shape.paths(&[Wants::List]).contains(&vec!["Instances", "Instance"]));
        let mut value = smallest;
        shape.set(&mut value, &vec!["TotalCount"], 7.into());
        shape.set(&mut value, &vec!["Instances", "Instance"], json!([]));
        assert_eq!((&value["TotalCount"], &value["Instances"]["Instance"]), (&json!("7"), &json!([])));
    }
}
