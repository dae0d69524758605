//! Credentials of a role, obtained with an OIDC token such as Kubernetes mounts.

use std::path::PathBuf;

use ice_macros::ice_operation;

use super::section::Setting;
use super::{Environment, Network, Provided, Role, file, sts};
use crate::error::CredentialsError;
use crate::facts::Product;

const ROLE_ARN: &str = "ALIBABA_CLOUD_ROLE_ARN";
const PROVIDER_ARN: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

/// Temporary credentials of a role for the bearer of an OIDC token (STS `AssumeRoleWithOIDC`).
///
/// The token file is read again for each fetch, since it is renewed from outside.
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

provider!(OidcCredentials over network);

/// Issues temporary credentials of a role to the bearer of an OIDC token.
#[ice_operation(
    action = "AssumeRoleWithOIDC",
    product = Product::STS,
    response = sts::Assumed,
    anonymous,
    retry = safe,
    crate = crate
)]
struct AssumeRoleWithOidc<'a> {
    duration_seconds: u64,
    #[ice(rename = "OIDCProviderArn")]
    oidc_provider_arn: &'a str,
    // In the body, since URLs end up in logs along the way.
    #[ice(rename = "OIDCToken", body)]
    oidc_token: &'a str,
    policy: Option<&'a str>,
    role_arn: &'a str,
    role_session_name: &'a str,
}

impl OidcCredentials {
    /// Assumes the role with the token in `token_file`, which was issued by the provider with this ARN.
    pub fn new(role: Role, provider_arn: impl Into<String>, token_file: impl Into<PathBuf>) -> Self {
        Self { role, provider_arn: provider_arn.into(), token_file: token_file.into(), network: Network::default() }
    }

    /// Uses what `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and `ALIBABA_CLOUD_OIDC_TOKEN_FILE` name,
    /// with the session name `ALIBABA_CLOUD_ROLE_SESSION_NAME`.
    ///
    /// # Errors
    ///
    /// One of the first three is not set; the error names it.
    pub fn from_environment(environment: &Environment) -> Result<Self, CredentialsError> {
        let variable = |name| Setting::variable(environment, name);
        let role = Role::in_environment(variable(ROLE_ARN).required_word()?, environment)?;
        let provider_arn = variable(PROVIDER_ARN).required_word()?;
        Ok(Self::new(role, provider_arn, variable(TOKEN_FILE).required()?))
    }

    pub(super) fn is_set(environment: &Environment) -> bool {
        [ROLE_ARN, PROVIDER_ARN, TOKEN_FILE].iter().all(|name| environment.var(name).is_some())
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let holder = format!("the OIDC token file {}", self.token_file.display());
        let Some(text) = file::read(&self.token_file).await? else {
            return Err(CredentialsError::new(format_args!("{holder} does not exist: check its path")));
        };
        let operation = AssumeRoleWithOidc {
            duration_seconds: self.role.seconds()?,
            oidc_provider_arn: &self.provider_arn,
            oidc_token: Setting::new(&holder, "OIDCToken", Some(&text)).required_word()?,
            policy: self.role.policy.as_deref(),
            role_arn: &self.role.arn,
            role_session_name: &self.role.session_name,
        };
        sts::assume(&self.network, None, &self.role, &operation).await
    }
}
