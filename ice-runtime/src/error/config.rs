//! What goes wrong before anything is sent: settings, credentials, regions.

use std::fmt;
use std::sync::Arc;

use super::{CallError, Error};
use crate::text::about;

/// A setting that cannot be used. The error names the setting and says what to change; it does not show the value.
#[derive(Clone, PartialEq, Eq)]
pub struct ConfigError(Box<(String, String)>);

impl ConfigError {
    /// Creates an error about `setting`, for instance in your own credentials provider or transport.
    pub fn new(setting: impl Into<String>, problem: impl fmt::Display) -> Self {
        Self(Box::new((setting.into(), problem.to_string())))
    }

    /// Returns the setting: `endpoint`, `AccessKeySecret`, or the name of an environment variable.
    #[must_use]
    pub fn setting(&self) -> &str {
        &self.0.0
    }

    /// Returns what is wrong with it, and what to do.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.0.1
    }
}

impl fmt::Debug for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigError").field("setting", &self.setting()).field("problem", &self.problem()).finish()
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&about(self.setting(), self.problem()))
    }
}

impl std::error::Error for ConfigError {}

/// No credentials could be obtained: says which provider failed, and why.
///
/// All callers that wait for the same fetch share its error.
#[derive(Clone)]
pub struct CredentialsError {
    shared: Arc<(String, Option<Error>)>,
    /// The call that needed the credentials.
    call: Option<Box<CallError<()>>>,
}

impl CredentialsError {
    /// Creates an error that says what to do. Keep secrets out of `problem`.
    pub fn new(problem: impl fmt::Display) -> Self {
        Self::from_parts(problem.to_string(), None)
    }

    /// Creates an error for the provider `provider`, caused by `error`.
    pub fn caused_by(provider: impl fmt::Display, error: Error) -> Self {
        Self::from_parts(provider.to_string(), Some(error))
    }

    fn from_parts(problem: String, inner: Option<Error>) -> Self {
        Self { shared: Arc::new((problem, inner)), call: None }
    }

    /// Returns what went wrong.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.shared.0
    }

    /// Returns the underlying error: that of the call that should have fetched the credentials, or that of a setting.
    #[must_use]
    pub fn inner(&self) -> Option<&Error> {
        self.shared.1.as_ref()
    }

    pub(super) fn call(&self) -> Option<&CallError<()>> {
        self.call.as_deref()
    }

    /// Records the call that needed the credentials, which may have made attempts before.
    #[cfg(feature = "client")]
    pub(crate) fn of_call(self, call: CallError<()>) -> Self {
        Self { call: Some(Box::new(call)), ..self }
    }
}

impl fmt::Debug for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsError").field("problem", &self.problem()).field("inner", &self.inner()).finish()
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(call) = self.call() {
            write!(f, "{}: ", call.action)?;
        }
        let is_after_refusal = self.call().is_some_and(|call| call.attempts > 0);
        f.write_str(if is_after_refusal { "no credentials to replace the refused ones" } else { "no credentials" })?;
        write!(f, ": {}", self.problem())?;
        match self.inner() {
            Some(inner) => write!(f, ": {inner}"),
            None => Ok(()),
        }
    }
}

/// The message includes the underlying error, so the source is that error's.
impl std::error::Error for CredentialsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner()?.source()
    }
}

/// An operation that does not exist in the client's region.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegionError {
    /// The operation's name on the wire.
    pub action: String,
    /// The client's region.
    pub region: String,
    /// Where the operation exists.
    pub available: Vec<String>,
}

#[cfg(feature = "client")]
impl RegionError {
    pub(crate) fn new(action: &str, region: &str, available: &[&str]) -> Self {
        let available = available.iter().map(|&region| region.to_owned()).collect();
        Self { action: action.to_owned(), region: region.to_owned(), available }
    }
}

impl fmt::Display for RegionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let available = self.available.join("`, `");
        let available = match available.rsplit_once(", ") {
            Some((others, last)) => format!("{others} or {last}"),
            None => available,
        };
        write!(f, "{} is not available in region `{}`: `.region(..)` can be `{available}`", self.action, self.region)
    }
}

impl std::error::Error for RegionError {}
