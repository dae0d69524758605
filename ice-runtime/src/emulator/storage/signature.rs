//! Signature V4 of Object Storage Service, in the header `Authorization` or in the query string of a URL.

use http::request::Parts;

use super::super::{hash, percent};
use super::refusal::StorageRefusal;
use super::target::Target;

const ALGORITHM: &str = "OSS4-HMAC-SHA256";

/// What a request says about its signature.
pub(super) struct Authorization {
    pub(super) access_key_id: String,
    /// `20260102/cn-shanghai/oss/aliyun_v4_request`
    scope: String,
    pub(super) date: String,
    pub(super) region: String,
    additional_headers: String,
    signature: String,
    /// `20260102T030405Z`
    pub(super) timestamp: String,
    pub(super) security_token: String,
    pub(super) payload: String,
    /// How many seconds a signed URL is valid.
    pub(super) lifetime: Option<String>,
}

impl Authorization {
    /// Reads the signature, wherever it is; `None` if there is no V4 signature.
    pub(super) fn read(head: &Parts, target: &Target) -> Option<Self> {
        Self::in_header(head).or_else(|| Self::in_url(target))
    }

    /// Reads `OSS4-HMAC-SHA256 Credential=ID/DATE/REGION/oss/aliyun_v4_request,AdditionalHeaders=a;b,Signature=HEX`.
    fn in_header(head: &Parts) -> Option<Self> {
        let members = header(head, "authorization")?.strip_prefix(ALGORITHM)?;
        let member = |name: &str| {
            let mut members = members.split(',').filter_map(|member| member.trim().split_once('='));
            members.find(|member| member.0 == name).map(|member| member.1)
        };
        let named = |name| header(head, name).unwrap_or_default().to_owned();
        Some(Self {
            additional_headers: member("AdditionalHeaders").unwrap_or_default().to_owned(),
            signature: member("Signature")?.to_owned(),
            timestamp: named("x-oss-date"),
            security_token: named("x-oss-security-token"),
            payload: named("x-oss-content-sha256"),
            lifetime: None,
            ..Self::of_credential(member("Credential")?)?
        })
    }

    /// Reads the parameters `x-oss-..` of a signed URL.
    fn in_url(target: &Target) -> Option<Self> {
        let named = |name| target.parameter(name).unwrap_or_default().to_owned();
        target.parameter("x-oss-signature-version").filter(|version| *version == ALGORITHM)?;
        Some(Self {
            additional_headers: named("x-oss-additional-headers"),
            signature: named("x-oss-signature"),
            timestamp: named("x-oss-date"),
            security_token: named("x-oss-security-token"),
            lifetime: Some(named("x-oss-expires")),
            ..Self::of_credential(target.parameter("x-oss-credential")?)?
        })
    }

    fn of_credential(credential: &str) -> Option<Self> {
        let (access_key_id, scope) = credential.split_once('/')?;
        let (date, rest) = scope.split_once('/')?;
        let region = rest.strip_suffix("/oss/aliyun_v4_request")?;
        Some(Self {
            access_key_id: access_key_id.to_owned(),
            scope: scope.to_owned(),
            date: date.to_owned(),
            region: region.to_owned(),
            additional_headers: String::new(),
            signature: String::new(),
            timestamp: String::new(),
            security_token: String::new(),
            payload: "UNSIGNED-PAYLOAD".to_owned(),
            lifetime: None,
        })
    }

    /// The names of optional headers that are signed.
    pub(super) fn additional_headers(&self) -> impl Iterator<Item = &str> {
        self.additional_headers.split(';').filter(|name| !name.is_empty())
    }

    /// Checks the signature with this secret.
    pub(super) fn check(&self, head: &Parts, target: &Target, secret: &str) -> Result<(), StorageRefusal> {
        let canonical_request = self.canonical_request(head, target);
        let digest = hash::sha256_hex(canonical_request.as_bytes());
        let string_to_sign = format!("{ALGORITHM}\n{}\n{}\n{digest}", self.timestamp, self.scope);
        let first_key = hash::hmac_sha256(format!("aliyun_v4{secret}").as_bytes(), &self.date);
        let parts = [self.region.as_str(), "oss", "aliyun_v4_request"];
        let key = parts.iter().fold(first_key, |key, part| hash::hmac_sha256(&key, part));
        if hash::is_hmac_sha256_hex(&key, &string_to_sign, &self.signature) {
            return Ok(());
        }
        let message = "The request signature we calculated does not match the signature you provided. Check your key \
                       and signing method.";
        let refusal = StorageRefusal::new(403, "SignatureDoesNotMatch", message);
        Err(StorageRefusal { string_to_sign: Some(string_to_sign), ..refusal })
    }

    fn canonical_request(&self, head: &Parts, target: &Target) -> String {
        let segments: Vec<String> = target.key.split('/').map(percent::encode).collect();
        [
            head.method.as_str(),
            &format!("/{}/{}", percent::encode(&target.bucket), segments.join("/")),
            &canonical_query(&target.query),
            &self.canonical_headers(head),
            &self.additional_headers,
            &self.payload,
        ]
        .join("\n")
    }

    fn canonical_headers(&self, head: &Parts) -> String {
        let is_signed = |name: &str| {
            name.starts_with("x-oss-")
                || matches!(name, "content-type" | "content-md5")
                || self.additional_headers().any(|additional| additional == name)
        };
        let names = head.headers.keys().map(http::HeaderName::as_str).filter(|name| is_signed(name));
        let mut lines: Vec<_> =
            names.map(|name| format!("{name}:{}\n", header(head, name).unwrap_or_default())).collect();
        lines.sort();
        lines.concat()
    }
}

/// Sorted in encoded form, without `=` after a name without a value, and without the signature itself.
fn canonical_query(query: &[(String, String)]) -> String {
    let signed = query.iter().filter(|pair| pair.0 != "x-oss-signature");
    let mut encoded: Vec<_> = signed.map(|(name, value)| (percent::encode(name), percent::encode(value))).collect();
    encoded.sort();
    let pairs =
        encoded.into_iter().map(|(name, value)| if value.is_empty() { name } else { format!("{name}={value}") });
    pairs.collect::<Vec<_>>().join("&")
}

/// A header's value without surrounding whitespace.
pub(super) fn header<'a>(head: &'a Parts, name: &str) -> Option<&'a str> {
    head.headers.get(name)?.to_str().ok().map(str::trim)
}
