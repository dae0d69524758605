//! Writes the items of a declaration: structs with their constructors, and enums.

use std::collections::BTreeSet;

use super::field::{Deprecated, Field};
use super::names::{self, Names};
use super::source::Source;
use super::types::{Definition, Item, SECRET, Use};
use crate::api_docs::case::{self, NameRule};
use crate::api_docs::prose::blocks::{self, Block};
use crate::api_docs::prose::values::ValueList;
use crate::text;

/// The derives of an operation's struct; one with required fields has no default.
const REQUEST: [&str; 3] = ["Debug", "Clone", "Default"];

/// serde's rules for turning field names into names on the wire.
const RULES: [(&str, NameRule); 3] =
    [("PascalCase", case::pascal_case), ("camelCase", case::camel_case), ("", str::to_owned)];

/// Writes a type that is used in requests or replies.
pub(super) fn item(source: &mut Source, item: &Item) {
    source.line(0, "");
    source.comment(0, &item.comment);
    match &item.definition {
        Definition::Enum(list) => value_list(source, &item.name, list),
        Definition::Struct { fields, uses, is_page } => object(source, &item.name, fields, uses, *is_page),
    }
}

/// Writes the struct of an operation, below its comment and `#[ice_operation]`.
pub(super) fn request(source: &mut Source, name: &str, fields: &[Field], deprecated: Option<&Deprecated>) {
    let is_default = !needs_constructor(fields);
    let derives: Vec<_> = REQUEST.into_iter().filter(|derive| is_default || *derive != "Default").collect();
    source.line(0, &format!("#[derive({})]", derives.join(", ")));
    allow_for_fields(source, name, fields);
    write_deprecated(source, 0, deprecated);
    open_struct(source, name, fields);
    for field in fields {
        source.comment(1, &field.comment);
        let mut options = field.options.clone();
        if case::pascal_case(&field.name) != field.wire {
            options.insert(0, format!("rename = {}", literal(&field.wire)));
        }
        source.attribute(1, "ice", &options);
        write_field(source, field);
    }
    close_struct(source, fields);
    let of = ("request", "parameters");
    constructor(source, name, fields, of, deprecated.is_some());
}

/// Writes the struct of an object.
pub(super) fn object(source: &mut Source, name: &str, fields: &[Field], uses: &BTreeSet<Use>, is_page: bool) {
    let is_sent = uses.contains(&Use::Request) || uses.contains(&Use::Json);
    let is_default = is_sent && !needs_constructor(fields);
    let derives = [("Debug", true), ("Clone", true), ("Default", is_default), ("Serialize", is_sent)]
        .into_iter()
        .chain([("Deserialize", uses.contains(&Use::Reply)), ("ice_runtime::IcePage", is_page)]);
    let derives: Vec<_> = derives.filter(|(_, is_derived)| *is_derived).map(|(derive, _)| derive).collect();
    source.line(0, &format!("#[derive({})]", derives.join(", ")));
    let renamed = |rule: NameRule| fields.iter().filter(move |field| rule(&field.name) != field.wire).count();
    let (rule, name_of) = RULES.into_iter().min_by_key(|(_, rule)| renamed(*rule)).unwrap_or(RULES[0]);
    if !rule.is_empty() && !fields.is_empty() {
        source.line(0, &format!("#[serde(rename_all = \"{rule}\")]"));
    }
    allow_for_fields(source, name, fields);
    open_struct(source, name, fields);
    for field in fields {
        source.comment(1, &field.comment);
        if name_of(&field.name) != field.wire {
            source.attribute(1, "serde", &[format!("rename = {}", literal(&field.wire))]);
        }
        if field.is_optional && uses.contains(&Use::Json) {
            source.line(1, "#[serde(skip_serializing_if = \"Option::is_none\")]");
        }
        source.attribute(1, "ice", &field.options);
        write_field(source, field);
    }
    close_struct(source, fields);
    if is_sent {
        constructor(source, name, fields, ("value", "members"), false);
    }
}

fn open_struct(source: &mut Source, name: &str, fields: &[Field]) {
    source.line(0, &format!("pub struct {name} {}", if fields.is_empty() { "{}" } else { "{" }));
}

fn close_struct(source: &mut Source, fields: &[Field]) {
    if !fields.is_empty() {
        source.line(0, "}");
    }
}

fn write_field(source: &mut Source, field: &Field) {
    write_deprecated(source, 1, field.deprecated.as_ref());
    source.pair(1, &format!("pub {}", names::escaped(&field.name)), &field.full_type());
}

fn write_deprecated(source: &mut Source, indent: usize, deprecated: Option<&Deprecated>) {
    match deprecated {
        None => {}
        Some(Deprecated { note: None }) => source.line(indent, "#[deprecated]"),
        Some(Deprecated { note: Some(note) }) => {
            source.attribute(indent, "deprecated", &[format!("note = {}", literal(note))]);
        }
    }
}

fn needs_constructor(fields: &[Field]) -> bool {
    fields.iter().any(|field| !field.is_optional)
}

/// Writes `new`, which takes the required fields: a default would send them empty.
fn constructor(source: &mut Source, name: &str, fields: &[Field], (what, parts): (&str, &str), is_deprecated: bool) {
    if !needs_constructor(fields) {
        return;
    }
    let is_text = |field: &Field| matches!(field.ty.as_str(), "String" | SECRET);
    let required: Vec<_> = fields.iter().filter(|field| !field.is_optional).collect();
    let parameter = |field: &&Field| {
        let ty = if is_text(field) { format!("impl Into<{}>", field.ty) } else { field.ty.clone() };
        (names::escaped(&field.name), ty)
    };
    let value = |field: &Field| {
        let name = names::escaped(&field.name);
        match field {
            field if field.is_optional => (name, "None".to_owned()),
            field if is_text(field) => (name.clone(), format!("{name}.into()")),
            _ => (name.clone(), name),
        }
    };
    source.line(0, "");
    if is_deprecated || fields.iter().any(|field| field.deprecated.is_some()) {
        source.line(0, "#[allow(deprecated)]");
    }
    source.line(0, &format!("impl {name} {{"));
    let others = if required.len() < fields.len() { "; the others are `None`" } else { "" };
    let comment = format!("Creates the {what} from its required {parts}{others}.");
    source.comment(1, &[Block::Paragraph(comment)]);
    let is_similar = |(at, field): (usize, &&Field)| {
        required.iter().skip(at + 1).any(|other| text::distance(&field.name, &other.name) == 1)
    };
    let lints = [
        ("too_many_arguments", required.len() > 7),
        ("fn_params_excessive_bools", required.iter().filter(|field| field.ty == "bool").count() > 3),
        ("many_single_char_names", required.iter().filter(|field| field.name.len() == 1).count() > 4),
        ("similar_names", required.iter().enumerate().any(is_similar)),
        // One line per parameter and field.
        ("too_many_lines", required.len() + fields.len() > 90),
        ("self_named_constructors", names::snake_case(name) == "new"),
    ];
    allow(source, 1, &lints);
    source.line(1, "#[must_use]");
    let (parameters, values): (Vec<_>, Vec<_>) =
        (required.iter().map(parameter).collect(), fields.iter().map(value).collect());
    source.constructor(&parameters, &values);
    source.line(0, "}");
}

/// Writes `allow` for the lints that the document's names and kinds would trigger.
fn allow_for_fields(source: &mut Source, name: &str, fields: &[Field]) {
    let bools = fields.iter().filter(|field| !field.is_optional && field.ty == "bool").count();
    let own = names::snake_case(name);
    let is_repeated = |field: &Field| fields.len() > 2 && (field.name.starts_with(&own) || field.name.ends_with(&own));
    let first = |field: &Field| field.name.split('_').next().map(str::to_owned);
    let last = |field: &Field| field.name.rsplit('_').next().map(str::to_owned);
    let is_same = |part: &dyn Fn(&Field) -> Option<String>| {
        fields.len() > 2 && fields.iter().map(part).collect::<BTreeSet<_>>().len() == 1
    };
    let is_complex = |field: &Field| field.full_type().matches('<').count() > 3;
    let lints = [
        ("struct_excessive_bools", bools > 3),
        ("struct_field_names", fields.iter().any(is_repeated) || is_same(&first) || is_same(&last)),
        ("type_complexity", fields.iter().any(is_complex)),
    ];
    allow(source, 0, &lints);
}

/// Writes `allow` for the clippy lints that apply.
fn allow(source: &mut Source, indent: usize, lints: &[(&str, bool)]) {
    for (lint, _) in lints.iter().filter(|(_, is_set_off)| *is_set_off) {
        source.line(indent, &format!("#[allow(clippy::{lint})]"));
    }
}

fn value_list(source: &mut Source, name: &str, list: &ValueList) {
    let mut taken = Names::default();
    let variants: Vec<_> = list
        .values
        .iter()
        .map(|(value, said)| (taken.take_any(&names::variant_name(value), ""), value, said))
        .collect();
    source.line(0, "#[derive(Debug, Clone, PartialEq, Eq, ice_runtime::IceEnum)]");
    if list.ignores_case {
        source.line(0, "#[ice(ignore_case)]");
    }
    let is_repeated = variants.iter().any(|(variant, ..)| variant.starts_with(name) || variant.ends_with(name));
    allow(source, 0, &[("enum_variant_names", is_repeated)]);
    source.line(0, &format!("pub enum {name} {{"));
    for (variant, value, said) in &variants {
        let mut comment = if said == value { Vec::new() } else { blocks::read(&case::capitalized(said)) };
        match comment.last_mut() {
            None => comment.push(Block::Paragraph(format!("The value `{}`.", value.replace('`', "'")))),
            Some(Block::Paragraph(said)) if said.ends_with(char::is_alphanumeric) => said.push('.'),
            Some(_) => {}
        }
        source.comment(1, &comment);
        if variant != *value {
            source.attribute(1, "ice", &[format!("rename = {}", literal(value))]);
        }
        source.line(1, &format!("{variant},"));
    }
    let others = ["Other", "Unknown"].into_iter().find(|other| taken.take(other));
    let other = others.map_or_else(|| taken.take_any("OtherValue", ""), str::to_owned);
    source.comment(1, &[Block::Paragraph("A value that is not documented.".to_owned())]);
    source.line(1, "#[ice(other)]");
    source.line(1, &format!("{other}(String),"));
    source.line(0, "}");
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}
