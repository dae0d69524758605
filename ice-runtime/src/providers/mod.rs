//! Sources of credentials, one per file, and the default chain of them.

/// What all providers share: `ProvideCredentials` through their own `fetch`, and common setters.
macro_rules! provider {
    ($provider:ident) => {
        impl crate::keys::ProvideCredentials for $provider {
            fn provide(&self) -> crate::transport::BoxFuture<'_, Result<Provided, CredentialsError>> {
                Box::pin(self.fetch())
            }
        }
    };
    ($provider:ident over $($network:tt).+) => {
        provider!($provider);

        impl $provider {
            /// Sets how STS, the metadata service and credentials URIs are reached, if the provider uses one of them.
            #[must_use = "this returns the changed provider"]
            pub fn with_network(mut self, network: Network) -> Self {
                self.$($network).+ = network;
                self
            }
        }
    };
    ($provider:ident of a profile) => {
        provider!($provider over 0.network);

        impl $provider {
            /// Sets the profile, a section of the file.
            #[must_use]
            pub fn with_profile(mut self, profile: impl Into<String>) -> Self {
                self.0.profile = Some(profile.into());
                self
            }

            pub(super) fn of(query: ProfileQuery) -> Self {
                Self(query)
            }

            async fn fetch(&self) -> Result<Provided, CredentialsError> {
                find(&self.0).await?.alone()?.provide().await
            }
        }
    };
}

mod cli_profile;
mod default;
mod ecs;
mod environment;
mod environment_keys;
mod external;
mod file;
mod ini;
mod network;
mod oidc;
mod profile;
mod profile_file;
mod ram_role_arn;
mod role;
mod section;
mod session;
mod sts;
mod uri;

pub use cli_profile::CliProfileCredentials;
pub use default::DefaultCredentials;
pub use ecs::EcsRamRoleCredentials;
pub use environment::Environment;
pub use environment_keys::EnvironmentCredentials;
pub use external::ExternalCredentials;
pub use network::Network;
pub use oidc::OidcCredentials;
pub use profile_file::ProfileFileCredentials;
pub use ram_role_arn::RamRoleArnCredentials;
pub use role::Role;
pub use uri::UriCredentials;

use crate::keys::{Credentials, ProvideCredentials, Provided};

/// Parses `text` as each kind of file and reply, for the fuzz targets. No provider is run: it might run a command.
#[cfg(fuzzing)]
#[doc(hidden)]
pub fn fuzz_parsers(text: &str) {
    let query = profile::ProfileQuery::new(Environment::empty());
    let _ = profile_file::find_in(&query, "credentials".into(), text);
    let _ = cli_profile::find_in(&query, "config.json".into(), text);
    let _ = (external::split(text), external::of_output(text.as_bytes()));
    let _ = session::of_reply("the reply", http::Response::new(text.to_owned().into()));
}
