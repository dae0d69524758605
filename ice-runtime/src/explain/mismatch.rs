//! Why the service refused a signature: compares the text that it says it signed with ours.

use std::collections::BTreeMap;

use crate::percent;
use crate::sign::CanonicalForms;
use crate::text::readable;

/// The result of comparing both texts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// Both sides signed the same text, so their secrets differ.
    Secret,
    /// The texts differ: the first part that does, if it can be found.
    Text(Option<String>),
    /// The service quotes no text, only the start of ours, or that of another scheme.
    Unknown,
}

impl Mismatch {
    /// Compares what `message` quotes with what was signed. It has to be the service's whole, unmodified message.
    pub(crate) fn of(message: &str, ours: &CanonicalForms) -> Self {
        let Some((theirs, rest)) = quoted_string_to_sign(message) else { return Self::Unknown };
        let signed = ours.string_to_sign();
        if theirs == signed {
            return Self::Secret;
        }
        let (theirs, ours) = match ours {
            _ if theirs.starts_with("ACS3-") != signed.starts_with("ACS3-") => return Self::Unknown,
            CanonicalForms::HmacSha1 { .. } if signed.starts_with(theirs) => return Self::Unknown,
            CanonicalForms::HmacSha1 { .. } => (Some(in_lines(theirs)), in_lines(&signed)),
            CanonicalForms::Acs3 { .. } => {
                (quoted_canonical_request(rest).map(str::to_owned), ours.canonical_request().into_owned())
            }
        };
        Self::Text(theirs.and_then(|theirs| first_difference(&parts(&theirs), &parts(&ours))))
    }
}

/// Returns the string to sign in a message and what follows it, in the forms that endpoints are known to use: up to
/// the end of the message, or in brackets.
fn quoted_string_to_sign(message: &str) -> Option<(&str, &str)> {
    let quoted = behind(message, "string to sign is").or_else(|| behind(message, "stringtosign is"))?;
    let quoted = quoted.trim_start_matches([' ', ':']);
    let (text, rest) = match quoted.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => (quoted, ""),
    };
    if text.trim_start().starts_with("ACS3-") {
        return Some((text.trim(), rest));
    }
    // A sentence may follow. The text itself is encoded twice, so it has neither spaces nor commas.
    let is_part = |part: char| part.is_ascii_alphanumeric() || "-._~%&".contains(part);
    Some((text.trim_start().split(|part| !is_part(part)).next()?, rest))
}

fn quoted_canonical_request(rest: &str) -> Option<&str> {
    behind(rest, "canonicalrequest is [")?.rsplit_once(']').map(|(text, _)| text)
}

/// Returns what follows `words`, which are in lower case; the message may use other case.
fn behind<'m>(message: &'m str, words: &str) -> Option<&'m str> {
    message.get(message.to_ascii_lowercase().find(words)? + words.len()..)
}

/// Splits the string to sign of HMAC-SHA1 into lines like ACS3's canonical request: method, path and query string.
fn in_lines(string_to_sign: &str) -> String {
    let mut parts = string_to_sign.splitn(3, '&').map(str::as_bytes).map(percent::decode);
    let [method, path, query] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    String::from_utf8_lossy(&[method, path, query].join(&b'\n')).into_owned()
}

/// The parts of a canonical request by position and name.
type Parts<'t> = BTreeMap<(u8, String), &'t str>;

fn parts(canonical: &str) -> Parts<'_> {
    let mut lines = canonical.split('\n');
    let [method, path, query] = std::array::from_fn(|_| lines.next().unwrap_or_default());
    let params = query.split('&').filter(|param| !param.is_empty()).map(|param| {
        let (name, value) = param.split_once('=').unwrap_or((param, ""));
        ((2, format!("parameter `{}`", readable(name))), value)
    });
    let rest = lines.filter(|line| !line.is_empty()).map(|line| match line.split_once(':') {
        Some((name, value)) => ((3, format!("header `{}`", readable(name))), value),
        None if line.contains(';') => ((4, "the list of signed headers".to_owned()), line),
        None => ((5, "the body's hash".to_owned()), line),
    });
    let head = [((0, "the HTTP method".to_owned()), method), ((1, "the path".to_owned()), path)];
    head.into_iter().chain(params).chain(rest).collect()
}

/// Returns the first part that one side lacks or has with another value.
fn first_difference(theirs: &Parts<'_>, ours: &Parts<'_>) -> Option<String> {
    let differing = theirs.keys().chain(ours.keys()).filter(|part| theirs.get(*part) != ours.get(*part));
    differing.min().map(|(_, name)| name.clone())
}
