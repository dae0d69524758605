//! Signatures of uploads: in comes the head of a `PUT`, out goes whether OSS signature V4 is right for the ticket's
//! keys.

use http::request::Parts;

use super::storage_reply::{StorageRefusal, header};
use super::{hash, percent};

const ALGORITHM: &str = "OSS4-HMAC-SHA256";

/// What the `Authorization` header says.
pub(super) struct Authorization<'a> {
    pub(super) access_key_id: &'a str,
    /// `20260102/cn-shanghai/oss/aliyun_v4_request`
    scope: &'a str,
    pub(super) date: &'a str,
    pub(super) region: &'a str,
    additional_headers: &'a str,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Reads `OSS4-HMAC-SHA256 Credential=ID/DATE/REGION/oss/aliyun_v4_request,AdditionalHeaders=a;b,Signature=HEX`.
    pub(super) fn read(head: &'a Parts) -> Option<Self> {
        let members = header(head, "authorization")?.strip_prefix(ALGORITHM)?;
        let member = |name: &str| {
            let mut members = members.split(',').filter_map(|member| member.trim().split_once('='));
            members.find(|member| member.0 == name).map(|member| member.1)
        };
        let (access_key_id, scope) = member("Credential")?.split_once('/')?;
        let (date, rest) = scope.split_once('/')?;
        let region = rest.strip_suffix("/oss/aliyun_v4_request")?;
        Some(Self {
            access_key_id,
            scope,
            date,
            region,
            additional_headers: member("AdditionalHeaders").unwrap_or_default(),
            signature: member("Signature")?,
        })
    }

    /// Checks the signature of a request for the object at `resource`, `/bucket/key` in its encoded form.
    pub(super) fn check(&self, head: &Parts, resource: &str, secret: &str) -> Result<(), StorageRefusal> {
        let date = header(head, "x-oss-date").unwrap_or_default();
        let canonical_request = self.canonical_request(head, resource);
        let digest = hash::sha256_hex(canonical_request.as_bytes());
        let string_to_sign = format!("{ALGORITHM}\n{date}\n{}\n{digest}", self.scope);
        let first_key = hash::hmac_sha256(format!("aliyun_v4{secret}").as_bytes(), self.date);
        let key =
            [self.region, "oss", "aliyun_v4_request"].iter().fold(first_key, |key, part| hash::hmac_sha256(&key, part));
        if hash::is_hmac_sha256_hex(&key, &string_to_sign, self.signature) {
            return Ok(());
        }
        let message = "The request signature we calculated does not match the signature you provided. Check your key and signing method.";
        Err(StorageRefusal::new(403, "SignatureDoesNotMatch", message).quoting(string_to_sign))
    }

    fn canonical_request(&self, head: &Parts, resource: &str) -> String {
        let additional: Vec<&str> = self.additional_headers.split(';').filter(|name| !name.is_empty()).collect();
        let is_signed = |name: &str| {
            name.starts_with("x-oss-") || name == "content-type" || name == "content-md5" || additional.contains(&name)
        };
        let mut headers: Vec<String> = head
            .headers
            .keys()
            .map(http::HeaderName::as_str)
            .filter(|name| is_signed(name))
            .map(|name| format!("{name}:{}\n", header(head, name).unwrap_or_default()))
            .collect();
        headers.sort();
        [
            head.method.as_str(),
            resource,
            &canonical_query(head.uri.query().unwrap_or_default()),
            &headers.concat(),
            self.additional_headers,
            header(head, "x-oss-content-sha256").unwrap_or_default(),
        ]
        .join("\n")
    }
}

/// As the other query strings, but that a name without a value has no `=`.
fn canonical_query(query: &str) -> String {
    let mut pairs = percent::pairs(query).unwrap_or_default();
    pairs.sort();
    let encoded = pairs.iter().map(|(name, value)| match value.as_str() {
        "" => percent::encode(name),
        value => format!("{}={}", percent::encode(name), percent::encode(value)),
    });
    encoded.collect::<Vec<_>>().join("&")
}
