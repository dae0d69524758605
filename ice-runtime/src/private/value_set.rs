//! Support for `#[derive(IceEnum)]`: the list of an enum's values, and the conversions based on it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;

/// The list of values that `#[derive(IceEnum)]` generates for an enum.
pub trait ValueSet: Sized {
    /// The documented values, as they are sent.
    const VALUES: &'static [&'static str];

    /// Whether the service accepts `hdr10` for `HDR10`.
    const IGNORES_CASE: bool;

    /// Returns the value as it is sent.
    fn as_str(&self) -> &str;

    /// Returns the variant for a text spelt as in `VALUES`, or else the catch-all variant.
    fn from_value(value: &str) -> Option<Self>;
}

/// Generates the impls of `#[derive(IceEnum)]` from the table that the derive produces.
///
/// The generic parameters are passed without their `<`. `rest` covers variants that are unusable because of a reported
/// mistake. Names must not clash with the user's code: paths are absolute, and type parameters have unusual names.
#[doc(hidden)]
#[macro_export]
macro_rules! __value_set {
    (
        [$($generics:tt)*] $set:ty [$($bounds:tt)*]
        ignores_case: $ignores_case:literal,
        values: { $($variant:ident = $text:literal),* },
        other: { $($other:ident)? },
        rest: { $($rest:tt)? },
    ) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)* $set $($bounds)* {
            /// The documented values, as they are sent.
            pub const VALUES: &'static [&'static ::core::primitive::str] = &[$($text),*];

            /// Returns the value as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &::core::primitive::str {
                match self {
                    $(Self::$variant => $text,)*
                    $(Self::$other(value) => value,)?
                    $($rest => "",)?
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)* $crate::private::ValueSet for $set $($bounds)* {
            const VALUES: &'static [&'static ::core::primitive::str] = Self::VALUES;
            const IGNORES_CASE: ::core::primitive::bool = $ignores_case;

            fn as_str(&self) -> &::core::primitive::str {
                Self::as_str(self)
            }

            fn from_value(value: &::core::primitive::str) -> ::core::option::Option<Self> {
                match value {
                    $($text => ::core::option::Option::Some(Self::$variant),)*
                    _ => $crate::__value_set!(@other value $($other)?),
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)* $crate::QueryValue for $set $($bounds)* {
            const KIND: $crate::Kind = $crate::Kind::Values(Self::VALUES);

            fn write(&self, param: $crate::Param<'_, '_>) -> ::core::result::Result<(), $crate::ParamError> {
                param.text(Self::as_str(self))
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)* ::core::fmt::Display for $set $($bounds)* {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(Self::as_str(self))
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)* ::core::str::FromStr for $set $($bounds)* {
            type Err = $crate::UnknownValue;

            fn from_str(text: &::core::primitive::str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                $crate::private::parse(text)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)* $crate::private::serde::Serialize for $set $($bounds)* {
            fn serialize<__S: $crate::private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::private::serialize(self, serializer)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de, $($generics)* $crate::private::serde::Deserialize<'de> for $set $($bounds)* {
            fn deserialize<__D: $crate::private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::private::deserialize(deserializer)
            }
        }
    };
    (@other $value:ident) => { ::core::option::Option::None };
    (@other $value:ident $other:ident) => {
        ::core::option::Option::Some(Self::$other(::core::convert::From::from($value)))
    };
}

/// The error for a text that is not one of the values of an enum.
///
/// The text itself is not kept: it is untrusted input and does not belong in a message.
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
    /// Returns the values that would have been valid.
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
/// `text` is not one of the values, and there is no catch-all variant.
pub fn parse<T: ValueSet>(text: &str) -> Result<T, UnknownValue> {
    let declared = || T::VALUES.iter().find(|value| value.eq_ignore_ascii_case(text));
    let value = if T::IGNORES_CASE { declared().copied().unwrap_or(text) } else { text };
    T::from_value(value).ok_or(UnknownValue { expected: T::VALUES })
}

/// Serializes a value as a string.
///
/// # Errors
///
/// The serializer's own error.
pub fn serialize<T: ValueSet, S: serde::Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.as_str())
}

/// Deserializes a value from a borrowed or owned string.
///
/// # Errors
///
/// The input is not a string, or `parse` fails.
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
