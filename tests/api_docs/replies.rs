//! Mistakes in reply types, which the check finds by deserializing made-up values into them.
#![allow(dead_code, reason = "these types are only looked at")]

use std::collections::BTreeMap;

use ice_runtime::api_docs::ApiDocs;
use ice_runtime::encoding::Base64Json;
use ice_runtime::{IceEnum, Metadata, Operation, ParamError, ParamWriter, ice_operation};
use serde::Deserialize;

use super::checking::{Anything, document};

/// What the check says about a reply type with a document whose reply has these members.
fn said_of_reply<R: serde::de::DeserializeOwned>(members: &str) -> String {
    struct Do<R>(R);
    impl<R: serde::de::DeserializeOwned> Operation for Do<R> {
        type Response = R;
        const METADATA: Metadata = Metadata::new("Do");
        fn write_params(&self, _: &mut ParamWriter<'_>) -> Result<(), ParamError> {
            Ok(())
        }
    }
    document("", members).check::<Do<R>>().to_string()
}

#[test]
fn a_misspelt_optional_member_of_a_reply_is_found() {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Reply {
        request_id: Option<String>,
        file_url: Option<String>,
    }
    let said = said_of_reply::<Reply>(r#""FileURL": {"type": "string"}"#);
    let advice =
        "Do: the reply has no member `FileUrl`: write `#[serde(rename = \"FileURL\")]` if that is what you meant";
    assert_eq!(said, advice);
}

/// A recursive reply that refuses most made-up values.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Hard {
    auth: Base64Json<Secret>,
    state: OneState,
    orders: Vec<Order>,
}

#[derive(Deserialize)]
struct Secret {
    key: String,
}

#[derive(IceEnum)]
enum OneState {
    Open,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Order {
    kind: OneKind,
    parent: Option<Box<Order>>,
    labels: BTreeMap<String, Label>,
    #[serde(default)]
    #[serde(rename = "OrderIds")]
    ids: Vec<u8>,
}

#[derive(Deserialize)]
enum OneKind {
    Small,
}

#[derive(Deserialize)]
struct Label {
    text: Option<String>,
}

#[test]
fn members_are_found_at_any_depth_even_if_the_reply_refuses_values() {
    let said = said_of_reply::<Hard>(
        r#""Auth": {"type": "string"},
        "State": {"type": "string", "example": "Open", "description": "Valid values: Open and Closed."},
        "Orders": {"type": "array", "items": {"type": "object", "properties": {
            "Kind": {"type": "string"}, "OrderID": {"type": "integer"}, "Parent": {"type": "object"},
            "Labels": {"type": "object", "additionalProperties": {
                "type": "object", "properties": {"Text": {"type": "string"}}
            }}
        }}}"#,
    );
    let expected = [
        "Do: the reply has no member `Orders[].Labels.key.text`: write `#[serde(rename = \"Text\")]` if that is what you meant",
        "Do: the reply has no member `Orders[].OrderIds`: write `#[serde(rename = \"OrderID\")]` if that is what you meant",
        "Do: `State` can be `Closed`: add a variant for it",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_single_value_that_the_type_cannot_read_is_a_difference() {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Reply {
        media_id: u64,
        length: Option<i64>,
        rate: i32,
        ratio: Option<u8>,
        is_valid: Option<bool>,
        flag: f64,
        state: IceState,
        // What can be read.
        size: Option<u64>,
        count: f32,
        enabled: bool,
        number: String,
        sure: String,
        total: i64,
    }
    #[derive(IceEnum)]
    enum IceState {
        #[ice(other)]
        Other(String),
    }
    let said = said_of_reply::<Reply>(
        r#""MediaId": {"type": "string", "example": "9f1a"}, "Length": {"type": "string", "example": "3.1667"},
        "Rate": {"type": "number", "format": "double"}, "Ratio": {"type": "number", "example": 0.5},
        "IsValid": {"type": "string", "example": "yes"}, "Flag": {"type": "boolean"}, "State": {"type": "integer"},
        "Size": {"type": "string", "example": "10"}, "Count": {"type": "string", "example": "1.5"},
        "Enabled": {"type": "string", "example": "True"}, "Number": {"type": "integer"}, "Sure": {"type": "boolean"},
        "Total": {"type": "number"}"#,
    );
    let expected = [
        ("MediaId", "a string", "an integer"),
        ("Length", "a string", "an integer"),
        ("Rate", "a number", "an integer"),
        ("Ratio", "a number", "an integer"),
        ("IsValid", "a string", "a boolean"),
        ("Flag", "a boolean", "a number"),
    ];
    let expected = expected
        .map(|(name, is, asks)| format!("Do: the reply's member `{name}` is {is}, but its type expects {asks}"));
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_struct_without_a_rule_for_names_is_told_so_once() {
    #[derive(Deserialize)]
    struct Reply {
        request_id: Option<String>,
        media_id: Option<String>,
        file_url: Option<String>,
        items: Option<Vec<Item>>,
    }
    #[derive(Deserialize)]
    struct Item {
        item_name: Option<String>,
        size: Option<bool>,
    }
    let said = said_of_reply::<Reply>(
        r#""MediaId": {"type": "string"}, "FileURL": {"type": "string"}, "Items": {"type": "array", "items": {
            "type": "object", "properties": {"itemName": {"type": "string"}, "Size": {"type": "integer"}}}}"#,
    );
    let expected = [
        "Do: the members of the reply are PascalCase: put `#[serde(rename_all = \"PascalCase\")]` on the struct",
        "Do: the reply has no member `file_url`: write `#[serde(rename = \"FileURL\")]` if that is what you meant",
        "Do: the reply has no member `Items[].item_name`: write `#[serde(rename = \"itemName\")]` if that is what you \
         meant",
        "Do: the reply has no member `Items[].size`: write `#[serde(rename = \"Size\")]` if that is what you meant",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_list_is_not_read_as_an_object() {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Reply {
        items: Option<Anything>,
        name: Option<Vec<String>>,
    }
    let said = said_of_reply::<Reply>(
        r#""Items": {"type": "array", "items": {"type": "string"}}, "Name": {"type": "string"}"#,
    );
    let expected = "Do: the reply's member `Items` is a list, but its type expects an object\n\
                    Do: the reply's member `Name` is a single value, but its type expects a list";
    assert_eq!(said, expected);
}

#[test]
fn mutually_recursive_types_are_read_once_and_aliases_are_known() {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Node {
        #[serde(alias = "OldId", alias = "id")]
        id: String,
        left: Option<Box<Node>>,
        edges: Vec<Edge>,
        more: BTreeMap<String, Edge>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Edge {
        to: Option<Node>,
        from: Option<Node>,
        back: Option<Box<Edge>>,
        weigth: Option<f64>,
    }
    #[ice_operation(action = "Do", response = Node)]
    struct Do {}

    let node = r##"{"$ref": "#/components/schemas/Node"}"##;
    let edge = r##"{"$ref": "#/components/schemas/Edge"}"##;
    let object = |members: &[(&str, &str)]| {
        let members: Vec<_> = members.iter().map(|(name, schema)| format!("{name:?}: {schema}")).collect();
        format!(r#"{{"type": "object", "properties": {{{}}}}}"#, members.join(", "))
    };
    let edges = format!(r#"{{"type": "array", "items": {edge}}}"#);
    let more = format!(r#"{{"type": "object", "additionalProperties": {edge}}}"#);
    let text = r#"{"type": "string"}"#;
    let nodes = object(&[("OldId", text), ("Left", node), ("Edges", &edges), ("More", &more)]);
    let number = r#"{"type": "number"}"#;
    let edges = object(&[("To", node), ("From", node), ("Back", edge), ("Weight", number)]);
    let docs = format!(
        r#"{{"components": {{"schemas": {{"Node": {nodes}, "Edge": {edges}}}}},
            "apis": {{"Do": {{"responses": {{"200": {{"schema": {node}}}}}}}}}}}"#
    );
    let said = ApiDocs::from_json(&docs).unwrap().check::<Do>().to_string();
    let advice =
        "Do: the reply has no member `Edges[].Weigth`: write `#[serde(rename = \"Weight\")]` if that is what you meant";
    assert_eq!(said, advice);
}
