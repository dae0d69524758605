//! The trait of all sources of credentials.

use std::fmt;
use std::time::SystemTime;

use super::Credentials;
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// A source of credentials: a file, a role, your own service.
///
/// The client caches the credentials until shortly before they expire or until the service refuses them, and fetches
/// once for all callers, so a provider just fetches. Your own takes ten lines:
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
    /// Fetches credentials. It has 10 seconds.
    ///
    /// # Errors
    ///
    /// No credentials could be fetched; the error says what to do, and contains no secret.
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>>;

    /// Tells the provider that the service no longer accepts `rejected`. A provider that keeps what it fetched should
    /// forget it; others need not implement this.
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

/// Long-term credentials are their own provider.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(std::future::ready(Ok(Provided::lasting(self.clone()))))
    }
}

/// Credentials, and when they expire.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provided {
    /// The credentials.
    pub credentials: Credentials,
    /// When they stop being accepted; `None` if they last until the service refuses them.
    pub expires_at: Option<SystemTime>,
}

impl Provided {
    /// Wraps credentials that last until the service refuses them; they are fetched again after that.
    #[must_use]
    pub fn lasting(credentials: Credentials) -> Self {
        Self { credentials, expires_at: None }
    }

    /// Wraps credentials that expire.
    #[must_use]
    pub fn until(credentials: Credentials, expires_at: SystemTime) -> Self {
        Self { credentials, expires_at: Some(expires_at) }
    }
}
