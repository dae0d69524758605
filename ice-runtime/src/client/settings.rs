//! What one call may set for itself, and the setters that everything built on calls has in common.

use std::time::Duration;

use crate::endpoint::Endpoint;
use crate::keys::CachedCredentials;
use crate::retry::RetryPolicy;

/// The settings of one call. Those that are not set are the client's.
#[derive(Debug, Clone, Default)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) region: Option<String>,
    pub(crate) credentials: Option<CachedCredentials>,
}

/// Setters for a type with a [`CallSettings`] in its field `settings`, or where the path leads.
macro_rules! call_settings {
    () => { call_settings!(settings); };
    ($($settings:ident).+) => {
        /// Sets the time for the whole call, all attempts and waits included. It limits the time for an attempt, as
        /// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout) says.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.$($settings).+.timeout = Some(timeout);
            self
        }

        /// Sets the time for one attempt, connecting included; the time for the whole call limits it. A longer one lets
        /// silence last longer too, as [`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout) says.
        pub fn attempt_timeout(mut self, attempt_timeout: std::time::Duration) -> Self {
            self.$($settings).+.attempt_timeout = Some(attempt_timeout);
            self
        }

        /// Sets which failures are repeated.
        pub fn retry(mut self, retry: crate::retry::RetryPolicy) -> Self {
            self.$($settings).+.retry = Some(retry);
            self
        }

        /// Sends the operation to this endpoint. If it names a region, the operation is one of that region.
        pub fn endpoint(mut self, endpoint: crate::endpoint::Endpoint) -> Self {
            self.$($settings).+.endpoint = Some(endpoint);
            self
        }

        /// Sends the operation to another region than the client's, an id like `cn-shanghai`. A client that was given an
        /// endpoint still sends it there.
        pub fn region(mut self, region: impl Into<String>) -> Self {
            self.$($settings).+.region = Some(region.into());
            self
        }

        /// Signs with other keys than the client's: [`Credentials`](crate::Credentials), or a
        /// [`CachedCredentials`](crate::credentials::CachedCredentials) over a provider.
        pub fn credentials(mut self, credentials: impl Into<crate::keys::CachedCredentials>) -> Self {
            self.$($settings).+.credentials = Some(credentials.into());
            self
        }
    };
}

pub(crate) use call_settings;
