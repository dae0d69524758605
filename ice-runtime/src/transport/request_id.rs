//! The request id in the headers of a reply.

use crate::text::readable;

/// Returns the request id from the headers of a reply.
pub(crate) fn request_id_header(headers: &http::HeaderMap) -> Option<String> {
    let id = headers.get("x-acs-request-id").or_else(|| headers.get("x-oss-request-id"))?.to_str().ok()?.trim();
    (!id.is_empty()).then(|| readable(id))
}
