//! The tolerant pass: in comes JSON text that strict serde refused, out goes the same type all the same, or where and
//! why not.
//!
//! The service's types drift: a number comes as a string, a string as a number, and `null` stands for what is absent.
//! The type asked for says what to make of it, so this is a `Deserializer` over raw pieces of the text. It costs a scan
//! a level, two or three where there are `null`s to leave out, and runs only after the strict pass has failed.

mod access;
mod mismatch;
mod nulls;
mod number;
mod raw;

pub(crate) use mismatch::Mismatch;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use nulls::RefusedNulls;
use raw::Raw;

/// Passes that look ahead: a type that takes nothing empty either makes one fail.
const LOOKS: usize = 3;

/// Passes that leave out one more `null` each.
const STEPS: usize = 5;

/// Reads `text` into any serde type.
///
/// A `null` that a type refuses is to be left out, and only such a one: a `deserialize_with` may refuse a `null` and
/// have something else to say for it. What leaves out more is tried where less is not enough.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Mismatch> {
    let value: &RawValue = serde_json::from_str(text).map_err(|error| Mismatch::of_syntax(text, &error))?;
    let mut nulls = RefusedNulls::default();
    let mut outcome = read(value, &mut nulls, 1);
    if outcome.is_err() && !nulls.is_empty() {
        outcome = read(value, &mut nulls.looking_ahead(), LOOKS).or_else(|_| read(value, &mut nulls, STEPS));
    }
    outcome
        .or_else(|mismatch| {
            let last = read(value, &mut RefusedNulls::every(), 1);
            last.map_err(|other| if mismatch.null().is_some() { other } else { mismatch })
        })
        .map_err(|mismatch| mismatch.known(value.get()))
}

/// Passes over the text, at most so many failed ones, until no more `null`s are refused.
fn read<T: DeserializeOwned>(value: &RawValue, nulls: &mut RefusedNulls, limit: usize) -> Result<T, Mismatch> {
    let mut failed = 0;
    loop {
        let outcome = T::deserialize(Raw::new(value.get(), nulls));
        failed += usize::from(outcome.is_err());
        if !nulls.end_pass(outcome.as_ref().err()) || failed >= limit {
            return outcome;
        }
    }
}

#[cfg(test)]
mod tests;
