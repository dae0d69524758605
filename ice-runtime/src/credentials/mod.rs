//! Who calls: the keys that requests are signed with, and where they come from.

#[cfg(feature = "client")]
mod cache;
#[cfg(feature = "client")]
mod environment;
mod key;
#[cfg(feature = "client")]
mod provider;
#[cfg(feature = "client")]
mod providers;

#[cfg(feature = "client")]
pub use cache::CachedCredentials;
#[cfg(feature = "client")]
pub use environment::Environment;
pub use key::Credentials;
pub(crate) use key::abbreviated;
#[cfg(feature = "client")]
pub use provider::{ProvideCredentials, Provided};
#[cfg(feature = "client")]
pub use providers::*;
