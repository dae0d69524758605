//! The settings that one call may override, and the setters shared by everything built on calls.

use std::time::Duration;

use crate::endpoint::Endpoint;
use crate::keys::CachedCredentials;
use crate::retry::RetryPolicy;

/// The settings of one call. Those that are not set are taken from the client.
#[derive(Debug, Clone, Default)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) region: Option<String>,
    pub(crate) credentials: Option<CachedCredentials>,
}

/// Defines setters for a type with a [`CallSettings`] in its field `settings`, or at the given path.
macro_rules! call_settings {
    () => { call_settings!(settings); };
    ($($settings:ident).+) => {
        /// Sets the time for the whole call, including all attempts and waits. It caps the time for an attempt; see
        /// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.$($settings).+.timeout = Some(timeout);
            self
        }

        /// Sets the time for one attempt, including connecting, capped by the time for the whole call. A longer one
        /// also allows longer silence; see [`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout).
        pub fn attempt_timeout(mut self, attempt_timeout: std::time::Duration) -> Self {
            self.$($settings).+.attempt_timeout = Some(attempt_timeout);
            self
        }

        /// Sets how failed attempts are retried.
        pub fn retry(mut self, retry: crate::retry::RetryPolicy) -> Self {
            self.$($settings).+.retry = Some(retry);
            self
        }

        /// Sends the operation to this endpoint. If it names a region, the operation counts as one of that region.
        pub fn endpoint(mut self, endpoint: crate::endpoint::Endpoint) -> Self {
            self.$($settings).+.endpoint = Some(endpoint);
            self
        }

        /// Sends the operation to a region other than the client's, an id like `cn-shanghai`. A client with an
        /// explicit endpoint still sends it there.
        pub fn region(mut self, region: impl Into<String>) -> Self {
            self.$($settings).+.region = Some(region.into());
            self
        }

        /// Signs with credentials other than the client's: [`Credentials`](crate::Credentials), or a
        /// [`CachedCredentials`](crate::credentials::CachedCredentials) over a provider.
        pub fn credentials(mut self, credentials: impl Into<crate::keys::CachedCredentials>) -> Self {
            self.$($settings).+.credentials = Some(credentials.into());
            self
        }
    };
}

pub(crate) use call_settings;
