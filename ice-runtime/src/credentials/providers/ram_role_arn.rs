//! Keys of an assumed role: in come a provider and a role, out go the role's temporary keys.

use std::sync::Arc;

use super::{Network, ProvideCredentials, Provided, Role, sts};
use crate::error::{CredentialsError, Error};
use crate::transport::BoxFuture;

/// Temporary keys of a role that the keys of another provider may assume (STS `AssumeRole`).
///
/// ```
/// use ice_runtime::credentials::{Environment, EnvironmentCredentials, RamRoleArnCredentials, Role};
///
/// let base = EnvironmentCredentials::new(Environment::process());
/// let provider = RamRoleArnCredentials::new(base, Role::new("acs:ram::1234567890123456:role/media"));
/// ```
#[derive(Debug, Clone)]
pub struct RamRoleArnCredentials {
    base: Arc<dyn ProvideCredentials>,
    role: Role,
    network: Network,
}

impl RamRoleArnCredentials {
    /// The role, assumed by the keys of `base`, which are fetched anew each time.
    pub fn new(base: impl ProvideCredentials, role: Role) -> Self {
        Self { base: Arc::new(base), role, network: Network::default() }
    }

    /// Sets the way to STS.
    #[must_use]
    pub fn with_network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    async fn assume(&self) -> Result<Provided, CredentialsError> {
        let base = self.base.provide().await?.credentials;
        let assumed = sts::assume_role(&self.network, base.clone(), &self.role).await;
        match assumed {
            Err(error) if error.inner().and_then(Error::code) == Some("InvalidSecurityToken.Expired") => {
                self.base.forget(&base);
                let fresh = self.base.provide().await?.credentials;
                if fresh == base {
                    return Err(error);
                }
                sts::assume_role(&self.network, fresh, &self.role).await
            }
            assumed => assumed,
        }
    }
}

impl ProvideCredentials for RamRoleArnCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(self.assume())
    }
}
