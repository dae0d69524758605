//! JSON with members in document order, whose accessors say where in the document they failed.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::error::DocsError;

/// The key under which `serde_json` passes numbers when its feature `arbitrary_precision` is enabled.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    /// Kept as text, as numbers are only shown.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Reads a whole document.
    pub(crate) fn parse(text: &str) -> Result<Self, DocsError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        serde_json::from_str(text).map_err(|error| match error.to_string() {
            error if error.starts_with("recursion limit") => {
                DocsError::new("", "nested too deeply: at most 128 lists and objects can stand in one another")
            }
            error => DocsError::new("", format_args!("not JSON: {error}")),
        })
    }

    /// Removes and returns the member `name` of an object; `null` counts as absent.
    pub(crate) fn take(&mut self, name: &str) -> Option<Self> {
        let Self::Object(members) = self else { return None };
        let (_, node) = members.iter_mut().find(|(member, _)| member == name)?;
        Some(std::mem::replace(node, Self::Null)).filter(|node| *node != Self::Null)
    }

    /// Takes a scalar as text; lists and objects give `None`.
    pub(crate) fn take_text(&mut self, name: &str) -> Option<String> {
        self.take(name).and_then(Self::into_text)
    }

    /// Takes a boolean, which may be the string `"true"`.
    pub(crate) fn take_flag(&mut self, name: &str) -> bool {
        self.take_text(name).is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Takes the members of the object `name`; none if it is absent.
    pub(crate) fn take_object(&mut self, name: &str, place: &str) -> Result<Vec<(String, Self)>, DocsError> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Self::Object(members)) => Ok(members),
            Some(other) => Err(other.is_not("an object", &format!("{place}.{name}"))),
        }
    }

    /// Takes the items of the list `name`; none if it is absent.
    pub(crate) fn take_list(&mut self, name: &str, place: &str) -> Result<Vec<Self>, DocsError> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Self::List(items)) => Ok(items),
            Some(other) => Err(other.is_not("a list", &format!("{place}.{name}"))),
        }
    }

    pub(crate) fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Bool(flag) => Some(flag.to_string()),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    pub(crate) fn is_not(&self, expected: &str, place: &str) -> DocsError {
        let found = match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        };
        DocsError::new(place.trim_start_matches('.'), format_args!("expected {expected}, found {found}"))
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some((name, value)) = members.next_entry::<String, Node>()? {
            match value {
                Node::Text(number) if name == EXACT_NUMBER => return Ok(Node::Number(number)),
                value => object.push((name, value)),
            }
        }
        Ok(Node::Object(object))
    }
}
