//! Reads what a document says about one value: its shape, and what readers should know.

use std::collections::HashSet;

use super::error::DocsError;
use super::node::Node;

/// A parameter's value, a member of one, or a member of a reply.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Schema {
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    /// The vendor's text, including its markup.
    pub(crate) description: String,
    pub(crate) example: Option<String>,
    /// Whether it is a number that may have decimals.
    pub(crate) is_fractional: bool,
    /// `enum` or `enumValueTitles`: each value and its description.
    pub(crate) values: Vec<(String, String)>,
    /// Other facts about the value, such as `("Default", "10")`.
    pub(crate) facts: Vec<(&'static str, String)>,
}

/// The shape of a value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Shape {
    Text,
    Integer,
    Number,
    Boolean,
    List(Box<Schema>),
    /// Its members in document order; a free-form object has none.
    Object(Vec<(String, Schema)>),
    /// An object with arbitrary names and one kind of value.
    Map(Box<Schema>),
    /// The name of a shared schema, which need not exist.
    Reference(String),
    /// Anything, or not described.
    #[default]
    Any,
}

/// Members that end up in [`Schema::facts`].
const FACTS: [(&str, &str); 8] = [
    ("default", "Default"),
    ("minimum", "Minimum"),
    ("maximum", "Maximum"),
    ("minLength", "Minimum length"),
    ("maxLength", "Maximum length"),
    ("minItems", "Minimum number of items"),
    ("maxItems", "Maximum number of items"),
    ("pattern", "Pattern"),
];

impl Schema {
    /// Reads a schema at `place` in the document.
    pub(crate) fn read(node: Node, place: &str) -> Result<Self, DocsError> {
        let mut node = match node {
            // The first of a list of schemas stands for all of them; `true` allows anything.
            Node::List(items) => items.into_iter().next().unwrap_or(Node::Null),
            other => other,
        };
        match node {
            Node::Object(_) => {}
            Node::Null | Node::Bool(_) => return Ok(Self::default()),
            other => return Err(other.is_not("a schema", place)),
        }
        let text = |node: &mut Node, name| node.take_text(name).unwrap_or_default();
        let (required, names) = match node.take("required") {
            // In JSON Schema this is a list of the required members.
            Some(Node::List(names)) => (false, names.into_iter().filter_map(Node::into_text).collect()),
            other => (other.and_then(Node::into_text).is_some_and(|flag| flag == "true"), Vec::new()),
        };
        let (kind, format) = (read_type(&mut node).to_ascii_lowercase(), text(&mut node, "format"));
        let mut schema = Self {
            required,
            is_fractional: false,
            deprecated: node.take_flag("deprecated"),
            description: text(&mut node, "description"),
            example: node.take_text("example").filter(|example| !example.trim().is_empty()),
            values: read_values(&mut node),
            facts: read_facts(&mut node),
            shape: Shape::Any,
        };
        let has_values = !schema.values.is_empty();
        schema.shape = read_shape(&mut node, place, (&kind, &format), has_values)?;
        schema.look_for_decimals([&kind, &format]);
        if let Shape::Object(members) = &mut schema.shape {
            for (name, member) in members {
                member.required |= names.contains(name);
            }
        }
        for part in node.take_list("allOf", place)? {
            schema.add(Self::read(part, &format!("{place}.allOf"))?);
        }
        Ok(schema)
    }

    /// An integer whose own example has decimals is a number; the names of its type and format may say so too.
    fn look_for_decimals(&mut self, names: [&str; 2]) {
        let has_decimals = self.example.as_deref().is_some_and(is_fraction);
        if self.shape == Shape::Integer && has_decimals {
            self.shape = Shape::Number;
        }
        let is_said = names.iter().any(|name| matches!(*name, "float" | "double" | "decimal"));
        self.is_fractional = self.shape == Shape::Number && (is_said || has_decimals);
    }

    /// Merges `part`, one of the schemas in `allOf`.
    fn add(&mut self, part: Self) {
        if self.description.is_empty() {
            self.description = part.description;
        }
        match (&mut self.shape, part.shape) {
            (Shape::Object(members), Shape::Object(more)) => {
                for (name, member) in more {
                    add_member(members, name, member);
                }
            }
            (shape @ Shape::Any, more) => *shape = more,
            _ => {}
        }
    }

    /// The members if the value is an object that names them.
    pub(crate) fn members(&self) -> &[(String, Self)] {
        match &self.shape {
            Shape::Object(members) => members,
            _ => &[],
        }
    }

    /// Whether the value is a single string, number or boolean.
    pub(crate) fn is_scalar(&self) -> bool {
        matches!(self.shape, Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean)
    }
}

/// Whether the text is a number with decimals that matter: `1.5`, but not `1.0`.
pub(crate) fn is_fraction(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok_and(|number| number.is_finite() && number.fract() != 0.0)
}

/// Adds a member unless there already is one of this name.
pub(crate) fn add_member(members: &mut Vec<(String, Schema)>, name: String, member: Schema) {
    if members.iter().all(|(known, _)| *known != name) {
        members.push((name, member));
    }
}

fn read_shape(
    node: &mut Node,
    place: &str,
    (kind, format): (&str, &str),
    has_values: bool,
) -> Result<Shape, DocsError> {
    if let Some(reference) = node.take_text("$ref") {
        let name = reference.rsplit('/').next().unwrap_or(&reference);
        return Ok(Shape::Reference(name.to_owned()));
    }
    Ok(match kind {
        "string" | "file" | "binary" | "date" | "char" => Shape::Text,
        "integer" | "int" | "int32" | "int64" | "long" | "short" => Shape::Integer,
        "number" | "float" | "double" | "decimal" => Shape::Number,
        "boolean" | "bool" => Shape::Boolean,
        "array" | "list" => read_items(node, place)?,
        "object" | "map" | "struct" => read_members(node, place)?,
        "" if has_values => Shape::Text,
        "" if format.starts_with("int") => Shape::Integer,
        _ => match read_members(node, place)? {
            Shape::Object(members) if members.is_empty() => match read_items(node, place)? {
                Shape::List(item) if *item == Schema::default() => Shape::Any,
                list => list,
            },
            object => object,
        },
    })
}

/// The type's name; if several are listed, the first that is not `null`.
fn read_type(node: &mut Node) -> String {
    let name = match node.take("type") {
        Some(Node::List(types)) => types.into_iter().filter_map(Node::into_text).find(|name| name != "null"),
        other => other.and_then(Node::into_text),
    };
    name.unwrap_or_default()
}

fn read_items(node: &mut Node, place: &str) -> Result<Shape, DocsError> {
    let item = Schema::read(node.take("items").unwrap_or(Node::Null), &format!("{place}.items"))?;
    Ok(Shape::List(Box::new(item)))
}

fn read_members(node: &mut Node, place: &str) -> Result<Shape, DocsError> {
    let (mut members, mut seen) = (Vec::new(), HashSet::new());
    for (name, member) in node.take_object("properties", place)? {
        let member = Schema::read(member, &format!("{place}.properties.{name}"))?;
        if seen.insert(name.clone()) {
            members.push((name, member));
        }
    }
    match node.take("additionalProperties") {
        Some(value @ Node::Object(_)) if members.is_empty() => {
            let value = Schema::read(value, &format!("{place}.additionalProperties"))?;
            Ok(Shape::Map(Box::new(value)))
        }
        _ => Ok(Shape::Object(members)),
    }
}

/// `enumValueTitles` alone is a list of values too; next to `enum` it describes them.
fn read_values(node: &mut Node) -> Vec<(String, String)> {
    let titles: Vec<(String, String)> = match node.take("enumValueTitles") {
        Some(Node::Object(titles)) => {
            titles.into_iter().map(|(value, title)| (value, title.into_text().unwrap_or_default())).collect()
        }
        _ => Vec::new(),
    };
    let Some(Node::List(values)) = node.take("enum") else { return titles };
    let title = |value: &String| titles.iter().find(|(titled, _)| titled == value).map(|(_, title)| title.clone());
    let values = values.into_iter().filter_map(Node::into_text);
    values.map(|value| (title(&value).unwrap_or_default(), value)).map(|(title, value)| (value, title)).collect()
}

fn read_facts(node: &mut Node) -> Vec<(&'static str, String)> {
    let text =
        |(member, label)| node.take_text(member).filter(|text| !text.trim().is_empty()).map(|text| (label, text));
    FACTS.into_iter().filter_map(text).collect()
}
