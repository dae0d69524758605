//! ACS3-HMAC-SHA256: the canonical request, which contains the signed headers, and the string to sign.

use std::ops::Range;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use super::hex::push_hex;
use crate::error::ConfigError;

pub(crate) const ALGORITHM: &str = "ACS3-HMAC-SHA256";

pub(super) const ACTION: HeaderName = HeaderName::from_static("x-acs-action");
pub(super) const VERSION: HeaderName = HeaderName::from_static("x-acs-version");
pub(super) const DATE: HeaderName = HeaderName::from_static("x-acs-date");
pub(super) const NONCE: HeaderName = HeaderName::from_static("x-acs-signature-nonce");
pub(super) const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-acs-content-sha256");
pub(super) const ACCESS_KEY_ID: HeaderName = HeaderName::from_static("x-acs-accesskey-id");
pub(super) const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-acs-security-token");

/// The hash of an empty body.
pub(super) const EMPTY_SHA256: &[u8] = b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A header that is signed.
pub(super) struct SignedHeader<'a> {
    name: HeaderName,
    value: &'a [u8],
    is_secret: bool,
    /// The position of the value in the canonical request.
    range: Range<usize>,
}

impl<'a> SignedHeader<'a> {
    pub(super) fn new(name: HeaderName, value: &'a [u8]) -> Self {
        Self { name, value, is_secret: false, range: 0..0 }
    }

    /// Creates a header that is never shown.
    pub(super) fn secret(name: HeaderName, value: &'a [u8]) -> Self {
        Self { is_secret: true, ..Self::new(name, value) }
    }
}

/// The canonical request: one buffer that the values of the signed headers are slices of.
pub(super) struct CanonicalRequest<'a> {
    pub(super) text: Vec<u8>,
    headers: Vec<SignedHeader<'a>>,
    names: Range<usize>,
}

impl<'a> CanonicalRequest<'a> {
    /// Builds it from `headers`, which are sorted by name. Each ends its line, so an empty line follows the last.
    pub(super) fn new(method: &str, query: &str, mut headers: Vec<SignedHeader<'a>>, body_hash: &[u8]) -> Self {
        let of_headers = headers.iter().map(|header| 2 * header.name.as_str().len() + header.value.len() + 3);
        // Exactly the right capacity, so that it can be shared without a copy.
        let length = method.len() + query.len() + of_headers.sum::<usize>() + body_hash.len() + 5;
        let mut text = Vec::with_capacity(length);
        for part in [method, "\n/\n", query, "\n"] {
            text.extend_from_slice(part.as_bytes());
        }
        for SignedHeader { name, value, range, .. } in &mut headers {
            text.extend_from_slice(name.as_str().as_bytes());
            text.push(b':');
            *range = text.len()..text.len() + value.len();
            text.extend_from_slice(value);
            text.push(b'\n');
        }
        text.push(b'\n');
        let start = text.len();
        for (index, header) in headers.iter().enumerate() {
            text.extend_from_slice(if index == 0 { b"" } else { b";" });
            text.extend_from_slice(header.name.as_str().as_bytes());
        }
        let names = start..text.len();
        text.push(b'\n');
        text.extend_from_slice(body_hash);
        Self { text, headers, names }
    }

    /// Returns the names of the signed headers, joined by `;`.
    pub(super) fn signed_names(&self) -> &[u8] {
        self.text.get(self.names.clone()).unwrap_or_default()
    }

    /// Adds the signed headers to `all`; their values share the text, which is returned.
    pub(super) fn into_headers(self, all: &mut HeaderMap) -> Result<Bytes, ConfigError> {
        let text = Bytes::from(self.text);
        for SignedHeader { name, is_secret, range, .. } in self.headers {
            let Ok(mut value) = HeaderValue::from_maybe_shared(text.slice(range)) else {
                return Err(ConfigError::new(name.as_str(), "not allowed in a header: use visible ASCII"));
            };
            value.set_sensitive(is_secret);
            all.insert(name, value);
        }
        Ok(text)
    }
}

/// Returns the two lines that are signed: the algorithm and the hash of the canonical request.
pub(super) fn string_to_sign(canonical_request: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(ALGORITHM.len() + 65);
    text.extend_from_slice(ALGORITHM.as_bytes());
    text.push(b'\n');
    push_hex(&mut text, &Sha256::digest(canonical_request));
    text
}
