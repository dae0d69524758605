//! RPC signature 1.0: HMAC-SHA1 of a string to sign, in Base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::percent;

/// The length of a signature: 20 bytes in Base64.
pub(super) const LENGTH: usize = 28;

/// Signs a string to sign. `mac` is keyed with the secret and `&`.
pub(super) fn signature(mut mac: Hmac<Sha1>, string_to_sign: &[u8]) -> [u8; LENGTH] {
    mac.update(string_to_sign);
    let mut signature = [0; LENGTH];
    // Twenty bytes always fit.
    let _ = STANDARD.encode_slice(mac.finalize().into_bytes(), &mut signature);
    signature
}

/// Returns the whole string to sign, for explanations.
pub(crate) fn string_to_sign(method: &[u8], canonical: &[u8]) -> String {
    let mut text = method.to_vec();
    text.extend_from_slice(b"&%2F&");
    percent::encode(canonical, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::SigningKeys;

    /// The example in the vendor's document on RPC signatures.
    #[test]
    fn the_published_signature_is_reproduced() {
        let canonical = "AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&\
            SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0&\
            Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26";
        let string_to_sign = string_to_sign(b"GET", canonical.as_bytes());
        let signature = signature(SigningKeys::new("testsecret").sha1(), string_to_sign.as_bytes());
        assert_eq!(signature, *b"OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }
}
