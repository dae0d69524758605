//! A value of a different kind than its type does not affect the values next to it.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Response;
use ice_runtime::{ice_operation, read_reply};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::parameters::json;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reply {
    /// Always sent as a string in this test.
    quoted: u64,
    any: Value,
    members: BTreeMap<String, Option<Value>>,
    text: String,
    signed: i64,
    float: f64,
    single: f32,
    flag: bool,
    absent: Option<Box<Reply>>,
    #[serde(default)]
    items: Vec<Option<i32>>,
    letter: char,
    pair: (i8, Option<String>),
    unit: (),
}

#[ice_operation(action = "GetReply", response = Reply)]
struct GetReply {}

fn read(body: &Value) -> Result<Reply, ice_runtime::Error> {
    read_reply::<GetReply>(Response::new(Bytes::from(body.to_string())))
}

fn reply() -> impl Strategy<Value = Reply> {
    let float = any::<f64>().prop_filter("finite", |float| float.is_finite());
    let single = any::<f32>().prop_filter("finite", |float| float.is_finite());
    let scalars = (any::<u64>(), any::<i64>(), float, single, any::<bool>(), any::<char>());
    let members = prop::collection::btree_map(any::<String>(), prop::option::of(json()), 0..4);
    let others = (json(), members, any::<String>(), any::<Vec<Option<i32>>>(), any::<(i8, Option<String>)>());
    (scalars, others).prop_map(|((quoted, signed, float, single, flag, letter), (any, members, text, items, pair))| {
        Reply { quoted, any, members, text, signed, float, single, flag, absent: None, items, letter, pair, unit: () }
    })
}

/// The scalar as the service might send it instead.
fn quoted(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Bool(truth) => Value::String(truth.to_string()),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(super::cases(200))]

    #[test]
    fn values_next_to_a_quoted_number_are_read_exactly(
        outer in reply(), inner in prop::option::of(reply()), are_quoted in any::<[bool; 4]>()
    ) {
        let mut exact = serde_json::to_value(&outer).unwrap();
        exact["Absent"] = serde_json::to_value(&inner).unwrap();
        let strict = read(&exact).unwrap();

        let mut body = exact.clone();
        body["Quoted"] = quoted(&exact["Quoted"]);
        for (member, is_quoted) in ["Signed", "Float", "Single", "Flag"].into_iter().zip(are_quoted) {
            if is_quoted {
                body[member] = quoted(&exact[member]);
            }
        }
        prop_assert_eq!(read(&body).unwrap(), strict);
    }
}
