//! Hashes on the service's side: digests, and checks of signatures.

use std::fmt::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes` in lower-case hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing into a `String` cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// HMAC-SHA256 of `text`; empty if the key is invalid, which matches no signature.
pub(super) fn hmac_sha256(key: &[u8], text: &str) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key);
    mac.map(|mut mac| {
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    })
    .unwrap_or_default()
}

/// Whether `signature` is the hex of HMAC-SHA256, compared in constant time.
pub(super) fn is_hmac_sha256_hex(key: &[u8], text: &str, signature: &str) -> bool {
    let (Some(signature), Ok(mut mac)) = (hex(signature), Hmac::<Sha256>::new_from_slice(key)) else {
        return false;
    };
    mac.update(text.as_bytes());
    mac.verify_slice(&signature).is_ok()
}

/// Whether `signature` is the Base64 of HMAC-SHA1, compared in constant time.
pub(super) fn is_hmac_sha1_base64(key: &[u8], text: &str, signature: &str) -> bool {
    let (Ok(signature), Ok(mut mac)) = (STANDARD.decode(signature), Hmac::<Sha1>::new_from_slice(key)) else {
        return false;
    };
    mac.update(text.as_bytes());
    mac.verify_slice(&signature).is_ok()
}

/// Whether two secrets are equal, compared in time that depends only on their length.
pub(super) fn is_same_secret(expected: &str, given: &str) -> bool {
    let differing = expected.bytes().zip(given.bytes()).fold(0, |bits, (a, b)| bits | (a ^ b));
    expected.len() == given.len() && differing == 0
}

/// Decodes lower-case hex digits, the form in which signatures are written.
fn hex(text: &str) -> Option<Vec<u8>> {
    let is_lower_hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !is_lower_hex || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_compared_whole() {
        let mut signature = String::new();
        for byte in hmac_sha256(b"key", "text") {
            let _ = write!(signature, "{byte:02x}");
        }
        assert!(is_hmac_sha256_hex(b"key", "text", &signature));
        for wrong in ["", "zz", &signature[2..], &signature.to_uppercase(), &format!("{signature}00")] {
            assert!(!is_hmac_sha256_hex(b"key", "text", wrong), "{wrong}");
        }
        assert!(is_same_secret("a", "a") && !is_same_secret("a", "b") && !is_same_secret("a", "ab"));
    }
}
