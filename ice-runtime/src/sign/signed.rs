//! A signed request, and the text that its signature covers: kept so that nobody has to sign again to explain a
//! request or to classify an error.

use std::borrow::Cow;

use bytes::Bytes;

use super::hex::hex;
use super::hmac_sha1;
use crate::percent;

/// A signed request with the text that was signed.
pub(crate) struct Signed {
    pub(crate) request: http::Request<Bytes>,
    pub(crate) forms: CanonicalForms,
    /// The idempotency token that the request carries; an empty one protects nothing and counts as missing.
    pub(crate) idempotency_token: Option<String>,
}

/// What a signature covers, including the security token: never shown unredacted.
pub(crate) enum CanonicalForms {
    Acs3 {
        canonical_request: Bytes,
        string_to_sign: Vec<u8>,
        signature: [u8; 32],
        /// The canonical request only contains its hash.
        body: Bytes,
    },
    /// The string to sign encodes the canonical request. Requests without a signature have one too.
    HmacSha1 { string_to_sign: Vec<u8>, signature: Option<[u8; hmac_sha1::LENGTH]> },
}

/// The parameters that contain secrets or the signature.
const SECRET_PARAMS: [&str; 5] = ["AccessKeyId", "BearerToken", "OIDCToken", "SecurityToken", "Signature"];

pub(crate) fn is_secret_param(name: &str) -> bool {
    SECRET_PARAMS.contains(&name)
}

impl CanonicalForms {
    /// Returns the canonical request of ACS3, or the canonical query string of HMAC-SHA1 with the form body merged in.
    pub(crate) fn canonical_request(&self) -> Cow<'_, str> {
        match self {
            Self::Acs3 { canonical_request, .. } => String::from_utf8_lossy(canonical_request),
            Self::HmacSha1 { string_to_sign, .. } => {
                let encoded = string_to_sign.splitn(3, |&byte| byte == b'&').last().unwrap_or_default();
                String::from_utf8_lossy(&percent::decode(encoded)).into_owned().into()
            }
        }
    }

    pub(crate) fn string_to_sign(&self) -> Cow<'_, str> {
        let (Self::Acs3 { string_to_sign, .. } | Self::HmacSha1 { string_to_sign, .. }) = self;
        String::from_utf8_lossy(string_to_sign)
    }

    /// Returns the signature and the values of secret parameters, which must never be shown.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let canonical = self.canonical_request();
        let (params, form, signature) = match self {
            Self::Acs3 { signature, body, .. } => {
                (canonical.lines().nth(2), std::str::from_utf8(body).ok(), Some(hex(signature)))
            }
            Self::HmacSha1 { signature, .. } => {
                let signature = signature.map(|signature| String::from_utf8_lossy(&signature).into_owned());
                (Some(&*canonical), None, signature)
            }
        };
        let pairs = [params, form].into_iter().flatten().flat_map(|params| params.split('&'));
        let pairs = pairs.filter_map(|pair| pair.split_once('='));
        let secrets = pairs.filter(|(name, _)| *name != "AccessKeyId" && is_secret_param(name));
        let decoded = secrets.map(|(_, value)| percent::decode(value.as_bytes()));
        decoded.map(|value| String::from_utf8_lossy(&value).into_owned()).chain(signature).collect()
    }
}
