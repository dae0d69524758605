//! Makes a documented reply usable: replaces masked credentials and tickets with ones that the emulator accepts, and
//! makes it the only page of its list.

use serde_json::{Map, Value};

use super::super::received::Call;
use super::super::scripts::pages::{TOKENS, is_page_number};
use super::super::scripts::uploads::Uploads;

/// Members that hold the total number of items on all pages.
const TOTALS: [&str; 4] = ["TotalCount", "Total", "TotalNumber", "TotalNum"];

/// Replaces credentials and tickets wherever they are.
pub(super) fn enliven(value: &mut Value, call: &Call, uploads: &Uploads) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| enliven(item, call, uploads)),
        Value::Object(members) => {
            if members.contains_key("UploadAuth") {
                replace(members, uploads.give_out(call));
            }
            if members.contains_key("AccessKeyId") && members.contains_key("AccessKeySecret") {
                replace(members, call.account(members.contains_key("SecurityToken")));
            }
            members.values_mut().for_each(|member| enliven(member, call, uploads));
        }
        _ => {}
    }
}

/// Replaces the values of members that the reply has.
fn replace(members: &mut Map<String, Value>, living: impl IntoIterator<Item = (&'static str, String)>) {
    for (name, value) in living {
        if let Some(member) = members.get_mut(name) {
            *member = Value::from(value);
        }
    }
}

/// Makes the reply the first and only page: no token, and nothing on the pages after it.
pub(super) fn make_only_page(reply: &mut Value, call: &Call) {
    let number = call.all_parameters().find(|(name, _)| is_page_number(name));
    let is_beyond = number.and_then(|(_, number)| number.parse::<u64>().ok()).is_some_and(|number| number > 1);
    let length = first_list(reply).map_or(0, <[Value]>::len);
    each_member(reply, &mut |name, member| {
        if TOKENS.contains(&name) {
            *member = Value::from("");
        } else if TOTALS.contains(&name) {
            *member = if member.is_string() { Value::from(length.to_string()) } else { Value::from(length) };
        } else if member.is_array() && is_beyond {
            *member = Value::Array(Vec::new());
        }
    });
}

/// The outermost list.
fn first_list(value: &Value) -> Option<&[Value]> {
    let members = value.as_object()?;
    let own = members.values().find_map(Value::as_array).map(Vec::as_slice);
    own.or_else(|| members.values().find_map(first_list))
}

/// Visits every member outside of lists.
fn each_member(value: &mut Value, change: &mut impl FnMut(&str, &mut Value)) {
    for (name, member) in value.as_object_mut().into_iter().flatten() {
        change(name, member);
        each_member(member, change);
    }
}
