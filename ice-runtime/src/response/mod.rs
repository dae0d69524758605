//! Replies: turns a complete HTTP reply into the operation's response or an error.

mod envelope;
mod hint;
mod media_type;
mod xml;

use std::sync::LazyLock;

use bytes::{Buf as _, Bytes};
use http::header::CONTENT_ENCODING;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use memchr::memmem::{self, Finder};
use serde::de::DeserializeOwned;
use zeroize::Zeroize as _;

use crate::error::{CallError, EMPTY_BODY, Error, ReplyError, Secrets, ServiceError, came_back, redact};
use crate::facts::RetrySafety;
use crate::json::{self, Mismatch};
use crate::operation::Operation;
use crate::retry::{Outcome, verdict};
use crate::text::readable;
use crate::transport::request_id_header;
use envelope::Envelope;
#[cfg(feature = "upload")]
pub(crate) use xml::elements as xml_elements;

pub(crate) use media_type::unreadable_type;

/// Some editors put it at the start of a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a reply into the operation's response, as the client does.
///
/// For requests that are sent by other means. It does no I/O, and works without the feature `client`.
///
/// ```
/// use bytes::Bytes;
/// use ice_runtime::{ice_operation, read_reply};
///
/// #[ice_operation(action = "GetMediaInfo")]
/// struct GetMediaInfo {
///     media_id: Option<String>,
/// }
///
/// #[derive(serde::Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct GetMediaInfoResponse {
///     request_id: String,
/// }
///
/// let reply = http::Response::new(Bytes::from_static(br#"{"RequestId": "4C467B38"}"#));
/// assert_eq!(read_reply::<GetMediaInfo>(reply)?.request_id, "4C467B38");
/// # Ok::<(), ice_runtime::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Service`] for a reply that is an error, even with status 200; [`Error::Reply`] for one that cannot be
/// read.
pub fn read_reply<O: Operation>(reply: http::Response<Bytes>) -> Result<O::Response, Error> {
    let failure = match success(reply).and_then(|success| success.parse()) {
        Ok(response) => return Ok(response),
        Err(ReplyFailure::Service(error)) => ReplyFailure::service(redact(*error, &Secrets::default())),
        Err(unreadable) => unreadable,
    };
    let may_have_executed = verdict(failure.outcome(), false).may_have_executed;
    let is_safe = O::METADATA.retry_safety == RetrySafety::Safe;
    let call = CallError::new(O::METADATA.action, "");
    Err(failure.into_error(CallError { attempts: 1, may_have_executed, is_safe, ..call }))
}

/// Why a reply does not yield a response.
#[derive(Debug)]
pub(crate) enum ReplyFailure {
    Service(Box<ServiceError>),
    /// A success that cannot be read.
    Unreadable(Box<ReplyError>),
    /// A reply that came from something between client and service.
    NotTheService(Box<ReplyError>),
}

impl ReplyFailure {
    fn service(error: ServiceError) -> Self {
        Self::Service(Box::new(error))
    }

    fn unreadable(error: ReplyError) -> Self {
        Self::Unreadable(Box::new(error))
    }

    /// Returns the outcome of an attempt that got this reply.
    pub(crate) fn outcome(&self) -> Outcome<'_> {
        match self {
            Self::Service(error) => Outcome::Service(error),
            Self::Unreadable(_) => Outcome::Unreadable,
            Self::NotTheService(_) => Outcome::NotTheService,
        }
    }

    /// Converts it into the public error.
    pub(crate) fn into_error(self, call: CallError<()>) -> Error {
        match self {
            Self::Service(error) => Error::Service(Box::new(call.with_error(*error))),
            Self::Unreadable(error) | Self::NotTheService(error) => Error::Reply(Box::new(call.with_error(*error))),
        }
    }
}

/// A successful reply: JSON text that is not an error.
#[derive(Debug)]
pub(crate) struct Success {
    text: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl Success {
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, ReplyFailure> {
        json::from_str(&self.text).map_err(|mismatch| self.unreadable(&mismatch))
    }

    fn unreadable(&self, mismatch: &Mismatch) -> ReplyFailure {
        let error = ReplyError {
            status: self.status.as_u16(),
            request_id: self.request_id(),
            path: mismatch.path().to_owned(),
            problem: mismatch.problem().to_owned(),
        };
        ReplyFailure::unreadable(error)
    }

    /// Returns the request id from the headers, or else from the body.
    pub(crate) fn request_id(&self) -> Option<String> {
        let in_body = || Envelope::parse(&self.text)?.request_id.map(|id| readable(&id));
        request_id_header(&self.headers).or_else(in_body)
    }
}

/// A reply may itself be a credential, so its text is zeroed.
impl Drop for Success {
    fn drop(&mut self) {
        let mut text = std::mem::take(&mut self.text).into_bytes();
        text.clear();
        // All of it is now spare capacity, which is zeroed in bulk; a vector would be zeroed byte by byte.
        text.spare_capacity_mut().zeroize();
    }
}

/// Tells successes from errors. Compiled once for all operations.
pub(crate) fn success(reply: http::Response<Bytes>) -> Result<Success, ReplyFailure> {
    let (head, mut body) = reply.into_parts();
    if !head.status.is_success() {
        return Err(ReplyFailure::service(service_error(&head, &body)));
    }
    if let Some(problem) = unreadable_type(&head.headers) {
        return Err(ReplyFailure::unreadable(reply_error(&head, problem)));
    }
    if body.starts_with(BYTE_ORDER_MARK) {
        body.advance(BYTE_ORDER_MARK.len());
    }
    let Ok(text) = String::from_utf8(Vec::from(body)) else {
        return Err(ReplyFailure::unreadable(not_text(&head)));
    };
    match text.as_bytes().trim_ascii_start().first() {
        Some(b'<') => {
            let error = reply_error(&head, came_back(markup_kind(&text)));
            return Err(ReplyFailure::NotTheService(Box::new(error)));
        }
        Some(_) => {}
        None => {
            let error = reply_error(&head, "expected JSON, found an empty body");
            return Err(ReplyFailure::unreadable(error));
        }
    }
    if may_be_error(&text)
        && let Some(envelope) = Envelope::parse(&text)
        && envelope.is_error_under_success()
    {
        return Err(ReplyFailure::service(envelope.into_service_error(&head)));
    }
    Ok(Success { text, status: head.status, headers: head.headers })
}

/// Whether a success needs a closer look. Most contain neither a false `Success` nor a `Message` with a `Code`, and a
/// search is cheaper than a parse. A match may be anywhere in the text, so it is only a hint.
fn may_be_error(text: &str) -> bool {
    // The common part of both names.
    static NAMES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("ess"));
    let mut has_code = None;
    let mut rest = text.as_bytes();
    while let Some(at) = NAMES.find(rest) {
        let (before, behind) = rest.split_at(at);
        let may_be = match behind.get(3..).unwrap_or_default() {
            [b'"', value @ ..] => before.ends_with(b"ucc") && !starts_with_true(value),
            // Searched once: a long list may have a `Message` in each item.
            [b'a', b'g', b'e', b'"', ..] => {
                *has_code.get_or_insert_with(|| memmem::find(text.as_bytes(), b"ode\"").is_some())
            }
            _ => false,
        };
        if may_be {
            return true;
        }
        rest = behind.get(3..).unwrap_or_default();
    }
    false
}

/// Whether the value of a member starts with `true`, quoted or not.
fn starts_with_true(value: &[u8]) -> bool {
    let value = value.trim_ascii_start().strip_prefix(b":").unwrap_or(value).trim_ascii_start();
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    value.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"true"))
}

fn not_text(head: &Parts) -> ReplyError {
    let encoding = head.headers.get(CONTENT_ENCODING).and_then(|encoding| encoding.to_str().ok());
    match encoding.map(readable) {
        Some(encoding) => {
            reply_error(head, format!("expected JSON, found a body encoded as `{encoding}`, which was not asked for"))
        }
        None => reply_error(head, "expected JSON, found bytes that are not UTF-8"),
    }
}

fn reply_error(head: &Parts, problem: impl Into<String>) -> ReplyError {
    let (status, request_id) = (head.status.as_u16(), request_id_header(&head.headers));
    ReplyError { status, request_id, path: String::new(), problem: problem.into() }
}

/// Builds the error for a reply with an error status, whatever its body.
pub(crate) fn service_error(head: &Parts, body: &Bytes) -> ServiceError {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    let envelope = if is_markup(text) { xml::envelope(text) } else { Envelope::parse(text) };
    let body_kind = match &envelope {
        Some(_) => None,
        None if text.is_empty() => Some(EMPTY_BODY),
        None if is_markup(text) => Some(markup_kind(text)),
        None => Some("plain text"),
    };
    ServiceError { body_kind, ..envelope.unwrap_or_default().into_service_error(head) }
}

fn is_markup(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// Gateways and captive portals answer in HTML, whatever format was requested.
fn markup_kind(text: &str) -> &'static str {
    let start = text.get(..1024).unwrap_or(text).to_ascii_lowercase();
    if ["<html", "<!doctype html"].iter().any(|mark| start.contains(mark)) { "an HTML page" } else { "an XML document" }
}
