//! The parameters that every request of a scheme has: `Action`, `Timestamp` and the others that signing adds.

use crate::time::Timestamp;

/// What stands before the canonical text, so that the buffer is the path and query of the URL without a copy.
pub(crate) const PATH_PREFIX: &[u8] = b"/?";

/// A name that the scheme itself uses in the query string.
pub(crate) struct CommonName {
    pub(crate) name: &'static str,
    /// `&name=`, or `&name=value` where the value is always the same.
    pub(crate) sent: &'static str,
    /// The same encoded once more.
    pub(crate) signed: &'static str,
}

/// What stands behind a common parameter's name.
#[derive(Clone, Copy)]
pub(crate) enum CommonValue<'a> {
    /// The parameter is not sent.
    Absent,
    /// The name brings its value along.
    Constant,
    /// A text that needs no encoding.
    Plain(&'a str),
    Text(&'a str),
    Timestamp(&'a Timestamp),
}

/// A common parameter of one request.
pub(crate) struct CommonParam<'a> {
    pub(crate) name: &'static CommonName,
    pub(crate) value: CommonValue<'a>,
}
