//! RPC signature 1.0: in comes canonical text, out goes the Base64 of HMAC-SHA1.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::params::percent;

/// The signature of a request: HMAC-SHA1 over `METHOD&%2F&enc(canonical)`.
///
/// `mac` is keyed with the secret and `&`. `canonical` holds nothing but unreserved bytes, `%`, `=` and `&`: the string
/// to sign is fed to the hash piece by piece and never held.
pub(super) fn signature(mut mac: Hmac<Sha1>, method: &str, canonical: &[u8]) -> String {
    let mut chunk = Chunk {
        bytes: [0; CHUNK],
        length: 0,
    };
    chunk.push(&mut mac, method.as_bytes());
    chunk.push(&mut mac, b"&%2F&");
    for piece in canonical.split_inclusive(|byte| matches!(byte, b'%' | b'=' | b'&')) {
        if let Some((&last, plain)) = piece.split_last()
            && matches!(last, b'%' | b'=' | b'&')
        {
            chunk.push(&mut mac, plain);
            chunk.push(&mut mac, &percent::escape(last));
        } else {
            chunk.push(&mut mac, piece);
        }
    }
    chunk.flush(&mut mac);
    STANDARD.encode(mac.finalize().into_bytes())
}

/// Hashes like whole blocks better than three bytes at a time.
const CHUNK: usize = 512;

struct Chunk {
    bytes: [u8; CHUNK],
    length: usize,
}

impl Chunk {
    #[inline]
    fn push(&mut self, mac: &mut Hmac<Sha1>, piece: &[u8]) {
        if self.length + piece.len() > CHUNK {
            self.flush(mac);
        }
        match self.bytes.get_mut(self.length..self.length + piece.len()) {
            Some(target) => {
                target.copy_from_slice(piece);
                self.length += piece.len();
            }
            None => mac.update(piece),
        }
    }

    fn flush(&mut self, mac: &mut Hmac<Sha1>) {
        mac.update(self.bytes.get(..self.length).unwrap_or_default());
        self.length = 0;
    }
}

/// The whole string to sign, for explanations.
pub(super) fn string_to_sign(method: &str, canonical: &[u8]) -> String {
    let mut text = method.as_bytes().to_vec();
    text.extend_from_slice(b"&%2F&");
    percent::encode(canonical, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign::key::SigningKeys;

    /// The case of the vendor's document on RPC signatures.
    #[test]
    fn the_published_case() {
        let canonical = "AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&\
            SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0&\
            Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26";
        let signature = signature(SigningKeys::new("testsecret").sha1(), "GET", canonical.as_bytes());
        assert_eq!(signature, "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    #[test]
    fn pieces_add_up_to_the_string_to_sign() {
        for length in [0, 1, 507, 508, 511, 512, 513, 5000] {
            let canonical = format!("A={}&B=%20{}", "a".repeat(length), "%E4".repeat(length));
            let mut mac = SigningKeys::new("secret").sha1();
            mac.update(string_to_sign("POST", canonical.as_bytes()).as_bytes());
            let expected = STANDARD.encode(mac.finalize().into_bytes());
            assert_eq!(
                signature(SigningKeys::new("secret").sha1(), "POST", canonical.as_bytes()),
                expected
            );
        }
    }
}
