//! Refusals of API requests, in the service's own codes and words.

use super::answer::Answer;

/// Why a request is not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(super) fn missing(name: &str) -> Self {
        let message =
            format!("The input parameter \"{name}\" that is mandatory for processing this request is not supplied.");
        Self::new(400, "MissingParameter", message)
    }

    /// The service says less here; the emulator helps to find the mistake.
    pub(super) fn invalid(name: &str, problem: &str) -> Self {
        let message = format!("The specified parameter \"{name}\" is not valid: {problem}.");
        Self::new(400, "InvalidParameter", message)
    }

    pub(super) fn incomplete_signature() -> Self {
        let message = "The request signature does not conform to Aliyun standards.";
        Self::new(400, "IncompleteSignature", message)
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::refusal(refusal.status, refusal.code, refusal.message)
    }
}
