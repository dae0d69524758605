//! The reader of replies compared with `serde_json`: what fits its type gives the same value, whatever the type. This
//! must also hold with `--features serde_json/arbitrary_precision,serde_json/float_roundtrip`, which any crate in a
//! user's build may turn on.

use std::collections::BTreeMap;
use std::fmt::Debug;

use ice_runtime::Error;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Number, Value};

use super::read;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Thing {
    small: Option<u8>,
    signed: i64,
    wide: Option<i128>,
    float: f64,
    single: Option<f32>,
    flag: bool,
    text: String,
    letter: Option<char>,
    unit: (),
    pair: Option<(i8, Option<String>)>,
    list: Vec<Option<u16>>,
    choices: Vec<Choice>,
    loose: Option<Loose>,
    tagged: Option<Tagged>,
    by_number: BTreeMap<i32, Option<f64>>,
    by_truth: BTreeMap<bool, u8>,
    any: Value,
    number: Option<Number>,
    bytes: Bytes,
    flattened: Option<Flattened>,
    inner: Option<Box<Thing>>,
}

#[derive(Debug, PartialEq, Deserialize)]
enum Choice {
    One,
    Two(u8),
    Three(u8, bool),
    Four { number: Option<u8>, text: String },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Loose {
    Number(i64),
    Text(String),
    List(Vec<bool>),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    A { size: u8 },
    B,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Flattened {
    id: String,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

/// Members that are not read.
#[derive(Debug, PartialEq, Deserialize)]
struct Unread {
    text: Option<IgnoredAny>,
    inner: Option<IgnoredAny>,
}

/// A type that asks for bytes.
#[derive(Debug, Default, PartialEq)]
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_owned())
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Vec<u8>, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = items.next_element()? {
                    bytes.push(byte);
                }
                Ok(bytes)
            }
        }

        deserializer.deserialize_byte_buf(Visitor).map(Self)
    }
}

const THING: &str = r#"{"small": 7, "signed": -3, "wide": -170141183460469231731687303715884105728, "float": 0.1,
"single": 16777217.0, "flag": true, "text": "a\"\\\/\b\f\n\r\t\u0041\ud83d\ude00 中", "letter": "\u4e2d", "unit": null,
"pair": [-1, null], "list": [1, null, 65535], "choices": ["One", {"One": null}, {"Two": 2}, {"Three": [3, true]},
{"Four": {"text": "t", "number": 4}}], "loose": [true], "tagged": {"kind": "A", "size": 1},
"by_number": {"-1": 1e-7, "20": null}, "by_truth": {"true": 1}, "any": {"a": [1, -0.0, -1, 1.5e300, 18446744073709551615,
18446744073709551616, "1", null], "a": 2, "b": {}}, "number": 36028799166447617, "bytes": "\ud800x", "unknown": [{"x": [" "]}],
"flattened": {"id": "i", "more": 1}, "inner": {"text": "", "small": null, "bytes": [1, 2], "list": []}}"#;

/// The pieces that edits insert into a text.
const PIECES: &[&str] = &[
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\u{1}",
    "0",
    "-",
    ".",
    "e",
    "null",
    "true",
    "\"5\"",
    "\"\"",
    "1e400",
    "256",
    "-0",
    "\\ud800",
    "\\u0061",
    "\"small\":",
    "中",
];

/// A text with a few pieces inserted or removed.
fn edited(text: &str, edits: &[(Index, usize, &str)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (index, removed, piece) in edits {
        let at = index.index(characters.len() + 1);
        let end = (at + removed).min(characters.len());
        characters.splice(at..end, piece.chars());
    }
    characters.into_iter().collect()
}

/// Fails if `serde_json` reads a different value, or if the text is read although it is not JSON.
fn check<T: DeserializeOwned + Debug + PartialEq>(text: &str) -> Result<(), TestCaseError> {
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    match (read::<T>(text.to_owned()), serde_json::from_str::<T>(text)) {
        (Ok(read), Ok(expected)) => prop_assert_eq!(read, expected, "{}", text),
        (Ok(_), Err(_)) => prop_assert!(is_json, "not JSON: {text}"),
        // Only `serde_json` reads an object from a list, or bytes from a string that is not JSON.
        (Err(error), Ok(_)) => {
            prop_assert!(!is_json || error.to_string().contains("found a list"), "{text}: {error}");
        }
        (Err(_), Err(_)) => {}
    }
    Ok(())
}

#[test]
fn unchanged_replies_are_read_to_the_same_value() {
    let thing: Thing = read(THING).unwrap();
    assert_eq!(thing, serde_json::from_str(THING).unwrap());
    assert_eq!((thing.single, thing.bytes), (Some(16_777_216.0), Bytes(b"\xed\xa0\x80x".to_vec())));
}

/// With `float_roundtrip`, single precision is not read via double precision, which would round twice.
#[test]
fn numbers_are_exact_including_the_last_bit_and_the_sign_of_zero() {
    let number = "1.00000017881393432617187499";
    let strict: f32 = serde_json::from_str(number).unwrap();
    for text in [number.to_owned(), format!("\"{number}\"")] {
        assert_eq!(read::<f32>(text).unwrap().to_bits(), strict.to_bits());
    }
    for zero in ["-0", "-0.0", "\"-0\""] {
        assert!(read::<f64>(zero).unwrap().is_sign_negative(), "{zero}");
        assert_eq!(read::<i8>(zero).unwrap(), 0, "{zero}");
    }
    assert_eq!(read::<Value>("-0").unwrap().to_string(), serde_json::from_str::<Value>("-0").unwrap().to_string());
}

proptest! {
    #![proptest_config(super::cases(3000))]

    #[test]
    fn an_edited_text_is_read_as_serde_json_reads_it_or_more_leniently(
        edits in vec((any::<Index>(), 0..4_usize, select(PIECES)), 1..4)
    ) {
        let text = edited(THING, &edits);
        check::<Thing>(&text)?;
        check::<Value>(&text)?;
        check::<Unread>(&text)?;
    }

    #[test]
    fn a_string_is_read_as_serde_json_reads_it(pieces in vec(select(PIECES), 0..20), text in ".{0,40}") {
        let escaped = serde_json::to_string(&text).unwrap();
        check::<String>(&escaped)?;
        check::<Vec<String>>(&format!("[{escaped}, \"{}\"]", pieces.concat()))?;
    }

    #[test]
    fn a_number_is_read_as_serde_json_reads_it(number in "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?") {
        check::<f64>(&number)?;
        check::<f32>(&number)?;
        check::<u64>(&number)?;
        check::<i128>(&number)?;
        check::<Number>(&number)?;
        check::<Vec<(f32, Value)>>(&format!("[[{number}, {number}]]"))?;
    }
}

/// Member names that are read as numbers, bools and `serde_json`'s own types.
#[test]
fn names_are_read_as_the_type_of_the_map_key() {
    /// The members in their original order.
    #[derive(Debug, PartialEq)]
    struct Pairs<K>(Vec<(K, u8)>);

    impl<'de, K: Deserialize<'de>> Deserialize<'de> for Pairs<K> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor<K>(std::marker::PhantomData<K>);

            impl<'de, K: Deserialize<'de>> serde::de::Visitor<'de> for Visitor<K> {
                type Value = Vec<(K, u8)>;

                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("members")
                }

                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                    std::iter::from_fn(|| members.next_entry().transpose()).collect()
                }
            }

            deserializer.deserialize_map(Visitor(std::marker::PhantomData)).map(Self)
        }
    }

    let floats = r#"{"1.5": 1, "-2": 2, "0.1": 3}"#;
    assert_eq!(read::<Pairs<f64>>(floats).unwrap(), serde_json::from_str(floats).unwrap());
    assert_eq!(read::<Pairs<f32>>(floats).unwrap(), serde_json::from_str(floats).unwrap());
    let integers = r#"{"-170141183460469231731687303715884105728": 1, "5": 2}"#;
    assert_eq!(read::<Pairs<i128>>(integers).unwrap(), serde_json::from_str(integers).unwrap());
    let raw: Pairs<String> = read(r#"{"a": "1", "\ud800": {}, "b": 2.0}"#).unwrap();
    assert_eq!(raw, Pairs(vec![("a".to_owned(), 1), ("b".to_owned(), 2)]), "only strings match");
}

#[test]
fn raw_values_keep_their_text() {
    #[derive(Deserialize)]
    struct Raw {
        one: Box<RawValue>,
        #[serde(default)]
        more: Vec<Box<RawValue>>,
        /// A value of a different kind than its type.
        size: u8,
    }

    let raw: Raw = read(r#"{"one": {"a" : 1.10}, "more": [ null, "x\u0041" ,2], "size": "7"}"#).unwrap();
    let texts: Vec<&str> = raw.more.iter().map(|more| more.get()).collect();
    assert_eq!((raw.one.get(), texts, raw.size), (r#"{"a" : 1.10}"#, vec!["null", r#""x\u0041""#, "2"], 7));
}

#[test]
fn an_object_is_not_read_from_a_list() {
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[allow(dead_code, reason = "it is refused")]
        inner: Inner,
    }

    #[derive(Debug, Deserialize)]
    struct Inner {
        #[allow(dead_code, reason = "it is refused")]
        text: String,
    }

    let Error::Reply(error) = read::<Outer>(r#"{"inner": ["text"]}"#).unwrap_err() else { panic!() };
    assert_eq!((error.path(), error.problem()), ("inner", "expected struct Inner, found a list"));
}
