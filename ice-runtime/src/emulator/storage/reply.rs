//! Replies of the storage.

use std::ops::RangeInclusive;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, DATE, ETAG, HOST, LAST_MODIFIED};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Response, StatusCode};

use super::super::answer::{Answer, Origin};
use super::super::date::http_date;
use super::super::tickets::Tickets;
use super::records::{Content, StoredObject};
use super::refusal::StorageRefusal;
use super::signature::header;
use super::xml::{document, element};

pub(super) const CHECKSUM: HeaderName = HeaderName::from_static("x-oss-hash-crc64ecma");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-oss-request-id");
const OBJECT_TYPE: HeaderName = HeaderName::from_static("x-oss-object-type");

/// The reply to an upload: the tag and the checksum.
pub(super) fn stored(tickets: &Tickets, content: &Content, tag: &str, body: String) -> Response<Bytes> {
    let mut response = success(tickets, body);
    insert(&mut response, ETAG, &format!("\"{tag}\""));
    insert(&mut response, CHECKSUM, &content.checksum.value().to_string());
    response
}

/// A success reply with this XML, or an empty one.
pub(super) fn success(tickets: &Tickets, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    if !response.body().is_empty() {
        insert(&mut response, CONTENT_TYPE, "application/xml");
    }
    with_common_headers(tickets, &tickets.unique(), response)
}

/// The headers of an object, which may be followed by its bytes.
pub(super) fn head_of(tickets: &Tickets, object: &StoredObject) -> Response<Bytes> {
    let mut response = stored(tickets, &object.content, &object.tag(), String::new());
    for (name, value) in &object.headers {
        response.headers_mut().insert(name, value.clone());
    }
    response.headers_mut().insert(CONTENT_LENGTH, object.len().into());
    response.headers_mut().insert(LAST_MODIFIED, object.stored_at.clone());
    insert(&mut response, OBJECT_TYPE, if object.part_count > 0 { "Multipart" } else { "Normal" });
    response
}

/// Turns the reply for a whole object of `length` bytes into one for a range, and returns the length of the range.
pub(super) fn narrow(response: &mut Response<Bytes>, range: &RangeInclusive<u64>, length: u64) -> u64 {
    let (first, last) = (*range.start(), *range.end());
    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    insert(response, CONTENT_RANGE, &format!("bytes {first}-{last}/{length}"));
    response.headers_mut().insert(CONTENT_LENGTH, (last - first + 1).into());
    last - first + 1
}

pub(super) fn refused(tickets: &Tickets, head: &Parts, refusal: &StorageRefusal) -> Response<Bytes> {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::FORBIDDEN);
    let string_to_sign = refusal.string_to_sign.as_deref().map(|text| ("StringToSign", text));
    error(tickets, head, status, &[("Code", refusal.code), ("Message", refusal.message)], string_to_sign)
}

/// An answer injected as a fault; an error envelope becomes XML.
pub(super) fn played(tickets: &Tickets, head: &Parts, answer: Answer) -> Response<Bytes> {
    if let (Some(code), Some(message)) = (answer.code(), answer.message()) {
        return error(tickets, head, answer.status(), &[("Code", code), ("Message", message)], None);
    }
    let request_id = tickets.unique();
    answer.into_response(&Origin {
        request_id: &request_id,
        host: header(head, HOST.as_str()).unwrap_or_default(),
        product: "oss",
        now: tickets.now(),
    })
}

fn error(
    tickets: &Tickets,
    head: &Parts,
    status: StatusCode,
    members: &[(&str, &str); 2],
    string_to_sign: Option<(&str, &str)>,
) -> Response<Bytes> {
    let unique = tickets.unique();
    let host = header(head, HOST.as_str()).unwrap_or_default();
    let number = StorageRefusal::error_number(members[0].1);
    let tail = [("RequestId", &*request_id(&unique)), ("HostId", host), ("EC", number)];
    let all = members.iter().copied().chain(string_to_sign).chain(tail);
    let elements: Vec<_> = all.map(|(name, value)| element(name, value)).collect();
    let mut response = Response::new(Bytes::from(document("Error", &elements)));
    *response.status_mut() = status;
    insert(&mut response, CONTENT_TYPE, "application/xml");
    with_common_headers(tickets, &unique, response)
}

fn with_common_headers(tickets: &Tickets, unique: &str, mut response: Response<Bytes>) -> Response<Bytes> {
    response.headers_mut().insert(DATE, http_date(tickets.now()));
    insert(&mut response, REQUEST_ID, &request_id(unique));
    response
}

/// A request id in the storage's format, such as `5C3D9175B6FC201293AD4E84`.
fn request_id(unique: &str) -> String {
    unique.get(..24).unwrap_or_default().to_ascii_uppercase()
}

fn insert(response: &mut Response<Bytes>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
