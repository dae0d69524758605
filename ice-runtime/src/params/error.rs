//! The error of a parameter: its name and a reason, never its value.

use std::fmt;

/// The error for a parameter that cannot be sent. It names the parameter and says what to change, without the value.
#[derive(Clone, PartialEq, Eq)]
pub struct ParamError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    action: Option<String>,
    name: String,
    reason: String,
}

impl ParamError {
    /// Creates an error for the parameter `name`, for instance in a manual [`Operation`](crate::Operation) impl.
    pub fn new(name: impl Into<String>, reason: impl fmt::Display) -> Self {
        Self(Box::new(Details { action: None, name: name.into(), reason: reason.to_string() }))
    }

    /// Names the operation that the parameter belongs to.
    pub(crate) fn of_operation(mut self, action: &str) -> Self {
        self.0.action = Some(action.to_owned());
        self
    }

    /// Returns the operation that the parameter belongs to; `None` before it is signed.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.0.action.as_deref()
    }

    /// Returns the parameter's name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns what is wrong with it.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }
}

impl fmt::Debug for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParamError")
            .field("action", &self.action())
            .field("name", &self.name())
            .field("reason", &self.reason())
            .finish()
    }
}

impl fmt::Display for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(action) = self.action() {
            write!(f, "{action}: ")?;
        }
        write!(f, "parameter `{}`: {}", self.name(), self.reason())
    }
}

impl std::error::Error for ParamError {}
