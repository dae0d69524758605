//! Makes a reply from a document: its sample as far as that fits the schema, and made-up values for the rest.

use serde_json::{Map, Number, Value};

use crate::api_docs::{OperationDoc, Schema, Schemas, Shape};

/// How deeply made-up shared schemas may nest.
const NESTED: usize = 4;

/// Makes an operation's reply. Credentials in it are still masked.
pub(super) fn reply(operation: &OperationDoc, schemas: &Schemas) -> Value {
    let sample = operation.sample.as_deref().and_then(|sample| serde_json::from_str(sample).ok());
    let reply = match &operation.reply {
        Some(schema) => Fitting { schemas, open: Vec::new() }.fit(sample, schema),
        None => sample.unwrap_or_default(),
    };
    let mut members = match reply {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    // Each reply gets its own.
    members.remove("RequestId");
    make_success(&mut members);
    Value::Object(members)
}

/// Makes values that fit a schema.
struct Fitting<'a> {
    schemas: &'a Schemas,
    /// The shared schemas that the current value is nested in.
    open: Vec<&'a str>,
}

impl<'a> Fitting<'a> {
    /// Keeps `sample` as far as it fits the schema, and makes up the rest.
    fn fit(&mut self, sample: Option<Value>, schema: &'a Schema) -> Value {
        let sample = sample.filter(|sample| !sample.is_null());
        let Shape::Reference(name) = &schema.shape else { return self.fit_plain(sample, schema) };
        let resolved = self.schemas.resolve(schema);
        match resolved {
            Some(resolved) if sample.is_some() || self.may_open(name) => {
                self.open.push(name);
                let value = self.fit_plain(sample, resolved);
                self.open.pop();
                value
            }
            _ => sample.unwrap_or_default(),
        }
    }

    /// A recursive schema is made up once, and none that is nested too deeply.
    fn may_open(&self, name: &str) -> bool {
        self.open.len() < NESTED && !self.open.contains(&name)
    }

    fn fit_plain(&mut self, sample: Option<Value>, schema: &'a Schema) -> Value {
        match (&schema.shape, sample) {
            (Shape::Any | Shape::Reference(_), sample) => {
                sample.or_else(|| schema.example.clone().map(Value::from)).unwrap_or_default()
            }
            (Shape::Object(members), sample) => {
                let mut object = into_object(sample);
                for (name, member) in members {
                    let value = self.fit(object.remove(name), member);
                    object.insert(name.clone(), value);
                }
                Value::Object(object)
            }
            (Shape::Map(value), sample) => {
                into_object(sample).into_iter().map(|(name, member)| (name, self.fit(Some(member), value))).collect()
            }
            (Shape::List(item), Some(Value::Array(items))) => {
                items.into_iter().map(|sample| self.fit(Some(sample), item)).collect()
            }
            // A single object in place of a documented list becomes a list of one; any other value says nothing about
            // the items.
            (Shape::List(item), sample) => match self.fit(sample.filter(Value::is_object), item) {
                Value::Null => Value::Array(Vec::new()),
                item => Value::Array(vec![item]),
            },
            (shape, sample) => scalar(shape, sample, schema),
        }
    }
}

fn into_object(sample: Option<Value>) -> Map<String, Value> {
    match sample {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// Makes a string, a number or a boolean: from the sample, from the example, or any.
fn scalar(shape: &Shape, sample: Option<Value>, schema: &Schema) -> Value {
    let texts = [sample.map(into_text), schema.example.clone()];
    let mut texts = texts.into_iter().flatten();
    match shape {
        Shape::Integer => Value::from(texts.find_map(|text| integer(&text)).unwrap_or(1)),
        Shape::Number => {
            let number = texts.find_map(|text| Number::from_f64(text.trim().parse().ok()?));
            number.map_or_else(|| Value::from(1), Value::Number)
        }
        Shape::Boolean => {
            Value::from(texts.find_map(|text| text.trim().to_ascii_lowercase().parse().ok()) != Some(false))
        }
        _ => {
            let is_listed =
                |text: &String| schema.values.is_empty() || schema.values.iter().any(|value| value.0 == *text);
            let listed = schema.values.first().map(|value| value.0.clone());
            Value::from(texts.find(is_listed).or(listed).unwrap_or_default())
        }
    }
}

fn into_text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// Parses a whole number. Three of the vendor's samples have a fraction where an integer is documented.
fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    whole.parse().ok()
}

/// Removes from a reply what would make it an error.
fn make_success(members: &mut Map<String, Value>) {
    if let Some(success) = members.get_mut("Success") {
        *success = if success.is_string() { Value::from("true") } else { Value::from(true) };
    }
    let code = members.get("Code").cloned().map(into_text).unwrap_or_default();
    let is_success = matches!(code.as_str(), "" | "200" | "0" | "OK" | "Success");
    if let Some(code) = members.get_mut("Code").filter(|_| !is_success) {
        *code = if code.is_string() { Value::from("200") } else { Value::from(200) };
    }
}
