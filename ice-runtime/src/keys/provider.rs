//! The trait of everything that credentials come from.

use std::fmt;
use std::time::SystemTime;

use super::Credentials;
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// A source of credentials: a file, a role, a service of your own.
///
/// The client caches what it gives until shortly before it expires or until the service refuses it, and asks once for all
/// who wait, so a provider just fetches. One of your own takes ten lines:
///
/// ```
/// use ice_runtime::credentials::{Credentials, Provided, ProvideCredentials};
/// use ice_runtime::{BoxFuture, Client, CredentialsError};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
///         Box::pin(async {
///             let credentials = Credentials::new("id", "secret")
///                 .map_err(|error| CredentialsError::caused_by("the vault", error))?;
///             Ok(Provided::lasting(credentials))
///         })
///     }
/// }
///
/// let client = Client::builder().region("cn-shanghai").credentials_provider(Vault).build()?;
/// # Ok::<(), ice_runtime::Error>(())
/// ```
pub trait ProvideCredentials: fmt::Debug + Send + Sync + 'static {
    /// Fetches credentials. It is given 10 seconds.
    ///
    /// # Errors
    ///
    /// No credentials can be had; the error says what to do, and contains no secret.
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>>;

    /// The service no longer accepts `rejected`. A provider that keeps what it fetched forgets it; others need not
    /// implement this.
    fn forget(&self, rejected: &Credentials) {
        let _ = rejected;
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for std::sync::Arc<P> {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        (**self).provide()
    }

    fn forget(&self, rejected: &Credentials) {
        (**self).forget(rejected);
    }
}

/// Keys that last are a provider of themselves.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(std::future::ready(Ok(Provided::lasting(self.clone()))))
    }
}

/// Credentials and how long they last.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provided {
    /// The keys.
    pub credentials: Credentials,
    /// When they stop being accepted; `None` for keys that last until the service refuses them.
    pub expires_at: Option<SystemTime>,
}

impl Provided {
    /// Keys that last until the service refuses them: they are then fetched again.
    #[must_use]
    pub fn lasting(credentials: Credentials) -> Self {
        Self { credentials, expires_at: None }
    }

    /// Keys that expire.
    #[must_use]
    pub fn until(credentials: Credentials, expires_at: SystemTime) -> Self {
        Self { credentials, expires_at: Some(expires_at) }
    }
}
