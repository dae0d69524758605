//! placeholder
pub(crate) fn request_id_header(headers: &http::HeaderMap) -> Option<String> {
    headers
        .get("x-acs-request-id")
        .and_then(|id| id.to_str().ok())
        .map(str::to_owned)
}
