//! What the headers of a reply say about its body: some bodies are not worth reading.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::text::readable;

/// Kinds of `application/..` that are not text. Anything else is read, as many servers send a wrong type.
const BINARY: [&str; 11] = [
    "octet-stream",
    "pdf",
    "zip",
    "gzip",
    "x-gzip",
    "x-tar",
    "x-7z-compressed",
    "x-protobuf",
    "protobuf",
    "grpc",
    "msgpack",
];

/// Says why a success with these headers cannot be read, whatever its body: it is an event stream, or binary.
/// Transports do not read the body of such a reply, as it may never end.
pub(crate) fn unreadable_type(headers: &HeaderMap) -> Option<String> {
    let media_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let media_type = media_type.split(';').next()?.trim().to_ascii_lowercase();
    let (group, kind) = media_type.split_once('/')?;
    let found = match group {
        "text" if kind == "event-stream" => "an event stream",
        "application" if BINARY.contains(&kind) || kind.starts_with("grpc+") => "binary data",
        "audio" | "font" | "image" | "model" | "multipart" | "video" if !kind.ends_with("+xml") => "binary data",
        _ => return None,
    };
    Some(format!("expected JSON, found {found} (`{}`)", readable(&media_type)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_and_binary_data_are_told_by_their_type() {
        let of = |media_type: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, media_type.parse().unwrap());
            unreadable_type(&headers)
        };
        let stream = of("Text/Event-Stream; charset=utf-8").unwrap();
        assert_eq!(stream, "expected JSON, found an event stream (`text/event-stream`)");
        for binary in ["application/octet-stream", "video/mp4", " image/png ;q=1", "application/grpc+proto"] {
            assert!(of(binary).is_some_and(|problem| problem.contains("binary data")), "{binary}");
        }
        for text in ["application/json;charset=utf-8", "text/html", "text/plain", "application/problem+json", "", "x"] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(unreadable_type(&HeaderMap::new()), None);
    }
}
