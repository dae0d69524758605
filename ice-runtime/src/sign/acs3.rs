//! ACS3-HMAC-SHA256: in come the parts of a request, out go its canonical form and the hash to sign.

use http::header::HeaderName;
use sha2::{Digest, Sha256};

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

/// The lower hex SHA-256 of a body.
pub(super) fn content_sha256(body: &[u8]) -> String {
    if body.is_empty() {
        EMPTY_SHA256.to_owned()
    } else {
        super::hex(&Sha256::digest(body))
    }
}

/// The canonical request. `headers` are the signed ones, sorted by name; each stands on a line of its own, so that an
/// empty line follows the last.
pub(super) fn canonical_request(method: &str, query: &str, headers: &[(HeaderName, &str)], body_hash: &str) -> String {
    let length = headers
        .iter()
        .map(|(name, value)| 2 * name.as_str().len() + value.len() + 3)
        .sum::<usize>();
    let mut text = String::with_capacity(method.len() + query.len() + length + body_hash.len() + 8);
    for part in [method, "\n/\n", query, "\n"] {
        text.push_str(part);
    }
    for (name, value) in headers {
        for part in [name.as_str(), ":", value.trim_ascii(), "\n"] {
            text.push_str(part);
        }
    }
    text.push('\n');
    push_names(&mut text, headers);
    text.push('\n');
    text.push_str(body_hash);
    text
}

/// Appends the names of the signed headers, joined by `;`.
pub(super) fn push_names(text: &mut String, headers: &[(HeaderName, &str)]) {
    for (index, (name, _)) in headers.iter().enumerate() {
        if index > 0 {
            text.push(';');
        }
        text.push_str(name.as_str());
    }
}

/// The two lines that are signed: the algorithm and the hash of the canonical request.
pub(super) fn string_to_sign(canonical_request: &str) -> String {
    let mut text = String::with_capacity(ALGORITHM.len() + 65);
    text.push_str(ALGORITHM);
    text.push('\n');
    text.push_str(&super::hex(&Sha256::digest(canonical_request)));
    text
}
