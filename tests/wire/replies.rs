//! Successes: the recorded replies into typed structs, and types that drift.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use http::Response;
use ice_runtime::{Error, IceEnum, MayHaveExecuted, ice_operation, read_reply};
use ice_tests::recorded::responses;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::requests::declared;

#[test]
fn every_recorded_reply_is_read_whole() {
    let (mut read, mut failed) = (0, 0);
    for mut recorded in responses() {
        let declared = declared(&recorded.product, &recorded.action);
        let read_again = |body: &Value| (declared.read)(Response::new(Bytes::from(body.to_string())));
        let name = format!("{} {}", recorded.action, recorded.variant);
        // The recorded values are made up, and some say that the operation has failed.
        if recorded.body["Success"] == false {
            assert!(matches!(read_again(&recorded.body), Err(Error::Service(_))), "{name}");
            recorded.body["Success"] = Value::Bool(true);
            failed += 1;
        }
        let response = read_again(&recorded.body).unwrap_or_else(|error| panic!("{name}: {error}"));
        let is_known = recorded.variant != "unknown_member";
        check_contains(&recorded.body, &response, is_known, &name);
        read += 1;
    }
    assert_eq!((read, failed), (327, 6));
}

/// Asserts that the typed response has every value of the recorded one; of an object with unknown members, every one
/// that it knows.
fn check_contains(recorded: &Value, response: &Value, is_known: bool, path: &str) {
    match (recorded, response) {
        (Value::Object(recorded), Value::Object(response)) => {
            for (name, value) in recorded.iter().filter(|(_, value)| !value.is_null()) {
                match response.get(name) {
                    Some(read) => check_contains(value, read, is_known, &format!("{path}.{name}")),
                    None => assert!(!is_known, "{path}.{name} is lost"),
                }
            }
            for (name, value) in response {
                assert!(value.is_null() || recorded.contains_key(name), "{path}.{name} is made up");
            }
        }
        (Value::Array(recorded), Value::Array(response)) => {
            assert_eq!(recorded.len(), response.len(), "{path}");
            for (index, (recorded, response)) in recorded.iter().zip(response).enumerate() {
                check_contains(recorded, response, is_known, &format!("{path}[{index}]"));
            }
        }
        (Value::Number(recorded), Value::Number(response)) => {
            assert_eq!(recorded.as_f64(), response.as_f64(), "{path}");
        }
        _ => assert_eq!(recorded, response, "{path}"),
    }
}

/// Reads `body` as the response of an operation.
fn read<T: DeserializeOwned>(body: impl Into<Bytes>) -> Result<T, Error> {
    read_reply::<Asking<T>>(Response::new(body.into()))
}

/// An operation with any response.
#[ice_operation(action = "GetAnything", response = T)]
struct Asking<T: DeserializeOwned> {
    #[ice(skip)]
    _response: std::marker::PhantomData<T>,
}

#[derive(Debug, PartialEq, IceEnum)]
enum Status {
    Normal,
    #[ice(other)]
    Other(String),
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Media {
    id: String,
    size: u64,
    offset: Option<i32>,
    ratio: f64,
    ready: bool,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    rest: Option<Box<Media>>,
}

fn media() -> Value {
    json!({"Id": "m", "Size": 3, "Offset": -1, "Ratio": 0.5, "Ready": true, "Tags": ["a", "b"]})
}

#[test]
fn drifted_types_are_read_and_exact_ones_stay() {
    let exact: Media = read(media().to_string()).unwrap();
    for (member, drifted) in [
        ("Size", json!("3")),
        ("Size", json!(3.0)),
        ("Size", json!(" 3 ")),
        ("Offset", json!("-1")),
        ("Ratio", json!("0.5")),
        ("Ratio", json!("5e-1")),
        ("Ready", json!("true")),
        ("Ready", json!("True")),
        ("Ready", json!("TRUE")),
    ] {
        let mut body = media();
        body[member] = drifted.clone();
        let response: Media = read(body.to_string()).unwrap_or_else(|error| panic!("{member} {drifted}: {error}"));
        assert_eq!(response, exact, "{member} {drifted}");
    }
    let mut body = media();
    body["Id"] = json!(12_345_678_901_234_567_890_u64);
    body["Tags"] = json!([1, true, "x", 1.50]);
    let response: Media = read(body.to_string().replace("1.5]", "1.50]")).unwrap();
    assert_eq!(response.id, "12345678901234567890");
    assert_eq!(response.tags, ["1", "true", "x", "1.50"], "as the service wrote them");
}

#[test]
fn null_is_absent_where_a_default_is_declared() {
    let mut body = media();
    body["Tags"] = Value::Null;
    body["Offset"] = Value::Null;
    body["Rest"] = Value::Null;
    let response: Media = read(body.to_string()).unwrap();
    assert_eq!((response.tags.len(), response.offset, response.rest), (0, None, None));
}

#[test]
fn a_top_level_null_a_list_and_a_scalar_are_read_by_types_that_take_them() {
    assert_eq!(read::<Option<Media>>("null").unwrap(), None);
    assert_eq!(read::<Vec<i32>>("[1, \"2\"]").unwrap(), [1, 2]);
    assert_eq!(read::<String>("5").unwrap(), "5");
    for body in ["null", "[]", "\"text\"", "5", "true"] {
        let error = read::<Media>(body).unwrap_err();
        assert!(matches!(error, Error::Reply(_)), "{body}: {error}");
        assert_eq!(error.may_have_executed(), MayHaveExecuted::Yes);
    }
}

/// Operations whose reply holds nothing but the request id.
#[test]
fn a_response_of_nothing_takes_any_object() {
    #[derive(Debug, Deserialize)]
    struct Nothing;

    for body in ["{}", r#"{"RequestId": "A"}"#, " {\"Other\": [1]}\n", "null"] {
        assert!(read::<()>(body).is_ok() && read::<Nothing>(body).is_ok(), "{body}");
    }
    for body in ["[]", "5", "\"text\""] {
        assert!(read::<()>(body).is_err(), "{body}");
    }
}

/// serde buffers such members before anybody asks for their types.
#[test]
fn what_is_read_through_a_buffer_is_read_strictly() {
    #[derive(Debug, Deserialize)]
    struct Flattened {
        #[serde(flatten)]
        rest: BTreeMap<String, u64>,
    }

    assert_eq!(read::<Flattened>(r#"{"TotalCount": 5}"#).unwrap().rest["TotalCount"], 5);
    let error = read::<Flattened>(r#"{"TotalCount": "5"}"#).unwrap_err();
    assert!(matches!(error, Error::Reply(_)), "{error}");
    assert_eq!(error.may_have_executed(), MayHaveExecuted::Yes);
}

#[test]
fn marks_spaces_and_unknown_members_do_not_matter() {
    let exact: Media = read(media().to_string()).unwrap();
    for body in [
        format!("\u{feff}{}", media()),
        format!("\u{feff}\r\n {} \n", media()),
        media().to_string().replacen('{', "{\"Other\": [{\"a\": null}], ", 1),
        media().to_string().replacen('{', "{\"Code\": \"200\", \"Message\": \"ok\", ", 1),
        media().to_string().replacen('{', "{\"Success\": \"true\", \"Code\": \"X\", \"Message\": \"m\", ", 1),
    ] {
        assert_eq!(read::<Media>(body.clone()).unwrap(), exact, "{body}");
    }
}

/// Every kind of type that serde's derive makes without attributes that buffer.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Shapes {
    size: u8,
    status: Status,
    by_number: BTreeMap<u32, String>,
    by_text: HashMap<String, Option<f32>>,
    pair: (i64, String),
    letter: char,
    unit: (),
    any: Value,
    wrapped: Wrapped,
    kinds: Vec<Kind>,
    #[serde(rename = "type", alias = "Type")]
    kind: Option<Box<str>>,
    wide: i128,
    exact: f64,
    #[serde(default)]
    list: Vec<Option<u16>>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped(u16);

#[derive(Debug, PartialEq, Deserialize)]
enum Kind {
    One,
    Two(u8),
    Three(u8, bool),
    Four { n: Option<u8>, text: String },
}

fn shapes() -> Value {
    json!({
        "Size": 7, "Status": "Later", "ByNumber": {"1": "x"}, "ByText": {"x": 0.5, "y": null}, "Pair": [4, "p"],
        "Letter": "\u{4e2d}", "Unit": null, "Any": {"a": [1, "1", null, -0.0, 1e300], "b": null, "c": 18_446_744_073_709_551_615_u64},
        "Wrapped": 65535, "Kinds": ["One", {"Two": 2}, {"Three": [3, true]}, {"Four": {"n": null, "text": "t"}}],
        "Type": "k", "Wide": -1, "Exact": 0.1, "List": [1, null, 3],
    })
}

#[test]
fn a_drift_in_one_member_changes_nothing_in_the_others() {
    let exact: Shapes = read(shapes().to_string()).unwrap();
    let mut drifted = shapes();
    drifted["Size"] = json!("7");
    assert_eq!(read::<Shapes>(drifted.to_string()).unwrap(), exact);
    let all = json!({
        "Size": "7", "Status": "Later", "ByNumber": {"1": "x"}, "ByText": {"x": "0.5", "y": null}, "Pair": ["4", "p"],
        "Letter": "\u{4e2d}", "Unit": null, "Any": shapes()["Any"], "Wrapped": "65535",
        "Kinds": ["One", {"Two": "2"}, {"Three": ["3", "true"]}, {"Four": {"n": null, "text": "t"}}],
        "Type": "k", "Wide": "-1", "Exact": "0.1", "List": ["1", null, 3.0],
    });
    assert_eq!(read::<Shapes>(all.to_string()).unwrap(), exact);
}

#[test]
fn what_cannot_be_read_is_named_and_the_request_id_kept() {
    let body = json!({"RequestId": "4C467B38", "Id": "m", "Size": "top-secret-text", "Ratio": 1, "Ready": true});
    let error = read::<Media>(body.to_string()).unwrap_err();
    let Error::Reply(failed) = &error else { panic!("{error}") };
    assert_eq!((failed.path(), failed.status()), ("Size", 200));
    assert_eq!(error.request_id(), Some("4C467B38"));
    assert_eq!(error.may_have_executed(), MayHaveExecuted::Yes);
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("expected u64, found a string"), "{shown}");
    assert!(!shown.contains("top-secret-text"), "{shown}");
    assert!(!error.to_string().contains('\n'));
}

#[test]
fn a_missing_and_a_null_member_are_named() {
    for body in
        [json!({"Size": 1, "Ratio": 1, "Ready": true}), json!({"Id": null, "Size": 1, "Ratio": 1, "Ready": true})]
    {
        let error = read::<Media>(body.to_string()).unwrap_err();
        let Error::Reply(failed) = &error else { panic!("{error}") };
        assert_eq!(failed.path(), "Id", "{error}");
    }
    let nested = json!({"Id": "m", "Size": 1, "Ratio": 1, "Ready": true, "Rest": {"Id": "n", "Size": {}}});
    let Error::Reply(failed) = read::<Media>(nested.to_string()).unwrap_err() else { panic!() };
    assert_eq!(failed.path(), "Rest.Size");
}

#[test]
fn a_reply_that_is_not_json_is_an_error_that_says_so() {
    for (body, problem) in [
        (&b"{\"Id\": \"m\", \"Si"[..], "ends too early"),
        (b"", "found an empty body"),
        (b" \r\n\xef\xbb\xbf", "JSON"),
        (b"\xef\xbb\xbf", "found an empty body"),
        (b"<html>maintenance</html>", "page"),
        (b"{\"Id\": \"\xff\"}", "UTF-8"),
        (b"{\"Id\": \"m\"} {}", "not JSON"),
        (b"{'Id': 1}", "not JSON"),
        (b"{\"Id\": \"\\ud800\", \"Size\": 1, \"Ratio\": 1, \"Ready\": true}", "escape"),
        (b"{\"Id\": \"m\", \"Size\": 1e999999, \"Ratio\": 1, \"Ready\": true}", ""),
    ] {
        let error = read::<Media>(body.to_vec()).unwrap_err();
        assert!(matches!(error, Error::Reply(_)), "{error}");
        assert!(error.to_string().contains(problem), "{error}");
    }
}
