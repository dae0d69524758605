//! Compares what a reply type asks for with the reply that the document describes.

use std::collections::{BTreeMap, HashSet};

use serde::de::DeserializeOwned;

use super::difference::Difference;
use crate::api_docs::case::{self, NameRule};
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
        found.extend(refused.map(|value| Difference::documented(name.clone(), value)));
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
                let kinds = kind_asked(asks).zip(kind(shape)).filter(|(one, two)| one != two);
                if let Some((declared, documented)) = kinds.or_else(|| unreadable(asks, schema)) {
                    self.found.push(Difference::MemberKind { path: path.to_owned(), documented, declared });
                }
            }
        }
    }

    fn compare_members(&mut self, of: usize, members: &[(String, Schema)], path: &str) {
        let asked = self.asked;
        let rule = missing_rule(asked.members(of), members);
        self.found.extend(rule.map(|(rule, _)| Difference::MemberNames { path: path.to_owned(), rule }));
        let renamed = |name: &str| rule.map_or_else(|| name.to_owned(), |(_, rule)| rule(name));
        let names: Vec<String> = asked.members(of).iter().map(|member| renamed(member.name)).collect();
        let others = || members.iter().map(|(name, _)| name).filter(|name| !names.contains(name)).map(String::as_str);
        // A member's aliases follow it.
        for aliases in asked.members(of).chunk_by(|_, next| asked.is_alias(*next)) {
            let Some(Member { name, id }) = aliases.first() else { continue };
            let is_one = |name: &String| aliases.iter().any(|alias| alias.name == name || renamed(alias.name) == *name);
            let inner = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            match members.iter().find(|(name, _)| is_one(name)) {
                Some((name, member)) => self.compare(*id, member, &inner(name)),
                None if path.is_empty() && renamed(name) == ALWAYS_KNOWN => {}
                None => {
                    let nearest = nearest(name, others()).map(str::to_owned);
                    self.found.push(Difference::UnknownMember { path: inner(name), nearest });
                }
            }
        }
    }
}

/// serde's rules for names, of which one may be missing on a struct.
const RULES: [(&str, NameRule); 2] = [("PascalCase", case::pascal_case), ("camelCase", case::camel_case)];

/// The rule by which most members of a struct would be documented, while they are not without it.
fn missing_rule(asked: &[Member], documented: &[(String, Schema)]) -> Option<(&'static str, NameRule)> {
    let is_documented = |name: &str| name == ALWAYS_KNOWN || documented.iter().any(|(known, _)| known == name);
    RULES.into_iter().find(|(_, rule)| {
        let is_missed = |member: &&Member| !is_documented(member.name) && is_documented(&rule(member.name));
        let missed = asked.iter().filter(is_missed).count();
        missed > 1 && 2 * missed > asked.len()
    })
}

/// The kinds of what is asked for and of what is documented, if one cannot be read from the other. Numbers are read
/// from strings too, and strings from numbers.
fn unreadable(asks: Asks, schema: &Schema) -> Option<(&'static str, &'static str)> {
    let documented = match schema.shape {
        Shape::Text => "a string",
        Shape::Integer => "an integer",
        Shape::Number => "a number",
        Shape::Boolean => "a boolean",
        _ => return None,
    };
    let (declared, reads): (_, fn(&str) -> bool) = match asks {
        Asks::Integer => ("an integer", |text| text.parse::<i128>().is_ok()),
        Asks::Number => ("a number", |text| text.parse::<f64>().is_ok()),
        Asks::Boolean => {
            ("a boolean", |text| matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "0" | "1"))
        }
        _ => return None,
    };
    let mut texts =
        schema.values.iter().map(|(value, _)| value).chain(&schema.example).map(|text| text.trim()).peekable();
    let is_read = match (asks, &schema.shape) {
        (Asks::Boolean, Shape::Boolean)
        | (Asks::Integer | Asks::Number, Shape::Integer)
        | (Asks::Number, Shape::Number) => true,
        (Asks::Integer, Shape::Number) => !schema.is_fractional,
        (_, Shape::Boolean) => false,
        _ => texts.peek().is_some() && texts.all(reads),
    };
    (!is_read).then_some((declared, documented))
}

fn kind_asked(asks: Asks) -> Option<&'static str> {
    match asks {
        Asks::Anything => None,
        Asks::Text | Asks::Integer | Asks::Number | Asks::Boolean => Some("a single value"),
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
