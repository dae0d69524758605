//! What is wrong with a document, or with what was asked of it.

use std::fmt;

/// A document that cannot be used, or a question that it has no answer to: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocsError {
    place: String,
    problem: String,
}

impl DocsError {
    pub(crate) fn new(place: impl Into<String>, problem: impl fmt::Display) -> Self {
        Self { place: place.into(), problem: problem.to_string() }
    }

    /// Where in the document: `apis.ListMedia.parameters[2].name`, or empty for the whole of it.
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
