//! Checks the parameters of a request: names, places, encodings, and what is missing.

use std::collections::BTreeSet;

use serde::de::IgnoredAny;

use super::refusal::Refusal;
use crate::facts::{Encoding, Metadata, Parameter, Place};

type Pairs = [(String, String)];

/// Checks that each name is sent only once, and in one form.
pub(super) fn check_names(query: &Pairs, form: &Pairs) -> Result<(), Refusal> {
    let mut names = BTreeSet::new();
    for (name, _) in query.iter().chain(form) {
        if !names.insert(name.as_str()) {
            return Err(Refusal::invalid(name, "it is sent more than once"));
        }
    }
    check_nesting(&names)
}

/// Checks the parameters of a request against the declaration of its operation.
pub(super) fn check(metadata: &Metadata, query: &Pairs, form: &Pairs) -> Result<(), Refusal> {
    for (place, pairs) in [(Place::Query, query), (Place::Form, form)] {
        for (name, value) in pairs {
            check_one(metadata, place, name, value)?;
        }
    }
    let is_sent = |parameter: &Parameter| query.iter().chain(form).any(|pair| is_of(parameter, &pair.0));
    match metadata.parameters.iter().find(|parameter| is_always_sent(parameter) && !is_sent(parameter)) {
        Some(missing) => Err(Refusal::missing(missing.name)),
        None => Ok(()),
    }
}

/// Checks one parameter against the declaration.
pub(super) fn check_one(metadata: &Metadata, place: Place, name: &str, value: &str) -> Result<(), Refusal> {
    let Some(parameter) = declared(metadata, name) else {
        let problem = match metadata.parameters.iter().find(|parameter| is_below(parameter.name, name)) {
            Some(parent) => format!("{} is not sent flat", parent.name),
            None => format!("{} has no parameter of this name", metadata.action),
        };
        return Err(Refusal::invalid(name, &problem));
    };
    if parameter.place != place {
        let problem = match place {
            Place::Query => "it is sent in the query string, and belongs in the form body",
            Place::Form => "it is sent in the form body, and belongs in the query string",
        };
        return Err(Refusal::invalid(name, problem));
    }
    match parameter.encoding {
        Encoding::Json if serde_json::from_str::<IgnoredAny>(value).is_err() => {
            Err(Refusal::invalid(name, "its value is not JSON"))
        }
        Encoding::Flat if !has_flat_segments(parameter.name, name) => {
            Err(Refusal::invalid(name, "lists are numbered from 1, objects by their keys"))
        }
        _ => Ok(()),
    }
}

/// The declared parameter that sends this name.
pub(super) fn declared<'m>(metadata: &'m Metadata, name: &str) -> Option<&'m Parameter> {
    metadata.parameters.iter().find(|parameter| is_of(parameter, name))
}

/// Whether `name` is one of the names that `parameter` sends. A parameter with its own function (`with`) may send
/// either.
fn is_of(parameter: &Parameter, name: &str) -> bool {
    parameter.name == name
        || (matches!(parameter.encoding, Encoding::Flat | Encoding::With) && is_below(parameter.name, name))
}

/// Whether `name` is `parent`, a dot, and more.
fn is_below(parent: &str, name: &str) -> bool {
    name.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.'))
}

fn has_flat_segments(parameter: &str, name: &str) -> bool {
    let segments = name.get(parameter.len() + 1..).unwrap_or("1");
    segments.split('.').all(|segment| !segment.is_empty() && segment != "0")
}

/// A name cannot both have a value and be the parent of others: `Tag.1` and `Tag.1.Key`.
fn check_nesting(names: &BTreeSet<&str>) -> Result<(), Refusal> {
    for name in names {
        let below = format!("{name}.");
        let child = names.range(below.as_str()..).next();
        if child.is_some_and(|child| child.starts_with(&below)) {
            return Err(Refusal::invalid(name, "it is sent as a value and as a list or object"));
        }
    }
    Ok(())
}

/// An empty list sends nothing, and neither does a function that returns `None`: the declaration says nothing about
/// either.
fn is_always_sent(parameter: &Parameter) -> bool {
    parameter.required && !matches!(parameter.encoding, Encoding::Flat | Encoding::Join(_) | Encoding::With)
}
