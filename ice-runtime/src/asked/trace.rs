//! Deserializes a type from made-up values.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Value, json};

use super::places::{Asked, Asks, Id, Member, Place, ROOT, TEXTS};

/// Marks a place where no other value is worth trying.
const GIVEN_UP: usize = usize::MAX / 2;

/// One attempt to deserialize the type.
struct Trace<'a> {
    asked: &'a mut Asked,
    hints: &'a BTreeMap<&'a str, Vec<String>>,
    /// The structs that have been read.
    seen: BTreeSet<usize>,
    /// Whether the current struct has been read before: optional members are then left out, as a recursive type would
    /// never end.
    is_brief: bool,
    /// Where the attempt fails, if it fails now.
    last: Id,
    /// A place that gets this string.
    forced: Option<(Id, &'a str)>,
}

impl Asked {
    /// Finds out what `T` asks for. `hints` are strings to try first, by member name.
    pub(crate) fn by<T: DeserializeOwned>(hints: &BTreeMap<&str, Vec<String>>) -> Self {
        let mut asked = Self { places: vec![Place::default()], structs: Vec::new(), readers: BTreeMap::new() };
        let mut trace = Trace::new(&mut asked, hints);
        while let Err(refused) = trace.read::<T>() {
            if !trace.learn(&refused) {
                break;
            }
        }
        asked
    }

    /// Whether `T` refuses `text` at this place.
    #[cfg(feature = "api-docs")]
    pub(crate) fn is_refused<T: DeserializeOwned>(&mut self, id: Id, text: &str) -> bool {
        let hints = BTreeMap::new();
        let mut trace = Trace::new(self, &hints);
        trace.forced = Some((id, text));
        trace.read::<T>().is_err() && trace.last == id
    }
}

impl<'a> Trace<'a> {
    fn new(asked: &'a mut Asked, hints: &'a BTreeMap<&'a str, Vec<String>>) -> Self {
        Self { asked, hints, seen: BTreeSet::new(), is_brief: false, last: ROOT, forced: None }
    }

    fn read<T: DeserializeOwned>(&mut self) -> Result<(), Refused> {
        self.seen.clear();
        self.is_brief = false;
        T::deserialize(Probe { trace: self, id: ROOT }).map(drop)
    }

    /// Learns from a failure; returns whether there is anything left to try. Other values would not help if a member is
    /// missing or a duplicate.
    fn learn(&mut self, refused: &Refused) -> bool {
        let is_root = self.last == ROOT;
        let place = &mut self.asked.places[self.last];
        let had_given_up = place.is_given_up();
        place.is_alias = matches!(refused, Refused::Duplicate);
        place.tries = if matches!(refused, Refused::Value) { place.tries + 1 } else { GIVEN_UP };
        !(had_given_up || (is_root && place.is_given_up()))
    }

    fn add_place(&mut self, name: &str) -> Id {
        let hints = self.hints.get(name).cloned().unwrap_or_default();
        self.asked.places.push(Place { hints, ..Place::default() });
        self.asked.places.len() - 1
    }

    /// The struct that `reader` reads.
    fn read_by(&mut self, reader: &'static str, names: &'static [&'static str]) -> usize {
        if let Some(known) = self.asked.readers.get(reader) {
            return *known;
        }
        let members = names.iter().map(|name| Member { name, id: self.add_place(name) }).collect();
        self.asked.structs.push(members);
        self.asked.readers.insert(reader, self.asked.structs.len() - 1);
        self.asked.structs.len() - 1
    }
}

/// Why an attempt failed.
#[derive(Debug)]
enum Refused {
    Value,
    Missing,
    Duplicate,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value was refused")
    }
}

impl std::error::Error for Refused {}

impl de::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Value
    }

    fn missing_field(_: &'static str) -> Self {
        Self::Missing
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self::Duplicate
    }
}

/// A deserializer that gives whatever is asked for.
struct Probe<'t, 'a> {
    trace: &'t mut Trace<'a>,
    id: Id,
}

impl Probe<'_, '_> {
    fn place(&mut self) -> &mut Place {
        &mut self.trace.asked.places[self.id]
    }

    /// Records what is asked for, and what is given.
    fn note(&mut self, asks: Asks, sample: impl Into<Value>) {
        self.trace.last = self.id;
        let place = self.place();
        (place.asks, place.sample) = (asks, sample.into());
    }

    /// The value for this attempt.
    fn choice<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        let tries = self.place().tries;
        choices.get(tries % choices.len().max(1)).copied()
    }

    fn number(&mut self, asks: Asks) -> u64 {
        let number = self.choice(&[0, 1]).unwrap_or_default();
        self.note(asks, number);
        number
    }

    fn text(&mut self) -> String {
        let text = match self.trace.forced {
            Some((id, text)) if id == self.id => text.to_owned(),
            _ => {
                let place = self.place();
                let tries = place.tries;
                let hint = place.hints.get(tries).cloned();
                hint.unwrap_or_else(|| TEXTS[tries.saturating_sub(place.hints.len()) % TEXTS.len()].to_owned())
            }
        };
        self.note(Asks::Text, text.as_str());
        text
    }

    /// The place of the items of a list, or of the values of a map; one item is read unless the place is known.
    fn item(&mut self, asks: fn(Id) -> Asks, sample: Value) -> (Id, usize) {
        let id = match self.place().asks {
            Asks::List(id) | Asks::Map(id) => id,
            _ => self.trace.add_place(""),
        };
        self.note(asks(id), sample);
        let is_left_out = self.trace.is_brief || self.trace.asked.places[id].is_given_up();
        (id, usize::from(!is_left_out))
    }
}

/// Methods of a deserializer that record what is asked for, and give it.
macro_rules! give {
    ($($method:ident)*, $self:ident, $visitor:ident => $give:expr) => {$(
        fn $method<V: Visitor<'de>>(mut $self, $visitor: V) -> Result<V::Value, Refused> {
            $give
        }
    )*};
}

impl<'de> Deserializer<'de> for Probe<'_, '_> {
    type Error = Refused;

    give!(deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128, self, visitor => {
        let number = self.number(Asks::Integer);
        visitor.visit_u64(number)
    });

    give!(deserialize_f32 deserialize_f64, self, visitor => {
        let number = self.number(Asks::Number);
        visitor.visit_u64(number)
    });

    give!(deserialize_str deserialize_string deserialize_identifier, self, visitor => {
        let text = self.text();
        visitor.visit_string(text)
    });

    give!(deserialize_char, self, visitor => {
        self.note(Asks::Text, "0");
        visitor.visit_char('0')
    });

    give!(deserialize_bool, self, visitor => {
        // `Success: false` would turn a reply into an error.
        let flag = self.choice(&[true, false]).unwrap_or(true);
        self.note(Asks::Boolean, flag);
        visitor.visit_bool(flag)
    });

    give!(deserialize_bytes deserialize_byte_buf, self, visitor => {
        self.note(Asks::Anything, "");
        visitor.visit_bytes(&[])
    });

    give!(deserialize_unit deserialize_ignored_any, self, visitor => {
        self.note(Asks::Anything, Value::Null);
        visitor.visit_unit()
    });

    /// Tries one kind after the other.
    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        let kinds = [Value::Null, json!("1"), json!(1), json!(1.5), json!(true), json!([]), json!({})];
        let kind = kinds.get(self.place().tries).cloned().unwrap_or_default();
        self.note(Asks::Anything, kind.clone());
        kind.deserialize_any(visitor).map_err(|_| Refused::Value)
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        self.place().is_optional = true;
        if self.trace.is_brief { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        let (id, left) = self.item(Asks::List, json!([]));
        visitor.visit_seq(Items { trace: self.trace, id, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(mut self, left: usize, visitor: V) -> Result<V::Value, Refused> {
        let (id, _) = self.item(Asks::List, json!([]));
        visitor.visit_seq(Items { trace: self.trace, id, left })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        let (id, left) = self.item(Asks::Map, json!({}));
        let names = [Member { name: "key", id }];
        let names = names.get(..left).unwrap_or_default().iter();
        visitor.visit_map(Members { trace: self.trace, id: self.id, names, current: id })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let of = self.trace.read_by(type_name::<V>(), names);
        self.note(Asks::Struct(of), json!({}));
        let was_brief = self.trace.is_brief;
        self.trace.is_brief |= !self.trace.seen.insert(of);
        let names = self.trace.asked.structs[of].clone();
        let members = Members { trace: self.trace, id: self.id, names: names.iter(), current: self.id };
        let made = visitor.visit_map(members);
        self.trace.is_brief = was_brief;
        made
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let variant = match self.trace.forced {
            Some((id, text)) if id == self.id => text.to_owned(),
            _ => self.choice(variants).unwrap_or_default().to_owned(),
        };
        self.note(Asks::Text, variant.as_str());
        visitor.visit_enum(variant.into_deserializer())
    }
}

/// The members of an object, except those that are left out.
struct Members<'t, 'a, 'n> {
    trace: &'t mut Trace<'a>,
    /// The place of the object.
    id: Id,
    names: std::slice::Iter<'n, Member>,
    current: Id,
}

impl<'de> MapAccess<'de> for Members<'_, '_, '_> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refused> {
        let is_forced = |id| self.trace.forced.is_some_and(|(forced, _)| forced == id);
        let is_given = |member: &&Member| is_forced(member.id) || !self.trace.asked.places[member.id].is_given_up();
        let Some(Member { name, id }) = self.names.by_ref().find(is_given).copied() else {
            // A failure here is the object's: a member is missing.
            self.trace.last = self.id;
            return Ok(None);
        };
        (self.current, self.trace.last) = (id, id);
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        seed.deserialize(Probe { trace: self.trace, id: self.current })
    }
}

struct Items<'t, 'a> {
    trace: &'t mut Trace<'a>,
    id: Id,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Refused;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(Probe { trace: self.trace, id: self.id }).map(Some)
    }
}
