//! The client: a handle to the state that its clones share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::call::Call;
use super::core::Core;
use super::settings::CallSettings;
use crate::operation::Operation;

/// Sends operations: signs them, retries what may be retried, and reads the replies.
///
/// Cheap to clone; clones share connections, credentials, clock and retry budget. Create one and keep it.
///
/// ```no_run
/// use ice_runtime::{Client, ice_operation};
///
/// #[ice_operation(action = "GetMediaInfo")]
/// struct GetMediaInfo {
///     media_id: Option<String>,
/// }
///
/// #[derive(serde::Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct GetMediaInfoResponse {
///     request_id: String,
/// }
///
/// # async fn run() -> Result<(), ice_runtime::Error> {
/// let client = Client::from_env()?;
/// let info = client.send(&GetMediaInfo { media_id: Some("20b48fb0".into()) }).await?;
/// println!("{}", info.request_id);
/// # Ok(())
/// # }
/// ```
///
/// [`Call`] shows how to send several at once.
#[derive(Clone)]
pub struct Client(pub(super) Arc<Core>);

impl Client {
    pub(super) fn new(core: Core) -> Self {
        Self(Arc::new(core))
    }

    /// Sends an operation, borrowed (`send(&operation)`) or owned. Settings for this call go before the `.await`:
    ///
    /// ```no_run
    /// # use ice_runtime::{Client, Operation, RetryPolicy};
    /// # async fn run<O: Operation + Send + Sync>(client: Client, operation: O) -> Result<(), ice_runtime::Error> {
    /// use std::time::Duration;
    ///
    /// let reply = client
    ///     .send(&operation)
    ///     .timeout(Duration::from_secs(5))
    ///     .retry(RetryPolicy::none())
    ///     .detailed()
    ///     .await?;
    /// println!("{:?} after {} attempts", reply.request_id, reply.attempts);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A call is not sent until it is awaited; the compiler warns if you forget:
    ///
    /// ```compile_fail
    /// #![deny(unused_must_use)]
    /// # use ice_runtime::{Client, Operation};
    /// # async fn run<O: Operation + Send + Sync>(client: Client, operation: O) {
    /// client.send(&operation); // unused `Call` that must be used: a call is sent by `.await`
    /// # }
    /// ```
    ///
    /// Dropping the future cancels the call; whether it was carried out is then unknown.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error); [`Error::may_have_executed`](crate::Error::may_have_executed) says whether the operation may have been carried out.
    pub fn send<'a, O: Operation + Send + Sync + 'a>(&self, operation: O) -> Call<'a, O> {
        self.send_with(operation, CallSettings::default())
    }

    /// [`Client::send`], with settings from something built on calls.
    pub(crate) fn send_with<'a, O>(&self, operation: O, settings: CallSettings) -> Call<'a, O>
    where
        O: Operation + Send + Sync + 'a,
    {
        Call::new(Arc::clone(&self.0), operation, settings)
    }

    /// Returns how long a call with these settings may take.
    pub(crate) fn timeout_of(&self, settings: &CallSettings) -> Duration {
        settings.timeout.unwrap_or(self.0.timeout)
    }

    /// Returns the region that the client was built for.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("region", &self.0.region)
            .field("endpoint", &self.0.endpoints.fixed())
            .field("credentials", &self.0.credentials)
            .field("scheme", &self.0.scheme)
            .field("retry", &self.0.retry)
            .finish_non_exhaustive()
    }
}
