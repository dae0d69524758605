//! Compares declared parameters with documented ones.

use super::difference::Difference;
use crate::api_docs::document::operation::OperationDoc;
use crate::api_docs::document::parameters::{ParameterDoc, is_part};
use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::document::schemas::Schemas;
use crate::api_docs::prose::values;
use crate::facts::{Encoding, Kind, Parameter};
use crate::text::nearest;

/// Parameters that a walk through pages fills in: the first request has none of them, and a number may be a string.
const TURNS_PAGES: [&str; 5] = ["NextToken", "NextPageToken", "ScrollToken", "PageNo", "PageNumber"];

pub(super) fn compare(
    declared: &[Parameter],
    operation: &OperationDoc,
    schemas: &Schemas,
    found: &mut Vec<Difference>,
) {
    let documented = &operation.parameters;
    let mut missing: Vec<&ParameterDoc> =
        documented.iter().filter(|parameter| !is_declared(parameter, declared)).collect();
    let mut unknown = Vec::new();
    for parameter in declared {
        match find(parameter, documented) {
            Some(known) if known.name == parameter.name => compare_one(parameter, known, schemas, found),
            Some(known) if known.covers(parameter.name) => {
                compare_place(parameter, known, found);
                if let Err(UnknownPart { path, nearest }) = find_part(parameter.name, known, schemas) {
                    let nearest = nearest.map(|near| format!("{path}.{near}"));
                    found.push(Difference::UnknownParameter { name: parameter.name.to_owned(), nearest });
                }
            }
            Some(known) => compare_place(parameter, known, found),
            None => unknown.push(parameter.name),
        }
    }
    found.extend(missing_token(declared, documented));
    for name in unknown {
        // The missing parameter is the one that was meant.
        let names = || missing.iter().map(|parameter| parameter.name.as_str());
        let near = nearest(name, names()).or_else(|| names().find(|missing| turns_as_well(name, missing)));
        let near = near.map(str::to_owned);
        missing.retain(|parameter| Some(&parameter.name) != near.as_ref());
        found.push(Difference::UnknownParameter { name: name.to_owned(), nearest: near });
    }
    let missing = missing.into_iter().map(|parameter| (parameter.name.clone(), parameter.schema.required));
    found.extend(missing.map(|(name, is_required)| Difference::MissingParameter { name, is_required }));
}

/// The parameter that should be an idempotency token, if no other is.
fn missing_token(declared: &[Parameter], documented: &[ParameterDoc]) -> Option<Difference> {
    let mut tokens = documented.iter().filter(|known| known.is_idempotency_token());
    let is_missed = |known: &&ParameterDoc| declared.iter().any(|parameter| parameter.name == known.name);
    let missed = tokens.find(is_missed).filter(|_| !declared.iter().any(|parameter| parameter.is_idempotency_token));
    missed.map(|known| Difference::IdempotencyToken { name: known.name.clone() })
}

/// Whether both turn pages, by a token or by a number.
fn turns_as_well(name: &str, other: &str) -> bool {
    [name, other].iter().all(|name| TURNS_PAGES.contains(name)) && name.ends_with("Token") == other.ends_with("Token")
}

/// Whether the parameter is declared: itself, through its parts, or as a part.
fn is_declared(parameter: &ParameterDoc, declared: &[Parameter]) -> bool {
    declared.iter().any(|known| {
        known.name == parameter.name
            || parameter.covers(known.name)
            || (known.encoding == Encoding::Flat && is_part(&parameter.name, known.name))
    })
}

/// What the document has for a parameter: itself, the whole that it is a part of, or one of its parts.
fn find<'d>(parameter: &Parameter, documented: &'d [ParameterDoc]) -> Option<&'d ParameterDoc> {
    let is_same = |known: &&ParameterDoc| known.name == parameter.name;
    let is_whole = |known: &&ParameterDoc| known.covers(parameter.name);
    let is_one_of_its =
        |known: &&ParameterDoc| parameter.encoding == Encoding::Flat && is_part(&known.name, parameter.name);
    let found = documented.iter().find(is_same).or_else(|| documented.iter().find(is_whole));
    found.or_else(|| documented.iter().find(is_one_of_its))
}

/// A name that a whole does not have: the path of the object, and the member that is probably meant.
pub(super) struct UnknownPart<'d> {
    pub(super) path: String,
    pub(super) nearest: Option<&'d str>,
}

/// Finds a part of a whole; `None` if the document does not describe it.
pub(super) fn find_part<'d>(
    name: &str,
    whole: &'d ParameterDoc,
    schemas: &'d Schemas,
) -> Result<Option<&'d Schema>, UnknownPart<'d>> {
    let mut found = schemas.resolve(&whole.schema);
    let mut path = whole.name.clone();
    for step in name.get(whole.name.len() + 1..).unwrap_or_default().split('.') {
        let inner = match found.map(|schema| &schema.shape) {
            Some(Shape::List(item)) => item,
            Some(Shape::Map(value)) => value,
            Some(Shape::Object(members)) if !members.is_empty() => {
                let Some((_, member)) = members.iter().find(|(member, _)| member == step) else {
                    let nearest = nearest(step, members.iter().map(|(member, _)| member.as_str()));
                    return Err(UnknownPart { path, nearest });
                };
                member
            }
            _ => return Ok(None),
        };
        path = format!("{path}.{step}");
        found = schemas.resolve(inner);
    }
    Ok(found)
}

fn compare_place(declared: &Parameter, documented: &ParameterDoc, found: &mut Vec<Difference>) {
    if declared.place != documented.place {
        found.push(Difference::Place { name: declared.name.to_owned(), documented: documented.place });
    }
}

fn compare_one(declared: &Parameter, documented: &ParameterDoc, schemas: &Schemas, found: &mut Vec<Difference>) {
    compare_place(declared, documented, found);
    let name = || declared.name.to_owned();
    let schema = schemas.resolve(&documented.schema).unwrap_or(&documented.schema);
    if !is_same_encoding(declared.encoding, documented.encoding, &schema.shape) {
        found.push(Difference::Encoding { name: name(), documented: documented.encoding });
    } else if declared.encoding == Encoding::Plain {
        found.extend(compare_kind(declared, schema));
    }
    let is_filled_in = documented.is_idempotency_token()
        || declared.is_idempotency_token
        || declared.is_region
        || TURNS_PAGES.contains(&declared.name);
    let is_required = documented.schema.required;
    if declared.required != is_required && !(is_required && is_filled_in) {
        found.push(Difference::Required { name: name(), is_required });
    }
}

fn is_same_encoding(declared: Encoding, documented: Encoding, shape: &Shape) -> bool {
    match (declared, documented) {
        _ if declared == documented => true,
        (Encoding::With, _) => true,
        (Encoding::Json | Encoding::Join(_), Encoding::Plain) => *shape == Shape::Text,
        (Encoding::Plain, _) => *shape == Shape::Any,
        _ => false,
    }
}

/// The documented kind of a value that is a single string, number or boolean.
pub(super) fn kind(shape: &Shape) -> Option<Kind> {
    match shape {
        Shape::Text => Some(Kind::Text),
        Shape::Integer => Some(Kind::Integer),
        Shape::Number => Some(Kind::Number),
        Shape::Boolean => Some(Kind::Boolean),
        _ => None,
    }
}

/// Whether the text can be a value of this kind.
pub(super) fn is_of_kind(text: &str, kind: Kind) -> bool {
    match kind {
        Kind::Integer => text.parse::<i128>().is_ok(),
        Kind::Number => text.parse::<f64>().is_ok(),
        Kind::Boolean => matches!(text, "true" | "false"),
        _ => true,
    }
}

fn compare_kind(declared: &Parameter, schema: &Schema) -> Vec<Difference> {
    let Some(documented) = kind(&schema.shape) else { return Vec::new() };
    let name = || declared.name.to_owned();
    let is_same = match (declared.kind, documented) {
        (Kind::Unknown, _) | (Kind::Integer, Kind::Number) => true,
        (Kind::Integer, Kind::Text) => TURNS_PAGES.contains(&declared.name),
        (Kind::Values(values), kind) => values.iter().all(|value| is_of_kind(value, kind)),
        (declared, documented) => declared == documented,
    };
    if !is_same {
        return vec![Difference::Kind { name: name(), documented, declared: declared.kind }];
    }
    let (Kind::Values(known), Some(list)) = (declared.kind, values::read(schema).0) else { return Vec::new() };
    let is_known = |value: &&str| {
        known.contains(value) || (list.ignores_case && known.iter().any(|known| known.eq_ignore_ascii_case(value)))
    };
    let mut missing: Vec<&str> = list.values().filter(|value| !is_known(value)).collect();
    let mut found = Vec::new();
    for value in known.iter().filter(|value| !list.has(value)) {
        // The missing value is the one that was meant.
        let nearest = nearest(value, missing.iter().copied()).or_else(|| nearest(value, list.values()));
        missing.retain(|known| Some(*known) != nearest);
        found.push(Difference::undocumented(name(), value, nearest));
    }
    found.extend(missing.into_iter().map(|value| Difference::documented(name(), value)));
    found
}
