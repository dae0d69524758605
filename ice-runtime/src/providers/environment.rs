//! What providers read from the machine: variables and the home directory. Tests make up their own.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

/// The variables and the home directory that credentials and region are read from.
///
/// `from_env` uses [`Environment::process`]. Tests create their own, and read nothing from the machine.
///
/// ```
/// use ice_runtime::credentials::Environment;
///
/// let environment = Environment::empty().with_var("ALIBABA_CLOUD_REGION_ID", "cn-shanghai");
/// assert_eq!(environment.var("ALIBABA_CLOUD_REGION_ID"), Some("cn-shanghai"));
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Environment {
    /// Including surrounding white space.
    pub(super) vars: HashMap<String, Zeroizing<String>>,
    home: Option<PathBuf>,
}

impl Environment {
    /// Creates an empty environment: no variables, no home directory.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Takes a snapshot of this process's environment. Anything in a value that is not Unicode reads as `U+FFFD`,
    /// which no key contains: using it is an error that names the variable.
    pub fn process() -> Self {
        let lossy = |value: OsString| value.into_string().unwrap_or_else(|value| value.to_string_lossy().into_owned());
        let vars = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, Zeroizing::new(lossy(value)))))
            .collect();
        Self { vars, home: std::env::home_dir() }
    }

    /// Sets a variable.
    pub fn with_var(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.vars.insert(name.into(), Zeroizing::new(value.into()));
        self
    }

    /// Sets the home directory.
    pub fn with_home(self, home: impl Into<PathBuf>) -> Self {
        Self { home: Some(home.into()), ..self }
    }

    /// Returns a variable without surrounding white space; `None` if it is unset or empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Returns whether a switch is on: `true`, in any case, or `1`.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.var(name).is_some_and(|value| value.eq_ignore_ascii_case("true") || value == "1")
    }

    /// Returns the home directory.
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values are often secrets.
        f.debug_struct("Environment").field("home", &self.home).finish_non_exhaustive()
    }
}
