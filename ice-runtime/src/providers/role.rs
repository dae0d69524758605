//! A RAM role to assume, and the settings of its session.

use std::time::Duration;

use super::section::Setting;
use super::{Environment, Network};
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, CredentialsError, Error};
use crate::facts::Product;

const DEFAULT_SESSION_NAME: &str = "ice-runtime";

/// A RAM role to assume, and the settings of its session.
///
/// ```
/// use std::time::Duration;
/// use ice_runtime::credentials::Role;
///
/// let role = Role::new("acs:ram::1234567890123456:role/media")
///     .with_session_name("nightly-upload")
///     .with_duration(Duration::from_secs(1800));
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Role {
    pub(super) arn: String,
    pub(super) session_name: String,
    pub(super) duration: Duration,
    pub(super) policy: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) region: Option<String>,
    pub(super) is_vpc: bool,
    pub(super) endpoint: Option<Endpoint>,
}

impl Role {
    /// Creates the role with this ARN, `acs:ram::<account>:role/<name>`, for sessions of an hour.
    pub fn new(arn: impl Into<String>) -> Self {
        Self {
            arn: arn.into(),
            session_name: DEFAULT_SESSION_NAME.to_owned(),
            duration: Duration::from_secs(3600),
            policy: None,
            external_id: None,
            region: None,
            is_vpc: false,
            endpoint: None,
        }
    }

    /// Sets the session's name in audit logs: 2 to 64 characters. Default: `ice-runtime`.
    pub fn with_session_name(self, session_name: impl Into<String>) -> Self {
        Self { session_name: session_name.into(), ..self }
    }

    /// Sets how long the session lasts, in whole seconds: from 15 minutes to the role's maximum. Default: 1 hour.
    pub fn with_duration(self, duration: Duration) -> Self {
        Self { duration, ..self }
    }

    /// Restricts what the session may do, with a RAM policy in JSON.
    pub fn with_policy(self, policy: impl Into<String>) -> Self {
        Self { policy: Some(policy.into()), ..self }
    }

    /// Sets the external id that the role's trust policy requires. OIDC has none.
    pub fn with_external_id(self, external_id: impl Into<String>) -> Self {
        Self { external_id: Some(external_id.into()), ..self }
    }

    /// Calls STS in this region. Default: the central `sts.aliyuncs.com`.
    pub fn with_region(self, region: impl Into<String>) -> Self {
        Self { region: Some(region.into()), ..self }
    }

    /// Calls STS inside the region's virtual private cloud (VPC); the region has to be set.
    pub fn in_vpc(self) -> Self {
        Self { is_vpc: true, ..self }
    }

    /// Calls STS at this endpoint, whatever the region.
    pub fn with_sts_endpoint(self, endpoint: Endpoint) -> Self {
        Self { endpoint: Some(endpoint), ..self }
    }

    /// Creates the role with this ARN and the environment's settings for roles: `ALIBABA_CLOUD_ROLE_SESSION_NAME`,
    /// `ALIBABA_CLOUD_STS_ENDPOINT`, `ALIBABA_CLOUD_STS_REGION`, `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`.
    pub(super) fn in_environment(arn: &str, environment: &Environment) -> Result<Self, CredentialsError> {
        let word = |name| Setting::variable(environment, name).word();
        let endpoint = Setting::variable(environment, "ALIBABA_CLOUD_STS_ENDPOINT");
        let made = endpoint.text.map(Endpoint::new).transpose();
        Ok(Self {
            session_name: word("ALIBABA_CLOUD_ROLE_SESSION_NAME")?.unwrap_or(DEFAULT_SESSION_NAME).to_owned(),
            region: word("ALIBABA_CLOUD_STS_REGION")?.map(str::to_owned),
            is_vpc: environment.is_true("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"),
            endpoint: made.map_err(|error| endpoint.refused(error))?,
            ..Self::new(arn)
        })
    }

    /// Returns the session's length in the form that STS takes.
    pub(super) fn seconds(&self) -> Result<u64, CredentialsError> {
        let setting = Setting::new("the role could not be assumed", "session duration", None);
        match self.duration.as_secs() {
            ..900 => Err(setting.error("it is shorter than STS allows: set at least 900 seconds")),
            seconds => Ok(seconds),
        }
    }

    pub(super) fn endpoint(&self, network: &Network) -> Result<Endpoint, Error> {
        match (network.sts.as_ref().or(self.endpoint.as_ref()), &self.region) {
            (Some(endpoint), _) => Ok(endpoint.clone()),
            (None, Some(region)) if self.is_vpc => Endpoint::vpc(&Product::STS, region),
            (None, Some(region)) => Endpoint::regional(&Product::STS, region),
            (None, None) if self.is_vpc => {
                let problem =
                    "it is missing: set `ALIBABA_CLOUD_STS_REGION`, or call `.with_region(..)` beside `.in_vpc()`";
                Err(ConfigError::new("STS region", problem).into())
            }
            (None, None) => Endpoint::new("sts.aliyuncs.com"),
        }
    }
}
