//! Keys of a role by an OIDC token, as Kubernetes mounts one: in come a role and a token file, out go temporary keys.

use std::path::PathBuf;

use zeroize::Zeroizing;

use super::checked::Written;
use super::{Environment, Network, ProvideCredentials, Provided, Role, file, sts};
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

const ROLE_ARN: &str = "ALIBABA_CLOUD_ROLE_ARN";
const PROVIDER_ARN: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

/// Temporary keys of a role for the bearer of an OIDC token (STS `AssumeRoleWithOIDC`).
///
/// The token file is read anew for each fetch: its owner renews it.
///
/// ```
/// use ice_runtime::credentials::{OidcCredentials, Role};
///
/// let provider = OidcCredentials::new(
///     Role::new("acs:ram::1234567890123456:role/media"),
///     "acs:ram::1234567890123456:oidc-provider/ack-rrsa",
///     "/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token",
/// );
/// ```
#[derive(Debug, Clone)]
pub struct OidcCredentials {
    role: Role,
    provider_arn: String,
    token_file: PathBuf,
    network: Network,
}

impl OidcCredentials {
    /// The role, assumed by the token in `token_file`, which the provider with this ARN issued.
    pub fn new(role: Role, provider_arn: impl Into<String>, token_file: impl Into<PathBuf>) -> Self {
        Self { role, provider_arn: provider_arn.into(), token_file: token_file.into(), network: Network::default() }
    }

    /// What `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and `ALIBABA_CLOUD_OIDC_TOKEN_FILE` name, with
    /// the session `ALIBABA_CLOUD_ROLE_SESSION_NAME`.
    ///
    /// # Errors
    ///
    /// One of the first three is not set; the error names it.
    pub fn from_environment(environment: &Environment) -> Result<Self, CredentialsError> {
        let provider = &"OIDC in the environment";
        let written = |name| Written::new(name, environment.var(name));
        let role = Role::new(written(ROLE_ARN).required_word(provider)?).in_environment(environment)?;
        let provider_arn = written(PROVIDER_ARN).required_word(provider)?;
        Ok(Self::new(role, provider_arn, written(TOKEN_FILE).required(provider)?))
    }

    /// Sets the way to STS.
    #[must_use]
    pub fn with_network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    pub(super) fn is_set(environment: &Environment) -> bool {
        [ROLE_ARN, PROVIDER_ARN, TOKEN_FILE].iter().all(|name| environment.var(name).is_some())
    }

    async fn token(&self) -> Result<Zeroizing<String>, CredentialsError> {
        let text = file::read(&self.token_file).await?;
        let place = format!("the OIDC token file {}", self.token_file.display());
        let Some(text) = text else {
            return Err(CredentialsError::new(format_args!("{place} does not exist: check its path")));
        };
        let token = Written::new("OIDCToken", Some(&text)).required_word(&place)?;
        Ok(Zeroizing::new(token.to_owned()))
    }

    async fn assume(&self) -> Result<Provided, CredentialsError> {
        let token = self.token().await?;
        sts::assume_role_with_oidc(&self.network, &self.provider_arn, token, &self.role).await
    }
}

impl ProvideCredentials for OidcCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(self.assume())
    }
}
