//! An API request, decoded: its action, its parameters, and how it is signed.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::request::Parts;

use super::percent;
use super::refusal::Refusal;

/// The names that signing uses in the query string; all others are the operation's.
const COMMON: [&str; 12] = [
    "AccessKeyId",
    "Action",
    "BearerToken",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

/// A decoded request.
pub(super) struct Arrived {
    pub(super) head: Parts,
    pub(super) body: bytes::Bytes,
    /// Everything in the query string, including common parameters.
    pub(super) query: Vec<(String, String)>,
    pub(super) form: Vec<(String, String)>,
    pub(super) signing: Signing,
}

/// How a request is signed.
pub(super) enum Signing {
    Acs3(Authorization),
    HmacSha1 {
        signature: String,
    },
    /// Not signed.
    Anonymous,
}

/// The parts of an ACS3 `Authorization` header.
pub(super) struct Authorization {
    pub(super) access_key_id: String,
    pub(super) signed_headers: String,
    pub(super) signature: String,
}

impl Arrived {
    pub(super) fn read(head: Parts, body: bytes::Bytes) -> Result<Self, Refusal> {
        let broken = |place| Refusal::invalid(place, "it is not percent-encoded UTF-8");
        let query = percent::pairs(head.uri.query().unwrap_or_default()).ok_or_else(|| broken("query string"))?;
        let form = match std::str::from_utf8(&body).ok().and_then(percent::pairs) {
            _ if body.is_empty() => Vec::new(),
            _ if !is_form(&head) => {
                let message = "The request body has a content type that is not supported.";
                return Err(Refusal::new(415, "UnsupportedContentType", message));
            }
            Some(form) => form,
            None => return Err(broken("body")),
        };
        let signing = signing(&head, &query)?;
        Ok(Self { head, body, query, form, signing })
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok().map(str::trim)
    }

    pub(super) fn is_form(&self) -> bool {
        is_form(&self.head)
    }

    /// A common parameter: a header under ACS3, otherwise a query parameter.
    fn common(&self, header: &str, parameter: &str) -> Option<&str> {
        match self.signing {
            Signing::Acs3(_) => self.header(header),
            Signing::HmacSha1 { .. } | Signing::Anonymous => self.parameter(parameter),
        }
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        let mut values = self.query.iter().filter(|pair| pair.0 == name);
        values.next().map(|pair| pair.1.as_str())
    }

    pub(super) fn action(&self) -> Option<&str> {
        self.common("x-acs-action", "Action")
    }

    pub(super) fn version(&self) -> Option<&str> {
        self.common("x-acs-version", "Version")
    }

    pub(super) fn nonce(&self) -> Option<&str> {
        self.common("x-acs-signature-nonce", "SignatureNonce")
    }

    pub(super) fn timestamp(&self) -> Option<&str> {
        self.common("x-acs-date", "Timestamp")
    }

    pub(super) fn security_token(&self) -> Option<&str> {
        self.common("x-acs-security-token", "SecurityToken")
    }

    pub(super) fn access_key_id(&self) -> Option<&str> {
        match &self.signing {
            Signing::Acs3(authorization) => Some(&authorization.access_key_id),
            Signing::HmacSha1 { .. } | Signing::Anonymous => self.parameter("AccessKeyId"),
        }
    }

    /// The operation's own parameters in the query string.
    pub(super) fn own_query(&self) -> Vec<(String, String)> {
        let is_own = |name: &str| matches!(self.signing, Signing::Acs3(_)) || !COMMON.contains(&name);
        self.query.iter().filter(|pair| is_own(&pair.0)).cloned().collect()
    }

    /// Checks the additional parameters of signature version 1.0: its method, its version, the format of the reply.
    pub(super) fn check_fixed_parameters(&self) -> Result<(), Refusal> {
        let fixed: &[(&str, &str)] = match self.signing {
            Signing::Acs3(_) => &[],
            Signing::Anonymous => &[("Format", "json")],
            Signing::HmacSha1 { .. } => {
                &[("Format", "json"), ("SignatureMethod", "HMAC-SHA1"), ("SignatureVersion", "1.0")]
            }
        };
        for &(name, expected) in fixed {
            match self.parameter(name) {
                None => return Err(Refusal::missing(name)),
                Some(value) if value.eq_ignore_ascii_case(expected) => {}
                Some(_) => return Err(Refusal::invalid(name, &format!("it should be {expected}"))),
            }
        }
        Ok(())
    }
}

fn is_form(head: &Parts) -> bool {
    let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.map(|value| value.split(';').next().unwrap_or_default().trim());
    media_type.is_some_and(|value| value.eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

fn signing(head: &Parts, query: &[(String, String)]) -> Result<Signing, Refusal> {
    if let Some(header) = head.headers.get(AUTHORIZATION) {
        let authorization = header.to_str().ok().and_then(authorization);
        return authorization.map(Signing::Acs3).ok_or_else(Refusal::incomplete_signature);
    }
    match query.iter().find(|pair| pair.0 == "Signature") {
        Some((_, signature)) => Ok(Signing::HmacSha1 { signature: signature.clone() }),
        None => Ok(Signing::Anonymous),
    }
}

/// Reads `ACS3-HMAC-SHA256 Credential=ID,SignedHeaders=a;b,Signature=HEX`.
fn authorization(header: &str) -> Option<Authorization> {
    let members = header.strip_prefix("ACS3-HMAC-SHA256 ")?;
    let member = |name: &str| {
        let mut members = members.split(',').filter_map(|member| member.trim().split_once('='));
        members.find(|member| member.0 == name).map(|member| member.1.to_owned())
    };
    Some(Authorization {
        access_key_id: member("Credential")?,
        signed_headers: member("SignedHeaders")?,
        signature: member("Signature")?,
    })
}
