//! The default chain: in comes the environment, out go the keys of the first provider that is configured.

use super::profile::Found;
use super::{
    CliProfileCredentials, EcsRamRoleCredentials, Environment, EnvironmentCredentials, Network, OidcCredentials,
    ProfileFileCredentials, ProvideCredentials, Provided, UriCredentials, ecs, uri,
};
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

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
pub struct DefaultCredentials {
    environment: Environment,
    network: Network,
}

impl DefaultCredentials {
    /// The chain over this environment. Files are looked for, and read anew, at each fetch.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { environment, network: Network::default() }
    }

    /// Sets the way to STS, the metadata service and the credentials URI.
    #[must_use]
    pub fn with_network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let environment = &self.environment;
        if EnvironmentCredentials::is_set(environment) {
            return EnvironmentCredentials::new(environment.clone()).provide().await;
        }
        if OidcCredentials::is_set(environment) {
            let provider = OidcCredentials::from_environment(environment)?;
            return provider.with_network(self.network.clone()).provide().await;
        }
        match self.files().await? {
            Files::Provider(provider) => provider.provide().await,
            Files::Nothing(looked_in) => self.services(looked_in).await,
        }
    }

    async fn files(&self) -> Result<Files, CredentialsError> {
        let cli = CliProfileCredentials::new(self.environment.clone()).with_network(self.network.clone());
        let file = ProfileFileCredentials::new(self.environment.clone()).with_network(self.network.clone());
        let mut missed = None;
        let mut looked_in = Vec::new();
        let found = match cli.find().await? {
            Found::Provider(provider) => return Ok(Files::Provider(provider)),
            other => [other, file.find().await?],
        };
        for found in found {
            match found {
                Found::Provider(provider) => return Ok(Files::Provider(provider)),
                Found::Nothing(place) => looked_in.push(place),
                // The profile may be in the other file.
                Found::NoSuchProfile(error) => missed = missed.or(Some(error)),
            }
        }
        match missed {
            Some(error) => Err(error),
            None => Ok(Files::Nothing(looked_in)),
        }
    }

    async fn services(&self, mut looked_in: Vec<String>) -> Result<Provided, CredentialsError> {
        let environment = &self.environment;
        if environment.is_true(ecs::DISABLED) {
            looked_in.push(format!("the ECS instance role (off by `{}`)", ecs::DISABLED));
        } else {
            let role = EcsRamRoleCredentials::from_environment(environment).with_network(self.network.clone());
            match role.provide().await {
                Ok(provided) => return Ok(provided),
                Err(error) if environment.var(ecs::ROLE).is_some() => return Err(error),
                // Most machines are no ECS instances.
                Err(error) => looked_in.push(format!("the ECS instance role ({})", reason(&error))),
            }
        }
        if environment.var(uri::VARIABLE).is_some() {
            let provider = UriCredentials::from_environment(environment)?;
            return provider.with_network(self.network.clone()).provide().await;
        }
        Err(CredentialsError::new(format_args!(
            "set `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, or run `aliyun configure`; looked in the \
             environment (keys, OIDC), {}, `{}` (not set)",
            looked_in.join(", "),
            uri::VARIABLE
        )))
    }
}

impl ProvideCredentials for DefaultCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(self.fetch())
    }
}

enum Files {
    Provider(super::profile::Provider),
    /// Where nothing was found.
    Nothing(Vec<String>),
}

fn reason(error: &CredentialsError) -> String {
    match error.inner() {
        Some(inner) => inner.to_string(),
        None => error.problem().to_owned(),
    }
}
