/// A resolution.
#[derive(Debug, Clone, PartialEq, IceEnum)]
#[ice(ignore_case)]
pub enum Definition {
    HD,
    #[ice(rename = "4K")]
    FourK,
    #[ice(other)]
    Other(String),
}
#[automatically_derived]
#[allow(deprecated)]
impl Definition {
    /// The documented values, as they are sent.
    pub const VALUES: &'static [&'static ::core::primitive::str] = &["HD", "4K"];
    /// The value as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &::core::primitive::str {
        match self {
            Self::HD => "HD",
            Self::FourK => "4K",
            Self::Other(value) => value,
        }
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl ::ice_runtime::private::ValueSet for Definition {
    const VALUES: &'static [&'static ::core::primitive::str] = Self::VALUES;
    const IGNORES_CASE: ::core::primitive::bool = true;
    fn as_str(&self) -> &::core::primitive::str {
        Self::as_str(self)
    }
    fn from_value(value: &::core::primitive::str) -> ::core::option::Option<Self> {
        match value {
            "HD" => ::core::option::Option::Some(Self::HD),
            "4K" => ::core::option::Option::Some(Self::FourK),
            _ => {
                ::core::option::Option::Some(
                    Self::Other(::core::convert::From::from(value)),
                )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl ::ice_runtime::QueryValue for Definition {
    fn write(
        &self,
        param: ::ice_runtime::Param<'_, '_>,
    ) -> ::core::result::Result<(), ::ice_runtime::ParamError> {
        param.text(Self::as_str(self))
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl ::core::fmt::Display for Definition {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.pad(Self::as_str(self))
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl ::core::str::FromStr for Definition {
    type Err = ::ice_runtime::UnknownValue;
    fn from_str(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::ice_runtime::UnknownValue> {
        ::ice_runtime::private::parse(text)
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl ::ice_runtime::private::serde::Serialize for Definition {
    fn serialize<S: ::ice_runtime::private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::ice_runtime::private::serialize(self, serializer)
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl<'de> ::ice_runtime::private::serde::Deserialize<'de> for Definition {
    fn deserialize<D: ::ice_runtime::private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::ice_runtime::private::deserialize(deserializer)
    }
}
