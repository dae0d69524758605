//! Credentials in environment variables. Half a pair is an error that names the missing half.

use std::future::{Ready, ready};

use super::section::{Setting, credentials};
use super::{Environment, Provided};
use crate::error::CredentialsError;

pub(super) const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
pub(super) const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Credentials from `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, if set,
/// `ALIBABA_CLOUD_SECURITY_TOKEN`.
///
/// White space around a value is trimmed; inside a value it is an error.
///
/// ```
/// use ice_runtime::credentials::{Environment, EnvironmentCredentials, ProvideCredentials};
///
/// let environment = Environment::empty().with_var("ALIBABA_CLOUD_ACCESS_KEY_ID", "id");
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let error = EnvironmentCredentials::new(environment).provide().await.unwrap_err();
/// assert!(error.to_string().contains("ALIBABA_CLOUD_ACCESS_KEY_SECRET"));
/// # });
/// ```
#[derive(Debug, Clone)]
pub struct EnvironmentCredentials(Environment);

provider!(EnvironmentCredentials);

impl EnvironmentCredentials {
    /// Uses the credentials in this environment.
    pub fn new(environment: Environment) -> Self {
        Self(environment)
    }

    /// Returns whether at least half a pair is set: then the other half is required too.
    pub(super) fn is_set(environment: &Environment) -> bool {
        environment.var(ID).is_some() || environment.var(SECRET).is_some()
    }

    fn fetch(&self) -> Ready<Result<Provided, CredentialsError>> {
        let settings = [ID, SECRET, TOKEN].map(|name| Setting::variable(&self.0, name));
        ready(credentials(settings).map(Provided::lasting))
    }
}
