//! The visible explanation of a signature, which the room `explain` creates.

use std::fmt;

/// What a signature covers, without secrets: for support cases, and for comparison with another client.
///
/// Id, token and signature are replaced by `***`, in the canonical request and where the string to sign quotes it. The
/// hash that ACS3 signs is that of the real canonical request.
#[derive(Clone, PartialEq, Eq)]
pub struct Explanation {
    pub(crate) scheme: &'static str,
    pub(crate) canonical_request: String,
    pub(crate) string_to_sign: String,
}

impl Explanation {
    /// Returns the scheme: `ACS3-HMAC-SHA256`, `HMAC-SHA1` or `anonymous`.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Returns the canonical request; under HMAC-SHA1 the canonical query string, with the form body merged in.
    #[must_use]
    pub fn canonical_request(&self) -> &str {
        &self.canonical_request
    }

    /// Returns the string to sign.
    #[must_use]
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scheme, canonical_request, string_to_sign } = self;
        write!(f, "{scheme}\n\ncanonical request:\n{canonical_request}\n\nstring to sign:\n{string_to_sign}")
    }
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

/// Shows a signed request as a `curl` command line without secrets, for support cases.
///
/// ```
/// use std::time::SystemTime;
/// use ice_runtime::sign::{Signer, Stamp, ToCurl};
/// use ice_runtime::{Credentials, Endpoint, Product, ice_operation};
///
/// #[ice_operation(action = "GetMediaInfo")]
/// struct GetMediaInfo {
///     media_id: Option<String>,
/// }
///
/// #[derive(serde::Deserialize)]
/// struct GetMediaInfoResponse {}
///
/// let signer = Signer::new(Credentials::new("testid", "testsecret")?);
/// let stamp = Stamp::new(SystemTime::now(), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
/// let request = signer.sign(&GetMediaInfo { media_id: None }, &Endpoint::regional(&Product::ICE, "cn-shanghai")?, &stamp)?;
/// assert!(request.to_curl().starts_with("curl -X POST 'https://ice.cn-shanghai.aliyuncs.com/'"));
/// # Ok::<(), ice_runtime::Error>(())
/// ```
pub trait ToCurl {
    /// Returns the command line, quoted for a POSIX shell. Id, token and signature are `***`, so running it does not
    /// repeat the request.
    fn to_curl(&self) -> String;
}
