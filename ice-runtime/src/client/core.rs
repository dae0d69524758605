//! The state that all clones of a client share.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::sync::Semaphore;

use super::attempts::{Attempts, Circumstances, Next, Retry};
use super::budget::RetryBudget;
use super::clock::Clock;
use super::endpoints::Endpoints;
use super::rate::Rate;
use super::settings::CallSettings;
use crate::endpoint::Endpoint;
use crate::error::{Error, RegionError};
use crate::facts::Facts;
use crate::keys::{CachedCredentials, Credentials};
use crate::retry::{RetryPolicy, Verdict};
use crate::sign::{Scheme, Signer};
use crate::transport::Transport;

pub(super) struct Core {
    pub(super) transport: Arc<dyn Transport>,
    /// `None` sends requests unsigned.
    pub(super) credentials: Option<CachedCredentials>,
    pub(super) scheme: Scheme,
    pub(super) region: Option<String>,
    pub(super) endpoints: Endpoints,
    pub(super) retry: RetryPolicy,
    pub(super) timeout: Duration,
    /// Set only if the user set it explicitly.
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) user_agent: Option<HeaderValue>,
    pub(super) in_flight: Option<Semaphore>,
    pub(super) rate: Option<Rate>,
    pub(super) clock: Clock,
    pub(super) budget: RetryBudget,
}

impl Core {
    pub(super) fn signer(&self, credentials: Option<Credentials>) -> Signer {
        credentials.map_or_else(Signer::anonymous, Signer::new).with_scheme(self.scheme)
    }

    /// Returns where an operation is sent; the operation has to exist there.
    pub(super) fn endpoint(&self, facts: &Facts<'_>, settings: &CallSettings) -> Result<Endpoint, Error> {
        let of_endpoint = settings.endpoint.as_ref().and_then(Endpoint::region);
        let region = settings.region.as_deref().or(of_endpoint).or(self.region.as_deref());
        if let Some(region) = region.filter(|region| !facts.is_available_in(region)) {
            return Err(RegionError::new(facts.action, region, facts.regions).into());
        }
        match &settings.endpoint {
            Some(endpoint) => endpoint.clone().serving(region),
            None => self.endpoints.of(facts.product, region),
        }
    }
    /// Decides what follows a failed attempt.
    pub(super) fn next(
        &self,
        attempts: &Attempts,
        verdict: Verdict,
        hint: Option<Duration>,
        time_left: Duration,
        is_recovered: bool,
    ) -> Next {
        let (budget_left, failed_retries) = (self.budget.left(), self.budget.failed());
        let circumstances =
            Circumstances { hint, time_left, random: random(), is_recovered, budget_left, failed_retries };
        attempts.next(verdict, &circumstances)
    }

    /// Records that another attempt begins.
    pub(super) fn begin(&self, attempts: &mut Attempts, retry: Retry) {
        if retry.cost > 0 {
            self.budget.take(retry.cost);
        }
        attempts.retried(retry);
    }
}

/// Returns a random number in `0.0..1.0`, so that waits do not coincide. If none is available, the wait is the longest.
pub(crate) fn random() -> f64 {
    getrandom::u32().map_or(1.0, |random| f64::from(random) / (f64::from(u32::MAX) + 1.0))
}
