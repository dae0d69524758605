//! The default chain: in comes the environment, out go the keys of the first provider that is configured.

use super::profile::{Found, Provider, Wanted};
use super::{
    EcsRamRoleCredentials, Environment, EnvironmentCredentials, Network, OidcCredentials, ProvideCredentials, Provided,
    UriCredentials, cli_profile, ecs, profile_file, uri,
};
use crate::error::{CredentialsError, Error};

/// The keys of the first of these that is configured, in the order of the official SDKs:
///
/// 1. the variables `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`,
/// 2. OIDC, when its three variables are set,
/// 3. the command-line client's `~/.aliyun/config.json`,
/// 4. `~/.alibabacloud/credentials` or `credentials.ini`,
/// 5. the role of the ECS instance,
/// 6. the server of `ALIBABA_CLOUD_CREDENTIALS_URI`.
///
/// One that is not configured is passed over. One that is configured but broken is an error that names what to change: the
/// next one would act for somebody else. `Client::from_env` uses this chain.
///
/// ```
/// use ice_runtime::credentials::{DefaultCredentials, Environment, ProvideCredentials};
///
/// let environment = Environment::empty()
///     .with_var("ALIBABA_CLOUD_ACCESS_KEY_ID", "id")
///     .with_var("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret");
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let provided = DefaultCredentials::new(environment).provide().await?;
/// assert_eq!(provided.credentials.access_key_id(), "id");
/// # Ok::<(), ice_runtime::CredentialsError>(())
/// # }).unwrap();
/// ```
#[derive(Debug, Clone)]
pub struct DefaultCredentials(Wanted);

provider!(DefaultCredentials over 0.network);

impl DefaultCredentials {
    /// The chain over this environment. Files are looked for, and read anew, at each fetch.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self(Wanted::new(environment))
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let (environment, network) = (&self.0.environment, &self.0.network);
        if EnvironmentCredentials::is_set(environment) {
            return EnvironmentCredentials::new(environment.clone()).provide().await;
        }
        if OidcCredentials::is_set(environment) {
            return OidcCredentials::from_environment(environment)?.with_network(network.clone()).provide().await;
        }
        let mut looked_in = Vec::new();
        if let Some(provider) = self.in_files(&mut looked_in).await? {
            return provider.provide().await;
        }
        let role = EcsRamRoleCredentials::from_environment(environment).with_network(network.clone());
        match role.provide().await {
            // Most machines are no ECS instances.
            Err(error) if environment.var(ecs::ROLE).is_none() || environment.is_true(ecs::DISABLED) => {
                let reason = error.inner().map_or_else(|| error.problem().to_owned(), Error::to_string);
                looked_in.push(format!("the ECS instance role ({reason})"));
            }
            provided => return provided,
        }
        if environment.var(uri::VARIABLE).is_some() {
            return UriCredentials::from_environment(environment)?.with_network(network.clone()).provide().await;
        }
        Err(CredentialsError::new(format_args!(
            "set `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, or run `aliyun configure`; looked in the \
             environment (keys, OIDC), {}, `{}` (not set)",
            looked_in.join(", "),
            uri::VARIABLE
        )))
    }

    /// The provider of the first file that has the profile.
    async fn in_files(&self, looked_in: &mut Vec<String>) -> Result<Option<Provider>, CredentialsError> {
        let mut missed: Option<CredentialsError> = None;
        let mut provider = |found| match found {
            Found::Provider(provider) => Some(provider),
            Found::Nothing(place) => {
                looked_in.push(place);
                None
            }
            // The profile may be in the other file.
            Found::NoSuchProfile(error) => {
                missed.get_or_insert(error);
                None
            }
        };
        if let Some(provider) = provider(cli_profile::find(&self.0).await?) {
            return Ok(Some(provider));
        }
        if let Some(provider) = provider(profile_file::find(&self.0).await?) {
            return Ok(Some(provider));
        }
        missed.map_or(Ok(None), Err)
    }
}
