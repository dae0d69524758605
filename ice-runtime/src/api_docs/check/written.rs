//! Compares what an operation writes with what a document allows.

use serde_json::{Map, Value};

use super::difference::Difference;
use super::parameters::{UnknownPart, find_part, is_of_kind, kind};
use crate::api_docs::document::operation::OperationDoc;
use crate::api_docs::document::parameters::ParameterDoc;
use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::document::schemas::Schemas;
use crate::api_docs::prose::values;
use crate::facts::{Encoding, Kind, Parameter, Place};
use crate::operation::Operation;
use crate::params::{CanonicalParams, PATH_PREFIX, ParamError, ParamWriter};
use crate::percent;
use crate::text::nearest;

/// Stands for the client's token.
const TOKEN: &str = "token";

/// Stands for the region.
const REGION: &str = "cn-shanghai";

/// A parameter as it is sent.
pub(super) struct Written {
    name: String,
    value: String,
    place: Place,
}

impl Written {
    #[cfg(feature = "emulator")]
    pub(super) fn new((name, value, place): (&str, &str, Place)) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), place }
    }
}

/// Writes the parameters of an operation.
pub(super) fn write(operation: &impl Operation) -> Result<Vec<Written>, ParamError> {
    let mut writer = ParamWriter::new(&[], None, TOKEN, Some(REGION));
    operation.write_params(&mut writer)?;
    let CanonicalParams { query, form, .. } = writer.finish()?;
    let query = query.strip_prefix(PATH_PREFIX).unwrap_or(&query);
    Ok(pairs(query, Place::Query).chain(pairs(&form, Place::Form)).collect())
}

fn pairs(text: &[u8], place: Place) -> impl Iterator<Item = Written> {
    let decode = |text: &[u8]| String::from_utf8_lossy(&percent::decode(text)).into_owned();
    let pairs = text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs.map(move |pair| {
        let end = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let (name, value) = pair.split_at(end);
        Written { name: decode(name), value: decode(value.get(1..).unwrap_or_default()), place }
    })
}

/// Compares what is written. `declared` has the parameters that the operation names itself.
pub(super) fn compare(
    written: &[Written],
    declared: &[Parameter],
    (operation, schemas): (&OperationDoc, &Schemas),
    found: &mut Vec<Difference>,
) {
    let documented = &operation.parameters;
    for parameter in written {
        let is_same = |known: &&ParameterDoc| known.name == parameter.name;
        let known = documented.iter().find(is_same);
        let Some(known) = known.or_else(|| documented.iter().find(|known| known.covers(&parameter.name))) else {
            let nearest =
                nearest(&parameter.name, documented.iter().map(|known| known.name.as_str())).map(str::to_owned);
            found.push(Difference::UnknownParameter { name: parameter.name.clone(), nearest });
            continue;
        };
        if known.place != parameter.place {
            found.push(Difference::Place { name: parameter.name.clone(), documented: known.place });
        }
        if known.name == parameter.name {
            compare_value(parameter, known, schemas, found);
        } else {
            let is_named = declared.iter().any(|named| named.name == parameter.name);
            found.extend(compare_part(parameter, is_named, known, schemas));
        }
    }
    let is_written = |known: &ParameterDoc| written.iter().any(|it| it.name == known.name || known.covers(&it.name));
    let missing = documented.iter().filter(|known| known.schema.required && !is_written(known));
    found.extend(missing.map(|known| Difference::MissingParameter { name: known.name.clone(), is_required: true }));
}

/// Returns the difference if the whole has no such part, or the part is of another kind.
fn compare_part(written: &Written, is_named: bool, whole: &ParameterDoc, schemas: &Schemas) -> Option<Difference> {
    let name = written.name.clone();
    match find_part(&name, whole, schemas) {
        Ok(part) => {
            let documented = kind(&part?.shape).filter(|kind| !is_of_kind(&written.value, *kind))?;
            Some(Difference::Kind { name, documented, declared: Kind::Text })
        }
        Err(UnknownPart { path, nearest }) if is_named => {
            Some(Difference::UnknownParameter { name, nearest: nearest.map(|near| format!("{path}.{near}")) })
        }
        Err(UnknownPart { nearest, .. }) => Some(Difference::UnknownPart { name, nearest: nearest.map(str::to_owned) }),
    }
}

/// Adds the difference if the document does not allow this value.
fn compare_value(written: &Written, documented: &ParameterDoc, schemas: &Schemas, found: &mut Vec<Difference>) {
    let Some(schema) = schemas.resolve(&documented.schema) else { return };
    let (name, value) = (written.name.clone(), written.value.as_str());
    let encoding = Difference::Encoding { name: name.clone(), documented: documented.encoding };
    match documented.encoding {
        Encoding::Json => match serde_json::from_str::<Value>(value) {
            Ok(value) if is_allowed(&value, &schema.shape) => compare_json(&value, schema, &name, schemas, found),
            _ => found.push(encoding),
        },
        Encoding::Flat if schema.shape != Shape::Any => found.push(encoding),
        Encoding::Plain => found.extend(compare_plain(name, value, schema)),
        _ => {}
    }
}

fn compare_plain(name: String, value: &str, schema: &Schema) -> Option<Difference> {
    let documented = kind(&schema.shape)?;
    if !is_of_kind(value, documented) {
        return Some(Difference::Kind { name, documented, declared: Kind::Text });
    }
    let list = values::read(schema).0.filter(|list| !list.has(value))?;
    Some(Difference::undocumented(name, value, nearest(value, list.values())))
}

/// Whether a parameter that is sent as JSON may be this list, object or other value.
fn is_allowed(value: &Value, shape: &Shape) -> bool {
    match value {
        Value::Array(_) => matches!(shape, Shape::List(_) | Shape::Any),
        Value::Object(_) => matches!(shape, Shape::Object(_) | Shape::Map(_) | Shape::Any),
        _ => *shape == Shape::Any,
    }
}

/// Compares the names of members, and the kinds of single values, as far as the document describes them.
fn compare_json(value: &Value, schema: &Schema, path: &str, schemas: &Schemas, found: &mut Vec<Difference>) {
    let Some(schema) = schemas.resolve(schema) else { return };
    let difference = match (value, &schema.shape) {
        (Value::Object(members), Shape::Object(documented)) if !documented.is_empty() => {
            return compare_members(members, documented, path, schemas, found);
        }
        (Value::Object(members), Shape::Map(inner)) => {
            return members
                .iter()
                .for_each(|(name, member)| compare_json(member, inner, &format!("{path}.{name}"), schemas, found));
        }
        (Value::Array(items), Shape::List(inner)) => {
            return items.iter().for_each(|item| compare_json(item, inner, &format!("{path}[]"), schemas, found));
        }
        (value, shape) => kind(shape).zip(kind_of(value)).filter(|(documented, _)| !is_value_of(value, *documented)),
    };
    let kind = |(documented, declared)| Difference::Kind { name: path.to_owned(), documented, declared };
    let difference = difference.map(kind).filter(|difference| !found.contains(difference));
    found.extend(difference);
}

fn compare_members(
    members: &Map<String, Value>,
    documented: &[(String, Schema)],
    path: &str,
    schemas: &Schemas,
    found: &mut Vec<Difference>,
) {
    for (name, member) in members {
        let path = format!("{path}.{name}");
        if let Some((_, schema)) = documented.iter().find(|(known, _)| known == name) {
            compare_json(member, schema, &path, schemas, found);
            continue;
        }
        let nearest = nearest(name, documented.iter().map(|(known, _)| known.as_str())).map(str::to_owned);
        let difference = Difference::UnknownPart { name: path, nearest };
        // The items of a list differ in the same way.
        if !found.contains(&difference) {
            found.push(difference);
        }
    }
}

/// The kind of a single value in JSON.
fn kind_of(value: &Value) -> Option<Kind> {
    match value {
        Value::String(_) => Some(Kind::Text),
        Value::Number(number) if number.is_f64() => Some(Kind::Number),
        Value::Number(_) => Some(Kind::Integer),
        Value::Bool(_) => Some(Kind::Boolean),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a single value in JSON is of this kind; a string may hold one that is.
fn is_value_of(value: &Value, documented: Kind) -> bool {
    match (value, documented) {
        (Value::String(text), documented) => is_of_kind(text, documented),
        (Value::Number(_), Kind::Number) => true,
        (value, documented) => kind_of(value) == Some(documented),
    }
}
