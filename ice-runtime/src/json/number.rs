//! Numbers: parses their text, quoted or not, for a type that asks for an integer, a float, or any number.

use std::sync::LazyLock;

/// Up to this one, every integer has an exact `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

#[derive(Clone, Copy)]
pub(super) enum Number {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

/// Parses an integer; `1.0` and `1e3` are integers too. `None` if the text is not a number or too large.
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

/// Parses a number as `serde_json` does: anything but a 64-bit integer is a float.
pub(super) fn any(text: &str) -> Option<Number> {
    match whole(text) {
        // `-0` is a float, which keeps its sign.
        None | Some(Number::Signed(0)) => float(text),
        whole => whole,
    }
}

/// Parses a single-precision float.
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

/// Parses a finite number in JSON's syntax, leading zeros allowed. `serde_json` gets the first try, so the last bit
/// agrees with it.
fn finite(text: &str) -> Option<f64> {
    let float = serde_json::from_str(text).ok().or_else(|| leniently(text));
    float.filter(|float| f64::is_finite(*float))
}

fn leniently(text: &str) -> Option<f64> {
    let is_decimal = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit());
    is_decimal.then(|| text.parse().ok()).flatten()
}

/// Whether `serde_json` keeps numbers as text, a feature that any crate in the build may enable.
pub(super) fn are_kept_as_texts() -> bool {
    static ARE_KEPT: LazyLock<bool> = LazyLock::new(|| {
        let number: Result<serde_json::Number, _> = serde_json::from_str("1.00");
        number.is_ok_and(|number| number.to_string() == "1.00")
    });
    *ARE_KEPT
}
