//! Credentials of a role that another provider's credentials may assume.

use std::sync::Arc;

use ice_macros::ice_operation;

use super::{Credentials, Network, ProvideCredentials, Provided, Role, sts};
use crate::error::{CredentialsError, Error};
use crate::facts::Product;
use crate::retry::{Outcome, RetryClass, verdict};

/// Temporary credentials of a role that another provider's credentials may assume (STS `AssumeRole`).
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

provider!(RamRoleArnCredentials over network);

/// Issues temporary credentials of a role. A second call does no harm: it issues a second set.
#[ice_operation(action = "AssumeRole", product = Product::STS, response = sts::Assumed, retry = safe, crate = crate)]
struct AssumeRole<'a> {
    duration_seconds: u64,
    external_id: Option<&'a str>,
    policy: Option<&'a str>,
    role_arn: &'a str,
    role_session_name: &'a str,
}

impl RamRoleArnCredentials {
    /// Assumes the role with the credentials of `base`, which are fetched again each time.
    pub fn new(base: impl ProvideCredentials, role: Role) -> Self {
        Self { base: Arc::new(base), role, network: Network::default() }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let base = self.base.provide().await?.credentials;
        match self.assume(base.clone()).await {
            Err(error) if is_refusal_of_keys(&error) => {
                self.base.forget(&base);
                let fresh = self.base.provide().await?.credentials;
                if fresh == base { Err(error) } else { self.assume(fresh).await }
            }
            assumed => assumed,
        }
    }

    async fn assume(&self, base: Credentials) -> Result<Provided, CredentialsError> {
        let operation = AssumeRole {
            duration_seconds: self.role.seconds()?,
            external_id: self.role.external_id.as_deref(),
            policy: self.role.policy.as_deref(),
            role_arn: &self.role.arn,
            role_session_name: &self.role.session_name,
        };
        sts::assume(&self.network, Some(base), &self.role, &operation).await
    }
}

/// Returns whether STS refused the base's credentials, so that its provider may have others.
fn is_refusal_of_keys(error: &CredentialsError) -> bool {
    let Some(Error::Service(error)) = error.inner() else { return false };
    verdict(Outcome::Service(error), true).retry == RetryClass::Credentials
}
