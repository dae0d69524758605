//! A field of a declaration: its names, its type, and what its comment says.

use std::collections::HashMap;

use super::names::{self, Names};
use crate::api_docs::case;
use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::prose::blocks::{self, Block};
use crate::api_docs::prose::clean::is_east_asian;
use crate::api_docs::prose::inline;
use crate::api_docs::prose::values;

/// Longer examples and patterns are not shown.
const LONGEST_FACT: usize = 80;

/// Longer notes do not fit on a line.
const LONGEST_NOTE: usize = 64;

/// A parameter of an operation, or a member of an object.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// The name in Rust, which may be a keyword.
    pub(super) name: String,
    /// The name on the wire.
    pub(super) wire: String,
    /// The type of the value when it is present.
    pub(super) ty: String,
    pub(super) is_optional: bool,
    pub(super) deprecated: Option<Deprecated>,
    pub(super) comment: Vec<Block>,
    /// The options of `#[ice(..)]` besides `rename`, or the attributes of a member of a page.
    pub(super) options: Vec<String>,
}

impl Field {
    /// The type as it is written in the file.
    pub(super) fn full_type(&self) -> String {
        if self.is_optional { format!("Option<{}>", self.ty) } else { self.ty.clone() }
    }

    /// The names in the type.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = String> {
        names_in(&self.ty)
    }

    /// Whether both are the same except for their comments.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let key = |field: &Self| (field.name.clone(), field.wire.clone(), field.full_type());
        key(self) == key(other)
    }
}

/// The names in a type.
pub(super) fn names_in(ty: &str) -> impl Iterator<Item = String> {
    ty.split(|letter: char| !letter.is_alphanumeric() && letter != '_').map(str::to_owned)
}

/// Names for the fields of one struct. A name that needs no `rename` takes precedence over one that differs from it
/// only in case.
pub(super) fn field_names<'a>(wire: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let mut taken = Names::default();
    let needs_no_rename = |wire: &str| case::pascal_case(&names::snake_case(wire)) == wire;
    let mut first: Vec<_> = wire.clone().map(|wire| (needs_no_rename(wire), wire)).collect();
    first.sort_by_key(|(is_first, _)| !is_first);
    let mut given: HashMap<&str, String> =
        first.into_iter().map(|(_, wire)| (wire, taken.take_any(&names::snake_case(wire), "_"))).collect();
    wire.filter_map(|wire| given.remove(wire)).collect()
}

/// The comment of a value; `noun` names it if the document says nothing about it.
pub(super) fn comment(schema: &Schema, noun: &str, name: &str) -> Vec<Block> {
    let (list, mut comment) = values::read(schema);
    if comment.is_empty() {
        comment
            .push(Block::Paragraph(known(name).unwrap_or_else(|| format!("The {noun} `{}`.", name.replace('`', "'")))));
    }
    let said = schema.description.to_ascii_lowercase();
    let is_new = |(label, value): &(&str, &str)| {
        !(said.contains(&label.to_ascii_lowercase()) && said.contains(&value.to_ascii_lowercase()))
    };
    let shows_example = list.is_none() && schema.shape != Shape::Boolean && !names::is_secret(name);
    let example = schema.example.as_deref().filter(|_| shows_example).map(|example| ("Example", example));
    let facts = schema.facts.iter().map(|(label, value)| (*label, value.as_str())).filter(is_new).chain(example);
    let facts: Vec<_> = facts.filter_map(|(label, value)| Some(format!("{label}: `{}`.", fact(value)?))).collect();
    if !facts.is_empty() {
        comment.push(Block::Paragraph(facts.join(" ")));
    }
    comment
}

/// What is known about a value by its name alone.
fn known(name: &str) -> Option<String> {
    let text = match name {
        "ClientToken" => "A token that identifies the request, so that a repeated one has no further effect.",
        "MaxResults" => "The maximum number of results to return.",
        "NextToken" => "The token of the next page.",
        "PageNo" | "PageNumber" => "The number of the page.",
        "PageSize" => "The number of entries per page.",
        "TotalCount" => "The total number of entries.",
        _ => return names::identified(name).map(|words| format!("The ID of the {words}.")),
    };
    Some(text.to_owned())
}

/// That something is deprecated, and what the document says to use instead.
#[derive(Debug, Clone)]
pub(super) struct Deprecated {
    pub(super) note: Option<String>,
}

impl Deprecated {
    /// Reads the description of something that may be deprecated.
    pub(super) fn read(is_deprecated: bool, description: &str) -> Option<Self> {
        let blocks = blocks::read(if is_deprecated { description } else { "" });
        let mut sentences = blocks.iter().filter_map(Block::text).flat_map(|text| text.split(". "));
        is_deprecated.then(|| Self { note: sentences.find_map(note) })
    }
}

/// The note in a sentence such as "Use `A` to specify the address", cut to what fits on a line.
fn note(sentence: &str) -> Option<String> {
    let sentence = inline::plain_with_code(sentence.trim().trim_end_matches('.'));
    let lower = sentence.to_ascii_lowercase();
    let start = match lower.find("use ") {
        Some(0) => 0,
        Some(at) if lower.ends_with("instead") && lower.get(..at)?.ends_with(' ') => at,
        _ => return None,
    };
    let said = sentence.get(start + "use ".len()..)?;
    let said = if said.len() > LONGEST_NOTE { said.split(" to ").next()? } else { said };
    let is_shown = (1..=LONGEST_NOTE).contains(&said.len()) && said.is_ascii();
    is_shown.then(|| format!("use {said}"))
}

/// The value if it can be shown in backticks on one line.
fn fact(value: &str) -> Option<&str> {
    let value = value.trim();
    let is_shown = |value: &str| {
        (1..=LONGEST_FACT).contains(&value.len())
            && !value.contains(|letter: char| letter == '`' || letter.is_control())
            && !is_east_asian(value)
    };
    Some(value).filter(|value| is_shown(value))
}

/// The comment of a type: what is said of the value that it was made for, or of the list of such values.
pub(super) fn comment_of_type(described: [&str; 2], name: &str) -> Vec<Block> {
    let said = described.into_iter().map(blocks::read).find(|blocks| !blocks.is_empty());
    said.unwrap_or_else(|| vec![Block::Paragraph(format!("The object `{}`.", name.replace('`', "'")))])
}
