//! HMAC under a secret. Its key schedule is computed once and serves all requests.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The HMAC block size of both SHA-1 and SHA-256, in bytes.
const BLOCK: usize = 64;

/// The two keys derived from a secret: the plain one for ACS3, and one with `&` appended for signature version 1.0.
#[derive(Clone)]
pub(crate) struct SigningKeys {
    sha1: Hmac<Sha1>,
    sha256: Hmac<Sha256>,
}

impl SigningKeys {
    pub(crate) fn new(secret: &str) -> Self {
        let mut with_ampersand = Zeroizing::new(Vec::with_capacity(secret.len() + 1));
        with_ampersand.extend_from_slice(secret.as_bytes());
        with_ampersand.push(b'&');
        let sha1_key = block::<Sha1>(&with_ampersand);
        let sha256_key = block::<Sha256>(secret.as_bytes());
        Self { sha1: Hmac::new((&*sha1_key).into()), sha256: Hmac::new((&*sha256_key).into()) }
    }

    /// Returns a fresh HMAC-SHA1 under the secret and `&`.
    pub(crate) fn sha1(&self) -> Hmac<Sha1> {
        self.sha1.clone()
    }

    /// Computes the HMAC-SHA256 of `text` under the plain secret.
    pub(crate) fn sha256(&self, text: &[u8]) -> [u8; 32] {
        let mut mac = self.sha256.clone();
        mac.update(text);
        mac.finalize().into_bytes().into()
    }
}

/// Computes the HMAC-SHA256 of `text` under a key that is used once.
pub(crate) fn hmac_sha256(key: &[u8], text: &[u8]) -> [u8; 32] {
    let key = block::<Sha256>(key);
    let mut mac = Hmac::<Sha256>::new((&*key).into());
    mac.update(text);
    mac.finalize().into_bytes().into()
}

/// Prepares the key as HMAC defines it: hashed if longer than a block, then padded with zeros. Done here because the
/// library's constructor for keys of any length returns an error that cannot happen.
fn block<D: Digest>(key: &[u8]) -> Zeroizing<[u8; BLOCK]> {
    let mut block = Zeroizing::new([0; BLOCK]);
    let hashed;
    let key = if key.len() > BLOCK {
        hashed = D::digest(key);
        hashed.as_slice()
    } else {
        key
    };
    for (target, byte) in block.iter_mut().zip(key) {
        *target = *byte;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_length_are_those_of_the_library() {
        for length in [0, 1, 63, 64, 65, 200] {
            let secret = "s".repeat(length);
            let mut expected = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
            expected.update(b"text");
            let expected = <[u8; 32]>::from(expected.finalize().into_bytes());
            assert_eq!(SigningKeys::new(&secret).sha256(b"text"), expected);
            assert_eq!(hmac_sha256(secret.as_bytes(), b"text"), expected);
        }
    }
}
