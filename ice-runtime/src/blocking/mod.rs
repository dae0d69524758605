//! The client without `async`: a call runs on the thread that makes it, over a private runtime.

mod runtime;
#[cfg(feature = "upload")]
mod upload;
mod walk;

pub use walk::{Items, Pages, Wait, Walk};

use std::fmt;
use std::sync::Arc;

use crate::client::{self, CallSettings, ClientBuilder, Detailed, call_settings};
use crate::error::Error;
use crate::operation::Operation;
use crate::providers::Environment;
use runtime::PrivateRuntime;

#[cfg(feature = "upload")]
pub use upload::Upload;

/// A [`Client`](crate::Client) for code without `async`, over a private runtime of one thread.
///
/// Cheap to clone; clones share everything. Calling it from `async` code is an error, since it would block the
/// executor's thread.
///
/// ```no_run
/// use ice_runtime::{blocking, ice_operation};
///
/// #[ice_operation(action = "GetMediaInfo")]
/// struct GetMediaInfo {
///     media_id: Option<String>,
/// }
///
/// #[derive(serde::Deserialize)]
/// struct GetMediaInfoResponse {}
///
/// let client = blocking::Client::from_env()?;
/// let info = client.send(&GetMediaInfo { media_id: None })?;
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Client {
    client: client::Client,
    runtime: Arc<PrivateRuntime>,
}

impl Client {
    /// Creates a client with the settings of `builder`.
    ///
    /// # Errors
    ///
    /// Those of [`ClientBuilder::build`]; or the operating system could not start a thread.
    pub fn new(builder: ClientBuilder) -> Result<Self, Error> {
        let client = builder.build()?;
        Ok(Self { client, runtime: Arc::new(PrivateRuntime::start()?) })
    }

    /// Creates a client from the environment, like [`Client::from_env`](crate::Client::from_env).
    ///
    /// # Errors
    ///
    /// See [`Client::new`].
    pub fn from_env() -> Result<Self, Error> {
        Self::new(client::Client::builder().environment(Environment::process()))
    }

    /// Sends an operation, borrowed or owned, and waits for its response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send<O: Operation + Send + Sync>(&self, operation: O) -> Result<O::Response, Error> {
        self.call(operation).send()
    }

    /// Creates a call with its own settings; [`Call::send`] sends it.
    ///
    /// ```no_run
    /// # use ice_runtime::{blocking, Operation};
    /// # fn run<O: Operation + Send + Sync>(client: blocking::Client, operation: O) -> Result<(), ice_runtime::Error> {
    /// use std::time::Duration;
    ///
    /// let reply = client.call(&operation).timeout(Duration::from_secs(5)).send_detailed()?;
    /// println!("{:?} after {} attempts", reply.request_id, reply.attempts);
    /// # Ok(())
    /// # }
    /// ```
    pub fn call<O: Operation + Send + Sync>(&self, operation: O) -> Call<O> {
        Call { client: self.clone(), operation, settings: CallSettings::default() }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Client").field(&self.client).finish()
    }
}

/// A call that has not been sent yet.
#[must_use = "a call is sent by `.send()`"]
pub struct Call<O> {
    client: Client,
    operation: O,
    settings: CallSettings,
}

impl<O: Operation + Send + Sync> Call<O> {
    call_settings!();

    /// Sends the call and waits for the response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send(self) -> Result<O::Response, Error> {
        let Client { client, runtime } = self.client;
        runtime.block_on(client.send_with(self.operation, self.settings).into_future())
    }

    /// Sends the call and waits for the response with its circumstances.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_detailed(self) -> Result<Detailed<O::Response>, Error> {
        let Client { client, runtime } = self.client;
        runtime.block_on(client.send_with(self.operation, self.settings).detailed().into_future())
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The operation's values belong to the user and may be secrets.
        f.debug_struct("blocking::Call")
            .field("action", &O::METADATA.action)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
