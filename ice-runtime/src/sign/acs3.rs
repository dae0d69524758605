//! ACS3-HMAC-SHA256: in come the parts of a request, out go its canonical form and the hash to sign.

use std::ops::Range;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue, InvalidHeaderValue};
use sha2::{Digest, Sha256};

use crate::error::ConfigError;

pub(super) const ALGORITHM: &str = "ACS3-HMAC-SHA256";

pub(super) const ACTION: HeaderName = HeaderName::from_static("x-acs-action");
pub(super) const VERSION: HeaderName = HeaderName::from_static("x-acs-version");
pub(super) const DATE: HeaderName = HeaderName::from_static("x-acs-date");
pub(super) const NONCE: HeaderName = HeaderName::from_static("x-acs-signature-nonce");
pub(super) const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-acs-content-sha256");
pub(super) const ACCESS_KEY_ID: HeaderName = HeaderName::from_static("x-acs-accesskey-id");
pub(super) const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-acs-security-token");

/// What a request without a body has as its body's hash.
pub(super) const EMPTY_SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A header that is signed.
pub(super) struct SignedHeader<'a> {
    pub(super) name: HeaderName,
    pub(super) text: &'a str,
    pub(super) value: HeaderValue,
}

impl<'a> SignedHeader<'a> {
    /// A header whose text is copied into its value.
    pub(super) fn copied(name: HeaderName, text: &'a str) -> Result<Self, ConfigError> {
        Self::checked(name, text, HeaderValue::from_str(text))
    }

    /// A header that no text shows.
    pub(super) fn secret(name: HeaderName, text: &'a str) -> Result<Self, ConfigError> {
        let mut header = Self::copied(name, text)?;
        header.value.set_sensitive(true);
        Ok(header)
    }

    /// A header whose value is its text.
    pub(super) fn constant(name: HeaderName, text: &'static str) -> Result<Self, ConfigError> {
        let value = HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes()));
        Self::checked(name, text, value)
    }

    fn checked(
        name: HeaderName,
        text: &'a str,
        value: Result<HeaderValue, InvalidHeaderValue>,
    ) -> Result<Self, ConfigError> {
        match value {
            Ok(value) => Ok(Self { name, text, value }),
            Err(_) => Err(ConfigError::new(name.as_str(), "it does not fit into a header: use visible ASCII")),
        }
    }
}

/// The canonical request, and where in it the names of the signed headers stand.
pub(super) struct CanonicalRequest {
    pub(super) text: String,
    names: Range<usize>,
}

impl CanonicalRequest {
    /// `headers` are the names and values of the signed ones, sorted by name; each stands on a line of its own, so that an
    /// empty line follows the last.
    pub(super) fn new<'a>(
        method: &str,
        query: &str,
        headers: impl Iterator<Item = (&'a str, &'a str)> + Clone,
        body_hash: &str,
    ) -> Self {
        let mut text = String::with_capacity(
            method.len()
                + query.len()
                + headers.clone().map(|(name, value)| 2 * name.len() + value.len() + 3).sum::<usize>()
                + body_hash.len()
                + 8,
        );
        for part in [method, "\n/\n", query, "\n"] {
            text.push_str(part);
        }
        for (name, value) in headers.clone() {
            for part in [name, ":", value.trim_ascii(), "\n"] {
                text.push_str(part);
            }
        }
        text.push('\n');
        let start = text.len();
        for (index, (name, _)) in headers.enumerate() {
            text.push_str(if index == 0 { "" } else { ";" });
            text.push_str(name);
        }
        let names = start..text.len();
        text.push('\n');
        text.push_str(body_hash);
        Self { text, names }
    }

    /// The names of the signed headers, joined by `;`.
    pub(super) fn signed_names(&self) -> &str {
        self.text.get(self.names.clone()).unwrap_or_default()
    }
}

/// The two lines that are signed: the algorithm and the hash of the canonical request.
pub(super) fn string_to_sign(canonical_request: &str) -> String {
    let mut text = String::with_capacity(ALGORITHM.len() + 65);
    text.push_str(ALGORITHM);
    text.push('\n');
    super::push_hex(&mut text, &Sha256::digest(canonical_request));
    text
}
