//! Time limits of futures, which also notice that the runtime has ended.

use std::any::Any;
use std::fmt;
use std::future::{Future, pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::error::{ConfigError, Error, TimeLimit, TransportError, TransportErrorKind};

/// Why there is no output.
#[derive(Debug)]
pub(super) enum NotInTime {
    TooLate,
    RuntimeEnded,
}

/// The output of `future` before `end`.
///
/// tokio's timers and sockets panic when their runtime is shut down under them, or has no time or I/O. Nothing else
/// tells of that, so those panics, and no others, are caught.
pub(super) async fn until<F: Future>(end: Instant, future: F) -> Result<F::Output, NotInTime> {
    let (mut alarm, mut future) = (pin!(async { sleep_until(end).await }), pin!(future));
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| {
            // First, so that nothing is begun on a runtime that has ended.
            let is_late = alarm.as_mut().poll(context).is_ready();
            (future.as_mut().poll(context), is_late)
        }));
        match polled {
            Ok((Poll::Ready(output), _)) => Poll::Ready(Ok(output)),
            Ok((Poll::Pending, true)) => Poll::Ready(Err(NotInTime::TooLate)),
            Ok((Poll::Pending, false)) => Poll::Pending,
            Err(panic) if is_of_the_runtime(&*panic) => Poll::Ready(Err(NotInTime::RuntimeEnded)),
            Err(panic) => resume_unwind(panic),
        }
    })
    .await
}

/// Waits.
///
/// # Errors
///
/// The runtime ended meanwhile.
pub(crate) async fn pause(delay: Duration) -> Result<(), Error> {
    match until(Instant::now() + delay, pending::<()>()).await {
        Err(NotInTime::RuntimeEnded) => Err(ConfigError::new("runtime", RuntimeEnded).into()),
        Ok(()) | Err(NotInTime::TooLate) => Ok(()),
    }
}

fn is_of_the_runtime(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.is_some_and(|text| text.contains("Tokio 1.x"))
}

impl NotInTime {
    /// The error that it is; `limit` is what ended the time.
    pub(super) fn into_error(self, limit: TimeLimit) -> TransportError {
        match self {
            Self::TooLate => limit.into(),
            Self::RuntimeEnded => TransportError::new(TransportErrorKind::Other).with_source(RuntimeEnded),
        }
    }
}

/// What is wrong with the runtime, and what to do.
#[derive(Debug)]
pub(super) struct RuntimeEnded;

impl fmt::Display for RuntimeEnded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a tokio runtime with time and I/O is missing: call from inside of one, and keep it until the call ends",
        )
    }
}

impl std::error::Error for RuntimeEnded {}
