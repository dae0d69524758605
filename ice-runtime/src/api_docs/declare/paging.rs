//! Finds out whether an operation is paged, and where its reply has the items.

use super::field::Field;
use crate::api_docs::document::operation::OperationDoc;
use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::document::schemas::Schemas;
use crate::facts::Encoding;

/// The parameters that the option `pages` knows.
const TOKENS: [&str; 3] = ["NextToken", "NextPageToken", "ScrollToken"];
const NUMBERS: [&str; 2] = ["PageNo", "PageNumber"];

/// The fields of a reply that `IcePage` knows by their names, and other names of the total.
const REPLY_TOKENS: [&str; 3] = ["next_token", "next_page_token", "scroll_token"];
const TOTALS: [&str; 2] = ["total_count", "total"];
const MORE_TOTALS: [&str; 4] = ["total_number", "total_num", "total_size", "total_record_count"];

/// How an operation gets from page to page.
#[derive(Debug, PartialEq)]
pub(super) struct Paging {
    /// Whether a request takes both a token and a number.
    pub(super) is_both: bool,
    /// Whether a request takes a token at all.
    has_token: bool,
    /// The names on the wire that lead to the list in the reply: its own, perhaps after that of an object.
    pub(super) items: Vec<String>,
}

/// Whether this parameter selects a page by its token.
pub(super) fn is_token(name: &str) -> bool {
    TOKENS.contains(&name)
}

/// Whether this parameter selects a page by its number.
pub(super) fn is_number(name: &str) -> bool {
    NUMBERS.contains(&name)
}

/// How an operation pages, if the document and the reply leave no doubt.
pub(super) fn of(operation: &OperationDoc, schemas: &Schemas) -> Option<Paging> {
    let shapes = |names: &[&str]| -> Vec<_> {
        let parameters = operation.parameters.iter().filter(|parameter| names.contains(&parameter.name.as_str()));
        let plain = parameters.filter(|parameter| parameter.encoding == Encoding::Plain);
        plain
            .filter_map(|parameter| Some((parameter.name.as_str(), &schemas.resolve(&parameter.schema)?.shape)))
            .collect()
    };
    let (token, has_number) = match (shapes(&TOKENS).as_slice(), shapes(&NUMBERS).as_slice()) {
        ([], [(_, Shape::Integer | Shape::Text)]) => (None, true),
        ([(token, Shape::Text)], []) => (Some(*token), false),
        ([(token, Shape::Text)], [(_, Shape::Integer | Shape::Text)]) => (Some(*token), true),
        _ => return None,
    };
    let reply = schemas.resolve(operation.reply.as_ref()?)?;
    let is_both = token == Some("ScrollToken") && has_number;
    Some(Paging { is_both, has_token: token.is_some(), items: items(reply, schemas)? })
}

impl Paging {
    /// Marks the fields of a page that the derive does not know by their names, or would mistake for something else.
    pub(super) fn mark(&self, fields: &mut [Field]) {
        mark(fields, ("next_token", &REPLY_TOKENS, &[]), |ty| ty == "String" && self.has_token);
        mark(fields, ("total", &TOTALS, &MORE_TOTALS), |ty| matches!(ty, "i64" | "String"));
    }
}

/// Marks the one field that an option is for, found by the names that the derive knows or by `more` names.
fn mark(fields: &mut [Field], (option, names, more): (&str, &[&str], &[&str]), is_usable: impl Fn(&str) -> bool) {
    let is_named = |names: &[&str], field: &Field| names.contains(&field.name.as_str()) && field.options.is_empty();
    let is_chosen = |field: &Field| is_named(names, field) && is_usable(&field.ty);
    let count = fields.iter().filter(|field| is_named(names, field)).count();
    let chosen = fields.iter().position(is_chosen);
    let chosen = chosen.or_else(|| fields.iter().position(|field| is_named(more, field) && is_usable(&field.ty)));
    for (at, field) in fields.iter_mut().enumerate() {
        let is_known = count == 1 && is_named(names, field);
        match chosen {
            Some(chosen) if chosen == at && is_known => {}
            Some(chosen) if chosen == at => field.options.push(option.to_owned()),
            _ if is_named(names, field) => field.options.push("skip".to_owned()),
            _ => {}
        }
    }
}

/// Whether the derive recognizes a token or a total by this field's name.
pub(super) fn is_known(field: &Field) -> bool {
    let name = field.name.as_str();
    field.options.is_empty() && (REPLY_TOKENS.contains(&name) || TOTALS.contains(&name))
}

/// The one list of a reply: a list of objects if there is any, and one inside an object if there is no other.
fn items(reply: &Schema, schemas: &Schemas) -> Option<Vec<String>> {
    let lists = lists(reply, schemas);
    if !lists.is_empty() {
        return only(lists).map(|name| vec![name.to_owned()]);
    }
    let inside = reply.members().iter().filter_map(|(name, member)| {
        let list = only(self::lists(schemas.resolve(member)?, schemas))?;
        Some(vec![name.clone(), list.to_owned()])
    });
    only(inside.collect())
}

/// The lists among the members of an object; only lists of objects if there are any.
fn lists<'s>(object: &'s Schema, schemas: &'s Schemas) -> Vec<&'s str> {
    let lists = object.members().iter().filter_map(|(name, member)| match &schemas.resolve(member)?.shape {
        Shape::List(item) => {
            Some((name.as_str(), schemas.resolve(item).is_some_and(|item| !item.members().is_empty())))
        }
        _ => None,
    });
    let lists: Vec<_> = lists.collect();
    let has_objects = lists.iter().any(|(_, is_object)| *is_object);
    lists.into_iter().filter(|(_, is_object)| *is_object == has_objects).map(|(name, _)| name).collect()
}

fn only<T>(list: Vec<T>) -> Option<T> {
    let mut list = list.into_iter();
    list.next().filter(|_| list.next().is_none())
}
