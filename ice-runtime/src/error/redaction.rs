//! What no error message may show: secrets that the service quotes, and the string to sign, which contains the
//! security token.

#[cfg(feature = "client")]
use super::TransportError;
use super::{ReplyError, ServiceError};
use crate::text::{escaped, readable};

/// Drops what the service quotes of the signature, hides secrets, and makes strings safe to show.
pub(crate) fn redact(mut error: ServiceError, secrets: &Secrets) -> ServiceError {
    error.message = error.message.map(without_quoted_signature).filter(|message| !message.is_empty());
    if let Some(detail) = &mut error.access_denied_detail {
        let members = [
            &mut detail.auth_action,
            &mut detail.auth_principal_type,
            &mut detail.auth_principal_owner_id,
            &mut detail.auth_principal_display_name,
            &mut detail.no_permission_type,
            &mut detail.policy_type,
        ];
        members.into_iter().flatten().for_each(|text| *text = readable(&secrets.hidden(text)));
        // The RAM console decodes it as a whole.
        let diagnosis = detail.encoded_diagnostic_message.iter_mut();
        diagnosis.for_each(|text| *text = escaped(&secrets.hidden(text)));
    }
    let members =
        [&mut error.code, &mut error.message, &mut error.request_id, &mut error.host_id, &mut error.recommend];
    members.into_iter().flatten().for_each(|text| *text = readable(&secrets.hidden(text)));
    error.advice = error.advice.map(|advice| secrets.hidden(&advice));
    error
}

/// Hides secrets that the reply's headers quote.
pub(crate) fn redact_reply(error: ReplyError, secrets: &Secrets) -> ReplyError {
    ReplyError {
        request_id: error.request_id.map(|id| secrets.hidden(&id)),
        problem: secrets.hidden(&error.problem),
        ..error
    }
}

/// Like [`redact_reply`], for a reply that broke off after its headers.
#[cfg(feature = "client")]
pub(crate) fn redact_transport(error: TransportError, secrets: &Secrets) -> TransportError {
    error.map_request_id(|id| secrets.hidden(&id))
}

/// The strings that must never be shown, wherever the service quotes them, and what is shown instead.
#[derive(Default)]
pub(crate) struct Secrets(Vec<(String, String)>);

/// Shorter strings are not secrets, and occur in many words.
const SHORTEST_SECRET: usize = 8;

impl Secrets {
    /// Hides each first string by showing the second in its place.
    pub(crate) fn new(secrets: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(secrets.into_iter().filter(|(secret, _)| secret.len() >= SHORTEST_SECRET).collect())
    }

    fn hidden(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (secret, shown)| without(&text, secret, shown))
    }
}

/// Cuts off the string to sign, which contains the security token.
fn without_quoted_signature(message: String) -> String {
    let lower = message.to_ascii_lowercase();
    let quote =
        ["server string to sign", "server stringtosign", "string to sign is", "stringtosign is", "canonicalrequest is"];
    let cut = quote.iter().filter_map(|quote| lower.find(quote)).min();
    match cut.and_then(|cut| message.get(..cut)) {
        Some(kept) => kept.trim_end_matches([' ', ',', ';', ':']).to_owned(),
        None => message,
    }
}

/// Returns `text` with `shown` in place of `secret`, any character of which may be escaped.
fn without(text: &str, secret: &str, shown: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let behind = secret.bytes().try_fold(rest.as_bytes(), behind_byte);
        let length = behind.map_or(next.len_utf8(), |behind| rest.len() - behind.len());
        if behind.is_some() {
            kept.push_str(shown);
        } else {
            kept.push(next);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    kept
}

/// Returns what follows `byte` in a text that starts with it: plain, percent-encoded (any number of times: a string to
/// sign encodes a URL again), or escaped as in JSON or HTML.
fn behind_byte(text: &[u8], byte: u8) -> Option<&[u8]> {
    if let Some(behind) = text.strip_prefix(&[byte]) {
        return Some(behind);
    }
    let is_hex = |digits: &[u8]| digits.eq_ignore_ascii_case(format!("{byte:02x}").as_bytes());
    match text {
        [b'%', escape @ ..] => {
            let mut escape = escape;
            while !escape.get(..2).is_some_and(is_hex) {
                escape = escape.strip_prefix(b"25")?;
            }
            escape.get(2..)
        }
        [b'\\', b'u', b'0', b'0', escape @ ..] => escape.get(2..).filter(|_| escape.get(..2).is_some_and(is_hex)),
        [b'\\', behind @ ..] => behind.strip_prefix(&[byte]),
        [b'&', b'#', escape @ ..] => {
            let end = escape.iter().position(|&end| end == b';')?;
            let number = std::str::from_utf8(escape.get(..end)?).ok()?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u8::from_str_radix(hex, 16),
                None => number.parse(),
            };
            escape.get(end + 1..).filter(|_| code == Ok(byte))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_hidden_however_it_is_escaped() {
        let secrets = Secrets::new([("a+b/c=d==".to_owned(), "***".to_owned())]);
        for written in [
            "a+b/c=d==",
            "a%2Bb%2Fc%3Dd%3D%3D",
            "a%2bb%2fc%3dd%3d%3d",
            "a%252Bb%252Fc%253Dd%253D%253D",
            "a%25252Bb/c=d%2525253D=",
            "%61%2b%62/c=d==",
            r"a+b\/c=d==",
            r"a\u002Bb\u002fc=d==",
            "a&#43;b&#x2F;c&#x3d;d==",
        ] {
            assert_eq!(secrets.hidden(&format!("<{written}> 100% & \\")), "<***> 100% & \\", "{written}");
        }
        for other in ["a+b/c=d=", "a+b/c", "a%2Bb%2Fc%3", "a&#43b/c=d==", "a%2"] {
            assert_eq!(secrets.hidden(other), other);
        }
    }
}
