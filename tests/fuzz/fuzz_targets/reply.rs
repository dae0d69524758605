//! Any reply into a type of many kinds of members: the envelope, the hint, and what `serde_json` reads too.
#![no_main]

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, DATE, HeaderValue, RETRY_AFTER};
use ice_runtime::{Error, IceEnum, ice_operation, read_reply};
use libfuzzer_sys::fuzz_target;
use serde::Deserialize;

#[ice_operation(action = "GetThing", response = Thing)]
struct GetThing {}

#[derive(Debug, Clone, PartialEq, IceEnum)]
enum Kind {
    Small,
    #[ice(rename = "2K")]
    TwoK,
    #[ice(other)]
    Other(String),
}

#[derive(Debug, PartialEq, Deserialize)]
enum Choice {
    Unit,
    New(u8),
    Pair(i64, bool),
    Named { a: Option<f32> },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Loose {
    Number(i64),
    Text(String),
    List(Vec<bool>),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Thing {
    request_id: String,
    size: Option<u32>,
    ratio: Option<f64>,
    wide: Option<i128>,
    sign: Option<char>,
    done: Option<bool>,
    kind: Option<Kind>,
    choice: Option<Choice>,
    loose: Option<Loose>,
    unit: Option<()>,
    pair: Option<(u8, String)>,
    list: Vec<Inner>,
    named: HashMap<String, i32>,
    numbered: BTreeMap<u16, String>,
    any: serde_json::Value,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Inner {
    name: Option<Box<str>>,
    inner: Option<Box<Inner>>,
    #[serde(flatten)]
    rest: HashMap<String, serde_json::Value>,
}

fuzz_target!(|input: (u16, [Option<String>; 5], Vec<u8>)| {
    let (status, headers, body) = input;
    let mut reply = http::Response::new(Bytes::from(body.clone()));
    if let Ok(status) = http::StatusCode::from_u16(100 + status % 500) {
        *reply.status_mut() = if status.as_u16() < 200 { http::StatusCode::OK } else { status };
    }
    let names = ["x-acs-retry-after", "x-acs-request-id"].map(http::HeaderName::from_static);
    let names = names.into_iter().chain([RETRY_AFTER, DATE, CONTENT_ENCODING]);
    for (name, value) in names.zip(headers) {
        if let Some(Ok(value)) = value.map(|value| HeaderValue::from_str(&value)) {
            reply.headers_mut().insert(name, value);
        }
    }
    let is_success = reply.status().is_success();
    let outcome = read_reply::<GetThing>(reply);
    let strict: Result<Thing, _> = serde_json::from_slice(&body);
    match (outcome, strict) {
        (Ok(thing), Ok(strict)) => {
            assert!(is_success);
            assert_eq!(thing, strict);
        }
        (Err(error), strict) => {
            let _ = (error.retry_after(), error.code(), error.request_id());
            let texts = format!("{error} {error:?}");
            assert!(!texts.contains('\u{1b}') && error.to_string().lines().count() <= 2, "{texts}");
            // An error of the type means that the type does not fit. Only `serde_json` reads an object from a list.
            let is_list = texts.contains("found a list");
            assert!(strict.is_err() || is_list || !matches!(error, Error::Reply(_)), "{texts}");
        }
        (Ok(_), Err(_)) => {
            let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&body);
            assert!(is_success && serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok());
        }
    }
});
