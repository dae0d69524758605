//! Declared fields of every type: how they are written, their order, and what cannot be sent.
#![allow(
    clippy::box_collection,
    clippy::option_option,
    clippy::ref_option,
    clippy::redundant_allocation,
    clippy::borrow_deref_ref,
    clippy::trivially_copy_pass_by_ref,
    reason = "users write such types, and they are sent"
)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{Error, IceEnum, Operation, ice_operation};
use ice_tests::percent::decoded_params;
use ice_tests::recorded::{endpoint, moment, signer, stamp};
use serde::Serialize;
use serde_json::json;
use serde_json::value::RawValue;

use super::query_of;

fn sent(operation: &impl Operation) -> Vec<(String, String)> {
    let request = signer(Scheme::Acs3HmacSha256, false).sign(operation, &endpoint(), &stamp()).unwrap();
    query_of(&request)
}

fn refusal(operation: &impl Operation) -> String {
    match signer(Scheme::Acs3HmacSha256, false).sign(operation, &endpoint(), &stamp()) {
        Err(Error::Param(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

fn texts(params: &[(String, String)]) -> Vec<(&str, &str)> {
    params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[derive(IceEnum)]
enum Definition {
    #[ice(rename = "2K")]
    TwoK,
    #[ice(other)]
    Other(String),
}

#[ice_operation(action = "GetEverything", response = serde_json::Value)]
struct Everything<'a> {
    a_bool: bool,
    b_char: char,
    c_i128: i128,
    d_u128: u128,
    e_f64: f64,
    f_f32: f32,
    g_str: &'a str,
    h_cow: Cow<'a, str>,
    i_arc: Arc<str>,
    j_box: Box<String>,
    k_rc: Rc<Option<i8>>,
    l_nested: Option<Option<Option<u8>>>,
    m_reference: &'a str,
    n_enum: Definition,
    o_other: Option<Definition>,
    p_empty: Option<String>,
    q_none: Option<Option<u8>>,
}

#[test]
fn every_type_has_exactly_one_encoding() {
    let sent = sent(&Everything {
        a_bool: true,
        b_char: '中',
        c_i128: i128::MIN,
        d_u128: u128::MAX,
        e_f64: 1e21,
        f_f32: 0.1,
        g_str: "a b",
        h_cow: Cow::Borrowed("+"),
        i_arc: Arc::from("*"),
        j_box: Box::new("~".to_owned()),
        k_rc: Rc::new(Some(-1)),
        l_nested: Some(Some(Some(7))),
        m_reference: "m",
        n_enum: Definition::TwoK,
        o_other: Some(Definition::Other("8K".to_owned())),
        p_empty: Some(String::new()),
        q_none: Some(None),
    });
    assert_eq!(
        texts(&sent),
        [
            ("ABool", "true"),
            ("BChar", "中"),
            ("CI128", "-170141183460469231731687303715884105728"),
            ("DU128", "340282366920938463463374607431768211455"),
            ("EF64", "1000000000000000000000"),
            ("FF32", "0.1"),
            ("GStr", "a b"),
            ("HCow", "+"),
            ("IArc", "*"),
            ("JBox", "~"),
            ("KRc", "-1"),
            ("LNested", "7"),
            ("MReference", "m"),
            ("NEnum", "2K"),
            ("OOther", "8K"),
            ("PEmpty", ""),
        ]
    );
}

#[ice_operation(action = "GetNumber", response = serde_json::Value)]
struct GetNumber {
    plain: f64,
    #[ice(flat)]
    flat: Vec<f64>,
    #[ice(json)]
    json: Option<Vec<f64>>,
}

#[test]
fn floats_are_written_in_the_shortest_form_that_round_trips() {
    let number = |plain, flat: &[f64]| GetNumber { plain, flat: flat.to_vec(), json: None };
    assert_eq!(
        texts(&sent(&number(-0.0, &[1e-7, 0.1 + 0.2]))),
        [("Flat.1", "0.0000001"), ("Flat.2", "0.30000000000000004"), ("Plain", "-0"),]
    );
    for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(refusal(&number(wrong, &[])), "GetNumber: parameter `Plain`: the number is not finite");
        assert_eq!(refusal(&number(1.0, &[0.0, wrong])), "GetNumber: parameter `Flat.2`: the number is not finite");
        let json = GetNumber { json: Some(vec![wrong, 1.0]), ..number(1.0, &[]) };
        assert_eq!(texts(&sent(&json))[0], ("Json", "[null,1.0]"), "JSON cannot represent it otherwise");
    }
}

#[derive(Serialize, Clone, Default)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    key: String,
    value: Option<String>,
    #[serde(rename = "ids")]
    numbers: Vec<Option<u32>>,
}

#[ice_operation(action = "SubmitTags", response = serde_json::Value)]
#[derive(Default)]
struct SubmitTags {
    #[ice(flat)]
    tag: Vec<Option<Tag>>,
    #[ice(rename = "Tag-Mode")]
    mode: Option<String>,
    #[ice(flat, rename = "Tag1")]
    map: BTreeMap<String, Vec<u8>>,
    #[ice(json, body)]
    config: Option<Tag>,
    #[ice(join = ",", body)]
    ids: Vec<&'static str>,
    #[ice(rename = "regionId", body)]
    region: Option<String>,
    #[ice(skip)]
    _note: String,
    #[ice(with = seconds)]
    life: Option<std::time::Duration>,
    #[ice(idempotency_token)]
    client_token: Option<String>,
}

fn seconds(life: &Option<std::time::Duration>) -> Option<u64> {
    life.map(|life| life.as_secs())
}

/// The same parameters, declared in a different order.
#[ice_operation(action = "SubmitTags", response = serde_json::Value)]
struct Reordered {
    #[ice(idempotency_token)]
    client_token: Option<String>,
    #[ice(rename = "regionId", body)]
    region: Option<String>,
    #[ice(with = seconds)]
    life: Option<std::time::Duration>,
    #[ice(flat, rename = "Tag1")]
    map: BTreeMap<String, Vec<u8>>,
    #[ice(join = ",", body)]
    ids: Vec<&'static str>,
    #[ice(json, body)]
    config: Option<Tag>,
    #[ice(rename = "Tag-Mode")]
    mode: Option<String>,
    #[ice(flat)]
    tag: Vec<Option<Tag>>,
}

fn tags() -> SubmitTags {
    let tag = |key: &str, numbers: &[Option<u32>]| Tag { key: key.to_owned(), value: None, numbers: numbers.to_vec() };
    let mut list = vec![Some(tag("k", &[Some(1), None, Some(3)])), None];
    list.extend((3..=11).map(|_| Some(tag("", &[]))));
    SubmitTags {
        tag: list,
        mode: Some("all of them".to_owned()),
        map: BTreeMap::from([("x y".to_owned(), vec![5]), ("é".to_owned(), vec![6, 7])]),
        config: Some(tag("中", &[None])),
        ids: vec!["a", "b c"],
        region: Some("cn-shanghai".to_owned()),
        life: Some(std::time::Duration::from_secs(90)),
        ..SubmitTags::default()
    }
}

#[test]
fn flat_names_are_merged_with_those_of_other_fields() {
    let request = signer(Scheme::Acs3HmacSha256, false).sign(&tags(), &endpoint(), &stamp()).unwrap();
    let query = query_of(&request);
    let expected = [
        ("ClientToken", stamp().nonce().to_owned()),
        ("Life", "90".to_owned()),
        ("Tag-Mode", "all of them".to_owned()),
        ("Tag.1.Key", "k".to_owned()),
        ("Tag.1.ids.1", "1".to_owned()),
        ("Tag.1.ids.3", "3".to_owned()),
        ("Tag.10.Key", String::new()),
        ("Tag.11.Key", String::new()),
    ];
    let first: Vec<_> = query.iter().take(8).map(|(name, value)| (name.as_str(), value.clone())).collect();
    assert_eq!(first, expected);
    let last: Vec<_> = texts(&query).into_iter().skip(8 + 7).collect();
    assert_eq!(last, [("Tag1.x y.1", "5"), ("Tag1.é.1", "6"), ("Tag1.é.2", "7")]);
    let body = decoded_params(std::str::from_utf8(request.body()).unwrap());
    assert_eq!(
        texts(&body),
        [("Config", r#"{"Key":"中","Value":null,"ids":[null]}"#), ("Ids", "a,b c"), ("regionId", "cn-shanghai"),]
    );
}

#[test]
fn the_order_of_the_fields_does_not_matter() {
    let SubmitTags { tag, mode, map, config, ids, region, life, client_token, .. } = tags();
    let reordered = Reordered { client_token, region, life, map, ids, config, mode, tag };
    for signer in [signer(Scheme::Acs3HmacSha256, true), signer(Scheme::HmacSha1, true), Signer::anonymous()] {
        let one = signer.sign(&tags(), &endpoint(), &stamp()).unwrap();
        let other = signer.sign(&reordered, &endpoint(), &stamp()).unwrap();
        assert_eq!((one.uri(), one.headers(), one.body()), (other.uri(), other.headers(), other.body()));
    }
}

#[test]
fn empty_values_send_nothing_but_the_empty_form_stays() {
    let request = signer(Scheme::Acs3HmacSha256, false).sign(&SubmitTags::default(), &endpoint(), &stamp()).unwrap();
    assert_eq!(texts(&query_of(&request)), [("ClientToken", stamp().nonce())]);
    assert!(request.body().is_empty());
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
}

#[test]
fn the_idempotency_token_is_from_the_field_or_else_from_the_stamp() {
    let token = |field: Option<&str>, stamp: &Stamp| {
        let operation = SubmitTags { client_token: field.map(str::to_owned), ..SubmitTags::default() };
        let request = signer(Scheme::HmacSha1, false).sign(&operation, &endpoint(), stamp).unwrap();
        let token = query_of(&request).into_iter().find(|(name, _)| name == "ClientToken");
        token.unwrap().1
    };
    let stamp = Stamp::new(moment(), "nonce");
    assert_eq!(token(None, &stamp), "nonce");
    assert_eq!(token(None, &stamp.clone().with_idempotency_token("once")), "once");
    assert_eq!(token(Some("mine"), &stamp.with_idempotency_token("once")), "mine");
    assert!(SubmitTags::METADATA.is_repeatable());
}

#[ice_operation(action = "SubmitLists", response = serde_json::Value)]
#[derive(Default)]
struct SubmitLists {
    #[ice(join = ",")]
    a: Option<BTreeSet<u8>>,
    #[ice(join = "; ")]
    b: VecDeque<Option<f32>>,
    #[ice(join = ",")]
    c: [&'static str; 2],
    #[ice(flat)]
    d: Option<HashMap<u16, bool>>,
    #[ice(flat)]
    e: (u8, Option<&'static str>, char),
    #[ice(json)]
    f: Option<()>,
}

#[test]
fn lists_are_joined_and_maps_numbered() {
    let sent = sent(&SubmitLists {
        a: Some(BTreeSet::from([3, 1, 2])),
        b: VecDeque::from([Some(0.5), None, Some(2.0)]),
        c: ["", "x;y"],
        d: Some(HashMap::from([(10, true), (9, false)])),
        e: (1, None, 'z'),
        f: Some(()),
    });
    assert_eq!(
        texts(&sent),
        [
            ("A", "1,2,3"),
            ("B", "0.5; 2"),
            ("C", ",x;y"),
            ("D.10", "true"),
            ("D.9", "false"),
            ("E.1", "1"),
            ("E.3", "z"),
        ]
    );
    let holding = SubmitLists { c: ["a,b", "secret"], ..SubmitLists::default() };
    let said = refusal(&holding);
    assert!(said.starts_with("SubmitLists: parameter `C`: an item contains the separator `,`: use another"), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[ice_operation(action = "SubmitPieces", response = serde_json::Value)]
struct SubmitPieces {
    #[ice(join = "||")]
    pieces: Vec<String>,
}

/// With a separator of several characters, an item may contain a part of it. `serde_json` serializes these as structs
/// with one field with a special name.
#[test]
fn serde_jsons_own_types_are_numbered_by_their_content() {
    /// Its `Number` if some crate in a build turns on its feature `arbitrary_precision`.
    #[derive(Serialize)]
    struct Number {
        #[serde(rename = "$serde_json::private::Number")]
        text: &'static str,
    }

    #[ice_operation(action = "SubmitAnything", response = ())]
    struct SubmitAnything {
        #[ice(flat)]
        number: Vec<Number>,
        #[ice(flat)]
        raw: Box<RawValue>,
    }

    let raw = RawValue::from_string(r#"{"a": [1, "b"], "c": 2.50}"#.to_owned()).unwrap();
    let params = sent(&SubmitAnything { number: vec![Number { text: "12345678901234567890123" }], raw });
    let expected = [("Number.1", "12345678901234567890123"), ("Raw.a.1", "1"), ("Raw.a.2", "b"), ("Raw.c", "2.5")];
    assert_eq!(texts(&params), expected);
}

#[test]
fn a_joined_list_splits_into_its_items() {
    let mut lists: Vec<Vec<String>> = vec![Vec::new()];
    for item in ["", "a", "|", "a|", "|a", "|a|"] {
        let longer = lists.iter().filter(|list| list.len() < 3).map(|list| [&list[..], &[item.to_owned()]].concat());
        lists.extend(longer.collect::<Vec<_>>());
    }
    let mut refused = 0;
    for pieces in lists.into_iter().skip(1) {
        let joined = pieces.join("||");
        let operation = SubmitPieces { pieces };
        if joined.split("||").eq(&operation.pieces) {
            assert_eq!(texts(&sent(&operation)), [("Pieces", joined.as_str())]);
        } else {
            assert_eq!(
                refusal(&operation),
                "SubmitPieces: parameter `Pieces`: an item ends with the start of the separator `||`"
            );
            refused += 1;
        }
    }
    assert!(refused > 10, "{refused}");
}

#[ice_operation(action = "SubmitMap", response = serde_json::Value)]
struct SubmitMap {
    #[ice(flat, rename = "M")]
    map: HashMap<Vec<u8>, u8>,
}

#[test]
fn a_map_key_that_is_not_a_string_is_an_error() {
    let operation = SubmitMap { map: HashMap::from([(vec![1, 2], 3)]) };
    assert!(refusal(&operation).contains(": parameter `M`: a key of a map must be"));
}

#[ice_operation(action = "SubmitTranslation", response = serde_json::Value)]
#[derive(Default)]
struct Reserved {
    #[ice(reserved)]
    signature_nonce: Option<String>,
    #[ice(reserved, flat, rename = "Version")]
    version: serde_json::Value,
    #[ice(reserved, json)]
    security_token: Option<u8>,
}

#[test]
fn only_acs3_sends_reserved_names() {
    let nonce = Reserved { signature_nonce: Some("own".to_owned()), ..Reserved::default() };
    assert_eq!(texts(&sent(&nonce)), [("SignatureNonce", "own")]);
    let version = Reserved { version: json!("7"), ..Reserved::default() };
    let inner = Reserved { version: json!({"Major": 7}), ..Reserved::default() };
    for (operation, culprit) in [(&nonce, Some("SignatureNonce")), (&version, Some("Version")), (&inner, None)] {
        for signer in [signer(Scheme::HmacSha1, false), Signer::anonymous()] {
            match (signer.sign(operation, &endpoint(), &stamp()), culprit) {
                (Err(Error::Param(error)), Some(culprit)) => {
                    assert_eq!(error.name(), culprit);
                    assert!(error.reason().contains("Acs3HmacSha256"), "{error}");
                }
                (Ok(_), None) => {}
                (other, _) => panic!("{culprit:?}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_long_url_is_an_error_that_says_what_to_do() {
    let operation = SubmitTags { mode: Some("x".repeat(60_000)), ..SubmitTags::default() };
    let error = signer(Scheme::HmacSha1, false).sign(&operation, &endpoint(), &stamp()).unwrap_err();
    assert!(error.to_string().contains("`#[ice(body)]`"), "{error}");
    let body = SubmitTags { region: Some("x".repeat(600_000)), ..SubmitTags::default() };
    assert!(signer(Scheme::HmacSha1, false).sign(&body, &endpoint(), &stamp()).is_ok());
}
