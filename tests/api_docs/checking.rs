//! Declarations with one mistake each: the check finds it and says what to write.
#![allow(dead_code, reason = "these declarations are only looked at")]

use std::collections::BTreeMap;

use ice_runtime::api_docs::{ApiDocs, Difference};
use ice_runtime::{IceEnum, Metadata, Operation, ParamError, ParamWriter, Parameter, QueryValue, ice_operation};
use serde::{Deserialize, Serialize};

/// A document of the operation `Do` with these parameters and reply members.
pub(super) fn document(parameters: &str, reply: &str) -> ApiDocs {
    let reply = format!(r#"{{"200": {{"schema": {{"type": "object", "properties": {{{reply}}}}}}}}}"#);
    let operation = format!(r#"{{"methods": ["post", "get"], "parameters": [{parameters}], "responses": {reply}}}"#);
    ApiDocs::from_json(&format!(r#"{{"apis": {{"Do": {operation}, "GetIt": {{"methods": ["get"]}}}}}}"#)).unwrap()
}

/// What the check says about `O` with a document that has this parameter.
fn said<O: Operation>(parameter: &str) -> String {
    document(parameter, "").check::<O>().to_string()
}

#[derive(Deserialize)]
pub(super) struct Anything {}

#[derive(Serialize)]
struct Item {
    #[serde(rename = "Id")]
    id: String,
}

const LIST: &str = r#"{"name": "Items", "in": "query", "style": "repeatList", "schema": {"type": "array", "items": {
    "type": "object", "properties": {"Id": {"type": "string"}}}}}"#;

#[test]
fn a_name_that_differs_in_case_gets_the_right_one() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        file_url: Option<String>,
    }
    let said = said::<Do>(r#"{"name": "FileURL", "in": "query", "schema": {"type": "string"}}"#);
    let advice =
        "Do: the document has no parameter `FileUrl`: write `#[ice(rename = \"FileURL\")]` if that is what you meant";
    assert_eq!(said, advice);
}

#[test]
fn an_unknown_name_should_be_removed() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        wat: Option<String>,
    }
    assert_eq!(said::<Do>(""), "Do: the document has no parameter `Wat`: remove it, or allow it by name");
    assert!(document("", "").check::<Do>().allow(["Wat"]).is_empty());
}

#[test]
fn parameters_that_are_missing_are_named() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {}
    let parameters = r#"{"name": "A", "in": "query", "schema": {"type": "string"}},
        {"name": "B", "in": "query", "schema": {"type": "string", "required": true}}"#;
    let differences = document(parameters, "").check::<Do>();
    let all = "Do: the parameter `A` is not declared: add a field for it, or allow it by name\n\
               Do: the parameter `B` is required and missing: add it";
    assert_eq!(differences.to_string(), all);
    let required = Difference::MissingParameter { name: "B".into(), is_required: true };
    assert_eq!(differences.allow_missing().iter().collect::<Vec<_>>(), [&required]);
}

#[test]
fn a_parameter_of_the_form_body_needs_body() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        text: Option<String>,
    }
    let said = said::<Do>(r#"{"name": "Text", "in": "formData", "schema": {"type": "string"}}"#);
    assert_eq!(said, "Do: the parameter `Text` belongs in the form body: add `#[ice(body)]`");
}

#[test]
fn a_parameter_of_the_query_string_does_not_need_body() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(body)]
        text: Option<String>,
    }
    let said = said::<Do>(r#"{"name": "Text", "in": "query", "schema": {"type": "string"}}"#);
    assert_eq!(said, "Do: the parameter `Text` belongs in the query string: remove `#[ice(body)]`");
}

#[test]
fn a_numbered_list_is_not_json() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(json)]
        items: Option<Vec<Item>>,
    }
    assert_eq!(said::<Do>(LIST), "Do: the parameter `Items` is numbered: write `#[ice(flat)]`");
}

#[test]
fn an_object_in_json_is_not_numbered() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(flat)]
        options: Option<Item>,
    }
    let said = said::<Do>(r#"{"name": "Options", "in": "query", "style": "json", "schema": {"type": "object"}}"#);
    assert_eq!(said, "Do: the parameter `Options` is sent as JSON: write `#[ice(json)]`");
}

#[test]
fn a_joined_list_has_its_separator() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(join = ";")]
        ids: Option<Vec<String>>,
    }
    let said = said::<Do>(
        r#"{"name": "Ids", "in": "query", "style": "simple", "schema": {"type": "array", "items": {"type": "string"}}}"#,
    );
    assert_eq!(said, "Do: the parameter `Ids` is a joined list: write `#[ice(join = \",\")]`");
}

#[test]
fn a_single_value_is_not_numbered() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(flat)]
        id: Option<String>,
    }
    let said = said::<Do>(r#"{"name": "Id", "in": "query", "schema": {"type": "string"}}"#);
    assert_eq!(said, "Do: the parameter `Id` is a single value: remove the encoding");
}

#[test]
fn json_and_joined_lists_fit_what_the_document_calls_a_string() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(json)]
        a: Option<Item>,
        #[ice(join = ",")]
        b: Option<Vec<String>>,
        #[ice(with = seconds)]
        c: Option<std::time::Duration>,
    }
    #[expect(clippy::ref_option, reason = "`with` gives the field as it is")]
    fn seconds(duration: &Option<std::time::Duration>) -> Option<u64> {
        duration.map(|duration| duration.as_secs())
    }
    let parameter = |name| format!(r#"{{"name": "{name}", "in": "query", "schema": {{"type": "string"}}}}"#);
    assert_eq!(said::<Do>(&["A", "B", "C"].map(parameter).join(",")), "");
}

#[test]
fn an_integer_is_not_a_string() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        count: Option<String>,
    }
    let said = said::<Do>(r#"{"name": "Count", "in": "query", "schema": {"type": "integer"}}"#);
    assert_eq!(said, "Do: the parameter `Count` is an integer, but the field is a string: use `i64`");
}

#[test]
fn a_string_is_not_a_boolean() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        state: Option<bool>,
    }
    let said = said::<Do>(r#"{"name": "State", "in": "query", "schema": {"type": "string"}}"#);
    assert_eq!(said, "Do: the parameter `State` is a string, but the field is a boolean: use `String`");
}

#[test]
fn a_required_parameter_is_not_an_option() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        id: Option<String>,
    }
    let said = said::<Do>(r#"{"name": "Id", "in": "query", "schema": {"type": "string", "required": true}}"#);
    assert_eq!(said, "Do: the parameter `Id` is required: its field should not be an `Option`");
}

#[test]
fn a_required_region_is_filled_in_by_the_client() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        region_id: Option<String>,
    }
    let said = said::<Do>(r#"{"name": "RegionId", "in": "query", "schema": {"type": "string", "required": true}}"#);
    assert_eq!(said, "Do: the parameter `RegionId` is required: add `#[ice(region)]`");
}

#[test]
fn a_client_token_is_an_idempotency_token() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        client_token: Option<String>,
    }
    #[ice_operation(action = "Do", response = Anything)]
    struct Marked {
        #[ice(idempotency_token)]
        client_token: Option<String>,
    }
    for required in ["true", "false"] {
        let schema = format!(r#"{{"type": "string", "required": {required}}}"#);
        let parameter = format!(r#"{{"name": "ClientToken", "in": "query", "schema": {schema}}}"#);
        let advice = "the parameter `ClientToken` makes a repeated call harmless: add `#[ice(idempotency_token)]`";
        assert_eq!(said::<Do>(&parameter), format!("Do: {advice}"));
        assert_eq!(said::<Marked>(&parameter), "");
    }
}

#[test]
fn a_value_that_is_not_documented_gets_the_nearest() {
    #[derive(IceEnum)]
    enum Kind {
        #[ice(rename = "adio")]
        Audio,
        #[ice(rename = "video")]
        Video,
        #[ice(rename = "hologram")]
        Hologram,
        #[ice(other)]
        Other(String),
    }
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        kind: Option<Kind>,
    }
    let kinds = r#"{"name": "Kind", "in": "query", "schema": {"type": "string", "enum": ["audio", "video"]}}"#;
    let expected = "Do: `Kind` cannot be `adio`; did you mean `audio`?\n\
                    Do: `Kind` cannot be `hologram`: the document has no such value";
    assert_eq!(said::<Do>(kinds), expected);
    let value = document(kinds, "").check_value(&Do { kind: Some(Kind::Audio) }).unwrap();
    assert_eq!(value.to_string(), "Do: `Kind` cannot be `adio`; did you mean `audio`?");
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Stream {
    widht: u32,
    height: String,
    codec: Option<bool>,
    labels: BTreeMap<String, u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    port_rang: u32,
    count: String,
}

#[test]
fn what_is_sent_inside_json_and_numbered_values_is_looked_at() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(json)]
        streams: Vec<Stream>,
        #[ice(flat)]
        entries: Vec<Entry>,
    }
    let docs = document(
        r#"{"name": "Streams", "in": "query", "style": "json", "schema": {"type": "array", "required": true, "items": {
            "type": "object", "properties": {"Width": {"type": "integer"}, "Height": {"type": "integer"},
            "Codec": {"type": "string"}, "Labels": {"type": "object"}}}}},
        {"name": "Entries", "in": "query", "style": "repeatList", "schema": {"type": "array", "required": true, "items": {
            "type": "object", "properties": {"PortRange": {"type": "integer"}, "Count": {"type": "integer"}}}}}"#,
        "",
    );
    let stream = |height: &str, codec| Stream { widht: 1, height: height.into(), codec, labels: BTreeMap::new() };
    let entry = |count: &str| Entry { port_rang: 1, count: count.into() };
    let wrong =
        Do { streams: vec![stream("tall", Some(true)), stream("2", None)], entries: vec![entry("2"), entry("x")] };
    let expected = [
        "Do: the document has no member `Entries.1.PortRang`: write `#[serde(rename = \"PortRange\")]` on its field if \
         that is what you meant",
        "Do: the parameter `Entries.2.Count` is an integer, but the field is a string: use `i64`",
        "Do: the document has no member `Entries.2.PortRang`: write `#[serde(rename = \"PortRange\")]` on its field if \
         that is what you meant",
        "Do: the parameter `Streams[].Codec` is a string, but the field is a boolean: use `String`",
        "Do: the parameter `Streams[].Height` is an integer, but the field is a string: use `i64`",
        "Do: the document has no member `Streams[].Widht`: write `#[serde(rename = \"Width\")]` on its field if that is \
         what you meant",
    ];
    let differences = docs.check_value(&wrong).unwrap();
    let said = differences.to_string();
    let mut said: Vec<_> = said.lines().collect();
    said.sort_by_key(|line| line.split('`').nth(1).map(str::to_owned));
    assert_eq!(said, expected);
    assert!(docs.check::<Do>().is_empty(), "the declaration alone does not show it");
}

#[test]
fn an_optional_parameter_is_an_option() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        id: String,
    }
    let said = said::<Do>(r#"{"name": "Id", "in": "query", "schema": {"type": "string"}}"#);
    assert_eq!(said, "Do: the parameter `Id` is optional: its field should be an `Option`");
}

#[test]
fn a_documented_value_is_a_variant() {
    #[derive(IceEnum)]
    enum State {
        Open,
        #[ice(other)]
        Other(String),
    }
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        state: Option<State>,
    }
    let said = said::<Do>(
        r#"{"name": "State", "in": "query", "schema": {"type": "string", "example": "Open",
            "description": "The state. Valid values:\n\n*   Open\n*   Closed: over"}}"#,
    );
    assert_eq!(said, "Do: `State` can be `Closed`: add a variant for it");
}

#[test]
fn an_operation_has_its_method() {
    #[ice_operation(action = "GetIt", response = Anything)]
    struct GetIt {}
    #[ice_operation(action = "Do", response = Anything, method = GET)]
    struct Do {}
    assert_eq!(said::<GetIt>(""), "GetIt: the operation uses `GET`: write `method = GET`");
    assert_eq!(said::<Do>(""), "Do: the operation uses `POST`: write `method = POST`");
}

#[test]
fn an_operation_is_signed_or_not() {
    #[ice_operation(action = "Do", response = Anything, anonymous)]
    struct Do {}
    assert_eq!(said::<Do>(""), "Do: the operation is called with a signature: remove `anonymous`");
}

#[test]
fn an_action_that_is_misspelt_gets_the_right_one() {
    #[ice_operation(action = "GetIts", response = Anything)]
    struct GetIts {}
    assert_eq!(said::<GetIts>(""), "GetIts: the document has no operation `GetIts`; did you mean `GetIt`?");
}

#[test]
fn an_operation_belongs_to_the_documents_product() {
    #[ice_operation(action = "Do", response = Anything, product = "vod", version = "2017-03-21")]
    struct Do {}
    assert_eq!(
        said::<Do>(""),
        "Do: declared for vod 2017-03-21, and the document is of ICE 2020-11-09: change `product` and `version`, or read the \
         right document"
    );
}

#[test]
fn parts_of_an_object_stand_for_the_whole_and_the_other_way_round() {
    #[ice_operation(action = "Do", response = Anything)]
    struct Do {
        #[ice(rename = "Items.1.Id")]
        first: Option<String>,
        #[ice(flat)]
        cpu: Option<BTreeMap<String, u32>>,
    }
    #[ice_operation(action = "Do", response = Anything)]
    struct Misspelt {
        #[ice(rename = "Items.1.ID")]
        first: Option<String>,
    }
    let parts = r#", {"name": "Cpu.Core", "in": "query", "schema": {"type": "integer"}}"#;
    assert_eq!(said::<Do>(&format!("{LIST}{parts}")), "");
    let advice = "Do: the document has no parameter `Items.1.ID`: write `#[ice(rename = \"Items.1.Id\")]` if that is what you meant";
    assert_eq!(said::<Misspelt>(LIST), advice);
}

/// An operation without the macro.
struct ByHand<'a>(&'a [(&'static str, &'a str)]);

impl Operation for ByHand<'_> {
    type Response = serde_json::Value;
    const METADATA: Metadata =
        Metadata::new("Do").with_parameters(&[Parameter::query("Id", "id", "String").required()]);

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        self.0.iter().try_for_each(|(name, value)| value.write(params.query(name)))
    }
}

#[test]
fn written_values_are_checked_against_the_document() {
    let parameters = format!(
        r#"{LIST}, {{"name": "Id", "in": "query", "schema": {{"type": "string", "required": true}}}},
        {{"name": "Count", "in": "query", "schema": {{"type": "integer"}}}},
        {{"name": "Text", "in": "formData", "schema": {{"type": "string"}}}},
        {{"name": "Options", "in": "query", "style": "json", "schema": {{"type": "object"}}}}"#
    );
    let docs = document(&parameters, "");
    let said = |written: &[(&'static str, &str)]| docs.check_value(&ByHand(written)).unwrap().to_string();
    let right = [("Count", "5"), ("Id", "x"), ("Items.1.Id", "y"), ("Options", "{}")];
    assert_eq!(said(&right), "");
    let wrong = [("Count", "five"), ("Items.1.ID", "y"), ("Options", "x"), ("Text", ""), ("Wat", "")];
    let expected = "Do: the parameter `Count` is an integer, but the field is a string: use `i64`\n\
         Do: the document has no member `Items.1.ID`: write `#[serde(rename = \"Id\")]` on its field if that is what you \
         meant\n\
         Do: the parameter `Options` is sent as JSON: write `#[ice(json)]`\n\
         Do: the parameter `Text` belongs in the form body: add `#[ice(body)]`\n\
         Do: the document has no parameter `Wat`: remove it, or allow it by name\n\
         Do: the parameter `Id` is required and missing: add it";
    assert_eq!(said(&wrong), expected);
}
