//! A string that is never shown.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::facts::Kind;
use crate::params::{Param, ParamError, QueryValue};

/// A key, token or password in a request or a reply. `Debug` does not show it; its memory is zeroed on drop.
///
/// ```
/// use ice_runtime::credentials::Secret;
///
/// #[derive(Debug, serde::Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct Credentials {
///     access_key_secret: Secret,
/// }
///
/// let keys: Credentials = serde_json::from_str(r#"{"AccessKeySecret": "wyPTtJ7i"}"#)?;
/// assert_eq!(format!("{keys:?}"), "Credentials { access_key_secret: Secret(…) }");
/// assert_eq!(keys.access_key_secret.expose(), "wyPTtJ7i");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Returns the secret itself. Keep it out of logs.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[diagnostic::do_not_recommend]
impl QueryValue for Secret {
    const KIND: Kind = Kind::Text;

    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        self.expose().write(param)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}
