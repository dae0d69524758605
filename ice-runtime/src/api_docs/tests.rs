use super::*;
use crate::facts::{Encoding, Method, Place};

/// A document whose only operation, `Do`, has these members.
fn operation(members: &str) -> OperationDoc {
    read(members).operation("Do").unwrap().clone()
}

fn read(members: &str) -> ApiDocs {
    ApiDocs::from_json(&format!(r#"{{"apis": {{"Do": {{{members}}}}}}}"#)).unwrap()
}

#[test]
fn places_and_styles_become_places_and_encodings() {
    let docs = operation(
        r##""parameters": [
            {"name": "Id", "in": "query", "schema": {"type": "string"}},
            {"name": "Tag", "in": "query", "style": "repeatList", "schema": {"type": "array", "items": {"type": "object"}}},
            {"name": "Ids", "in": "formData", "style": "simple", "schema": {"type": "array", "items": {"type": "string"}}},
            {"name": "Body", "in": "body", "style": "json", "schema": {"$ref": "#/components/schemas/None"}},
            {"name": "Header", "in": "header", "schema": {"type": "string"}},
            {"name": "No Name", "in": "query", "schema": {"type": "string"}}
        ]"##,
    );
    let facts: Vec<_> =
        docs.parameters.iter().map(|known| (known.name.as_str(), known.place, known.encoding)).collect();
    let expected = [
        ("Id", Place::Query, Encoding::Plain),
        ("Tag", Place::Query, Encoding::Flat),
        ("Ids", Place::Form, Encoding::Join(",")),
        ("Body", Place::Form, Encoding::Json),
    ];
    assert_eq!(facts, expected);
    assert_eq!(docs.unsendable, ["Header", "No Name"]);
}

#[test]
fn a_parameter_listed_twice_is_one_and_parts_join_their_whole() {
    let docs = operation(
        r#""parameters": [
            {"name": "Disk.Size", "in": "query", "schema": {"type": "integer"}},
            {"name": "Disk", "in": "query", "style": "flat", "schema": {"type": "object", "properties": {"Shape": {}}}},
            {"name": "Disk", "in": "query", "style": "flat", "schema": {"type": "object"}},
            {"name": "Cpu.Core", "in": "query", "schema": {"type": "integer"}},
            {"name": "Disk.Tag", "in": "query", "style": "repeatList", "schema": {"type": "array"}},
            {"name": "Disk.Tag.1.Key", "in": "query", "schema": {"type": "string"}}
        ]"#,
    );
    let names: Vec<_> = docs.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["Disk", "Cpu.Core"]);
    let members: Vec<_> = docs.parameters[0].schema.members().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(members, ["Shape", "Size", "Tag"]);
}

#[test]
fn get_is_meant_where_it_is_the_only_method() {
    assert_eq!(operation(r#""methods": ["get", "post"]"#).method, Method::Post);
    assert_eq!(operation(r#""methods": ["get"]"#).method, Method::Get);
    assert_eq!(operation("").method, Method::Post);
}

#[test]
fn the_kind_of_a_value_is_read_from_its_schema() {
    let kind = |schema: &str| {
        let reply = format!(r#""responses": {{"201": {{"schema": {schema}}}}}"#);
        operation(&reply).reply.unwrap().shape
    };
    assert_eq!(kind(r#"{"type": ["null", "integer"]}"#), Shape::Integer);
    assert_eq!(kind(r#"{"enum": ["a"]}"#), Shape::Text);
    assert_eq!(kind(r#"{"type": "any"}"#), Shape::Any);
    assert!(matches!(kind(r#"{"items": {"type": "string"}}"#), Shape::List(item) if item.shape == Shape::Text));
    assert!(matches!(kind(r#"{"additionalProperties": {"type": "number"}}"#), Shape::Map(_)));
    let parts = r#"{"allOf": [{"properties": {"A": {}}}, {"properties": {"B": {}, "A": {"type": "string"}}}]}"#;
    assert!(matches!(kind(parts), Shape::Object(members) if members.len() == 2));
}

#[test]
fn an_error_says_where() {
    let error = |text: &str| ApiDocs::from_json(text).unwrap_err().to_string();
    assert_eq!(error("{"), "not JSON: EOF while parsing an object at line 1 column 1");
    assert_eq!(error("[]"), "expected an object with `apis`, found a list");
    assert_eq!(error(r#"{"apis": {"A": 1}}"#), "`apis.A`: expected an operation, found a number");
    assert_eq!(
        error(r#"{"apis": {"A": {"parameters": [{"name": "B", "schema": {"properties": 1}}]}}}"#),
        "`apis.A.parameters[0].schema.properties`: expected an object, found a number"
    );
    assert!(error("{}").starts_with("the document has neither `apis` nor"));
}

#[test]
fn one_operation_alone_has_its_title_as_its_name() {
    let docs = ApiDocs::from_json(r#"{"title": "Do", "parameters": [], "methods": ["get"]}"#).unwrap();
    assert_eq!(docs.actions().collect::<Vec<_>>(), ["Do"]);
}
