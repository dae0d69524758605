use std::collections::BTreeMap;

use serde::Deserialize;

use super::from_str;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Reply {
    id: String,
    size: Option<u64>,
    ratio: Option<f64>,
    done: Option<bool>,
    #[serde(default)]
    tags: Vec<String>,
    nested: Option<Box<Reply>>,
    kind: Option<Kind>,
    counts: Option<BTreeMap<u8, i32>>,
}

#[derive(Debug, Deserialize, PartialEq)]
enum Kind {
    Plain,
    Named { name: String },
    Sized(u64),
}

#[test]
fn drifted_types_are_read() {
    let reply: Reply = from_str(
        r#"{"Id": 1.10, "Size": "42", "Ratio": "2.5", "Done": "True", "Tags": [1, true, "a\n"], "Other": [null],
            "Nested": {"Id": "x", "Size": 3.0, "Tags": null, "Kind": {"Sized": "7"}}, "Kind": "Plain", "Counts": {"1": "2"}}"#,
    )
    .unwrap();
    assert_eq!((reply.id.as_str(), reply.size, reply.ratio, reply.done), ("1.10", Some(42), Some(2.5), Some(true)));
    assert_eq!(reply.tags, ["1", "true", "a\n"]);
    assert_eq!(reply.kind, Some(Kind::Plain));
    assert_eq!(reply.counts, Some(BTreeMap::from([(1, 2)])));
    let nested = reply.nested.unwrap();
    assert_eq!((nested.size, nested.kind), (Some(3), Some(Kind::Sized(7))));
    assert!(nested.tags.is_empty());
}

#[test]
fn the_last_of_two_members_counts() {
    assert_eq!(from_str::<Reply>(r#"{"Id": "a", "Id": 5}"#).unwrap().id, "5");
}

#[track_caller]
fn mismatch(text: &str) -> (String, String) {
    let mismatch = from_str::<Reply>(text).unwrap_err();
    (mismatch.path(), mismatch.problem().to_owned())
}

#[test]
fn a_mismatch_names_the_member_and_not_the_value() {
    let shown = |path: &str, problem: &str| (path.to_owned(), problem.to_owned());
    assert_eq!(mismatch(r#"{"Id": null}"#), shown("Id", "the member is missing or `null`"));
    assert_eq!(mismatch(r#"{"Id": "a", "Size": "secret"}"#), shown("Size", "expected u64, found a string"));
    assert_eq!(
        mismatch(r#"{"Id": "a", "Nested": {"Id": "b", "Tags": ["x", {}]}}"#),
        shown("Nested.Tags[1]", "expected a string, found an object")
    );
    assert_eq!(mismatch(r#"{"Id": "a", "Size": -1}"#), shown("Size", "expected u64, found another number"));
    assert_eq!(mismatch("[]"), shown("", "expected struct Reply, found a list"));
    assert_eq!(mismatch(r#"{"Id": "a""#), shown("", "the JSON ends too early, after 10 bytes"));
    assert!(mismatch(r#"{"Id": "a", "Kind": "secret"}"#).1.starts_with("expected one of `Plain`"));
}

#[test]
fn a_message_of_a_foreign_type_does_not_quote_the_value() {
    #[derive(Debug)]
    struct Picky;

    impl<'de> Deserialize<'de> for Picky {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(format!("cannot read {text}")))
        }
    }

    let mismatch = from_str::<Vec<Picky>>(r#"["topsecret"]"#).unwrap_err();
    assert_eq!(mismatch.problem(), "the value is not of the expected form");
    assert_eq!(mismatch.path(), "[0]");
}

#[test]
fn depth_is_limited() {
    let deep = format!(r#"{}{{"Id": 1}}{}"#, r#"{"Id": 1, "Nested": "#.repeat(200), "}".repeat(200));
    assert!(mismatch(&deep).1.contains("too deeply"));
    let deep = format!(r#"{{"Id": 1, "Other": {}{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(from_str::<Reply>(&deep).unwrap().id, "1");
}
