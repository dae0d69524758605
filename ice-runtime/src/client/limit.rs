//! Time limits for futures, which also notice when the runtime has shut down.

use std::any::Any;
use std::future::{Future, pending, poll_fn};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, sleep_until};

use crate::error::{ConfigError, Error, TimeLimit, TransportError, TransportErrorKind};

/// A longer duration may overflow when added to an `Instant`.
pub(super) const A_YEAR: Duration = Duration::from_secs(365 * 86_400);

/// What is wrong with the runtime, and what to do.
const RUNTIME_ENDED: &str =
    "a tokio runtime with time and I/O is missing: call from inside one, and keep it until the call ends";

/// Returns the instant at which `time` will have passed since `started`.
pub(super) fn after(started: Instant, time: Duration) -> Instant {
    started + time.min(A_YEAR)
}

/// Awaits `future` until `end`, which `limit` has set.
///
/// tokio's timers and sockets panic if their runtime shuts down under them, or has no time or I/O driver. There is no
/// other way to tell, so those panics, and no others, are caught.
pub(super) async fn until<F: Future>(end: Instant, limit: TimeLimit, future: F) -> Result<F::Output, TransportError> {
    let (mut alarm, mut future) = (pin!(async { sleep_until(end).await }), pin!(future));
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| {
            // First, so that nothing is started on a runtime that has shut down.
            let is_late = alarm.as_mut().poll(context).is_ready();
            (future.as_mut().poll(context), is_late)
        }));
        match polled {
            Ok((Poll::Ready(output), _)) => Poll::Ready(Ok(output)),
            Ok((Poll::Pending, true)) => Poll::Ready(Err(limit.into())),
            Ok((Poll::Pending, false)) => Poll::Pending,
            Err(panic) if is_of_the_runtime(&*panic) => {
                Poll::Ready(Err(TransportError::new(TransportErrorKind::Other).with_source(cause(RUNTIME_ENDED))))
            }
            Err(panic) => resume_unwind(panic),
        }
    })
    .await
}

/// Awaits a future that a call needs before it is sent; its error names it as `what`.
pub(super) async fn waited<F: Future>(
    end: Instant,
    what: &'static str,
    future: F,
) -> Result<F::Output, TransportError> {
    until(end, TimeLimit::Call, future).await.map_err(|error| match error.limit() {
        Some(_) => error.with_source(cause(format!("it waited for {what}"))),
        None => error,
    })
}

/// Waits.
///
/// # Errors
///
/// The runtime shut down meanwhile.
pub(crate) async fn pause(delay: Duration) -> Result<(), Error> {
    match until(after(Instant::now(), delay), TimeLimit::Call, pending::<()>()).await {
        Err(error) if error.limit().is_none() => Err(ConfigError::new("runtime", RUNTIME_ENDED).into()),
        _ => Ok(()),
    }
}

/// Fails outside of a runtime.
pub(crate) fn check_runtime() -> Result<(), Error> {
    Handle::try_current().map(drop).map_err(|_| ConfigError::new("runtime", RUNTIME_ENDED).into())
}

fn cause(text: impl Into<String>) -> io::Error {
    io::Error::other(text.into())
}

fn is_of_the_runtime(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.is_some_and(|text| text.contains("Tokio 1.x"))
}
