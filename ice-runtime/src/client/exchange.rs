//! One call: in come an operation and its settings, out goes a success, or the error of the last attempt.
//!
//! The loop is the only place that repeats anything. Each turn signs anew, sends once, and asks `retry` what to do.

use std::future::pending;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderValue, USER_AGENT};
use tokio::runtime::Handle;
use tokio::time::Instant;

use super::Core;
use super::advice::{Asked, advise_and_redact, secrets_of};
use super::clock::fresh_date;
use super::limit::{Missed, RuntimeEnded, until};
use super::settings::CallSettings;
use super::trace::Attempt;
use crate::endpoint::Endpoint;
use crate::error::{CallError, ConfigError, Error, MayHaveExecuted, TimeLimit, TransportError, redact_reply};
use crate::facts::RetrySafety;
use crate::keys::{CachedCredentials, Credentials};
use crate::operation::AnyOperation;
use crate::response::{self, ReplyFailure, Success};
use crate::retry::{Class, RetryPolicy, classify_service, classify_transport};
use crate::sign::{CanonicalForms, Signed, Signer, Stamp};
use crate::transport::{Body, BoxFuture, Replied, SendProgress};

/// One call under way.
pub(super) struct Exchange<'a> {
    core: &'a Core,
    operation: &'a (dyn AnyOperation + Sync),
    endpoint: Endpoint,
    /// `None` sends without a signature.
    source: Option<&'a CachedCredentials>,
    retry: RetryPolicy,
    attempt_timeout: Duration,
    deadline: Instant,
    attempts: u32,
    /// Waits so far, which the next one is longer than.
    retries: u32,
    may_have_executed: MayHaveExecuted,
    /// The idempotency token that the request carries.
    idempotency_token: Option<String>,
    /// What the last retry took of the budget.
    taken: u32,
    once: Vec<Class>,
    /// How long the last reply took.
    trip: Duration,
}

/// An attempt that failed: the error, and what decides whether another follows.
struct Lost {
    error: Error,
    class: Class,
    /// The service's clock, where the reply shows it.
    date: Option<HeaderValue>,
    trip: Duration,
}

impl<'a> Exchange<'a> {
    /// Checks what can be checked before anything is sent.
    pub(super) fn new(
        core: &'a Core,
        operation: &'a (dyn AnyOperation + Sync),
        settings: &'a CallSettings,
    ) -> Result<Self, Error> {
        let facts = operation.facts();
        let source = settings.credentials.as_ref().or(core.credentials.as_ref());
        Ok(Self {
            core,
            operation,
            endpoint: core.endpoint(&facts, settings)?,
            source: source.filter(|_| !facts.anonymous),
            retry: settings.retry.unwrap_or(core.retry),
            attempt_timeout: settings.attempt_timeout.unwrap_or(core.attempt_timeout),
            // A deadline too far away to be written is none.
            deadline: Instant::now()
                .checked_add(settings.timeout.unwrap_or(core.timeout))
                .unwrap_or_else(|| Instant::now() + Duration::from_secs(86_400 * 365)),
            attempts: 0,
            retries: 0,
            may_have_executed: MayHaveExecuted::No,
            idempotency_token: None,
            taken: 0,
            once: Vec::new(),
            trip: Duration::ZERO,
        })
    }

    /// Attempts until one succeeds, or another would be of no use.
    pub(super) async fn run(&mut self) -> Result<Success, Error> {
        if Handle::try_current().is_err() {
            return Err(ConfigError::new("runtime", RuntimeEnded).into());
        }
        let _permit = self.admission().await?;
        let mut stamp = Stamp::at(self.core.clock.now());
        let mut previous = None;
        let mut rejected = None;
        loop {
            let credentials = self.credentials().await?;
            if rejected.is_some() && rejected == credentials {
                // Their source has no others: the service would say the same again.
                if let Some(error) = previous.take() {
                    return Err(error);
                }
            }
            let signer = self.core.signer(credentials.clone());
            let attempt = self.attempt(&signer, &stamp).await;
            // A request that cannot be built any more changes nothing about the one that went out.
            let lost = match attempt.map_err(|error| previous.take().unwrap_or(error))? {
                Ok(success) => {
                    self.core.budget.give_back(self.taken);
                    return Ok(success);
                }
                Err(lost) => lost,
            };
            let Some(delay) = self.next(&lost, credentials.as_ref()) else {
                self.trace(lost.trip).failed(&lost.error);
                return Err(lost.error);
            };
            self.trace(lost.trip).repeated(&lost.error, lost.class, delay);
            if let Err(Missed::RuntimeEnded) = until(Instant::now() + delay, pending::<()>()).await {
                return Err(lost.error);
            }
            stamp = stamp.again_at(self.core.clock.now());
            rejected = credentials.filter(|_| lost.class == Class::Token);
            previous = Some(lost.error);
        }
    }

    /// Tells the log of a success that has been read.
    pub(super) fn succeeded(&self, success: &Success) {
        self.trace(self.trip).succeeded(success.status.as_u16());
    }

    /// The error of a success that cannot be read, which the log is told.
    pub(super) fn unreadable(&mut self, failure: ReplyFailure) -> Error {
        self.may_have_executed = self.may_have_executed.max(failure.may_have_executed());
        let error = self.error(failure);
        self.trace(self.trip).failed(&error);
        error
    }

    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Waits for a place among the calls under way, where their number is limited.
    async fn admission(&self) -> Result<Option<tokio::sync::SemaphorePermit<'a>>, Error> {
        let Some(places) = &self.core.in_flight else {
            return Ok(None);
        };
        match until(self.deadline, Box::pin(places.acquire())).await {
            Ok(permit) => Ok(permit.ok()),
            Err(missed) => Err(self.transport_error(missed.into_error(TimeLimit::Call))),
        }
    }

    async fn credentials(&self) -> Result<Option<Credentials>, Error> {
        let Some(source) = self.source else { return Ok(None) };
        if let Some(current) = source.current() {
            return Ok(Some(current));
        }
        // Seldom, and large: every call would have to keep room for it.
        match until(self.deadline, Box::pin(source.get())).await {
            Ok(Ok(credentials)) => Ok(Some(credentials)),
            Ok(Err(error)) => Err(error.of_call(self.call()).into()),
            Err(missed) => Err(self.transport_error(missed.into_error(TimeLimit::Call))),
        }
    }

    /// Sends the operation once. The outer error is one of what comes before: the time is over, or no request can be built.
    async fn attempt(&mut self, signer: &Signer, stamp: &Stamp) -> Result<Result<Success, Box<Lost>>, Error> {
        if Instant::now() >= self.deadline {
            return Err(self.transport_error(TimeLimit::Call.into()));
        }
        let (reply, head, forms) = self.start(signer, stamp)?;
        self.attempts += 1;
        let started = Instant::now();
        let limit = started.checked_add(self.attempt_timeout).map_or(self.deadline, |end| end.min(self.deadline));
        let sent = until(limit, reply).await;
        let trip = started.elapsed();
        let error = match sent {
            Ok(Ok(reply)) => return Ok(self.read(reply, signer, &forms, trip)),
            Ok(Err(error)) => error,
            Err(missed) if limit == self.deadline => head.complete(missed.into_error(TimeLimit::Call)),
            Err(missed) => head.complete(missed.into_error(TimeLimit::Attempt)),
        };
        let class = classify_transport(error.kind(), self.is_repeatable());
        if !error.kind().is_before_sending() {
            self.may_have_executed = self.may_have_executed.max(MayHaveExecuted::Maybe);
        }
        Ok(Err(Box::new(Lost { error: self.transport_error(error), class, date: None, trip })))
    }

    /// Signs and hands over to the transport. Not a part of the future, which would keep the request.
    fn start(
        &mut self,
        signer: &Signer,
        stamp: &Stamp,
    ) -> Result<(BoxFuture<'a, Replied>, SendProgress, CanonicalForms), Error> {
        let signed = signer.sign_any(self.operation, &self.endpoint, stamp)?;
        let Signed { mut request, forms, idempotency_token } = signed;
        if let Some(user_agent) = &self.core.user_agent {
            request.headers_mut().insert(USER_AGENT, HeaderValue::clone(user_agent));
        }
        self.idempotency_token = idempotency_token;
        let head = SendProgress::default();
        request.extensions_mut().insert(head.clone());
        Ok((self.core.transport.send(request.map(Body::from)), head, forms))
    }

    fn read(
        &mut self,
        reply: http::Response<Bytes>,
        signer: &Signer,
        forms: &CanonicalForms,
        trip: Duration,
    ) -> Result<Success, Box<Lost>> {
        let date = fresh_date(reply.headers());
        let failure = match response::success(reply) {
            Ok(success) => {
                self.trip = trip;
                return Ok(success);
            }
            Err(failure) => failure,
        };
        self.may_have_executed = self.may_have_executed.max(failure.may_have_executed());
        let class = match &failure {
            ReplyFailure::Service(error) => classify_service(error, self.is_repeatable()),
            ReplyFailure::Reply(..) => Class::Final,
        };
        let error = self.error(self.finish(failure, signer, forms));
        Err(Box::new(Lost { error, class, date, trip }))
    }

    /// Adds advice, and hides what must not be shown.
    fn finish(&self, failure: ReplyFailure, signer: &Signer, forms: &CanonicalForms) -> ReplyFailure {
        let asked = Asked { facts: self.operation.facts(), forms, credentials: signer.credentials() };
        match failure {
            ReplyFailure::Service(error) => ReplyFailure::Service(Box::new(advise_and_redact(*error, &asked))),
            ReplyFailure::Reply(error, may_have_executed) => {
                ReplyFailure::Reply(Box::new(redact_reply(*error, &secrets_of(&asked))), may_have_executed)
            }
        }
    }

    /// How long to wait for the next attempt; `None` where there is none.
    fn next(&mut self, lost: &Lost, credentials: Option<&Credentials>) -> Option<Duration> {
        // Later calls profit too, so this comes before the question of another attempt.
        let is_mended = match lost.class {
            Class::Clock => self.core.clock.learn(lost.date.as_ref(), lost.trip),
            Class::Token => self.can_refresh(credentials),
            Class::Passing | Class::Throttled | Class::Nonce => true,
            Class::Final => false,
        };
        if !is_mended || self.attempts >= self.retry.max_attempts() {
            return None;
        }
        match lost.class {
            Class::Clock | Class::Token | Class::Nonce if self.once.contains(&lost.class) => return None,
            Class::Clock | Class::Token | Class::Nonce => {
                self.once.push(lost.class);
                return Some(Duration::ZERO);
            }
            Class::Passing | Class::Throttled | Class::Final => {}
        }
        let delay = self.retry.delay(lost.class, self.retries, random(), lost.error.retry_after())?;
        if delay >= self.deadline.saturating_duration_since(Instant::now()) {
            return None;
        }
        self.taken = self.core.budget.take(lost.class)?;
        self.retries += 1;
        Some(delay)
    }

    fn can_refresh(&self, credentials: Option<&Credentials>) -> bool {
        match (self.source, credentials) {
            (Some(source), Some(rejected)) => source.reject(rejected),
            _ => false,
        }
    }

    fn is_repeatable(&self) -> bool {
        self.idempotency_token.is_some() || self.operation.facts().retry_safety == RetrySafety::Safe
    }

    /// The call as its error knows it.
    fn call(&self) -> CallError<()> {
        let facts = self.operation.facts();
        CallError {
            attempts: self.attempts,
            may_have_executed: self.may_have_executed,
            is_safe: facts.retry_safety == RetrySafety::Safe,
            idempotency_token: self.idempotency_token.clone(),
            ..CallError::new(facts.action, self.endpoint.authority.as_str())
        }
    }

    fn error(&self, failure: ReplyFailure) -> Error {
        failure.into_error(self.call())
    }

    fn transport_error(&self, error: TransportError) -> Error {
        Error::Transport(Box::new(self.call().with_error(error)))
    }

    fn trace(&self, elapsed: Duration) -> Attempt<'_> {
        Attempt {
            action: self.operation.facts().action,
            host: self.endpoint.authority.as_str(),
            number: self.attempts,
            elapsed,
        }
    }
}

/// A random number in `0.0..1.0`, for waits that do not fall together. Without random numbers, the longest wait.
pub(crate) fn random() -> f64 {
    getrandom::u32().map_or(1.0, |random| f64::from(random) / (f64::from(u32::MAX) + 1.0))
}
