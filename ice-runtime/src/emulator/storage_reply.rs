//! Replies of Object Storage Service: in comes what became of an upload, out goes its HTTP response.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, ETAG, HOST};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Response, StatusCode};

use super::answer::{Answer, Origin};
use super::date::http_date;
use super::state::State;

/// Why an upload is not taken, in the words of Object Storage Service.
#[derive(Debug)]
pub(super) struct StorageRefusal {
    status: u16,
    code: &'static str,
    message: &'static str,
    string_to_sign: Option<String>,
}

impl StorageRefusal {
    pub(super) fn new(status: u16, code: &'static str, message: &'static str) -> Self {
        Self { status, code, message, string_to_sign: None }
    }

    pub(super) fn quoting(self, string_to_sign: String) -> Self {
        Self { string_to_sign: Some(string_to_sign), ..self }
    }
}

/// The object is kept: its tag and its checksum.
pub(super) fn kept(state: &State, length: u64, checksum: u64) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    // OSS has the MD5 here for some objects and something else for others: nobody may rely on it.
    insert(&mut response, ETAG, &format!("\"{checksum:016X}{length:016X}\""));
    let checksum = checksum.to_string();
    insert(&mut response, HeaderName::from_static("x-oss-hash-crc64ecma"), &checksum);
    with_common_headers(state, &state.tickets.unique(), response)
}

pub(super) fn refused(state: &State, head: &Parts, refusal: &StorageRefusal) -> Response<Bytes> {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::FORBIDDEN);
    let mut members = vec![("Code", refusal.code), ("Message", refusal.message)];
    if let Some(text) = &refusal.string_to_sign {
        members.push(("StringToSign", text));
    }
    error(state, head, status, &members)
}

/// An answer that a fault plays; an error envelope is XML here.
pub(super) fn played(state: &State, head: &Parts, answer: Answer) -> Response<Bytes> {
    if let (Some(code), Some(message)) = (answer.code(), answer.message()) {
        return error(state, head, answer.status(), &[("Code", code), ("Message", message)]);
    }
    let request_id = state.tickets.unique();
    answer.into_response(&Origin {
        request_id: &request_id,
        host: header(head, HOST.as_str()).unwrap_or_default(),
        product: "oss",
        now: state.tickets.now(),
    })
}

fn error(state: &State, head: &Parts, status: StatusCode, members: &[(&str, &str)]) -> Response<Bytes> {
    let request_id = state.tickets.unique();
    let host = header(head, HOST.as_str()).unwrap_or_default();
    let members: Vec<String> = members
        .iter()
        .chain(&[("RequestId", request_id.as_str()), ("HostId", host)])
        .map(|(name, value)| format!("  <{name}>{}</{name}>\n", escape(value)))
        .collect();
    let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n{}</Error>\n", members.concat());
    let mut response = Response::new(Bytes::from(xml));
    *response.status_mut() = status;
    insert(&mut response, CONTENT_TYPE, "application/xml");
    with_common_headers(state, &request_id, response)
}

fn with_common_headers(state: &State, request_id: &str, mut response: Response<Bytes>) -> Response<Bytes> {
    response.headers_mut().insert(DATE, http_date(state.tickets.now()));
    let request_id = request_id.get(..24).unwrap_or_default().to_ascii_uppercase();
    insert(&mut response, HeaderName::from_static("x-oss-request-id"), &request_id);
    response
}

fn insert(response: &mut Response<Bytes>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A header's value without white space round it.
pub(super) fn header<'a>(head: &'a Parts, name: &str) -> Option<&'a str> {
    head.headers.get(name)?.to_str().ok().map(str::trim)
}
