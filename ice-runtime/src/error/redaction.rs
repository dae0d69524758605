//! Hiding what must not be shown: secrets that the service quotes, and the string to sign, which holds the security token.

use super::{AccessDeniedDetail, ReplyError, ServiceError};
use crate::text::{escaped, readable};

/// Drops what the service quoted of the signature, hides secrets, and makes texts fit to be shown.
pub(crate) fn redact(error: ServiceError, secrets: &Secrets) -> ServiceError {
    let shown = |text: Option<String>| text.map(|text| readable(&secrets.hidden(&text)));
    ServiceError {
        code: shown(error.code),
        message: shown(error.message.map(without_quoted_signature)).filter(|message| !message.is_empty()),
        request_id: shown(error.request_id),
        host_id: shown(error.host_id),
        recommend: shown(error.recommend),
        access_denied_detail: error.access_denied_detail.map(|detail| {
            Box::new(AccessDeniedDetail {
                auth_action: shown(detail.auth_action),
                auth_principal_type: shown(detail.auth_principal_type),
                auth_principal_owner_id: shown(detail.auth_principal_owner_id),
                auth_principal_display_name: shown(detail.auth_principal_display_name),
                no_permission_type: shown(detail.no_permission_type),
                policy_type: shown(detail.policy_type),
                // The RAM console decodes it whole.
                encoded_diagnostic_message: detail
                    .encoded_diagnostic_message
                    .map(|text| escaped(&secrets.hidden(&text))),
            })
        }),
        advice: error.advice.map(|advice| secrets.hidden(&advice)),
        ..error
    }
}

/// Hides secrets that the head of a reply quotes.
pub(crate) fn redact_reply(error: ReplyError, secrets: &Secrets) -> ReplyError {
    ReplyError {
        request_id: error.request_id.map(|id| secrets.hidden(&id)),
        problem: secrets.hidden(&error.problem),
        ..error
    }
}

/// What must not appear in any text, wherever the service quotes it, and what stands there instead.
#[derive(Default)]
pub(crate) struct Secrets(Vec<(String, String)>);

/// Shorter texts are no secrets, and stand in many words.
const SHORTEST_SECRET: usize = 8;

impl Secrets {
    /// Hides each first text by showing the second in its place.
    pub(crate) fn new(secrets: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(secrets.into_iter().filter(|(secret, _)| secret.len() >= SHORTEST_SECRET).collect())
    }

    fn hidden(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (secret, shown)| without(&text, secret, shown))
    }
}

/// Cuts off the string to sign, which holds the security token.
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

/// `text` with `shown` in place of `secret`, of which any character may be percent-encoded, once or twice: as it was sent
/// in a URL, as a string to sign encodes that once more, or as something in between has written it anew.
fn without(text: &str, secret: &str, shown: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = if let Some(length) = length_of(secret.as_bytes(), rest.as_bytes()) {
            kept.push_str(shown);
            length
        } else {
            kept.push(next);
            next.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    kept
}

/// How much of the start of `text` is `secret`, in whichever encoding.
fn length_of(secret: &[u8], text: &[u8]) -> Option<usize> {
    let mut rest = text;
    for &byte in secret {
        let escaped = |sign: &str| {
            let (digits, rest) = rest.strip_prefix(sign.as_bytes())?.split_at_checked(2)?;
            digits.eq_ignore_ascii_case(format!("{byte:02x}").as_bytes()).then_some(rest)
        };
        rest = rest.strip_prefix(&[byte]).or_else(|| escaped("%")).or_else(|| escaped("%25"))?;
    }
    Some(text.len() - rest.len())
}
