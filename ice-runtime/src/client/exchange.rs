//! One call in flight: signs, sends, waits, and carries out what [`attempts`](super::attempts) decides.
//!
//! This loop is the only place that retries anything.

use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderValue, USER_AGENT};
use tokio::sync::SemaphorePermit;
use tokio::time::Instant;

use super::advice::{Asked, advised, hidden};
use super::attempts::{Attempts, Next};
use super::clock::fresh_date;
use super::core::Core;
use super::limit::{after, check_runtime, pause, until, waited};
use super::settings::CallSettings;
use super::trace::{CallTrace, Ended};
use crate::endpoint::Endpoint;
use crate::error::{CallError, Error, GaveUp, TimeLimit, TransportError};
use crate::facts::RetrySafety;
use crate::keys::{CachedCredentials, Credentials};
use crate::operation::AnyOperation;
use crate::response::{self, ReplyFailure, Success};
use crate::retry::{Outcome, RetryClass, Verdict, verdict};
use crate::sign::{CanonicalForms, Signed, Signer, Stamp};
use crate::transport::{AttemptTimeout, Body, BoxFuture, Replied, SendProgress};

/// The time for one attempt, unless set.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// One call in flight.
pub(super) struct Exchange<'a> {
    core: &'a Core,
    operation: &'a (dyn AnyOperation + Sync),
    endpoint: Endpoint,
    /// Where its credentials come from; `None` sends it unsigned.
    source: Option<&'a CachedCredentials>,
    /// The time for one attempt, if it was set explicitly.
    attempt_timeout: Option<Duration>,
    started: Instant,
    deadline: Instant,
    attempts: Attempts,
    idempotency_token: Option<String>,
    /// How long the last attempt took.
    round_trip: Duration,
    trace: CallTrace,
}

/// How an attempt ended.
enum Attempt {
    Succeeded(Success),
    Failed(Box<FailedAttempt>),
    /// Nothing was sent: no time is left, or the request cannot be built.
    NotSent(Error),
}

/// An attempt that failed: its error, and what decides whether another follows.
struct FailedAttempt {
    error: Error,
    verdict: Verdict,
    /// The service's time, if the reply has it.
    date: Option<HeaderValue>,
    /// The credentials that it was signed with.
    credentials: Option<Credentials>,
}

/// A request that was handed to the transport.
struct Sending<'a> {
    reply: BoxFuture<'a, Replied>,
    progress: SendProgress,
    forms: CanonicalForms,
}

impl<'a> Exchange<'a> {
    /// Checks whatever can be checked before anything is sent.
    pub(super) fn new(
        core: &'a Core,
        operation: &'a (dyn AnyOperation + Sync),
        settings: &'a CallSettings,
    ) -> Result<Self, Error> {
        let facts = operation.facts();
        let endpoint = core.endpoint(&facts, settings).inspect_err(|error| {
            let ended = Ended { number: 0, elapsed: Duration::ZERO, budget_left: core.budget.left() };
            CallTrace::new(&facts, None).failed(ended, error);
        })?;
        let source = settings.credentials.as_ref().or(core.credentials.as_ref());
        let started = Instant::now();
        Ok(Self {
            core,
            operation,
            source: source.filter(|_| !facts.anonymous),
            attempt_timeout: settings.attempt_timeout.or(core.attempt_timeout),
            started,
            deadline: after(started, settings.timeout.unwrap_or(core.timeout)),
            attempts: Attempts::new(settings.retry.unwrap_or(core.retry)),
            idempotency_token: None,
            round_trip: Duration::ZERO,
            trace: CallTrace::new(&facts, Some(&endpoint)),
            endpoint,
        })
    }

    /// Makes attempts until one succeeds or another would not help.
    pub(super) async fn run(&mut self) -> Result<Success, Error> {
        let trace = self.trace.clone();
        let outcome = trace.within(self.attempts_to_the_end()).await;
        if let Err(error) = &outcome {
            self.trace.failed(self.call_ended(), error);
        }
        outcome
    }

    /// Logs a success whose reply has been read.
    pub(super) fn succeeded(&self, success: &Success) {
        self.trace.succeeded(self.call_ended(), success);
    }

    /// Returns, and logs, the error for a success whose reply cannot be read.
    pub(super) fn unreadable(&mut self, failure: ReplyFailure) -> Error {
        self.attempts.ended(verdict(failure.outcome(), self.is_repeatable()).may_have_executed);
        let error = failure.into_error(self.call());
        self.trace.failed(self.call_ended(), &error);
        error
    }

    /// Returns how many requests were sent.
    pub(super) fn attempts(&self) -> u32 {
        self.attempts.made()
    }

    async fn attempts_to_the_end(&mut self) -> Result<Success, Error> {
        check_runtime()?;
        let _place = self.admission().await?;
        let mut stamp = Stamp::at(self.core.clock.now());
        let mut previous: Option<Box<FailedAttempt>> = None;
        loop {
            let credentials = match self.credentials().await {
                Ok(credentials) => credentials,
                Err(error) => return Err(not_sent(error, previous)),
            };
            if let Some(refused) = previous.take_if(|failed| failed.is_of_refused(credentials.as_ref())) {
                // The provider has no others: the service would give the same answer.
                return Err(refused.error);
            }
            let failed = match self.attempt(credentials, &stamp).await {
                Attempt::Succeeded(success) => {
                    self.core.budget.give_back(self.attempts.budget_spent());
                    return Ok(success);
                }
                Attempt::Failed(failed) => failed,
                Attempt::NotSent(error) => return Err(not_sent(error, previous)),
            };
            let retry = match self.next(&failed) {
                Next::Retry(retry) => retry,
                Next::GiveUp(reason) => return Err(failed.error.given_up(reason)),
            };
            self.trace.retrying(self.ended(), &failed.error, retry);
            if pause(retry.delay).await.is_err() {
                return Err(failed.error);
            }
            self.core.begin(&mut self.attempts, retry);
            stamp = stamp.again_at(self.core.clock.now());
            previous = Some(failed);
        }
    }

    /// Waits for a free slot if calls in flight are limited, then for its turn if the rate is.
    async fn admission(&self) -> Result<Option<SemaphorePermit<'a>>, Error> {
        let place = match &self.core.in_flight {
            Some(places) => {
                self.in_time("a free slot among the calls in flight (`max_in_flight`)", places.acquire()).await?.ok()
            }
            None => None,
        };
        if let Some(rate) = &self.core.rate {
            self.in_time("its turn (`max_rate`)", rate.turn()).await?;
        }
        Ok(place)
    }

    async fn credentials(&self) -> Result<Option<Credentials>, Error> {
        let Some(source) = self.source else { return Ok(None) };
        if let Some(current) = source.current() {
            return Ok(Some(current));
        }
        let fetched = self.in_time("credentials", source.get()).await?;
        fetched.map(Some).map_err(|error| error.of_call(self.call()).into())
    }

    /// Awaits a future within the time for the whole call.
    async fn in_time<F: Future>(&self, what: &'static str, future: F) -> Result<F::Output, Error> {
        // Rarely awaited, and large: without the box every call would reserve space for it.
        Box::pin(waited(self.deadline, what, future)).await.map_err(|error| self.transport_error(error))
    }

    /// Sends the operation once.
    async fn attempt(&mut self, credentials: Option<Credentials>, stamp: &Stamp) -> Attempt {
        if Instant::now() >= self.deadline {
            return Attempt::NotSent(self.transport_error(TimeLimit::Call.into()));
        }
        let signer = self.core.signer(credentials);
        let Sending { reply, progress, forms } = match self.start(&signer, stamp) {
            Ok(sending) => sending,
            Err(error) => return Attempt::NotSent(error),
        };
        self.attempts.begin();
        let started = Instant::now();
        let (end, limit) = self.limit(started);
        let sent = until(end, limit, reply).await;
        self.round_trip = started.elapsed();
        let (operation, credentials) = (self.operation, signer.credentials());
        let asked = Asked { facts: operation.facts(), forms: &forms, credentials };
        match sent.unwrap_or_else(Err) {
            Ok(reply) => self.read(reply, &asked),
            Err(error) => self.broken(hidden(progress.complete(error), &asked)),
        }
    }

    /// Signs the request and hands it to the transport. Not in the future, which would otherwise hold the request.
    fn start(&mut self, signer: &Signer, stamp: &Stamp) -> Result<Sending<'a>, Error> {
        let Signed { mut request, forms, idempotency_token } =
            signer.sign_any(self.operation, &self.endpoint, stamp)?;
        self.idempotency_token = idempotency_token;
        if let Some(user_agent) = &self.core.user_agent {
            request.headers_mut().insert(USER_AGENT, HeaderValue::clone(user_agent));
        }
        let progress = SendProgress::default();
        request.extensions_mut().insert(progress.clone());
        if let Some(time) = self.attempt_timeout {
            request.extensions_mut().insert(AttemptTimeout(time));
        }
        Ok(Sending { reply: self.core.transport.send(request.map(Body::from)), progress, forms })
    }

    /// Returns when an attempt that starts now ends, and which limit ends it.
    fn limit(&self, started: Instant) -> (Instant, TimeLimit) {
        match started.checked_add(self.attempt_timeout.unwrap_or(ATTEMPT_TIMEOUT)) {
            Some(end) if end < self.deadline => (end, TimeLimit::Attempt),
            _ => (self.deadline, TimeLimit::Call),
        }
    }

    fn read(&mut self, reply: http::Response<Bytes>, asked: &Asked<'_>) -> Attempt {
        let date = fresh_date(reply.headers());
        let failure = match response::success(reply) {
            Ok(success) => return Attempt::Succeeded(success),
            Err(failure) => failure,
        };
        let failure = advised(failure, asked);
        let verdict = self.judge(failure.outcome());
        let (error, credentials) = (failure.into_error(self.call()), asked.credentials.cloned());
        Attempt::Failed(Box::new(FailedAttempt { error, verdict, date, credentials }))
    }

    fn broken(&mut self, error: TransportError) -> Attempt {
        let verdict = self.judge(Outcome::Broken(error.kind()));
        let error = self.transport_error(error);
        Attempt::Failed(Box::new(FailedAttempt { error, verdict, date: None, credentials: None }))
    }

    fn judge(&mut self, outcome: Outcome<'_>) -> Verdict {
        let verdict = verdict(outcome, self.is_repeatable());
        self.attempts.ended(verdict.may_have_executed);
        verdict
    }

    /// Decides what follows a failed attempt.
    fn next(&self, failed: &FailedAttempt) -> Next {
        // Later calls profit too, so this does not wait for the decision.
        let is_recovered = self.recover(failed);
        let time_left = self.deadline.saturating_duration_since(Instant::now());
        self.core.next(&self.attempts, failed.verdict, failed.error.retry_after(), time_left, is_recovered)
    }

    /// Corrects the clock or has other credentials fetched. Returns whether that may help.
    fn recover(&self, failed: &FailedAttempt) -> bool {
        match failed.verdict.retry {
            RetryClass::Clock => self.core.clock.learn(failed.date.as_ref(), self.round_trip),
            RetryClass::Credentials => match (self.source, &failed.credentials) {
                (Some(source), Some(refused)) => source.refuse(refused),
                _ => false,
            },
            _ => true,
        }
    }

    fn is_repeatable(&self) -> bool {
        self.idempotency_token.is_some() || self.operation.facts().retry_safety == RetrySafety::Safe
    }

    /// Returns the call as its error describes it.
    fn call(&self) -> CallError<()> {
        let facts = self.operation.facts();
        CallError {
            attempts: self.attempts.made(),
            may_have_executed: self.attempts.may_have_executed(),
            is_safe: facts.retry_safety == RetrySafety::Safe,
            idempotency_token: self.idempotency_token.clone(),
            ..CallError::new(facts.action, self.endpoint.authority.as_str())
        }
    }

    fn transport_error(&self, error: TransportError) -> Error {
        let error = match error.limit() {
            Some(TimeLimit::Attempt) => error.lasting(self.attempt_timeout.unwrap_or(ATTEMPT_TIMEOUT)),
            Some(TimeLimit::Call) => error.lasting(self.deadline.saturating_duration_since(self.started)),
            _ => error,
        };
        Error::Transport(Box::new(self.call().with_error(error)))
    }

    /// What the log says at the end of the call, with the time for all of it.
    fn call_ended(&self) -> Ended {
        Ended { elapsed: self.started.elapsed(), ..self.ended() }
    }

    fn ended(&self) -> Ended {
        let budget_left = self.core.budget.left();
        Ended { number: self.attempts.made(), elapsed: self.round_trip, budget_left }
    }
}

impl FailedAttempt {
    /// Returns whether it failed because the service refused these credentials.
    fn is_of_refused(&self, credentials: Option<&Credentials>) -> bool {
        self.verdict.retry == RetryClass::Credentials && self.credentials.as_ref() == credentials
    }
}

/// Returns the error of a call that ends before a request is sent. An earlier attempt's error matters more, unless
/// there are no credentials to send another with.
fn not_sent(error: Error, previous: Option<Box<FailedAttempt>>) -> Error {
    match (previous, &error) {
        (None, _) | (Some(_), Error::Credentials(_)) => error,
        (Some(failed), _) if error.is_timeout() => failed.error.given_up(Some(GaveUp::NoTimeLeft)),
        (Some(failed), _) => failed.error,
    }
}
