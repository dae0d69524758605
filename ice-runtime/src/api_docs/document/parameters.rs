//! Reads the parameters of an operation as a request sends them: each name once, and a whole instead of its parts.

use std::collections::HashSet;

use super::error::DocsError;
use super::node::Node;
use super::schema::{Schema, Shape, add_member};
use super::schemas::Schemas;
use crate::facts::{Encoding, Place};

/// What a document says about one parameter.
#[derive(Debug, Clone)]
pub(crate) struct ParameterDoc {
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) encoding: Encoding,
    pub(crate) schema: Schema,
}

impl ParameterDoc {
    /// Whether the parameter sends `name` as one of its parts: `Tag` sends `Tag.1.Key`.
    pub(crate) fn covers(&self, name: &str) -> bool {
        self.encoding == Encoding::Flat && is_part(name, &self.name)
    }

    /// Whether it marks repeated requests, so that they have no further effect.
    pub(crate) fn is_idempotency_token(&self) -> bool {
        self.name.eq_ignore_ascii_case("ClientToken") && self.schema.shape == Shape::Text
    }
}

/// Whether `name` is a part of the whole called `whole`.
pub(crate) fn is_part(name: &str, whole: &str) -> bool {
    name.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'))
}

/// Reads a list of parameters; the second list has the names of those that cannot be sent.
pub(crate) fn read(
    nodes: Vec<Node>,
    place: &str,
    schemas: &Schemas,
) -> Result<(Vec<ParameterDoc>, Vec<String>), DocsError> {
    let (mut parameters, mut unsendable, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (index, node) in nodes.into_iter().enumerate() {
        let (name, parameter) = read_parameter(node, &format!("{place}[{index}]"), schemas)?;
        // Some operations list a parameter two or three times.
        if seen.insert(name.clone()) {
            match parameter {
                Some(parameter) => parameters.push(parameter),
                None => unsendable.push(name),
            }
        }
    }
    Ok((merge_parts(parameters), unsendable))
}

fn read_parameter(mut node: Node, place: &str, schemas: &Schemas) -> Result<(String, Option<ParameterDoc>), DocsError> {
    let Node::Object(_) = node else { return Err(node.is_not("a parameter", place)) };
    let Some(name) = node.take_text("name") else {
        return Err(DocsError::new(place, "the parameter has no `name`"));
    };
    let travels = node.take_text("in").unwrap_or_default();
    let style = node.take_text("style").unwrap_or_default();
    let schema = match node.take("schema") {
        Some(schema) => Schema::read(schema, &format!("{place}.schema"))?,
        // Older documents have the schema's members next to the name.
        None => Schema::read(node, place)?,
    };
    let place = match travels.as_str() {
        "formData" | "body" => Place::Form,
        _ => Place::Query,
    };
    let is_sendable = is_name(&name) && !matches!(travels.as_str(), "header" | "path" | "host" | "cookie");
    let encoding = encoding(&style, &schema, schemas);
    let parameter = is_sendable.then(|| ParameterDoc { name: name.clone(), place, encoding, schema });
    Ok((name, parameter))
}

/// Whether the name can be sent.
fn is_name(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    !name.is_empty() && name.bytes().all(is_letter)
}

fn encoding(style: &str, schema: &Schema, schemas: &Schemas) -> Encoding {
    let schema = schemas.resolve(schema).unwrap_or(const { &ANYTHING });
    let joins = |separator| match &schema.shape {
        Shape::List(item) if schemas.resolve(item).is_some_and(Schema::is_scalar) => Encoding::Join(separator),
        _ => Encoding::Json,
    };
    match style {
        _ if schema.is_scalar() => Encoding::Plain,
        "json" => Encoding::Json,
        "simple" => joins(","),
        "spaceDelimited" => joins(" "),
        "pipeDelimited" => joins("|"),
        _ => Encoding::Flat,
    }
}

const ANYTHING: Schema = Schema {
    shape: Shape::Any,
    required: false,
    deprecated: false,
    description: String::new(),
    example: None,
    is_fractional: false,
    values: Vec::new(),
    facts: Vec::new(),
};

/// If a document lists both an object `SystemDisk` and `SystemDisk.Size`, the part becomes a member of the whole: a
/// request cannot declare both.
fn merge_parts(mut parameters: Vec<ParameterDoc>) -> Vec<ParameterDoc> {
    // Deepest first, so that a part has its own parts by the time it moves.
    let mut names: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
    names.retain(|name| name.contains('.'));
    names.sort_by_key(|name| std::cmp::Reverse(name.split('.').count()));
    for name in names {
        let whole = parameters.iter().filter(|whole| whole.covers(&name)).max_by_key(|whole| whole.name.len());
        let Some(whole) = whole.map(|whole| whole.name.clone()) else { continue };
        let Some(at) = parameters.iter().position(|part| part.name == name) else { continue };
        let part = parameters.remove(at);
        if let Some(whole) = parameters.iter_mut().find(|parameter| parameter.name == whole) {
            let path: Vec<&str> = name.split('.').skip(whole.name.split('.').count()).collect();
            put_member(&mut whole.schema, &path, part.schema);
        }
    }
    parameters
}

/// Puts a member in its place inside objects and lists; if there is no such place, the whole is enough.
fn put_member(schema: &mut Schema, path: &[&str], member: Schema) {
    match (&mut schema.shape, path) {
        (Shape::List(item), [number, rest @ ..]) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            put_member(item, rest, member);
        }
        (Shape::List(item), path) => put_member(item, path, member),
        (Shape::Object(members), [name]) => add_member(members, (*name).to_owned(), member),
        (Shape::Object(members), [name, rest @ ..]) => {
            add_member(members, (*name).to_owned(), Schema { shape: Shape::Object(Vec::new()), ..Schema::default() });
            if let Some((_, inner)) = members.iter_mut().find(|(known, _)| known == name) {
                put_member(inner, rest, member);
            }
        }
        _ => {}
    }
}
