//! The error of a document, or of a request for something that it does not have.

use std::fmt;

/// A problem with a document, or something that it does not have: where and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocsError {
    place: String,
    problem: String,
}

impl DocsError {
    pub(crate) fn new(place: impl Into<String>, problem: impl fmt::Display) -> Self {
        Self { place: place.into(), problem: problem.to_string() }
    }

    /// The path in the document, such as `apis.ListMedia.parameters[2].name`; empty for the whole document.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for DocsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str(&self.problem),
            place => write!(f, "`{place}`: {}", self.problem),
        }
    }
}

impl std::error::Error for DocsError {}
