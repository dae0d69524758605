//! The runtime behind the blocking client: futures run on the calling thread, sockets and timers on the runtime's own.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::coop::{consume_budget, has_budget_remaining};

use crate::error::{ConfigError, Error};

/// A runtime that shuts down without waiting: dropping one inside another runtime would panic otherwise.
pub(super) struct PrivateRuntime(Option<Runtime>);

impl Drop for PrivateRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl PrivateRuntime {
    pub(super) fn start() -> Result<Self, Error> {
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("ice-runtime").enable_all().build();
        let runtime = runtime.map_err(|error| {
            ConfigError::new("runtime", format_args!("the operating system could not start a thread: {error}"))
        })?;
        Ok(Self(Some(runtime)))
    }

    /// Runs `future` on this thread.
    pub(super) fn block_on<T>(&self, future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        if is_async() {
            let problem = "it was called from `async` code: use `ice_runtime::Client` there, or `spawn_blocking`";
            return Err(ConfigError::new("blocking::Client", problem).into());
        }
        match &self.0 {
            Some(runtime) => {
                let _entered = runtime.enter();
                wait_for(future)
            }
            None => Err(ConfigError::new("blocking::Client", "its runtime has ended").into()),
        }
    }
}

/// Polls on this thread; the runtime's own thread does the waiting for sockets and timers. `Runtime::block_on` would
/// panic where `is_async` cannot tell, such as in `tokio::task::unconstrained`.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let alarm = Arc::new(Alarm { sleeper: thread::current(), rings: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&alarm));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        // Something else may unpark the thread too.
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

/// Returns whether this is `async` code, where blocking stalls other tasks. `spawn_blocking` and `block_in_place` do
/// not count, though they have a current runtime; the difference is the cooperative budget, which tokio gives only to
/// tasks.
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
