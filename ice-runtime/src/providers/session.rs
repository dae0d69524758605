//! Temporary credentials in a reply: the metadata service, STS and credentials URIs use the same members.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{AGE, DATE};
use http::{HeaderMap, Response};
use zeroize::Zeroize;

use super::Provided;
use super::section::{Section, parse_json};
use crate::error::CredentialsError;
use crate::time::parse_http_date;

/// Reads the reply of the metadata service or of a credentials URI: `Code`, `AccessKeyId`, `AccessKeySecret`,
/// `SecurityToken`, `Expiration`. Its body is zeroed.
pub(super) fn of_reply(holder: &str, reply: Response<Bytes>) -> Result<Provided, CredentialsError> {
    let (head, body) = reply.into_parts();
    let session = parse_json::<Section>(holder, &body);
    if let Ok(mut body) = body.try_into_mut() {
        body.as_mut().zeroize();
    }
    let session = session?;
    if let Some(code) = session.get(holder, "Code").text.filter(|code| !code.eq_ignore_ascii_case("Success")) {
        let code = if is_name(code) { code } else { "(not shown)" };
        return Err(CredentialsError::new(format_args!(
            "{holder} has the code `{code}`: check that the role exists and may be used here"
        )));
    }
    of_section(holder, &session, ["AccessKeyId", "AccessKeySecret", "Expiration"], &head.headers)
}

/// Reads the temporary credentials in a reply, which has to have these `members`. Their expiry is by the sender's
/// clock: if the reply's headers say what that shows, a wrong clock on this machine does not matter.
pub(super) fn of_section<const N: usize>(
    holder: &str,
    session: &Section,
    members: [&str; N],
    headers: &HeaderMap,
) -> Result<Provided, CredentialsError> {
    // Unlike a setting, they cannot be set by the user.
    if let Some(name) = members.into_iter().find(|name| session.get(holder, name).text.is_none()) {
        return Err(CredentialsError::new(format_args!("{holder} has no `{name}`: check which server answers")));
    }
    let provided = session.keys(holder, ["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"])?;
    let life =
        provided.expires_at.zip(sent_at(headers)).map(|(end, sent)| end.duration_since(sent).unwrap_or_default());
    let end = life.and_then(|life| SystemTime::now().checked_add(life));
    Ok(Provided { expires_at: end.or(provided.expires_at), ..provided })
}

/// Returns the time on the sender's clock; unknown if the reply comes from a cache.
fn sent_at(headers: &HeaderMap) -> Option<SystemTime> {
    if headers.contains_key(AGE) { None } else { parse_http_date(headers.get(DATE)?) }
}

/// Returns whether a string looks like the name of a role or an error code, and so may be shown.
pub(super) fn is_name(text: &str) -> bool {
    let is_of_names = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(is_of_names) && !matches!(text, "." | "..")
}
