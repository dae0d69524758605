//! Requests that are not operations, such as those to the storage: they share transport, clock, budget and decisions
//! with calls.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::{HeaderMap, HeaderValue};

use super::attempts::{Attempts, Next};
use super::clock::fresh_date;
use super::handle::Client;
use super::limit::pause;
use crate::error::GaveUp;
use crate::keys::CachedCredentials;
use crate::retry::{RetryPolicy, Verdict};
use crate::transport::Transport;

impl Client {
    pub(crate) fn transport(&self) -> &Arc<dyn Transport> {
        &self.0.transport
    }

    pub(crate) fn cached_credentials(&self) -> Option<&CachedCredentials> {
        self.0.credentials.as_ref()
    }

    pub(crate) fn retry_policy(&self) -> RetryPolicy {
        self.0.retry
    }

    pub(crate) fn user_agent(&self) -> Option<&HeaderValue> {
        self.0.user_agent.as_ref()
    }

    pub(crate) fn is_vpc(&self) -> bool {
        self.0.endpoints.is_vpc()
    }

    /// Returns the time, as far as the service's clock is known.
    pub(crate) fn now(&self) -> SystemTime {
        self.0.clock.now()
    }

    /// Learns the time from a reply that reported a wrong request time. Returns whether it could.
    pub(crate) fn correct_clock(&self, headers: &HeaderMap, round_trip: Duration) -> bool {
        self.0.clock.learn(fresh_date(headers).as_ref(), round_trip)
    }
}

/// The attempts of one request.
pub(crate) struct RequestAttempts<'a> {
    client: &'a Client,
    attempts: Attempts,
}

impl<'a> RequestAttempts<'a> {
    pub(crate) fn new(client: &'a Client, retry: RetryPolicy) -> Self {
        Self { client, attempts: Attempts::new(retry) }
    }

    /// Records that a request is being sent. Returns its number.
    pub(crate) fn begin(&mut self) -> u32 {
        self.attempts.begin();
        self.attempts.made()
    }

    /// Records that one of them has succeeded.
    pub(crate) fn succeeded(&self) {
        self.client.0.budget.give_back(self.attempts.budget_spent());
    }

    /// Waits for another attempt. `is_recovered`: the verdict asked for a corrected clock or other credentials, and
    /// they are available. The error says why no attempt follows.
    pub(crate) async fn another(
        &mut self,
        verdict: Verdict,
        hint: Option<Duration>,
        is_recovered: bool,
    ) -> Result<(), Option<GaveUp>> {
        let core = &self.client.0;
        let retry = match core.next(&self.attempts, verdict, hint, Duration::MAX, is_recovered) {
            Next::Retry(retry) => retry,
            Next::GiveUp(reason) => return Err(reason),
        };
        pause(retry.delay).await.map_err(|_| None)?;
        core.begin(&mut self.attempts, retry);
        Ok(())
    }
}
