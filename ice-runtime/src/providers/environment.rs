//! What providers read of the machine: variables and the home directory. Tests make up their own.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

/// The variables and the home directory that credentials and region are read from.
///
/// [`Environment::process`] is what `from_env` uses. Tests make one of their own, and read nothing of the machine.
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
    /// With the white space round them.
    pub(super) vars: HashMap<String, Zeroizing<String>>,
    home: Option<PathBuf>,
}

impl Environment {
    /// Nothing: no variables, no home directory.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Those of this process, as they are now. What is not Unicode in a value reads as `U+FFFD`, which no key holds: using
    /// it is an error that names the variable.
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

    /// A variable with white space cut off round it; `None` where it is unset or empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a switch is on: `true`, in any case, or `1`.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.var(name).is_some_and(|value| value.eq_ignore_ascii_case("true") || value == "1")
    }

    /// The home directory.
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values are secrets more often than not.
        f.debug_struct("Environment").field("home", &self.home).finish_non_exhaustive()
    }
}
