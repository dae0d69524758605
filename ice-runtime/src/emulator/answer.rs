//! Answers, and how they become HTTP responses.

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, DATE};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use super::date::http_date;

/// The emulator's answer to a request.
///
/// ```
/// use ice_runtime::emulator::Answer;
/// use serde_json::json;
///
/// let success = Answer::json(json!({ "MediaId": "20b48fb0" }));
/// let failure = Answer::error(404, "MediaNotFound", "there is no such media");
/// let page = Answer::bytes(502, "<html>bad gateway</html>").with_header("content-type", "text/html");
/// ```
#[derive(Clone)]
pub struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    content: Content,
    /// Whether an error has a link to the vendor's explanation of its code.
    has_link: bool,
}

#[derive(Clone)]
enum Content {
    /// Members of a success reply; the request id is added.
    Success(Value),
    /// Members of an error envelope; request id and host are added.
    Error(Map<String, Value>),
    Bytes(Bytes),
}

impl Answer {
    /// Creates a success reply with these members. `RequestId` is added if it is missing.
    ///
    /// A value that cannot be serialized as JSON becomes an error with the code `InvalidAnswer`.
    pub fn json(members: impl Serialize) -> Self {
        match serde_json::to_value(members) {
            Ok(members) => Self::of(StatusCode::OK, Content::Success(members)),
            Err(error) => Self::invalid(&format!("the answer cannot be written as JSON: {error}")),
        }
    }

    /// Creates an error in the service's envelope: status, code and message. Request id, host and link are added.
    pub fn error(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let members = Map::from_iter([
            ("Code".to_owned(), Value::from(code.into())),
            ("Message".to_owned(), Value::from(message.into())),
        ]);
        Self::of(status_or_500(status), Content::Error(members))
    }

    /// Creates a response of any bytes and status, such as a gateway's page or a damaged reply. It is not checked
    /// against the operation.
    pub fn bytes(status: u16, body: impl Into<Bytes>) -> Self {
        Self::of(status_or_500(status), Content::Bytes(body.into()))
    }

    /// Creates an error of the emulator's own, without a link to the vendor's site.
    pub(super) fn refusal(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self { has_link: false, ..Self::error(status, code, message) }
    }

    /// Creates the error for an answer that does not fit the operation's response. The service has no such code.
    pub(super) fn invalid(problem: &str) -> Self {
        Self::refusal(400, "InvalidAnswer", problem)
    }

    fn of(status: StatusCode, content: Content) -> Self {
        Self { status, headers: Vec::new(), content, has_link: true }
    }

    /// Sets the status. A number outside 100–999 becomes 500.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status: status_or_500(status), ..self }
    }

    /// Sets a header, replacing the emulator's own of that name. An invalid name or value is ignored.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (name.parse(), value.parse()) {
            self.headers.push((name, value));
        }
        self
    }

    /// Adds a member to a success or to an error envelope, such as `AccessDeniedDetail`.
    #[must_use]
    pub fn with_member(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        if let Content::Error(members) | Content::Success(Value::Object(members)) = &mut self.content {
            members.insert(name.into(), value);
        }
        self
    }

    /// Whether the operation's response has to be readable from the answer.
    pub(super) fn is_success(&self) -> bool {
        matches!(self.content, Content::Success(_)) && self.status.is_success()
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    /// The error code, if this is an envelope.
    pub(super) fn code(&self) -> Option<&str> {
        self.error_member("Code")
    }

    /// The error message, if this is an envelope.
    pub(super) fn message(&self) -> Option<&str> {
        self.error_member("Message")
    }

    fn error_member(&self, name: &str) -> Option<&str> {
        match &self.content {
            Content::Error(members) => members.get(name)?.as_str(),
            Content::Success(_) | Content::Bytes(_) => None,
        }
    }

    /// Builds the response that is sent.
    pub(super) fn into_response(self, origin: &Origin<'_>) -> http::Response<Bytes> {
        let body = match self.content {
            Content::Success(Value::Object(mut members)) => {
                members.entry("RequestId").or_insert_with(|| Value::from(origin.request_id));
                Bytes::from(Value::Object(members).to_string())
            }
            Content::Success(other) => Bytes::from(other.to_string()),
            Content::Error(members) => Bytes::from(origin.envelope(members, self.has_link).to_string()),
            Content::Bytes(bytes) => bytes,
        };
        let mut response = http::Response::new(body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(DATE, http_date(origin.now));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json;charset=utf-8"));
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        if let Ok(request_id) = HeaderValue::from_str(origin.request_id) {
            headers.insert("x-acs-request-id", request_id);
        }
        for (name, value) in self.headers {
            headers.insert(name, value);
        }
        response
    }
}

impl From<Value> for Answer {
    /// A success reply with these members.
    fn from(members: Value) -> Self {
        Self::json(members)
    }
}

/// The body may be a credential.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status.as_u16())
            .field("code", &self.code())
            .finish_non_exhaustive()
    }
}

/// What every answer says about its origin.
pub(super) struct Origin<'a> {
    pub(super) request_id: &'a str,
    pub(super) host: &'a str,
    pub(super) product: &'a str,
    pub(super) now: SystemTime,
}

impl Origin<'_> {
    fn envelope(&self, mut members: Map<String, Value>, has_link: bool) -> Value {
        let code = members.get("Code").and_then(Value::as_str).unwrap_or_default();
        let (product, request_id) = (self.product.to_ascii_uppercase(), self.request_id);
        let link = format!("https://api.aliyun.com/troubleshoot?q={code}&product={product}&requestId={request_id}");
        let link = has_link.then_some(("Recommend", link.as_str()));
        for (name, value) in [("RequestId", request_id), ("HostId", self.host)].into_iter().chain(link) {
            members.entry(name).or_insert_with(|| Value::from(value));
        }
        Value::Object(members)
    }
}

fn status_or_500(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
