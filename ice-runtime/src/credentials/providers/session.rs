//! Temporary keys as services and commands hand them out: in comes their JSON, out go credentials and their end.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{AGE, DATE};

use super::checked;
use super::section::Section;
use super::{Credentials, Provided};
use crate::error::CredentialsError;
use crate::sign::time;

/// The reply of the metadata service and of a credentials URI: `Code`, `AccessKeyId`, `AccessKeySecret`,
/// `SecurityToken`, `Expiration`.
pub(super) fn of_reply(
    provider: &dyn fmt::Display,
    body: &[u8],
    headers: &HeaderMap,
) -> Result<Provided, CredentialsError> {
    let text = std::str::from_utf8(body)
        .map_err(|_| CredentialsError::new(format_args!("{provider} answered with something that is no text")))?;
    let session = Section::of_json(text)
        .map_err(|broken| CredentialsError::new(format_args!("the answer of {provider} cannot be read: {broken}")))?;
    if let Some(code) = session.text("Code").filter(|code| !code.eq_ignore_ascii_case("Success")) {
        let code = if is_code(code) { code } else { "no success" };
        return Err(CredentialsError::new(format_args!(
            "{provider} answered with `{code}`: check that the role exists and may be used here"
        )));
    }
    let credentials = checked::credentials(
        provider,
        session.get("AccessKeyId"),
        session.get("AccessKeySecret"),
        session.get("SecurityToken"),
    )?;
    let expiration = session.get("Expiration");
    let Some(end) = time::parse(expiration.required(provider)?) else {
        return Err(expiration.error(provider, "it is no time like `2030-01-02T03:04:05Z`"));
    };
    Ok(until(credentials, end, headers))
}

/// Temporary keys whose end the sender's clock gives. Where the sender said what its clock shows, a clock of this machine
/// that is wrong does not matter.
pub(super) fn until(credentials: Credentials, end: SystemTime, headers: &HeaderMap) -> Provided {
    let life = sender_time(headers).map(|sent| end.duration_since(sent).unwrap_or(Duration::ZERO));
    let end = life.and_then(|life| SystemTime::now().checked_add(life)).unwrap_or(end);
    Provided::until(credentials, end)
}

/// What the sender's clock showed; unknown where the reply lay in a cache.
fn sender_time(headers: &HeaderMap) -> Option<SystemTime> {
    if headers.contains_key(AGE) {
        return None;
    }
    httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()
}

/// Whether a text looks like an error code, and so may be shown.
fn is_code(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
