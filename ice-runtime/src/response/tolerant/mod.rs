//! The tolerant pass: in comes JSON text that strict serde refused, out goes the same type all the same, or where and why
//! not.
//!
//! The service's types drift: a number comes as a string, a string as a number, and `null` stands for what is absent.
//! The type asked for says what to make of it, so this is a `Deserializer` over raw pieces of the text. It costs a scan a
//! level, twice where there are `null`s to leave out, and runs only after the strict pass has failed.

mod access;
mod mismatch;
mod nulls;
mod number;
mod raw;

pub(super) use mismatch::Mismatch;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use nulls::RefusedNulls;
use raw::Raw;

/// Reads `text` into any serde type.
pub(super) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Mismatch> {
    let value: &RawValue = serde_json::from_str(text).map_err(|error| Mismatch::of_syntax(text, &error))?;
    let mut nulls = RefusedNulls::default();
    loop {
        let outcome = T::deserialize(Raw::new(value.get(), &nulls));
        if !nulls.end_pass(outcome.as_ref().err()) {
            return outcome.map_err(|mismatch| mismatch.known(value.get()));
        }
    }
}

#[cfg(test)]
mod tests;
