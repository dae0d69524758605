//! Signing: turns an operation, an endpoint and a stamp into a finished request. Pure: no clock, no I/O.

mod acs3;
mod explanation;
mod hex;
mod hmac_sha1;
pub mod oss;
mod request;
mod signed;
mod stamp;

pub use explanation::{Explanation, ToCurl};
pub use stamp::Stamp;

pub(crate) use acs3::ALGORITHM as ACS3_ALGORITHM;
pub(crate) use hmac_sha1::string_to_sign as rpc_string_to_sign;
pub(crate) use signed::{CanonicalForms, Signed, is_secret_param};

use std::fmt;

use bytes::Bytes;

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::keys::Credentials;
use crate::operation::{AnyOperation, Operation};

/// How a request is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Scheme {
    /// ACS3-HMAC-SHA256, signature version 3. The signature is in the headers.
    #[default]
    Acs3HmacSha256,
    /// HMAC-SHA1, RPC signature version 1.0, which Alibaba Cloud calls deprecated. The signature is in the query
    /// string, as is any security token.
    HmacSha1,
}

/// Signs requests: a pure function of credentials, operation, endpoint and stamp.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use ice_runtime::sign::{Scheme, Signer, Stamp};
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
/// let signer = Signer::new(Credentials::new("testid", "testsecret")?).with_scheme(Scheme::HmacSha1);
/// let endpoint = Endpoint::regional(&Product::ICE, "cn-shanghai")?;
/// let stamp = Stamp::new(UNIX_EPOCH + Duration::from_secs(1_767_323_045), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
///
/// let request = signer.sign(&GetMediaInfo { media_id: Some("a b".into()) }, &endpoint, &stamp)?;
/// assert!(request.uri().query().is_some_and(|query| query.contains("MediaId=a%20b&")));
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Signer {
    credentials: Option<Credentials>,
    scheme: Scheme,
}

impl Signer {
    /// Creates a signer with these credentials and the default scheme.
    #[must_use]
    pub fn new(credentials: Credentials) -> Self {
        Self { credentials: Some(credentials), scheme: Scheme::default() }
    }

    /// Creates a signer without credentials: its requests have the common query parameters and no signature.
    #[must_use]
    pub fn anonymous() -> Self {
        Self { credentials: None, scheme: Scheme::default() }
    }

    /// Sets the scheme.
    #[must_use]
    pub fn with_scheme(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// Returns the credentials that it signs with.
    #[must_use]
    pub fn credentials(&self) -> Option<&Credentials> {
        self.credentials.as_ref()
    }

    /// Returns the finished request, ready to be sent unchanged.
    ///
    /// Headers that carry a secret are marked sensitive. Under [`Scheme::HmacSha1`] the URL contains the signature and the
    /// security token: do not log it.
    ///
    /// # Errors
    ///
    /// [`Error::Param`] for a value that cannot be sent, [`Error::Config`] for a stamp that cannot be formatted or a
    /// URL of more than 60,000 bytes.
    pub fn sign<O: Operation>(
        &self,
        operation: &O,
        endpoint: &Endpoint,
        stamp: &Stamp,
    ) -> Result<http::Request<Bytes>, Error> {
        Ok(self.sign_any(operation, endpoint, stamp)?.request)
    }

    /// Like [`Signer::sign`], but also returns what was signed; compiled once for all operations.
    pub(crate) fn sign_any(
        &self,
        operation: &dyn AnyOperation,
        endpoint: &Endpoint,
        stamp: &Stamp,
    ) -> Result<Signed, Error> {
        let facts = &operation.facts();
        let credentials = self.credentials.as_ref().filter(|_| !facts.anonymous);
        let signed = match (credentials, self.scheme) {
            (Some(credentials), Scheme::Acs3HmacSha256) => {
                request::acs3(operation, facts, credentials, endpoint, stamp)
            }
            (credentials, _) => request::rpc(operation, facts, credentials, endpoint, stamp),
        };
        signed.map_err(|error| match error {
            Error::Param(error) => Error::Param(error.of_operation(facts.action)),
            error => error,
        })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("credentials", &self.credentials).field("scheme", &self.scheme).finish()
    }
}
