//! The client: in comes an operation, out goes its response.

mod advice;
mod budget;
mod builder;
mod call;
mod clock;
mod endpoints;
mod exchange;
mod limit;
mod settings;
mod trace;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::sync::Semaphore;

pub use builder::ClientBuilder;
pub(crate) use builder::Fallback;
pub use call::{Call, Detailed, DetailedCall};
pub use endpoints::EndpointTemplate;
pub(crate) use exchange::random;
pub(crate) use limit::pause;
pub(crate) use settings::{CallSettings, call_settings};

use crate::endpoint::Endpoint;
use crate::error::{Error, RegionError};
use crate::facts::Facts;
use crate::keys::{CachedCredentials, Credentials};
use crate::operation::Operation;
use crate::retry::RetryPolicy;
use crate::sign::{Scheme, Signer};
use crate::transport::Transport;

/// Sends operations: signs them, repeats what may be repeated, and reads the replies.
///
/// Cheap to clone; clones share connections, credentials, clock and retry budget. Make one and keep it.
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
/// [`Call`] shows how many are sent at once.
#[derive(Clone)]
pub struct Client(Arc<Core>);

/// What all clones share.
struct Core {
    transport: Arc<dyn Transport>,
    /// `None` sends everything without a signature.
    credentials: Option<CachedCredentials>,
    scheme: Scheme,
    region: Option<String>,
    endpoints: endpoints::Endpoints,
    retry: RetryPolicy,
    timeout: Duration,
    attempt_timeout: Duration,
    user_agent: Option<HeaderValue>,
    in_flight: Option<Semaphore>,
    clock: clock::Clock,
    budget: budget::RetryBudget,
}

impl Client {
    /// A builder with the defaults of this library.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Sends an operation, borrowed (`send(&operation)`) or owned. Settings of this call go before the `.await`:
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
    /// Without its `.await` a call is not sent. The compiler warns of that:
    ///
    /// ```compile_fail
    /// #![deny(unused_must_use)]
    /// # use ice_runtime::{Client, Operation};
    /// # async fn run<O: Operation + Send + Sync>(client: Client, operation: O) {
    /// client.send(&operation); // unused `Call` that must be used: a call is sent by `.await`
    /// # }
    /// ```
    ///
    /// Dropping the future ends the call; whether it was carried out is then unknown.
    ///
    /// # Errors
    ///
    /// See [`Error`]; [`Error::may_have_executed`] says whether the operation may have been carried out.
    pub fn send<'a, O: Operation + Send + Sync + 'a>(&self, operation: O) -> Call<'a, O> {
        self.send_with(operation, CallSettings::default())
    }

    /// [`Client::send`] with the settings of something that is built on calls.
    pub(crate) fn send_with<'a, O>(&self, operation: O, settings: CallSettings) -> Call<'a, O>
    where
        O: Operation + Send + Sync + 'a,
    {
        Call::new(Arc::clone(&self.0), operation, settings)
    }

    /// How long a call with these settings may take.
    pub(crate) fn timeout_of(&self, settings: &CallSettings) -> Duration {
        settings.timeout.unwrap_or(self.0.timeout)
    }

    /// The region that the client was built for.
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

impl Core {
    fn signer(&self, credentials: Option<Credentials>) -> Signer {
        credentials.map_or_else(Signer::anonymous, Signer::new).with_scheme(self.scheme)
    }

    /// Where an operation goes, which has to exist there.
    fn endpoint(&self, facts: &Facts<'_>, settings: &CallSettings) -> Result<Endpoint, Error> {
        let of_endpoint = settings.endpoint.as_ref().and_then(Endpoint::region);
        let region = settings.region.as_deref().or(of_endpoint).or(self.region.as_deref());
        if let Some(region) = region.filter(|region| !facts.is_available_in(region)) {
            return Err(RegionError::new(facts.action, region, facts.regions).into());
        }
        match &settings.endpoint {
            Some(endpoint) => endpoint.clone().serving(region),
            None => self.endpoints.of(facts.product, region),
        }
    }
}
