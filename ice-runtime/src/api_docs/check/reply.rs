//! Compares what a reply type asks for with the reply that the document describes.

use std::collections::{BTreeMap, HashSet};

use serde::de::DeserializeOwned;

use super::difference::Difference;
use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::document::schemas::Schemas;
use crate::api_docs::prose::values::{self, ValueList};
use crate::asked::{Asked, Asks, Id, Member, ROOT};
use crate::text::nearest;

/// A member that every reply may have, whether or not the document says so.
const ALWAYS_KNOWN: &str = "RequestId";

/// Compares the members of `T` with those of the document's reply.
pub(super) fn compare<T: DeserializeOwned>(reply: &Schema, schemas: &Schemas, found: &mut Vec<Difference>) {
    let mut lists = Lists { schemas, seen: HashSet::new(), values: BTreeMap::new() };
    lists.collect("", reply);
    let mut asked = Asked::by::<T>(&lists.values);
    let mut comparison =
        Comparison { asked: &asked, schemas, seen: HashSet::new(), found: Vec::new(), lists: Vec::new() };
    comparison.compare(ROOT, reply, "");
    let Comparison { found: differences, lists, .. } = comparison;
    found.extend(differences);
    for (id, name, list) in lists {
        let refused = list.values().filter(|value| asked.is_refused::<T>(id, value));
        found.extend(refused.map(|value| Difference::Value {
            name: name.clone(),
            value: value.to_owned(),
            is_documented: true,
        }));
    }
}

/// The documented values in a reply, by member name.
struct Lists<'d> {
    schemas: &'d Schemas,
    seen: HashSet<*const Schema>,
    values: BTreeMap<&'d str, Vec<String>>,
}

impl<'d> Lists<'d> {
    fn collect(&mut self, name: &'d str, schema: &'d Schema) {
        let Some(schema) = self.schemas.resolve(schema).filter(|schema| self.seen.insert(*schema)) else { return };
        match &schema.shape {
            Shape::Object(members) => members.iter().for_each(|(name, member)| self.collect(name, member)),
            Shape::List(inner) | Shape::Map(inner) => self.collect("", inner),
            _ => {
                let list = values::read(schema).0;
                let values = list.iter().flat_map(ValueList::values).map(str::to_owned);
                self.values.entry(name).or_default().extend(values);
            }
        }
    }
}

struct Comparison<'c> {
    asked: &'c Asked,
    schemas: &'c Schemas,
    /// Structs that have been compared, each with what the document has there.
    seen: HashSet<(usize, *const Schema)>,
    found: Vec<Difference>,
    /// Strings whose values are documented.
    lists: Vec<(Id, String, ValueList)>,
}

impl Comparison<'_> {
    /// Compares what is asked for at one place with what the document has there.
    fn compare(&mut self, id: Id, schema: &Schema, path: &str) {
        let Some(schema) = self.schemas.resolve(schema) else { return };
        match (self.asked.asks(id), &schema.shape) {
            (Asks::Struct(of), Shape::Object(members)) if !members.is_empty() => {
                if self.seen.insert((of, schema)) {
                    self.compare_members(of, members, path);
                }
            }
            (Asks::Map(item), Shape::Map(value)) => self.compare(item, value, &format!("{path}.key")),
            (Asks::List(item), Shape::List(inner)) => self.compare(item, inner, &format!("{path}[]")),
            (Asks::Text, Shape::Text) => {
                self.lists.extend(values::read(schema).0.map(|list| (id, path.to_owned(), list)));
            }
            (asks, shape) => {
                if let Some((declared, documented)) = kind_asked(asks).zip(kind(shape)).filter(|(one, two)| one != two)
                {
                    self.found.push(Difference::MemberKind { path: path.to_owned(), documented, declared });
                }
            }
        }
    }

    fn compare_members(&mut self, of: usize, members: &[(String, Schema)], path: &str) {
        let asked = self.asked;
        let names: Vec<&str> = asked.members(of).iter().map(|member| member.name).collect();
        let others = || members.iter().map(|(name, _)| name.as_str()).filter(|name| !names.contains(name));
        // A member's aliases follow it.
        for aliases in asked.members(of).chunk_by(|_, next| asked.is_alias(*next)) {
            let Some(Member { name, id }) = aliases.first() else { continue };
            let is_one = |name: &String| aliases.iter().any(|alias| alias.name == name);
            let inner = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            match members.iter().find(|(name, _)| is_one(name)) {
                Some((name, member)) => self.compare(*id, member, &inner(name)),
                None if path.is_empty() && *name == ALWAYS_KNOWN => {}
                None => {
                    let nearest = nearest(name, others()).map(str::to_owned);
                    self.found.push(Difference::UnknownMember { path: inner(name), nearest });
                }
            }
        }
    }
}

fn kind_asked(asks: Asks) -> Option<&'static str> {
    match asks {
        Asks::Anything => None,
        Asks::Text | Asks::Number | Asks::Boolean => Some("a single value"),
        Asks::List(_) => Some("a list"),
        Asks::Map(_) | Asks::Struct(_) => Some("an object"),
    }
}

fn kind(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Any | Shape::Reference(_) => None,
        Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean => Some("a single value"),
        Shape::List(_) => Some("a list"),
        // An object without members may be anything.
        Shape::Object(members) if members.is_empty() => None,
        Shape::Object(_) | Shape::Map(_) => Some("an object"),
    }
}
