//! The AccessKey pair that requests are signed with, and the security token of temporary credentials.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::SigningKeys;
use crate::error::{ConfigError, Error};

/// An AccessKey pair, with the security token if it is temporary.
///
/// Cheap to clone. `Debug` shows only the first four characters of the id; secrets are zeroed on drop.
///
/// ```
/// use ice_runtime::Credentials;
///
/// let credentials = Credentials::new("LTAI5tExample", "secret")?;
/// assert_eq!(format!("{credentials:?}"), r#"Credentials { access_key_id: "LTAI…", security_token: false, .. }"#);
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Credentials(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    access_key_id: String,
    access_key_secret: Zeroizing<String>,
    security_token: Option<Zeroizing<String>>,
    keys: SigningKeys,
}

impl Credentials {
    /// Creates credentials from an AccessKey pair.
    ///
    /// # Errors
    ///
    /// One of them is empty or has characters other than visible ASCII; the error names it.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Result<Self, Error> {
        let access_key_id = access_key_id.into();
        let access_key_secret = Zeroizing::new(access_key_secret.into());
        check("AccessKeyId", &access_key_id)?;
        check("AccessKeySecret", &access_key_secret)?;
        let keys = SigningKeys::new(&access_key_secret);
        Ok(Self(Arc::new(Inner { access_key_id, access_key_secret, security_token: None, keys })))
    }

    /// Adds the security token that STS issued with the pair.
    ///
    /// # Errors
    ///
    /// The token is empty or has characters other than visible ASCII.
    pub fn with_security_token(self, security_token: impl Into<String>) -> Result<Self, Error> {
        let security_token = Zeroizing::new(security_token.into());
        check("SecurityToken", &security_token)?;
        // A clone, so that the original is zeroed on drop: nothing zeroes what a move leaves behind.
        Ok(Self(Arc::new(Inner { security_token: Some(security_token), ..(*self.0).clone() })))
    }

    /// Returns the AccessKey ID. It is not a secret, but it names the account: logs only show its first characters.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// Returns the secret, for signing with other libraries, such as those for OSS. Never log it.
    #[must_use]
    pub fn access_key_secret(&self) -> &str {
        &self.0.access_key_secret
    }

    /// Returns the security token of temporary credentials.
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.0.security_token.as_deref().map(String::as_str)
    }

    pub(crate) fn signing_keys(&self) -> &SigningKeys {
        &self.0.keys
    }
}

impl PartialEq for Credentials {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.access_key_id() == other.access_key_id()
                && self.access_key_secret() == other.access_key_secret()
                && self.security_token() == other.security_token())
    }
}

impl Eq for Credentials {}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &abbreviated(self.access_key_id()))
            .field("security_token", &self.0.security_token.is_some())
            .finish_non_exhaustive()
    }
}

/// Returns the first four characters of an AccessKey ID, which may be shown.
pub(crate) fn abbreviated(access_key_id: &str) -> String {
    access_key_id.chars().take(4).chain(['…']).collect()
}

fn check(field: &'static str, value: &str) -> Result<(), ConfigError> {
    let problem = match value.chars().find(|character| !character.is_ascii_graphic()) {
        None if value.is_empty() => "it is empty: set it",
        None => return Ok(()),
        Some(character) if character.is_whitespace() => "it has white space or a line break inside: remove it",
        Some(_) => "it has a character that is not visible ASCII: copy it again",
    };
    Err(ConfigError::new(field, problem))
}
