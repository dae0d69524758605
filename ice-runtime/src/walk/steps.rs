//! The steps of a walk: what pages and items have in common.

use std::future::poll_fn;
use std::task::{Context, Poll};

use crate::error::Error;

/// A walk that can be polled for its next step.
pub(super) trait Steps {
    type Output;

    fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Self::Output>, Error>>;

    /// Drops the request in flight, if there is one.
    fn stop(&mut self);
}

/// Takes the next step. If the future is dropped, so is its request; the next step sends it again.
pub(super) async fn next<S: Steps>(steps: &mut S) -> Result<Option<S::Output>, Error> {
    let guard = StopOnDrop(steps);
    poll_fn(|context| guard.0.poll_step(context)).await
}

/// Collects the outputs of all remaining steps.
pub(super) async fn collect<S: Steps>(mut steps: S) -> Result<Vec<S::Output>, Error> {
    let mut outputs = Vec::new();
    while let Some(output) = next(&mut steps).await? {
        outputs.push(output);
    }
    Ok(outputs)
}

struct StopOnDrop<'s, S: Steps>(&'s mut S);

impl<S: Steps> Drop for StopOnDrop<'_, S> {
    fn drop(&mut self) {
        self.0.stop();
    }
}
