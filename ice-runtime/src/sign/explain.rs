//! Explanations: in comes a finished request, out goes what was signed, so that people can compare it.

use std::fmt;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderName};

use super::{acs3, hmac_sha1};

/// What a signature covers, secrets left out: for support cases and for comparing with another client.
///
/// The id, the token and the signature are replaced by `***`, in the canonical request and where the string to sign
/// quotes it. The hash that ACS3 signs is that of the real canonical request.
#[derive(Clone, PartialEq, Eq)]
pub struct Explanation {
    scheme: &'static str,
    canonical_request: String,
    string_to_sign: String,
}

/// What was really signed, token and all: never shown.
pub(crate) struct CanonicalForms {
    pub(crate) canonical_request: String,
    pub(crate) string_to_sign: String,
}

/// What stands for a secret.
pub(super) const LEFT_OUT: &str = "***";

/// The parameters that carry secrets or the signature.
const SECRET_PARAMS: [&str; 5] = ["AccessKeyId", "BearerToken", "OIDCToken", "SecurityToken", "Signature"];
const SECRET_HEADERS: [HeaderName; 2] = [acs3::ACCESS_KEY_ID, acs3::SECURITY_TOKEN];

impl Explanation {
    pub(super) fn of(request: &http::Request<Bytes>) -> Self {
        let real = canonical_forms(request);
        if is_acs3(request) {
            let canonical_request =
                acs3_canonical_request(request, &without_secrets(query_of(request)), left_out_of_headers);
            Self { scheme: acs3::ALGORITHM, canonical_request, string_to_sign: real.string_to_sign }
        } else {
            let canonical_request = merged_params(request, left_out_of_params);
            let string_to_sign = hmac_sha1::string_to_sign(request.method().as_str(), canonical_request.as_bytes());
            let is_signed = query_of(request).split('&').any(|pair| pair.starts_with("Signature="));
            Self { scheme: if is_signed { "HMAC-SHA1" } else { "anonymous" }, canonical_request, string_to_sign }
        }
    }

    /// `ACS3-HMAC-SHA256`, `HMAC-SHA1` or `anonymous`.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The canonical request; under HMAC-SHA1 the canonical query string, form body merged in.
    #[must_use]
    pub fn canonical_request(&self) -> &str {
        &self.canonical_request
    }

    /// The text that is signed.
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

/// What the signature of a finished request covers.
pub(crate) fn canonical_forms(request: &http::Request<Bytes>) -> CanonicalForms {
    if is_acs3(request) {
        let canonical_request = acs3_canonical_request(request, query_of(request), |_, value| value);
        CanonicalForms { string_to_sign: acs3::string_to_sign(&canonical_request), canonical_request }
    } else {
        let canonical_request = merged_params(request, |_, value| value);
        let string_to_sign = hmac_sha1::string_to_sign(request.method().as_str(), canonical_request.as_bytes());
        CanonicalForms { canonical_request, string_to_sign }
    }
}

fn is_acs3(request: &http::Request<Bytes>) -> bool {
    request.headers().contains_key(AUTHORIZATION)
}

pub(super) fn query_of(request: &http::Request<Bytes>) -> &str {
    request.uri().query().unwrap_or_default()
}

fn acs3_canonical_request(
    request: &http::Request<Bytes>,
    query: &str,
    shown: impl for<'a> Fn(&str, &'a str) -> &'a str,
) -> String {
    let is_signed = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    let mut headers: Vec<(HeaderName, &str)> = request
        .headers()
        .iter()
        .filter(|(name, _)| is_signed(name.as_str()))
        .map(|(name, value)| (name.clone(), shown(name.as_str(), value.to_str().unwrap_or_default())))
        .collect();
    headers.sort_unstable_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
    let body_hash = request.headers().get(acs3::CONTENT_SHA256).and_then(|hash| hash.to_str().ok());
    let headers = headers.iter().map(|(name, value)| (name.as_str(), *value));
    let body_hash = body_hash.unwrap_or(acs3::EMPTY_SHA256);
    acs3::CanonicalRequest::new(request.method().as_str(), query, headers, body_hash).text
}

/// Query string and form body, merged and sorted by their names, without the signature.
fn merged_params(request: &http::Request<Bytes>, shown: impl for<'a> Fn(&str, &'a str) -> &'a str) -> String {
    let form = std::str::from_utf8(request.body()).unwrap_or_default();
    let mut pairs: Vec<(Vec<u8>, &str, &str)> = [query_of(request), form]
        .into_iter()
        .flat_map(|text| text.split('&'))
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| *name != "Signature")
        .map(|(name, value)| (crate::percent::decode(name.as_bytes()), name, shown(name, value)))
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs.into_iter().map(|(_, name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

fn left_out_of_headers<'a>(name: &str, value: &'a str) -> &'a str {
    if SECRET_HEADERS.iter().any(|secret| secret == name) { LEFT_OUT } else { value }
}

fn left_out_of_params<'a>(name: &str, value: &'a str) -> &'a str {
    if SECRET_PARAMS.contains(&name) { LEFT_OUT } else { value }
}

/// Parameters as they are sent, without the values of those that carry secrets.
pub(super) fn without_secrets(params: &str) -> String {
    let shown: Vec<String> = params
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if SECRET_PARAMS.contains(&name) => format!("{name}={LEFT_OUT}"),
            _ => pair.to_owned(),
        })
        .collect();
    shown.join("&")
}

/// The secrets that a request carries in its parameters and its authorization: no text may show them.
pub(crate) fn secret_values(request: &http::Request<Bytes>) -> Vec<String> {
    let form = std::str::from_utf8(request.body()).unwrap_or_default();
    let is_secret = |name: &str| name != "AccessKeyId" && SECRET_PARAMS.contains(&name);
    let params = [query_of(request), form].into_iter().flat_map(|text| text.split('&'));
    let values = params.filter_map(|pair| pair.split_once('=')).filter(|(name, _)| is_secret(name));
    let authorization = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let signature = authorization.and_then(|value| value.rsplit_once("Signature="));
    values
        .chain(signature)
        .map(|(_, value)| String::from_utf8_lossy(&crate::percent::decode(value.as_bytes())).into_owned())
        .collect()
}
