//! The credentials that requests are signed with, and the cache for those from a provider.

#[cfg(feature = "client")]
mod cache;
mod credentials;
#[cfg(feature = "client")]
mod provider;
mod secret;
mod signing_keys;

#[cfg(feature = "client")]
pub use cache::CachedCredentials;
pub use credentials::Credentials;
pub(crate) use credentials::abbreviated;
#[cfg(feature = "client")]
pub use provider::{ProvideCredentials, Provided};
pub use secret::Secret;
pub(crate) use signing_keys::{SigningKeys, hmac_sha256};
