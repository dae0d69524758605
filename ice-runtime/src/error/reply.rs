//! A success that cannot be read: which member, what was expected and what was found, never the text itself.

use std::fmt;

use crate::text::about;

/// A reply to a successful operation that cannot be read into its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyError {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    /// Empty for the reply as a whole.
    pub(crate) path: String,
    pub(crate) problem: String,
}

impl ReplyError {
    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the id that the service logged the request under.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns where the reply does not fit its type: `MediaInfo.FileInfoList[2].Size`, or empty for the whole reply.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns what to change, as far as this library knows.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        (self.problem == "is missing").then_some("make the field an `Option` if the service may leave the member out")
    }

    /// Returns what was expected there, and what was found.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the reply cannot be read: ")?;
        write!(f, "{} (status {}", about(&self.path, &self.problem), self.status)?;
        if let Some(id) = &self.request_id {
            write!(f, ", request id {id}")?;
        }
        f.write_str(")")
    }
}

impl std::error::Error for ReplyError {}
