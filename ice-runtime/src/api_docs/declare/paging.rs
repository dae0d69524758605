//! Whether an operation is one page of many, and where its reply has the items.

use crate::api_docs::document::operation::OperationDoc;
use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::document::schemas::Schemas;

/// The parameters that `pages` knows.
const TOKENS: [&str; 3] = ["NextToken", "NextPageToken", "ScrollToken"];
const NUMBERS: [&str; 2] = ["PageNo", "PageNumber"];

/// How an operation turns its pages.
#[derive(Debug, PartialEq)]
pub(super) struct Paging {
    /// Whether a request takes token and number together.
    pub(super) is_both: bool,
    /// The list in the reply, by its names on the wire: by itself, or inside an object.
    pub(super) items: Vec<String>,
}

/// Whether this is a parameter that turns pages by a token.
pub(super) fn is_token(name: &str) -> bool {
    TOKENS.contains(&name)
}

/// Whether this is a parameter that turns pages by a number.
pub(super) fn is_number(name: &str) -> bool {
    NUMBERS.contains(&name)
}

/// How an operation turns pages, where document and reply leave no doubt.
pub(super) fn of(operation: &OperationDoc, schemas: &Schemas) -> Option<Paging> {
    let shape = |name: &str| {
        let parameter = operation.parameters.iter().find(|parameter| parameter.name == name)?;
        schemas.resolve(&parameter.schema).map(|schema| &schema.shape)
    };
    let token = TOKENS.into_iter().find(|name| shape(name) == Some(&Shape::Text));
    let number = NUMBERS.into_iter().find(|name| matches!(shape(name), Some(Shape::Text | Shape::Integer)));
    if token.is_none() && number.is_none() {
        return None;
    }
    let reply = schemas.resolve(operation.reply.as_ref()?)?;
    let is_both = token == Some("ScrollToken") && number.is_some();
    Some(Paging { is_both, items: items(reply, schemas)? })
}

/// The one list of a reply: of objects if there are any, and inside an object if there is none beside it.
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

/// The lists among the members of an object; those of objects alone if there are any.
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
