//! Who calls: the keys that requests are signed with, and where they come from.

mod key;

#[cfg(feature = "client")]
mod cache;
#[cfg(feature = "client")]
mod checked;
#[cfg(feature = "client")]
mod cli_profile;
#[cfg(feature = "client")]
mod default;
#[cfg(feature = "client")]
mod ecs;
#[cfg(feature = "client")]
mod environment;
#[cfg(feature = "client")]
mod environment_keys;
#[cfg(feature = "client")]
mod external;
#[cfg(feature = "client")]
mod file;
#[cfg(feature = "client")]
mod ini;
#[cfg(feature = "client")]
mod network;
#[cfg(feature = "client")]
mod oidc;
#[cfg(feature = "client")]
mod profile;
#[cfg(feature = "client")]
mod profile_file;
#[cfg(feature = "client")]
mod provider;
#[cfg(feature = "client")]
mod ram_role_arn;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod role;
#[cfg(feature = "client")]
mod section;
#[cfg(feature = "client")]
mod session;
#[cfg(feature = "client")]
mod sts;
#[cfg(feature = "client")]
mod uri;

pub use key::Credentials;

#[cfg(feature = "client")]
pub use cache::CachedCredentials;
#[cfg(feature = "client")]
pub use cli_profile::CliProfileCredentials;
#[cfg(feature = "client")]
pub use default::DefaultCredentials;
#[cfg(feature = "client")]
pub use ecs::EcsRamRoleCredentials;
#[cfg(feature = "client")]
pub use environment::Environment;
#[cfg(feature = "client")]
pub use environment_keys::EnvironmentCredentials;
#[cfg(feature = "client")]
pub use external::ExternalCredentials;
#[cfg(feature = "client")]
pub use network::Network;
#[cfg(feature = "client")]
pub use oidc::OidcCredentials;
#[cfg(feature = "client")]
pub use profile_file::ProfileFileCredentials;
#[cfg(feature = "client")]
pub use provider::{ProvideCredentials, Provided};
#[cfg(feature = "client")]
pub use ram_role_arn::RamRoleArnCredentials;
#[cfg(feature = "client")]
pub use role::Role;
#[cfg(feature = "client")]
pub use uri::UriCredentials;
