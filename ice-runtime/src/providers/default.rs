//! The default chain: in comes the environment, out go the keys of the first provider that is configured.

use std::sync::{Arc, OnceLock};

use super::profile::{Found, Provider, Wanted};
use super::{
    CliProfileCredentials, EcsRamRoleCredentials, Environment, EnvironmentCredentials, Network, OidcCredentials,
    ProfileFileCredentials, ProvideCredentials, Provided, UriCredentials, cli_profile, ecs, profile_file, uri,
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
/// One that is not configured is passed over, as is the ECS metadata service where it cannot be reached or names no role.
/// One that is configured but broken is an error that names what to change: the next one would act for somebody else. For
/// the same reason the first that gave keys is the only one that is asked from then on, by clones too. `Client::from_env`
/// uses this chain.
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
    wanted: Wanted,
    /// The one that gave keys, for all clones.
    served: Arc<OnceLock<Source>>,
}

provider!(DefaultCredentials over wanted.network);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Environment,
    Oidc,
    CliProfile,
    ProfileFile,
    EcsRamRole,
    Uri,
}

impl DefaultCredentials {
    /// The chain over this environment. Files are read anew at each fetch.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { wanted: Wanted::new(environment), served: Arc::default() }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let served = if let Some(served) = self.served.get() {
            *served
        } else {
            let (source, provided) = self.first().await?;
            let served = *self.served.get_or_init(|| source);
            if served == source {
                return Ok(provided);
            }
            // Another fetch was faster, and found another one.
            served
        };
        self.provider(served)?.provide().await
    }

    fn provider(&self, source: Source) -> Result<Provider, CredentialsError> {
        let Wanted { environment, network, .. } = &self.wanted;
        let network = network.clone();
        Ok(match source {
            Source::Environment => Arc::new(EnvironmentCredentials::new(environment.clone())),
            Source::Oidc => Arc::new(OidcCredentials::from_environment(environment)?.with_network(network)),
            Source::CliProfile => Arc::new(CliProfileCredentials::of(self.wanted.clone())),
            Source::ProfileFile => Arc::new(ProfileFileCredentials::of(self.wanted.clone())),
            Source::EcsRamRole => Arc::new(self.instance_role()),
            Source::Uri => Arc::new(UriCredentials::from_environment(environment)?.with_network(network)),
        })
    }

    fn instance_role(&self) -> EcsRamRoleCredentials {
        EcsRamRoleCredentials::from_environment(&self.wanted.environment).with_network(self.wanted.network.clone())
    }

    /// The keys of the first one that is configured.
    async fn first(&self) -> Result<(Source, Provided), CredentialsError> {
        let environment = &self.wanted.environment;
        let of = async |source| Ok((source, self.provider(source)?.provide().await?));
        if EnvironmentCredentials::is_set(environment) {
            return of(Source::Environment).await;
        }
        if OidcCredentials::is_set(environment) {
            return of(Source::Oidc).await;
        }
        let mut looked_in = Vec::new();
        if let Some((source, provider)) = self.in_files(&mut looked_in).await? {
            return Ok((source, provider.provide().await?));
        }
        let is_named = environment.var(ecs::ROLE).is_some();
        match self.instance_role().find().await {
            Ok(ecs::Found::Keys(provided)) => return Ok((Source::EcsRamRole, provided)),
            // Most machines are no ECS instances.
            Ok(ecs::Found::Nothing(error)) if !is_named || environment.is_true(ecs::DISABLED) => {
                let reason = error.inner().map_or_else(|| error.problem().to_owned(), Error::to_string);
                looked_in.push(format!("the ECS instance role ({reason})"));
            }
            Err(error) if !is_named => return Err(ecs::advised(&error, ecs::CHAIN_ADVICE)),
            Ok(ecs::Found::Nothing(error)) | Err(error) => return Err(error),
        }
        if environment.var(uri::VARIABLE).is_some() {
            return of(Source::Uri).await;
        }
        Err(CredentialsError::new(format_args!(
            "set `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, or run `aliyun configure`; looked in the \
             environment (keys, OIDC), {}, `{}` (not set)",
            looked_in.join(", "),
            uri::VARIABLE
        )))
    }

    /// The provider of the first file that has the profile.
    async fn in_files(&self, looked_in: &mut Vec<String>) -> Result<Option<(Source, Provider)>, CredentialsError> {
        let mut missed: Option<CredentialsError> = None;
        let mut provider = |source, found| match found {
            Found::Provider(provider) => Some((source, provider)),
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
        if let Some(found) = provider(Source::CliProfile, cli_profile::find(&self.wanted).await?) {
            return Ok(Some(found));
        }
        if let Some(found) = provider(Source::ProfileFile, profile_file::find(&self.wanted).await?) {
            return Ok(Some(found));
        }
        missed.map_or(Ok(None), Err)
    }
}
