use std::borrow::Cow;
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

/// Strict `serde_json` rejects the whole object because of it.
#[test]
fn a_name_that_is_not_a_text_is_passed_over() {
    let reply: Reply = from_str(r#"{"\ud800": {"\udc00": 1}, "Id": "a", "Other\ud800": 2}"#).unwrap();
    assert_eq!((reply.id.as_str(), reply.counts), ("a", None));
    let reply: Reply = from_str(r#"{"\ud800": 1, "\u0049d": 5, "Counts": {"\udfff": 1, "2": 3}}"#).unwrap();
    assert_eq!((reply.id.as_str(), reply.counts), ("5", Some(BTreeMap::from([(2, 3)]))));
    assert_eq!(mismatch(r#"{"\ud800": 1, "Size": 1}"#).0, "Id");
}

/// A function may ask for borrowed text, even of a value of another kind.
#[test]
fn texts_are_borrowed_where_they_stand_as_they_are() {
    #[derive(Debug, Deserialize)]
    struct Texts<'a> {
        plain: &'a str,
        number: &'a str,
        #[serde(borrow)]
        escaped: Cow<'a, str>,
        #[serde(borrow)]
        unescaped: Cow<'a, str>,
    }

    let texts: Texts<'_> =
        from_str(r#"{"plain": "a", "number": 1.50, "escaped": "a\u0062", "unescaped": true}"#).unwrap();
    assert_eq!((texts.plain, texts.number, &*texts.escaped, &*texts.unescaped), ("a", "1.50", "ab", "true"));
    assert!(matches!((texts.escaped, texts.unescaped), (Cow::Owned(_), Cow::Borrowed(_))));
    assert!(from_str::<&str>(r#""a\u0062""#).is_err());
}

/// Reading again starts with everything learned so far, so it takes the time of only a few readings.
#[test]
fn many_names_and_nulls_that_are_left_out_are_no_burden() {
    let members = |member: &str| format!("{{{}}}", vec![member; 20_000].join(","));
    assert_eq!(from_str::<BTreeMap<String, u8>>(&members(r#""\ud800": 1"#)).unwrap(), BTreeMap::new());
    assert_eq!(from_str::<BTreeMap<String, u8>>(&members(r#""a": null"#)).unwrap(), BTreeMap::new());
    let list = format!("[{}]", vec![r#"{"a": null, "a": 1, "\ud800": 2, "b": null}"#; 5_000].join(","));
    let maps: Vec<BTreeMap<String, u8>> = from_str(&list).unwrap();
    assert!(maps.len() == 5_000 && maps.iter().all(|map| *map == BTreeMap::from([("a".to_owned(), 1)])));
    let list = format!("[{}]", vec![r#"{"Id": "a", "Id": "b", "Tags": null, "Size": ""}"#; 5_000].join(","));
    let replies: Vec<Reply> = from_str(&list).unwrap();
    assert!(replies.len() == 5_000 && replies.iter().all(|reply| reply.id == "b" && reply.size.is_none()));
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Defaults {
    text: String,
    number: u8,
    float: f64,
    flag: bool,
    list: Vec<u8>,
    object: BTreeMap<String, u8>,
    inner: Option<Box<Defaults>>,
    letter: Option<char>,
}

/// Every type that rejects `null` is found in one pass, and one that accepts it gets it.
#[test]
fn nulls_are_left_out_where_their_type_refuses_them() {
    #[derive(Debug, Deserialize)]
    struct Mixed {
        items: Vec<Defaults>,
        any: serde_json::Value,
        unit: (),
    }

    let nulls = r#"{"text": null, "number": null, "float": null, "flag": null, "list": null, "object": null,
        "inner": null, "letter": null}"#;
    let text = format!(r#"{{"unit": null, "items": [{nulls}, {{"number": "1", "inner": {nulls}}}], "any": null}}"#);
    let mixed: Mixed = from_str(&text).unwrap();
    let nested = Defaults { number: 1, inner: Some(Box::default()), ..Defaults::default() };
    assert_eq!(mixed.items, [Defaults::default(), nested]);
    assert_eq!((mixed.any, mixed.unit), (serde_json::Value::Null, ()));
}

/// The substitute for a `null` never shows: a required member is missing.
#[test]
fn nothing_empty_takes_the_place_of_a_null() {
    for (shown, text) in
        [("Id", r#"{"Id": null}"#), ("Nested.Id", r#"{"Id": 1, "Nested": {"Id": null, "Tags": null}}"#)]
    {
        assert_eq!(mismatch(text), (shown.to_owned(), "is `null`".to_owned()));
    }
    let (path, problem) = mismatch(r#"{"Id": "a", "Tags": [null]}"#);
    assert_eq!((path.as_str(), problem.as_str()), ("Tags[0]", "expected a string, found `null`"));
    assert_eq!(mismatch(r#"{"Id": "a", "Counts": {"1": null, "x": 2}}"#).0, "Counts");
    assert_eq!(from_str::<Reply>(r#"{"Id": "a", "Counts": {"1": null}}"#).unwrap().counts, Some(BTreeMap::new()));
}

/// Handles its own error, as many `deserialize_with` functions do.
#[expect(clippy::unnecessary_wraps, reason = "serde asks for a `Result`")]
fn or_zero<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Ok(u64::deserialize(deserializer).unwrap_or(0))
}

fn seven() -> u64 {
    7
}

#[derive(Debug, Deserialize, PartialEq)]
struct Fallbacks {
    id: String,
    #[serde(deserialize_with = "or_zero")]
    count: u64,
    #[serde(default = "seven", deserialize_with = "or_zero")]
    rest: u64,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    kinds: Vec<Kind>,
    #[serde(default)]
    letter: char,
    #[serde(default)]
    flag: bool,
    any: serde_json::Value,
    inner: Option<Box<Fallbacks>>,
}

/// Every combination of a few texts for each member, and whether each text can be read, by itself and in strict mode.
fn combinations() -> Vec<(String, bool)> {
    let members: [(&str, &[(&str, bool)]); 8] = [
        ("tags", &[("", true), ("null", true), ("[1]", true)]),
        ("count", &[("", false), ("null", true), ("{}", true), (r#""5""#, true)]),
        ("letter", &[("", true), ("null", true), (r#""x""#, true)]),
        ("id", &[("5", true), ("null", false), (r#""a""#, true)]),
        ("rest", &[("", true), ("null", true), ("9", true)]),
        ("flag", &[("", true), ("null", true), ("1", true)]),
        ("kinds", &[("null", true), (r#"["Plain"]"#, true), ("[null]", false)]),
        ("any", &[("null", true)]),
    ];
    let mut made = vec![(String::new(), true)];
    for (name, texts) in members {
        let longer = made.iter().flat_map(|(start, is_right)| {
            texts.iter().map(move |(text, is_read)| {
                let comma = if start.is_empty() || text.is_empty() { "" } else { "," };
                let member = if text.is_empty() { String::new() } else { format!(r#"{comma}"{name}":{text}"#) };
                (format!("{start}{member}"), *is_right && *is_read)
            })
        });
        made = longer.collect();
    }
    made
}

/// A function that handles `null` itself gets it, whatever else has drifted.
#[test]
fn a_null_reaches_the_function_that_handles_it() {
    for (members, is_read) in combinations() {
        for text in [format!("{{{members}}}"), format!(r#"{{"id":1,"count":null,"any":null,"inner":{{{members}}}}}"#)] {
            let read = from_str::<Fallbacks>(&text);
            assert_eq!(read.is_ok(), is_read, "{text}: {read:?}");
            let Ok(read) = read else { continue };
            let is_drifted = members.contains(r#""count":"5""#);
            if let (Ok(strict), false) = (serde_json::from_str::<Fallbacks>(&text), is_drifted) {
                assert_eq!(read, strict, "{text}");
            }
            let read = read.inner.as_deref().unwrap_or(&read);
            assert_eq!((read.count, &read.any), (if is_drifted { 5 } else { 0 }, &serde_json::Value::Null), "{text}");
            let is_refused = |name: &str| members.contains(&format!(r#""{name}":null"#));
            if !["tags", "letter", "flag", "kinds"].into_iter().any(is_refused) {
                let rest = [(r#""rest":null"#, 0), (r#""rest":9"#, 9)];
                let expected = rest.into_iter().find(|(member, _)| members.contains(member));
                assert_eq!(read.rest, expected.map_or(7, |(_, rest)| rest), "{text}");
            }
        }
    }
}

/// A case where only leaving out every `null` helps: a flattened object is read before its types are known.
#[test]
fn nulls_of_a_flattened_object_are_left_out() {
    #[derive(Debug, Deserialize)]
    struct Outer {
        id: String,
        #[serde(flatten)]
        inner: Defaults,
    }

    let read: Outer = from_str(r#"{"id": 5, "text": null, "number": 1, "list": null}"#).unwrap();
    let inner = Defaults { number: 1, ..Defaults::default() };
    assert_eq!((read.id.as_str(), read.inner), ("5", inner));
}

#[track_caller]
fn mismatch(text: &str) -> (String, String) {
    let mismatch = from_str::<Reply>(text).unwrap_err();
    (mismatch.path().to_owned(), mismatch.problem().to_owned())
}

#[test]
fn a_mismatch_names_the_member_and_not_the_value() {
    let shown = |path: &str, problem: &str| (path.to_owned(), problem.to_owned());
    assert_eq!(mismatch(r#"{"Id": null}"#), shown("Id", "is `null`"));
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
fn values_that_are_nested_too_deeply_are_refused() {
    let deep = format!(r#"{}{{"Id": 1}}{}"#, r#"{"Id": 1, "Nested": "#.repeat(200), "}".repeat(200));
    assert!(mismatch(&deep).1.contains("too deeply"));
    let deep = format!(r#"{{"Id": 1, "Other": {}{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(from_str::<Reply>(&deep).unwrap().id, "1");
}
