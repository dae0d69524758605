//! Headers of an object, as a caller names them.

use std::fmt;

use http::header::{HeaderName, HeaderValue};

use crate::error::ConfigError;

/// A header of the object. The error does not show the value.
pub(super) fn object_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), ConfigError> {
    let shown = name.escape_debug();
    let problem = |problem: fmt::Arguments<'_>| ConfigError::new("header", problem);
    let parsed = name.parse::<HeaderName>();
    let name = parsed.map_err(|_| problem(format_args!("`{shown}` is not a valid name of a header")))?;
    if is_of_the_request(&name) {
        return Err(problem(format_args!("`{shown}` belongs to the request, not to the object: leave it out")));
    }
    let value = HeaderValue::from_str(value);
    let value =
        value.map_err(|_| problem(format_args!("the value of `{shown}` has a character that no header can have")))?;
    Ok((name, value))
}

/// Headers that belong to the request, not to the object.
fn is_of_the_request(name: &HeaderName) -> bool {
    matches!(
        name.as_str(),
        "authorization"
            | "connection"
            | "content-length"
            | "content-md5"
            | "date"
            | "expect"
            | "host"
            | "transfer-encoding"
            | "x-oss-date"
            | "x-oss-content-sha256"
            | "x-oss-security-token"
    )
}
