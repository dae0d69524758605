//! The parameters that every request of a scheme has: `Action`, `Timestamp` and the others that signing adds.

use crate::time::Timestamp;

/// Precedes the canonical text, so the buffer is the URL's path and query without a copy.
pub(crate) const PATH_PREFIX: &[u8] = b"/?";

/// A parameter that the scheme itself adds to the query string.
pub(crate) struct CommonName {
    pub(crate) name: &'static str,
    /// `&name=`, or `&name=value` if the value is always the same.
    pub(crate) sent: &'static str,
    /// The same, encoded a second time.
    pub(crate) signed: &'static str,
}

/// What follows a common parameter's name.
#[derive(Clone, Copy)]
pub(crate) enum CommonValue<'a> {
    /// The parameter is not sent.
    Absent,
    /// The name includes the value.
    Constant,
    /// Text that needs no encoding.
    Plain(&'a str),
    Text(&'a str),
    Timestamp(&'a Timestamp),
}

/// A common parameter of one request.
pub(crate) struct CommonParam<'a> {
    pub(crate) name: &'static CommonName,
    pub(crate) value: CommonValue<'a>,
}
