//! Successes: the recorded replies as typed structs, and values of a different kind than their types.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use http::Response;
use ice_runtime::{Error, IceEnum, MayHaveExecuted};
use ice_tests::recorded::responses;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::read;
use super::requests::declared;

#[test]
fn every_recorded_reply_is_read_completely() {
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

/// The service does not always keep to its types: it sends numbers as strings, strings as numbers, and bools as
/// strings.
#[test]
fn every_recorded_reply_is_read_with_all_its_values_of_another_kind() {
    let mut changed = 0;
    for mut recorded in responses() {
        let declared = declared(&recorded.product, &recorded.action);
        let read_again = |body: &Value| (declared.read)(Response::new(Bytes::from(body.to_string())));
        if recorded.body["Success"] == false {
            recorded.body["Success"] = Value::Bool(true);
        }
        let mut exact = read_again(&recorded.body).unwrap();
        let mut body = recorded.body.clone();
        changed += change_kinds(&mut body);
        let name = format!("{} {}", recorded.action, recorded.variant);
        let mut response = read_again(&body).unwrap_or_else(|error| panic!("{name}: {error}"));
        // A member of type `Value` has the kind that was sent.
        make_strings(&mut exact);
        make_strings(&mut response);
        check_contains(&exact, &response, true, &name);
    }
    assert!(changed > 400, "{changed}");
}

fn make_strings(value: &mut Value) {
    match value {
        Value::Object(members) => members.values_mut().for_each(make_strings),
        Value::Array(items) => items.iter_mut().for_each(make_strings),
        Value::Null => {}
        Value::String(text) => *text = text.to_lowercase(),
        scalar => *scalar = Value::String(scalar.to_string()),
    }
}

/// Turns numbers and bools into strings, and numeric strings into numbers. Returns how many it changed.
fn change_kinds(value: &mut Value) -> usize {
    match value {
        Value::Object(members) => members.values_mut().map(change_kinds).sum(),
        Value::Array(items) => items.iter_mut().map(change_kinds).sum(),
        Value::Null => 0,
        scalar => {
            let changed = match &*scalar {
                Value::Bool(truth) => Value::String(if *truth { "True" } else { "false" }.to_owned()),
                Value::String(text) => match text.parse::<u32>() {
                    Ok(number) if number.to_string() == *text => Value::from(number),
                    _ => return 0,
                },
                other => Value::String(other.to_string()),
            };
            *scalar = changed;
            1
        }
    }
}

/// Asserts that the typed response has every value of the recorded one; for an object with unknown members, every one
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
fn values_of_other_kinds_are_read_and_exact_ones_are_unchanged() {
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
fn null_counts_as_absent_if_a_default_is_declared() {
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
fn an_empty_response_accepts_any_object() {
    #[derive(Debug, Deserialize)]
    struct Nothing;

    for body in ["{}", r#"{"RequestId": "A"}"#, " {\"Other\": [1]}\n", "null"] {
        assert!(read::<()>(body).is_ok() && read::<Nothing>(body).is_ok(), "{body}");
    }
    for body in ["[]", "5", "\"text\""] {
        assert!(read::<()>(body).is_err(), "{body}");
    }
}

/// serde buffers such members before their types are known.
#[test]
fn buffered_members_are_read_strictly() {
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
fn byte_order_marks_spaces_and_unknown_members_do_not_matter() {
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

/// Every kind of type that serde can derive without attributes that cause buffering.
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
fn a_value_of_another_kind_does_not_affect_the_other_members() {
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
fn an_error_names_the_unreadable_member_and_keeps_the_request_id() {
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
fn missing_and_null_members_are_named() {
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

#[test]
fn the_error_for_a_missing_member_names_a_similar_one() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "they are missing")]
    struct Plain {
        request_id: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[allow(dead_code, reason = "they are missing")]
    struct Renamed {
        file_url: String,
    }

    let problem = |error: Error| {
        let Error::Reply(error) = error else { panic!("{error}") };
        (error.path().to_owned(), error.to_string())
    };
    for (text, shown) in [
        (
            r#"{"RequestId": "R"}"#,
            "`request_id` is missing; the reply has `RequestId`: is `#[serde(rename_all = \"PascalCase\")]` missing?",
        ),
        (
            r#"{"requestId": "R"}"#,
            "`request_id` is missing; the reply has `requestId`: is `#[serde(rename_all = \"camelCase\")]` missing?",
        ),
        (
            r#"{"RequestID": "R"}"#,
            "`request_id` is missing; the reply has `RequestID`: is `#[serde(rename = \"RequestID\")]` missing?",
        ),
        (r#"{"Other": "R", "Inner": {"RequestId": 1}}"#, "`request_id` is missing (status 200)"),
        (r#"{"request_id": null}"#, "`request_id` is `null` (status 200)"),
    ] {
        let (path, message) = problem(read::<Plain>(text).unwrap_err());
        assert!(path == "request_id" && message.contains(shown), "{message}");
    }
    let error = read::<Plain>("{}").unwrap_err();
    assert!(
        format!("{error:#}").ends_with("\nmake the field an `Option` if the service may leave the member out"),
        "{error:#}"
    );
    let (path, message) = problem(read::<Vec<Renamed>>(r#"[{"FileUrl": "a"}, {"FileURL": "a"}]"#).unwrap_err());
    let shown = "`[1].FileUrl` is missing; the reply has `FileURL`: is `#[serde(rename = \"FileURL\")]` missing?";
    assert!(path == "[1].FileUrl" && message.contains(shown), "{message}");
}

#[test]
fn an_empty_string_is_neither_a_number_nor_a_bool() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Empty {
        size: Option<u64>,
        ratio: Option<f64>,
        done: Option<bool>,
        text: Option<String>,
        #[serde(default)]
        list: Vec<Option<i8>>,
        #[serde(default)]
        named: BTreeMap<String, Option<u8>>,
    }

    let empty =
        r#"{"Size": "", "Ratio": "", "Done": "", "Text": "", "List": ["", 1, ""], "Named": {"a": "", "b": "2"}}"#;
    let named = BTreeMap::from([("a".to_owned(), None), ("b".to_owned(), Some(2))]);
    let expected = Empty {
        size: None,
        ratio: None,
        done: None,
        text: Some(String::new()),
        list: vec![None, Some(1), None],
        named,
    };
    assert_eq!(read::<Empty>(empty).unwrap(), expected);
    for (member, kind) in [("Size", "u64"), ("Ratio", "f64"), ("Ready", "a boolean")] {
        let mut body = media();
        body[member] = json!("");
        let Error::Reply(error) = read::<Media>(body.to_string()).unwrap_err() else { panic!() };
        assert_eq!((error.path(), error.problem()), (member, &*format!("expected {kind}, found an empty string")));
    }
}

/// The first item is read again without them; later ones are read correctly right away.
#[test]
fn nulls_in_the_items_of_a_list_are_absent() {
    let item = r#"{"Id": "m", "Size": 3, "Ratio": 0.5, "Ready": true, "Tags": null, "Offset": null}"#;
    let with_rest = format!(r#"{{"Rest": {item}, {}"#, &item[1..]);
    let body = format!("[{}]", [item, &with_rest].repeat(200).join(","));
    let items: Vec<Media> = read(body).unwrap();
    assert!(items.len() == 400 && items.iter().all(|media| media.tags.is_empty() && media.size == 3));
    assert!(items.iter().skip(1).step_by(2).all(|media| media.rest.as_ref().is_some_and(|rest| rest.id == "m")));
}

/// It is called with the value that was sent, and not called again after it has swallowed an error.
#[test]
fn a_function_that_swallows_its_error_gets_the_value_of_another_kind() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Counted {
        #[serde(deserialize_with = "or_zero")]
        count: u64,
        after: u8,
    }

    #[expect(clippy::unnecessary_wraps, reason = "serde asks for a `Result`")]
    fn or_zero<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        Ok(u64::deserialize(deserializer).unwrap_or(0))
    }

    for (count, expected) in [("5", 5), (r#""5""#, 5), ("null", 0), ("{}", 0), (r#"[1, {"a": []}]"#, 0), ("-1", 0)] {
        let read: Counted = read(format!(r#"{{"count": {count}, "after": "1"}}"#)).unwrap();
        assert_eq!(read, Counted { count: expected, after: 1 }, "{count}");
    }
    assert!(read::<Counted>(r#"{"count": [1,,2], "after": 1}"#).is_err(), "not JSON");
}
