//! The error of a parameter: its name and a reason, never its value.

use std::fmt;

/// The error for a parameter that cannot be sent. It names the parameter and says what to change, without the value.
#[derive(Clone, PartialEq, Eq)]
pub struct ParamError(Box<(String, String)>);

impl ParamError {
    /// Creates an error for the parameter `name`, for instance in a manual [`Operation`](crate::Operation) impl.
    pub fn new(name: impl Into<String>, reason: impl fmt::Display) -> Self {
        Self(Box::new((name.into(), reason.to_string())))
    }

    /// Returns the parameter's name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.0
    }

    /// Returns what is wrong with it.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.1
    }
}

impl fmt::Debug for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParamError").field("name", &self.name()).field("reason", &self.reason()).finish()
    }
}

impl fmt::Display for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "parameter `{}`: {}", self.name(), self.reason())
    }
}

impl std::error::Error for ParamError {}
