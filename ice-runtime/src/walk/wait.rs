//! Waiting for a job: sends a safe operation repeatedly until its reply satisfies a condition.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use tokio::time::Instant;

use crate::client::{CallSettings, Client, call_settings, pause, random};
use crate::error::{Error, MayHaveExecuted, WaitError};
use crate::operation::Operation;
use crate::retry;
use crate::transport::BoxFuture;

/// The callback for every reply.
type Progress<'a, T> = Box<dyn FnMut(&T) + Send + 'a>;

const INTERVAL: Duration = Duration::from_secs(2);
const MAX_INTERVAL: Duration = Duration::from_secs(30);
const WITHIN: Duration = Duration::from_secs(600);

/// A wait for a reply that satisfies a condition. Created by [`Client::wait`]; set the condition with
/// [`until`](Wait::until) and start the wait with `.await`. Without a condition it is not a future, and the compiler
/// reports just that.
///
/// The first poll is sent at once. The time between two polls starts at [`interval`](Wait::interval) and grows by half
/// with each poll, up to [`max_interval`](Wait::max_interval); jitter keeps waits that started together from polling
/// together. A poll that fails but may succeed later, throttling included, does not end the wait: the time to the next
/// poll doubles, or is as long as the service asks for. Any other error ends the wait, and so does dropping the
/// future.
#[must_use = "a wait is started by `.until(..)` and `.await`"]
pub struct Wait<'a, O: Operation, C = ()> {
    client: Client,
    pub(crate) settings: CallSettings,
    operation: O,
    condition: C,
    interval: Duration,
    max_interval: Duration,
    within: Duration,
    progress: Option<Progress<'a, O::Response>>,
}

// Only `Client::wait` requires that the operation is safe to repeat, so a violation is reported just once.
impl<'a, O: Operation> Wait<'a, O> {
    pub(super) fn new(client: Client, operation: O) -> Self {
        Self {
            client,
            settings: CallSettings::default(),
            operation,
            condition: (),
            interval: INTERVAL,
            max_interval: MAX_INTERVAL,
            within: WITHIN,
            progress: None,
        }
    }

    /// Sets the condition: the first reply that satisfies it ends the wait.
    pub fn until<C>(self, condition: C) -> Wait<'a, O, C>
    where
        C: FnMut(&O::Response) -> bool + Send + 'a,
    {
        let Self { client, settings, operation, interval, max_interval, within, progress, .. } = self;
        Wait { client, settings, operation, condition, interval, max_interval, within, progress }
    }
}

impl<'a, O: Operation, C> Wait<'a, O, C> {
    call_settings!();

    /// Sets the time between the first two polls. Default: 2 s.
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval, ..self }
    }

    /// Sets the longest time between two polls. Default: 30 s.
    pub fn max_interval(self, max_interval: Duration) -> Self {
        Self { max_interval, ..self }
    }

    /// Sets how long the wait may take. The wait fails as soon as the next poll would be later than that. Default: 10
    /// min.
    pub fn within(self, within: Duration) -> Self {
        Self { within, ..self }
    }

    /// Calls `progress` with every reply, including the last.
    pub fn progress(self, progress: impl FnMut(&O::Response) + Send + 'a) -> Self {
        Self { progress: Some(Box::new(progress)), ..self }
    }
}

impl<'a, O, C> Wait<'a, O, C>
where
    O: Operation + Send + Sync + 'a,
    C: FnMut(&O::Response) -> bool + Send + 'a,
{
    /// Converts it into the future that `.await` polls, for functions that take futures.
    ///
    /// # Errors
    ///
    /// [`Error::Wait`] if the condition was not satisfied in time; otherwise the error of a poll for which a retry
    /// would not help.
    pub fn into_future(self) -> BoxFuture<'a, Result<O::Response, Error>> {
        Box::pin(self.run())
    }

    async fn run(mut self) -> Result<O::Response, Error> {
        let mut pace = Pace::new(self.interval, self.max_interval, self.within);
        loop {
            let settings = CallSettings { timeout: Some(self.poll_timeout(&pace)), ..self.settings.clone() };
            let delay = match self.client.send_with(&self.operation, settings).detailed().await {
                Ok(reply) => {
                    if let Some(progress) = &mut self.progress {
                        progress(&reply.value);
                    }
                    if (self.condition)(&reply.value) {
                        return Ok(reply.value);
                    }
                    pace.after_reply(reply.request_id, reply.attempts)
                }
                // A poll that used up the remaining time ends the wait as well.
                Err(error) if retry::is_transient(&error) || pace.left().is_zero() => pace.after_failure(error),
                Err(error) => return Err(error),
            };
            if pace.ends_within(delay) {
                return Err(pace.into_error(O::METADATA.action).into());
            }
            pause(delay).await?;
        }
    }

    /// Limits a poll to the remaining time of the wait.
    fn poll_timeout(&self, pace: &Pace) -> Duration {
        self.client.timeout_of(&self.settings).min(pace.left())
    }
}

impl<'a, O, C> IntoFuture for Wait<'a, O, C>
where
    O: Operation + Send + Sync + 'a,
    C: FnMut(&O::Response) -> bool + Send + 'a,
{
    type Output = Result<O::Response, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Wait::into_future(self)
    }
}

impl<O: Operation, C> fmt::Debug for Wait<'_, O, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("action", &O::METADATA.action)
            .field("interval", &self.interval)
            .field("within", &self.within)
            .finish_non_exhaustive()
    }
}

/// When the next poll is due, and the results of the polls so far.
struct Pace {
    started: Instant,
    within: Duration,
    interval: Duration,
    max_interval: Duration,
    polls: u32,
    /// The requests of all polls.
    attempts: u32,
    may_have_executed: MayHaveExecuted,
    request_id: Option<String>,
    last_failure: Option<Error>,
}

impl Pace {
    fn new(interval: Duration, max_interval: Duration, within: Duration) -> Self {
        let interval = interval.min(max_interval);
        let started = Instant::now();
        Self {
            started,
            within,
            interval,
            max_interval,
            polls: 0,
            attempts: 0,
            may_have_executed: MayHaveExecuted::No,
            request_id: None,
            last_failure: None,
        }
    }

    fn left(&self) -> Duration {
        self.within.saturating_sub(self.started.elapsed())
    }

    fn ends_within(&self, delay: Duration) -> bool {
        delay >= self.left()
    }

    fn after_reply(&mut self, request_id: Option<String>, attempts: u32) -> Duration {
        self.count(attempts, MayHaveExecuted::Yes);
        (self.request_id, self.last_failure) = (request_id, None);
        let delay = with_jitter(self.interval);
        self.grow(self.interval / 2);
        delay
    }

    fn after_failure(&mut self, error: Error) -> Duration {
        self.count(error.attempts(), error.may_have_executed());
        self.grow(self.interval);
        let delay = with_jitter(self.interval).max(error.retry_after().unwrap_or_default());
        if let Some(id) = error.request_id() {
            self.request_id = Some(id.to_owned());
        }
        self.last_failure = Some(error);
        delay
    }

    fn count(&mut self, attempts: u32, may_have_executed: MayHaveExecuted) {
        self.polls += 1;
        self.attempts = self.attempts.saturating_add(attempts);
        self.may_have_executed = self.may_have_executed.max(may_have_executed);
    }

    fn grow(&mut self, more: Duration) {
        self.interval = self.interval.saturating_add(more).min(self.max_interval);
    }

    fn into_error(self, action: &str) -> WaitError {
        let Self { started, within: limit, polls, attempts, may_have_executed, request_id, last_failure, .. } = self;
        let (action, elapsed) = (action.to_owned(), started.elapsed());
        WaitError { action, limit, elapsed, polls, attempts, may_have_executed, request_id, last_failure }
    }
}

/// Makes the last fifth of the interval random.
fn with_jitter(interval: Duration) -> Duration {
    interval.saturating_sub((interval / 5).mul_f64(random()))
}
