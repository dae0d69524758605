//! Who calls: the keys that requests are signed with, and where they come from.

#[cfg(feature = "client")]
mod cache;
#[cfg(feature = "client")]
mod checked;
#[cfg(feature = "client")]
mod environment;
#[cfg(feature = "client")]
mod environment_keys;
mod key;
#[cfg(feature = "client")]
mod provider;

#[cfg(feature = "client")]
pub use cache::CachedCredentials;
#[cfg(feature = "client")]
pub use environment::Environment;
#[cfg(feature = "client")]
pub use environment_keys::EnvironmentCredentials;
pub use key::Credentials;
pub(crate) use key::abbreviated;
#[cfg(feature = "client")]
pub use provider::{ProvideCredentials, Provided};
