//! Numbers: what their text, quoted or not, says to a type that asks for an integer, a fraction, or any number.

use std::sync::LazyLock;

/// Every integer up to this one is an `f64` of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

#[derive(Clone, Copy)]
pub(super) enum Number {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

/// What an integer's text says; `1.0` and `1e3` are integers too. Nothing for what is not a number or too large.
pub(super) fn integer(text: &str) -> Option<Number> {
    match any(text)? {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and within 53 bits")]
        Number::Float(float) if float.fract() == 0.0 => (float.abs() <= EXACT).then(|| signed(float as i64)),
        number => Some(number),
    }
}

pub(super) fn float(text: &str) -> Option<Number> {
    finite(text).map(Number::Float)
}

/// What a number's text says, as `serde_json` has it: what is not a 64-bit integer is a float.
pub(super) fn any(text: &str) -> Option<Number> {
    match whole(text) {
        // `-0` is a float, which has a sign for it.
        None | Some(Number::Signed(0)) => float(text),
        whole => whole,
    }
}

/// The same for a type of single precision.
pub(super) fn single(text: &str) -> Option<Number> {
    match any(text)? {
        Number::Float(double) => Some(Number::Float(serde_json::from_str::<f32>(text).map_or(double, f64::from))),
        whole => Some(whole),
    }
}

fn whole(text: &str) -> Option<Number> {
    match (text.parse(), text.as_bytes().first()?) {
        (Ok(unsigned), _) => Some(Number::Unsigned(unsigned)),
        (_, b'-') => text.parse().ok().map(Number::Signed),
        _ => None,
    }
}

fn signed(integer: i64) -> Number {
    u64::try_from(integer).map_or(Number::Signed(integer), Number::Unsigned)
}

/// A finite number in JSON's spelling, leading zeros allowed. `serde_json` reads it first, so that the last bit is the same
/// as what it reads.
fn finite(text: &str) -> Option<f64> {
    let float = serde_json::from_str(text).ok().or_else(|| leniently(text));
    float.filter(|float| f64::is_finite(*float))
}

fn leniently(text: &str) -> Option<f64> {
    let is_decimal = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit());
    is_decimal.then(|| text.parse().ok()).flatten()
}

/// Whether `serde_json` was built to keep numbers as their texts, by a feature that any crate of a build may turn on.
pub(super) fn are_kept_as_texts() -> bool {
    static ARE_KEPT: LazyLock<bool> = LazyLock::new(|| {
        let number: Result<serde_json::Number, _> = serde_json::from_str("1.00");
        number.is_ok_and(|number| number.to_string() == "1.00")
    });
    *ARE_KEPT
}
