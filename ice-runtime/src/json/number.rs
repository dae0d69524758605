//! Numbers: in comes their text, quoted or not, out goes what a visitor takes.

use serde::de::Visitor;

use super::mismatch::Mismatch;

/// The largest integer below which every integer is a `f64` of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Hands an integer to the visitor; `1.0` and `1e3` are integers too. `None` where `text` is no number.
pub(super) fn visit_integer<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Option<Result<V::Value, Mismatch>> {
    if let Ok(unsigned) = text.parse::<u64>() {
        return Some(visitor.visit_u64(unsigned));
    }
    if let Ok(signed) = text.parse::<i64>() {
        return Some(visitor.visit_i64(signed));
    }
    if let Ok(wide) = text.parse::<u128>() {
        return Some(visitor.visit_u128(wide));
    }
    if let Ok(wide) = text.parse::<i128>() {
        return Some(visitor.visit_i128(wide));
    }
    let float = float(text)?;
    if float.fract() == 0.0 && float.abs() <= EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and within 53 bits")]
        return Some(visitor.visit_i64(float as i64));
    }
    Some(visitor.visit_f64(float))
}

/// Hands a number to a visitor that takes any, as `serde_json` does: what is no 64-bit integer is a float.
pub(super) fn visit_any<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Option<Result<V::Value, Mismatch>> {
    match (text.parse(), text.parse()) {
        (Ok(unsigned), _) => Some(visitor.visit_u64(unsigned)),
        // `-0` is a float, which has a sign for it.
        (_, Ok(signed @ ..0)) => Some(visitor.visit_i64(signed)),
        _ => Some(visitor.visit_f64(float(text)?)),
    }
}

/// A finite number in JSON's spelling, leading zeros allowed. `serde_json` reads it first, as the strict pass does: its
/// fast way may be off by the last bit, and both passes are to agree.
pub(super) fn float(text: &str) -> Option<f64> {
    let float = serde_json::from_str(text).ok().or_else(|| leniently(text));
    float.filter(|float| f64::is_finite(*float))
}

fn leniently(text: &str) -> Option<f64> {
    let is_decimal = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit());
    is_decimal.then(|| text.parse().ok()).flatten()
}
