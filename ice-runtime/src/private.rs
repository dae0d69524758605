//! What generated code stands on and users do not name: an enum's list of values comes in, its conversions go out.

use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;

pub use ice_macros::IceOperation;
pub use serde;

use crate::ParamError;

/// The first error among the results of an operation's parameters.
///
/// All are written before any is looked at: straight code costs the compiler half of what a `?` after each of them does.
///
/// # Errors
///
/// One of the parameters could not be written.
#[inline]
pub fn all_written<const N: usize>(results: [Result<(), ParamError>; N]) -> Result<(), ParamError> {
    results.into_iter().collect()
}

/// The list of values that `#[derive(IceEnum)]` makes of an enum.
pub trait ValueSet: Sized {
    /// The documented values, as they are sent.
    const VALUES: &'static [&'static str];

    /// Whether the service takes `hdr10` for `HDR10`.
    const IGNORES_CASE: bool;

    /// The value as it is sent.
    fn as_str(&self) -> &str;

    /// The variant of a text that is spelt as in `VALUES`, or the one that takes every other text.
    fn from_value(value: &str) -> Option<Self>;
}

/// A text that is none of the values of an enum.
///
/// The text itself is not kept: it came from outside, and a message is no place for it.
///
/// ```
/// #[derive(Debug, ice_runtime::IceEnum)]
/// enum Definition {
///     SD,
///     HD,
/// }
///
/// let error = "8K".parse::<Definition>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown value, expected one of `SD`, `HD`");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownValue {
    expected: &'static [&'static str],
}

impl UnknownValue {
    /// The values that would have been right.
    #[must_use]
    pub fn expected(&self) -> &'static [&'static str] {
        self.expected
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown value, expected ")?;
        write_expected(self.expected, f)
    }
}

impl std::error::Error for UnknownValue {}

/// Finds the variant of `text`.
///
/// # Errors
///
/// `text` is none of the values, and no variant takes other ones.
pub fn parse<T: ValueSet>(text: &str) -> Result<T, UnknownValue> {
    let declared = || T::VALUES.iter().find(|value| value.eq_ignore_ascii_case(text));
    let value = if T::IGNORES_CASE { declared().copied().unwrap_or(text) } else { text };
    T::from_value(value).ok_or(UnknownValue { expected: T::VALUES })
}

/// Writes a value as text.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<T: ValueSet, S: serde::Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.as_str())
}

/// Reads a value, borrowed or owned.
///
/// # Errors
///
/// There is no text, or `parse` fails.
pub fn deserialize<'de, T: ValueSet, D: serde::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(ValueVisitor(PhantomData))
}

struct ValueVisitor<T>(PhantomData<fn() -> T>);

impl<T: ValueSet> Visitor<'_> for ValueVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_expected(T::VALUES, f)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        parse(text).map_err(E::custom)
    }
}

fn write_expected(values: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("one of ")?;
    for (index, value) in values.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}`{value}`")?;
    }
    Ok(())
}
