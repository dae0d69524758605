//! Advice: in comes an error of the service's and the request that got it, out goes what to change.

use crate::error::{Secrets, ServiceError, redact};
use crate::facts::Facts;
use crate::keys::{Credentials, abbreviated};
use crate::percent;
use crate::ram::Policy;
use crate::sign::CanonicalForms;
use crate::text::readable;

/// What the service was asked, and by whom.
pub(super) struct Asked<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) forms: &'a CanonicalForms,
    pub(super) credentials: Option<&'a Credentials>,
}

/// Adds advice, and hides what must not be shown.
pub(super) fn advise_and_redact(error: ServiceError, asked: &Asked<'_>) -> ServiceError {
    let advice = advice(&error, asked);
    redact(ServiceError { advice, ..error }, &secrets_of(asked))
}

/// The secrets of the keys and of the request, and what stands for each.
pub(super) fn secrets_of(asked: &Asked<'_>) -> Secrets {
    let credentials = asked.credentials;
    let keys = [credentials.map(Credentials::access_key_secret), credentials.and_then(Credentials::security_token)];
    let keys = keys.into_iter().flatten().map(str::to_owned);
    let secrets = keys.chain(asked.forms.secrets()).map(|secret| (secret, "***".to_owned()));
    let id = credentials.map(Credentials::access_key_id).map(|id| (id.to_owned(), abbreviated(id)));
    Secrets::new(secrets.chain(id))
}

fn advice(error: &ServiceError, asked: &Asked<'_>) -> Option<String> {
    let code = error.code.as_deref()?;
    let is_denied = error.access_denied_detail.is_some() || code == "NoPermission" || code.starts_with("Forbidden.RAM");
    let text = match code {
        "SignatureDoesNotMatch" => return Some(signature_advice(error, asked)),
        "InvalidAccessKeyId.NotFound" | "InvalidAccessKeyId" => {
            "check the AccessKeyId: the account has none like it; keys of STS also need their security token"
        }
        "InvalidAccessKeyId.Inactive" => "enable the AccessKey in the RAM console, or use another",
        "InvalidSecurityToken.Expired" => "fetch new temporary credentials: the security token is over",
        _ if code.starts_with("InvalidSecurityToken") => {
            "check the security token: it belongs to one pair of keys, and is sent whole"
        }
        "InvalidTimeStamp.Expired" => "set the clock of this machine: it is more than 15 minutes off",
        "InvalidAction.NotFound" | "InvalidVersion" => {
            "check `action`, `version` and `product` of the operation, and that the endpoint serves that product"
        }
        _ if is_denied => return Some(permission_advice(error, &asked.facts)),
        _ => return None,
    };
    Some(text.to_owned())
}

fn permission_advice(error: &ServiceError, facts: &Facts<'_>) -> String {
    let detail = error.access_denied_detail.as_deref();
    let action = detail.and_then(|detail| detail.auth_action.clone()).unwrap_or_else(|| facts.ram_action());
    let action = readable(&action);
    if detail.and_then(|detail| detail.no_permission_type.as_deref()) == Some("ExplicitDeny") {
        return format!("a policy denies the RAM action `{action}` explicitly: remove that statement");
    }
    let statement = Policy::statement_for(std::slice::from_ref(&action));
    format!("the caller lacks the RAM action `{action}`; this statement of a policy allows it: {statement}")
}

fn signature_advice(error: &ServiceError, asked: &Asked<'_>) -> String {
    match error.message.as_deref().and_then(quoted_string_to_sign).map(|theirs| theirs.compare(asked.forms)) {
        Some(Comparison::Same) => {
            let damage = asked.credentials.and_then(damage).unwrap_or("copy it again");
            format!("the service signed the same text as this client, so the AccessKeySecret is wrong: {damage}")
        }
        Some(Comparison::Differs(what)) => format!(
            "the service signed another text than this client; the first difference is {what}: something between here and \
             the service changes requests, or this is a bug to report"
        ),
        Some(Comparison::Cut) | None => "check the AccessKeySecret: copy it again".to_owned(),
    }
}

/// What looks wrong with a secret that does not fit its id. An AccessKey pair of a user has 30 characters in its secret.
fn damage(credentials: &Credentials) -> Option<&'static str> {
    const SECRET_LENGTH: usize = 30;
    let (id, secret) = (credentials.access_key_id(), credentials.access_key_secret());
    let is_users = id.starts_with("LTAI");
    if secret == id {
        Some("it is the same text as the AccessKeyId")
    } else if secret.contains(['"', '\'', '`']) {
        Some("it holds quotation marks, which belong to the file it was copied from")
    } else if secret.contains(['…', '*']) {
        Some("it is a shortened display of the secret, not the secret")
    } else if secret.contains(['%', '=', '&', ',', ';']) {
        Some("it looks damaged: it holds a character that secrets do not have")
    } else if is_users && secret.len() != SECRET_LENGTH {
        Some("it looks damaged: it has not the 30 characters of an AccessKeySecret")
    } else {
        None
    }
}

/// What the service says it signed.
pub(super) enum Quoted<'m> {
    HmacSha1 { string_to_sign: &'m str },
    Acs3 { string_to_sign: &'m str, canonical_request: Option<&'m str> },
}

enum Comparison {
    Same,
    /// What the service quoted ends before the first difference.
    Cut,
    Differs(String),
}

/// Finds the string to sign in a message, in the forms that endpoints are known to use: to the end of the message, or in
/// brackets.
pub(super) fn quoted_string_to_sign(message: &str) -> Option<Quoted<'_>> {
    let (_, quoted) =
        split_at_words(message, "string to sign is").or_else(|| split_at_words(message, "stringtosign is"))?;
    let quoted = quoted.trim_start_matches([' ', ':']);
    let (string_to_sign, rest) = match quoted.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => (quoted, ""),
    };
    let string_to_sign = string_to_sign.trim();
    if !string_to_sign.starts_with("ACS3-") {
        // A sentence may follow; encoded twice, the text itself has neither spaces nor commas.
        let is_part = |byte: char| byte.is_ascii_alphanumeric() || "-._~%&".contains(byte);
        let string_to_sign = string_to_sign.split(|byte| !is_part(byte)).next().unwrap_or_default();
        return Some(Quoted::HmacSha1 { string_to_sign });
    }
    let canonical_request = split_at_words(rest, "canonicalrequest is [")
        .and_then(|(_, quoted)| quoted.rsplit_once(']'))
        .map(|(text, _)| text);
    Some(Quoted::Acs3 { string_to_sign, canonical_request })
}

/// What stands before and after `words`, which are lower case and may be spelt otherwise.
fn split_at_words<'m>(message: &'m str, words: &str) -> Option<(&'m str, &'m str)> {
    let start = message.to_ascii_lowercase().find(words)?;
    Some((message.get(..start)?, message.get(start + words.len()..)?))
}

impl Quoted<'_> {
    fn compare(&self, ours: &CanonicalForms) -> Comparison {
        match self {
            Self::HmacSha1 { string_to_sign } if *string_to_sign == ours.string_to_sign() => Comparison::Same,
            Self::HmacSha1 { string_to_sign } if ours.string_to_sign().starts_with(string_to_sign) => Comparison::Cut,
            Self::HmacSha1 { string_to_sign } => Comparison::Differs(first_rpc_difference(string_to_sign, ours)),
            Self::Acs3 { string_to_sign, .. } if string_to_sign.trim() == ours.string_to_sign() => Comparison::Same,
            Self::Acs3 { canonical_request: Some(theirs), .. } => {
                Comparison::Differs(first_acs3_difference(theirs, &ours.canonical_request()))
            }
            Self::Acs3 { canonical_request: None, .. } => Comparison::Differs("not said".to_owned()),
        }
    }
}

fn first_rpc_difference(theirs: &str, ours: &CanonicalForms) -> String {
    let mut parts = theirs.splitn(3, '&');
    let (method, _path, query) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    if method != ours.string_to_sign().split('&').next() {
        return "the HTTP method".to_owned();
    }
    let query = String::from_utf8_lossy(&percent::decode(query.as_bytes())).into_owned();
    first_param_difference(&query, &ours.canonical_request()).unwrap_or_else(|| "the path".to_owned())
}

fn first_param_difference(theirs: &str, ours: &str) -> Option<String> {
    fn pairs(text: &str) -> Vec<(&str, &str)> {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect()
    }
    let (theirs, ours) = (pairs(theirs), pairs(ours));
    let at = theirs.iter().zip(&ours).take_while(|(theirs, ours)| theirs == ours).count();
    // The name that sorts first is the one that the other side lacks, or has with another value.
    let names = [theirs.get(at), ours.get(at)].into_iter().flatten().map(|(name, _)| name);
    names.min().map(|name| format!("parameter `{}`", readable(name)))
}

fn first_acs3_difference(theirs: &str, ours: &str) -> String {
    const PARTS: [&str; 2] = ["the HTTP method", "the path"];
    let (theirs, ours): (Vec<&str>, Vec<&str>) = (theirs.split('\n').collect(), ours.split('\n').collect());
    for (index, (their_line, our_line)) in theirs.iter().zip(&ours).enumerate() {
        if their_line == our_line {
            continue;
        }
        return match (PARTS.get(index), index) {
            (Some(part), _) => (*part).to_owned(),
            (None, 2) => first_param_difference(their_line, our_line).unwrap_or_else(|| "the query string".to_owned()),
            _ => header_or_body(their_line, our_line),
        };
    }
    "the length".to_owned()
}

fn header_or_body(theirs: &str, ours: &str) -> String {
    let name = |line: &str| line.split_once(':').map(|(name, _)| name.to_owned());
    match (name(theirs), name(ours)) {
        (Some(theirs), Some(ours)) => format!("header `{}`", readable(&theirs.min(ours))),
        (Some(name), None) | (None, Some(name)) => format!("header `{}`", readable(&name)),
        (None, None) if theirs.contains(';') || ours.contains(';') => "the list of signed headers".to_owned(),
        (None, None) => "the body's hash".to_owned(),
    }
}
