//! The client without `async`: in comes an operation, out goes its response, on the calling thread.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use tokio::runtime::{Handle, Runtime};
use tokio::task::coop::{consume_budget, has_budget_remaining};

use crate::client::{self, ClientBuilder, Detailed};
use crate::error::{ConfigError, Error};
use crate::operation::Operation;
use crate::providers::Environment;
use crate::retry::RetryPolicy;

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

    /// Sends an operation and waits for its response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send<O: Operation + Sync>(&self, operation: &O) -> Result<O::Response, Error> {
        self.call(operation).send()
    }

    /// A call with settings of its own; [`Call::send`] sends it.
    ///
    /// ```no_run
    /// # use ice_runtime::{blocking, Operation};
    /// # fn run<O: Operation + Sync>(client: blocking::Client, operation: O) -> Result<(), ice_runtime::Error> {
    /// use std::time::Duration;
    ///
    /// let reply = client.call(&operation).timeout(Duration::from_secs(5)).send_detailed()?;
    /// println!("{:?} after {} attempts", reply.request_id, reply.attempts);
    /// # Ok(())
    /// # }
    /// ```
    pub fn call<'a, O: Operation + Sync>(&'a self, operation: &'a O) -> Call<'a, O> {
        Call { call: self.client.send(operation), runtime: &self.runtime }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Client").field(&self.client).finish()
    }
}

/// A call that is not sent yet.
#[must_use = "a call is sent by `.send()`"]
pub struct Call<'a, O> {
    call: client::Call<'a, O>,
    runtime: &'a Private,
}

impl<O: Operation + Sync> Call<'_, O> {
    /// Sets the time for the whole call, all attempts and waits included.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { call: self.call.timeout(timeout), ..self }
    }

    /// Sets which failures are repeated.
    pub fn retry(self, retry: RetryPolicy) -> Self {
        Self { call: self.call.retry(retry), ..self }
    }

    /// Sends it and waits for the response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send(self) -> Result<O::Response, Error> {
        block_on(self.runtime, async { self.call.await })
    }

    /// Sends it and waits for the response with its circumstances.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_detailed(self) -> Result<Detailed<O::Response>, Error> {
        block_on(self.runtime, async { self.call.detailed().await })
    }
}

impl<O: Operation> fmt::Debug for Call<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
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
