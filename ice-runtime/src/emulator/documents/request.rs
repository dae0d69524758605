//! Compares a request with a document, and reports differences in the service's words.

use super::super::arrived::Arrived;
use super::super::parameters;
use super::super::refusal::Refusal;
use crate::api_docs::{ApiDocs, Difference, OperationDoc};
use crate::facts::{Encoding, Kind, Metadata, Place};

/// Checks the parameters of a request. What only the declaration has is checked against the declaration.
pub(super) fn check(
    docs: &ApiDocs,
    operation: &OperationDoc,
    arrived: &Arrived,
    declared: Option<&Metadata>,
) -> Result<(), Refusal> {
    let query = arrived.own_query();
    let places = [(Place::Query, &query), (Place::Form, &arrived.form)];
    let sent =
        || places.iter().flat_map(|(place, pairs)| pairs.iter().map(|(name, value)| (&**name, &**value, *place)));
    for difference in docs.check_request(operation, sent()) {
        let name = difference.name().unwrap_or_default();
        let beyond = declared.filter(|metadata| is_declared(metadata, &difference));
        match (beyond, sent().find(|(sent, ..)| *sent == name)) {
            (Some(metadata), Some((name, value, place))) => parameters::check_one(metadata, place, name, value)?,
            _ => return Err(refusal(&difference)),
        }
    }
    Ok(())
}

/// Whether the declaration has the parameter or value that the document lacks.
fn is_declared(metadata: &Metadata, difference: &Difference) -> bool {
    match difference {
        Difference::UnknownParameter { name, .. } => parameters::declared(metadata, name).is_some(),
        Difference::Value { name, value, .. } => {
            let kind = parameters::declared(metadata, name).map(|parameter| parameter.kind);
            matches!(kind, Some(Kind::Values(values)) if values.contains(&value.as_str()))
        }
        _ => false,
    }
}

fn refusal(difference: &Difference) -> Refusal {
    let name = difference.name().unwrap_or("unknown");
    let problem = match difference {
        Difference::MissingParameter { .. } => return Refusal::missing(name),
        Difference::UnknownParameter { nearest: Some(nearest), .. } => {
            format!("the document has no parameter of this name (did you mean {nearest}?)")
        }
        Difference::UnknownParameter { .. } => "the document has no parameter of this name".to_owned(),
        Difference::UnknownPart { nearest: Some(nearest), .. } => {
            format!("the document has no member of this name (did you mean {nearest}?)")
        }
        Difference::UnknownPart { .. } => "the document has no member of this name".to_owned(),
        Difference::Place { documented: Place::Query, .. } => "it belongs in the query string".to_owned(),
        Difference::Place { documented: Place::Form, .. } => "it belongs in the form body".to_owned(),
        Difference::Encoding { documented, .. } => encoding(*documented).to_owned(),
        Difference::Kind { documented, .. } => format!("it should be {}", kind(*documented)),
        Difference::Value { nearest: Some(nearest), .. } => {
            format!("it is not one of the values that the document lists (did you mean {nearest}?)")
        }
        Difference::Value { .. } => "it is not one of the values that the document lists".to_owned(),
        other => other.to_string(),
    };
    Refusal::invalid(name, &problem)
}

fn encoding(documented: Encoding) -> &'static str {
    match documented {
        Encoding::Json => "its value is not the JSON that the document describes",
        Encoding::Flat => "lists are numbered from 1, objects by their keys",
        Encoding::Join(_) => "it is one value with a separator",
        Encoding::Plain | Encoding::With => "it is one value",
    }
}

fn kind(documented: Kind) -> &'static str {
    match documented {
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Boolean => "true or false",
        _ => "a string",
    }
}
