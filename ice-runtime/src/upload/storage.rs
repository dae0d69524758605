//! The requests that uploads consist of, and what the storage's replies say. Pure.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bytes::Bytes;
use http::header::{ETAG, HeaderMap};
use http::{Method, Request, Response, Uri};

use super::object::Object;
use crate::checkpoint::StoredPart;
use crate::percent::encoded;
use crate::response::xml_elements;

/// What the storage says about a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListedPart {
    pub(super) number: u32,
    pub(super) size: u64,
    pub(super) etag: String,
    pub(super) crc64: Option<u64>,
}

/// What the storage is asked to do.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action<'a> {
    Put,
    Begin,
    List { id: &'a str, after: u32 },
    Send { id: &'a str, number: u32 },
    Complete { id: &'a str },
    Find,
    Abort { id: &'a str },
}

impl Action<'_> {
    /// Returns its name in the storage's documentation.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Put => "PutObject",
            Self::Begin => "InitiateMultipartUpload",
            Self::List { .. } => "ListParts",
            Self::Send { .. } => "UploadPart",
            Self::Complete { .. } => "CompleteMultipartUpload",
            Self::Find => "HeadObject",
            Self::Abort { .. } => "AbortMultipartUpload",
        }
    }

    /// Returns the number of the part that it sends.
    #[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "nobody is told"))]
    pub(super) fn part(self) -> Option<u32> {
        match self {
            Self::Send { number, .. } => Some(number),
            _ => None,
        }
    }

    fn method(self) -> Method {
        match self {
            Self::Put | Self::Send { .. } => Method::PUT,
            Self::Begin | Self::Complete { .. } => Method::POST,
            Self::List { .. } => Method::GET,
            Self::Find => Method::HEAD,
            Self::Abort { .. } => Method::DELETE,
        }
    }

    fn query(self) -> String {
        match self {
            Self::Put | Self::Find => String::new(),
            Self::Begin => "?uploads".to_owned(),
            Self::List { id, after } => format!("?part-number-marker={after}&uploadId={}", encoded(id)),
            Self::Send { id, number } => format!("?partNumber={number}&uploadId={}", encoded(id)),
            Self::Complete { id } | Self::Abort { id } => format!("?uploadId={}", encoded(id)),
        }
    }

    /// Returns whether it creates the object, which then gets the object's headers.
    fn makes_object(self) -> bool {
        matches!(self, Self::Put | Self::Begin)
    }

    /// Returns whether it sends bytes of the source.
    pub(super) fn sends_source(self) -> bool {
        matches!(self, Self::Put | Self::Send { .. })
    }

    /// Returns what a success has to contain but does not.
    pub(super) fn lacks(self, reply: &Response<Bytes>) -> Option<&'static str> {
        match self {
            Self::Begin => upload_id(reply).is_none().then_some("UploadId"),
            Self::Put | Self::Send { .. } | Self::Complete { .. } => object(reply).etag.is_empty().then_some("ETag"),
            // Another kind of page would look like a list without parts.
            Self::List { .. } => (root(reply) != "ListPartsResult").then_some("ListPartsResult"),
            Self::Find | Self::Abort { .. } => None,
        }
    }

    /// Returns whether a reply is an error, by its status or because its body is an error instead of a success.
    pub(super) fn is_refused(self, reply: &Response<Bytes>) -> bool {
        let is_error = || root(reply) == "Error" && in_body(reply, "Code").is_some();
        !reply.status().is_success() || (self.lacks(reply).is_some() && is_error())
    }

    /// Builds the unsigned request.
    pub(super) fn request<B>(self, object: &Uri, headers: &HeaderMap, body: B) -> Result<Request<B>, http::Error> {
        let mut parts = object.clone().into_parts();
        let path = parts.path_and_query.as_ref().map_or("/", |target| target.path());
        parts.path_and_query = Some(format!("{path}{}", self.query()).try_into()?);
        let mut request = Request::builder().method(self.method()).uri(Uri::from_parts(parts)?).body(body)?;
        if self.makes_object() {
            request.headers_mut().extend(headers.clone());
        }
        Ok(request)
    }
}

/// Returns the list of parts that an object is made of.
pub(super) fn completion(parts: BTreeMap<u32, StoredPart>) -> String {
    let mut list = "<CompleteMultipartUpload>".to_owned();
    for (number, StoredPart { etag, .. }) in parts {
        let etag = etag.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = write!(list, "<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>");
    }
    list + "</CompleteMultipartUpload>"
}

/// Returns the parts on one page of a list, and the number after which the next page starts.
pub(super) fn listed(reply: &Response<Bytes>) -> (Vec<ListedPart>, Option<u32>) {
    let page = String::from_utf8_lossy(reply.body());
    let (mut parts, mut has_more, mut next) = (Vec::<ListedPart>::new(), false, None);
    for (name, text) in xml_elements(&page) {
        let number = text.trim().parse::<u64>().ok();
        match (name, parts.last_mut()) {
            ("Part", _) => parts.push(ListedPart::default()),
            ("IsTruncated", _) => has_more = text.trim().eq_ignore_ascii_case("true"),
            ("NextPartNumberMarker", _) => next = number.and_then(|number| u32::try_from(number).ok()),
            ("PartNumber", Some(part)) => {
                part.number = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
            }
            ("Size", Some(part)) => part.size = number.unwrap_or(u64::MAX),
            ("ETag", Some(part)) => text.trim().clone_into(&mut part.etag),
            ("HashCrc64ecma", Some(part)) => part.crc64 = number,
            _ => {}
        }
    }
    (parts, next.filter(|_| has_more))
}

/// Returns the id of an upload that has begun.
pub(super) fn upload_id(reply: &Response<Bytes>) -> Option<String> {
    in_body(reply, "UploadId")
}

fn root(reply: &Response<Bytes>) -> String {
    let page = String::from_utf8_lossy(reply.body());
    xml_elements(&page).first().map_or(String::new(), |(name, _)| (*name).to_owned())
}

fn in_body(reply: &Response<Bytes>, name: &str) -> Option<String> {
    let page = String::from_utf8_lossy(reply.body());
    let text = xml_elements(&page).into_iter().find(|(element, _)| *element == name)?.1;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Reads what the headers of a reply say about an object or a part; the body names its `ETag` if they do not.
pub(super) fn object(reply: &Response<Bytes>) -> Object {
    let text = |name: &str| Some(reply.headers().get(name)?.to_str().ok()?.trim().to_owned());
    let number = |name| text(name)?.parse().ok();
    Object {
        etag: text(ETAG.as_str()).or_else(|| in_body(reply, "ETag")).unwrap_or_default(),
        length: number("content-length"),
        crc64: number("x-oss-hash-crc64ecma"),
        version_id: text("x-oss-version-id"),
        request_id: text("x-oss-request-id"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_page_by_page() {
        let page = r#"<?xml version="1.0"?><ListPartsResult><Bucket>b</Bucket><UploadId>x</UploadId>
            <NextPartNumberMarker>3</NextPartNumberMarker><IsTruncated>true</IsTruncated>
            <Part><PartNumber>1</PartNumber><ETag>&quot;A&quot;</ETag><HashCrc64ecma>18446744073709551615</HashCrc64ecma><Size>9</Size></Part>
            <Part><PartNumber>2</PartNumber><ETag>"B"</ETag><Size>8</Size></Part>
            <Part><PartNumber>x</PartNumber><ETag>"C"</ETag><Size>8</Size></Part></ListPartsResult>"#;
        let part = |number, size, etag: &str, crc64| ListedPart { number, size, etag: etag.to_owned(), crc64 };
        let expected = vec![part(1, 9, "\"A\"", Some(u64::MAX)), part(2, 8, "\"B\"", None), part(0, 8, "\"C\"", None)];
        let reply = |page: &str| Response::new(Bytes::from(page.to_owned()));
        assert_eq!(listed(&reply(page)), (expected, Some(3)));
        assert_eq!(listed(&reply(&page.replace("true", "false"))).1, None);
        assert_eq!(listed(&reply("")), (vec![], None));
    }

    #[test]
    fn ids_and_tags_are_escaped() {
        let url = "https://media.example/a%20b".parse().unwrap();
        let request = Action::Send { id: "a&b/+", number: 7 }.request(&url, &HeaderMap::new(), ()).unwrap();
        assert_eq!(request.uri().to_string(), "https://media.example/a%20b?partNumber=7&uploadId=a%26b%2F%2B");
        let part = StoredPart { etag: "\"<&\"".into(), crc64: 0 };
        let list = completion(BTreeMap::from([(1, part)]));
        assert!(list.contains("<Part><PartNumber>1</PartNumber><ETag>\"&lt;&amp;\"</ETag></Part>"), "{list}");
    }
}
