//! Compares what an operation writes with what a document allows.

use serde_json::Value;

use super::difference::Difference;
use super::parameters::{is_of_kind, kind, unknown_part};
use crate::api_docs::document::operation::OperationDoc;
use crate::api_docs::document::parameters::ParameterDoc;
use crate::api_docs::document::schema::Shape;
use crate::api_docs::document::schemas::Schemas;
use crate::api_docs::prose::values;
use crate::facts::{Encoding, Kind, Place};
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

pub(super) fn compare(written: &[Written], operation: &OperationDoc, schemas: &Schemas, found: &mut Vec<Difference>) {
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
        found.extend(if known.name == parameter.name {
            compare_value(parameter, known, schemas)
        } else {
            unknown_part(&parameter.name, known, schemas)
        });
    }
    let is_written = |known: &ParameterDoc| written.iter().any(|it| it.name == known.name || known.covers(&it.name));
    let missing = documented.iter().filter(|known| known.schema.required && !is_written(known));
    found.extend(missing.map(|known| Difference::MissingParameter { name: known.name.clone(), is_required: true }));
}

/// Returns the difference if the document does not allow this value.
fn compare_value(written: &Written, documented: &ParameterDoc, schemas: &Schemas) -> Option<Difference> {
    let schema = schemas.resolve(&documented.schema)?;
    let (name, value) = (written.name.clone(), &written.value);
    let encoding = Difference::Encoding { name: name.clone(), documented: documented.encoding };
    match documented.encoding {
        Encoding::Json => {
            let is_allowed = match serde_json::from_str::<Value>(value) {
                Ok(Value::Array(_)) => matches!(schema.shape, Shape::List(_) | Shape::Any),
                Ok(Value::Object(_)) => matches!(schema.shape, Shape::Object(_) | Shape::Map(_) | Shape::Any),
                Ok(_) => schema.shape == Shape::Any,
                Err(_) => false,
            };
            (!is_allowed).then_some(encoding)
        }
        Encoding::Flat => Some(encoding).filter(|_| schema.shape != Shape::Any),
        Encoding::Plain => {
            let documented = kind(&schema.shape)?;
            if !is_of_kind(value, documented) {
                return Some(Difference::Kind { name, documented, declared: Kind::Text });
            }
            let list = values::read(schema).0?;
            (!list.has(value)).then(|| Difference::Value { name, value: value.clone(), is_documented: false })
        }
        _ => None,
    }
}
