//! The default chain: the first configured provider supplies the credentials, and is the only one used from then on.

use std::sync::{Arc, OnceLock};

use super::profile::{ProfileOutcome, ProfileQuery, Provider};
use super::{
    CliProfileCredentials, EcsRamRoleCredentials, Environment, EnvironmentCredentials, Network, OidcCredentials,
    ProfileFileCredentials, ProvideCredentials as _, Provided, UriCredentials, cli_profile, ecs, profile_file, uri,
};
use crate::error::{CredentialsError, Error};

/// Credentials from the first of these that is configured, in the order of the official SDKs:
///
/// 1. the variables `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`,
/// 2. OIDC, when its three variables are set,
/// 3. the command-line client's `~/.aliyun/config.json`,
/// 4. `~/.alibabacloud/credentials` or `credentials.ini`,
/// 5. the role of the ECS instance,
/// 6. the server of `ALIBABA_CLOUD_CREDENTIALS_URI`.
///
/// A provider that is not configured is skipped, as is the ECS metadata service if it cannot be reached or names no
/// role. A provider that is configured but broken is an error that says what to change: the next one would act as
/// somebody else. For the same reason the first one that supplied credentials is the only one used from then on, by
/// clones too. `Client::from_env` uses this chain.
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
pub struct DefaultCredentials {
    query: ProfileQuery,
    /// The provider that supplied credentials, for all clones.
    chosen: Arc<OnceLock<Provider>>,
}

provider!(DefaultCredentials over query.network);

impl DefaultCredentials {
    /// Creates the chain over this environment. Files are read again for each fetch.
    pub fn new(environment: Environment) -> Self {
        Self { query: ProfileQuery::new(environment), chosen: Arc::default() }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        if let Some(chosen) = self.chosen.get() {
            return chosen.provide().await;
        }
        let (provider, keys) = self.first().await?;
        let chosen = self.chosen.get_or_init(|| Arc::clone(&provider));
        // Another fetch was faster, and may have found another provider.
        if Arc::ptr_eq(chosen, &provider) { Ok(keys) } else { chosen.provide().await }
    }

    /// Returns the first provider that is configured, and its credentials.
    async fn first(&self) -> Result<(Provider, Provided), CredentialsError> {
        let ProfileQuery { environment, network, .. } = &self.query;
        let mut looked_in = Vec::new();
        let provider: Provider = if EnvironmentCredentials::is_set(environment) {
            Arc::new(EnvironmentCredentials::new(environment.clone()))
        } else if OidcCredentials::is_set(environment) {
            Arc::new(OidcCredentials::from_environment(environment)?.with_network(network.clone()))
        } else if let Some(file) = self.file(&mut looked_in).await? {
            file
        } else if let Some(found) = self.instance_role(&mut looked_in).await? {
            return Ok(found);
        } else if environment.var(uri::VARIABLE).is_some() {
            Arc::new(UriCredentials::from_environment(environment)?.with_network(network.clone()))
        } else {
            return Err(CredentialsError::new(format_args!(
                "set `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, or run `aliyun configure`; looked \
                 in the environment (keys, OIDC), {}, `{}` (not set)",
                looked_in.join(", "),
                uri::VARIABLE
            )));
        };
        let keys = provider.provide().await?;
        Ok((provider, keys))
    }

    /// Returns the first file that has the profile.
    async fn file(&self, looked_in: &mut Vec<String>) -> Result<Option<Provider>, CredentialsError> {
        let mut missing = None;
        let mut has_profile = |outcome| match outcome {
            ProfileOutcome::Provider(_) => true,
            ProfileOutcome::Nothing(place) => {
                looked_in.push(place);
                false
            }
            // The profile may be in the other file.
            ProfileOutcome::NoSuchProfile(error) => {
                missing.get_or_insert(error);
                false
            }
        };
        if has_profile(cli_profile::find(&self.query).await?) {
            return Ok(Some(Arc::new(CliProfileCredentials::of(self.query.clone()))));
        }
        if has_profile(profile_file::find(&self.query).await?) {
            return Ok(Some(Arc::new(ProfileFileCredentials::of(self.query.clone()))));
        }
        missing.map_or(Ok(None), Err)
    }

    /// Returns the ECS instance role and its credentials; `None` on other machines, unless a role is named.
    async fn instance_role(
        &self,
        looked_in: &mut Vec<String>,
    ) -> Result<Option<(Provider, Provided)>, CredentialsError> {
        let ProfileQuery { environment, network, .. } = &self.query;
        let role = EcsRamRoleCredentials::from_environment(environment).with_network(network.clone());
        let is_named = environment.var(ecs::ROLE).is_some();
        match role.find().await {
            Ok(ecs::RoleOutcome::Keys(provided)) => Ok(Some((Arc::new(role), provided))),
            Ok(ecs::RoleOutcome::Nothing(error)) if !is_named || environment.is_true(ecs::DISABLED) => {
                let reason = error.inner().map_or_else(|| error.problem().to_owned(), Error::to_string);
                looked_in.push(format!("the ECS instance role ({reason})"));
                Ok(None)
            }
            Err(error) if !is_named => Err(ecs::advised(&error, ecs::CHAIN_ADVICE)),
            Ok(ecs::RoleOutcome::Nothing(error)) | Err(error) => Err(error),
        }
    }
}
