//! The client without `async`: a call runs on the thread that makes it, over a private runtime.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Handle, Runtime};
use tokio::task::coop::{consume_budget, has_budget_remaining};

use crate::client::{self, CallSettings, ClientBuilder, Detailed, call_settings};
use crate::error::{ConfigError, Error};
use crate::operation::Operation;
use crate::providers::Environment;

/// A [`Client`](crate::Client) for code without `async`, over a private runtime of one thread.
///
/// Cheap to clone; clones share everything. It refuses to be called from `async` code, where it would block the thread
/// that drives the program.
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
    runtime: Arc<Private>,
}

/// Ends without waiting: dropping a runtime inside another one panics otherwise.
struct Private(Option<Runtime>);

impl Drop for Private {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// A client with the settings of `builder`.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`]; or the operating system gives no thread.
    pub fn new(builder: ClientBuilder) -> Result<Self, Error> {
        let client = builder.build()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("ice-runtime")
            .enable_all()
            .build()
            .map_err(|error| {
                ConfigError::new("runtime", format_args!("the operating system gives no thread: {error}"))
            })?;
        Ok(Self { client, runtime: Arc::new(Private(Some(runtime))) })
    }

    /// A client by the environment, as [`Client::from_env`](crate::Client::from_env).
    ///
    /// # Errors
    ///
    /// As [`Client::new`].
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

    /// A call with settings of its own; [`Call::send`] sends it.
    ///
    /// ```no_run
    /// # use ice_runtime::{blocking, Operation};
    /// # fn run<O: Operation + Send + Sync>(client: blocking::Client, operation: O) -> Result<(), ice_runtime::Error> {
    ///     ///
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

/// A call that is not sent yet.
#[must_use = "a call is sent by `.send()`"]
pub struct Call<O> {
    client: Client,
    operation: O,
    settings: CallSettings,
}

impl<O: Operation + Send + Sync> Call<O> {
    call_settings!();

    /// Sends it and waits for the response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send(self) -> Result<O::Response, Error> {
        let Client { client, runtime } = self.client;
        block_on(&runtime, client.send_with(self.operation, self.settings).into_future())
    }

    /// Sends it and waits for the response with its circumstances.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_detailed(self) -> Result<Detailed<O::Response>, Error> {
        let Client { client, runtime } = self.client;
        block_on(&runtime, client.send_with(self.operation, self.settings).detailed().into_future())
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The operation's values are the user's, and may be secrets.
        f.debug_struct("blocking::Call")
            .field("action", &O::METADATA.action)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

fn block_on<T>(runtime: &Private, future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    if is_async() {
        let problem = "it was called from `async` code: use `ice_runtime::Client` there, or `spawn_blocking`";
        return Err(ConfigError::new("blocking::Client", problem).into());
    }
    match &runtime.0 {
        Some(runtime) => {
            let _entered = runtime.enter();
            wait_for(future)
        }
        None => Err(ConfigError::new("blocking::Client", "its runtime has ended").into()),
    }
}

/// Polls on this thread; the runtime's own thread does the waiting for sockets and timers. `Runtime::block_on` would panic
/// where `is_async` cannot tell, such as in `tokio::task::unconstrained`.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let alarm = Arc::new(Alarm { sleeper: thread::current(), rings: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&alarm));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        // A thread can be unparked by others too.
        while !alarm.rings.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

/// Wakes a thread that waits for a future.
struct Alarm {
    sleeper: Thread,
    rings: AtomicBool,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rings.store(true, Ordering::Release);
        self.sleeper.unpark();
    }
}

/// Whether this is `async` code, where blocking stops others. `spawn_blocking` and `block_in_place` are not, though a
/// runtime is current there; what tells them apart is the budget of steps that tokio gives to tasks only.
fn is_async() -> bool {
    const MORE_THAN_A_TASK_GETS: usize = 256;
    if Handle::try_current().is_err() {
        return false;
    }
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..MORE_THAN_A_TASK_GETS {
        if !has_budget_remaining() {
            return true;
        }
        let _ = pin!(consume_budget()).poll(&mut context);
    }
    false
}
