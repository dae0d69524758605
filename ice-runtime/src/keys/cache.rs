//! The cache over a provider: credentials that are valid for at least another minute, fetched once for all callers.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};

use super::{Credentials, ProvideCredentials, Provided};
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// Credentials are not used this close to their expiry: a call may take that long.
const EXPIRY_MARGIN: Duration = Duration::from_secs(60);
/// Credentials are refreshed when less than this is left, or a quarter of their lifetime if that is shorter.
const REFRESH_MARGIN: Duration = Duration::from_secs(5 * 60);
/// How long a provider is left alone after a failed refresh, or after returning the refused credentials again.
const RETRY_PAUSE: Duration = Duration::from_secs(10);
/// The longest time that a fetch may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(10);
/// How long after its time-out a fetch counts as lost: its runtime may have stopped.
const LOST_AFTER: Duration = Duration::from_millis(250);
/// How many lost fetches one caller waits for. A fetch is lost when its runtime shuts down.
const MAX_LOST_FETCHES: usize = 3;

/// The credentials of a provider, cached until shortly before they expire, or until the service refuses them.
///
/// * One fetch runs at a time, in its own task, and all callers that wait share its result or its error. It takes at
///   most 10 seconds.
/// * Credentials are refreshed in the background when less than 5 minutes or a quarter of their lifetime is left, and
///   not used in their last 60 seconds. After a failed refresh the old ones stay in use while they are valid, and the
///   next try comes 10 seconds later.
/// * Credentials that the service refuses, because they were rotated or revoked, are fetched again, and the refused
///   call is retried if the new ones differ. If they are the same, they stay in use: the error is returned at once,
///   and for 10 seconds no refusal leads to another fetch.
///
/// A client has a cache for its own provider. To let several clients share one, so that all of them see new
/// credentials at once and none fetches twice, give them clones of it:
///
/// ```
/// use ice_runtime::Client;
/// use ice_runtime::credentials::{CachedCredentials, Environment, EnvironmentCredentials};
///
/// let environment = Environment::empty()
///     .with_var("ALIBABA_CLOUD_ACCESS_KEY_ID", "id")
///     .with_var("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret");
/// let shared = CachedCredentials::new(EnvironmentCredentials::new(environment));
///
/// let shanghai = Client::builder().region("cn-shanghai").credentials(shared.clone()).build()?;
/// let beijing = Client::builder().region("cn-beijing").credentials(shared.clone()).build()?;
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// assert_eq!(shared.get().await?.access_key_id(), "id");
/// # Ok::<(), ice_runtime::CredentialsError>(())
/// # }).unwrap();
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct CachedCredentials(Arc<Shared>);

struct Shared {
    provider: Box<dyn ProvideCredentials>,
    /// Whether the provider only ever has the credentials that are in the state from the start.
    is_fixed: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    fetch: Option<Fetch>,
    /// When to try again after a failed refresh.
    paused_until: Option<Instant>,
}

/// Credentials, with instants on the monotonic clock, since the wall clock may jump.
#[derive(Clone)]
struct Current {
    provided: Provided,
    /// When to refresh them; `None` for long-term credentials.
    due_at: Option<Instant>,
    /// When to stop using them.
    unusable_at: Option<Instant>,
    /// Whether the service refused them, so that they have to be fetched again.
    is_refused: bool,
    /// Until when refusals are ignored: the provider returned the same credentials after one.
    confirmed_until: Option<Instant>,
}

type Outcome = Result<Provided, CredentialsError>;

/// A fetch in progress. Its sender lives in its task: if that is dropped without an outcome, the fetch is lost.
#[derive(Clone)]
struct Fetch {
    lost_at: Instant,
    outcome: watch::Receiver<Option<Outcome>>,
}

impl CachedCredentials {
    /// Creates a cache over `provider`, empty until the first [`get`](Self::get). Over another cache it shares that
    /// cache; over [`Credentials`] it is [`fixed`](Self::fixed).
    pub fn new(provider: impl ProvideCredentials) -> Self {
        let known: &dyn Any = &provider;
        if let Some(cached) = known.downcast_ref::<Self>() {
            return cached.clone();
        }
        if let Some(credentials) = known.downcast_ref::<Credentials>() {
            return Self::fixed(credentials.clone());
        }
        Self(Arc::new(Shared { provider: Box::new(provider), is_fixed: false, state: Mutex::default() }))
    }

    /// Uses these credentials as they are: nothing is ever fetched.
    #[must_use]
    pub fn fixed(credentials: Credentials) -> Self {
        let current = Some(Current::lasting(Provided::lasting(credentials.clone())));
        let state = Mutex::new(State { current, ..State::default() });
        Self(Arc::new(Shared { provider: Box::new(credentials), is_fixed: true, state }))
    }

    /// Returns credentials that can be used now.
    ///
    /// Needs a tokio runtime. Dropping the future does not affect other callers: the fetch goes on.
    ///
    /// # Errors
    ///
    /// The provider's error, or that it took longer than 10 seconds.
    pub async fn get(&self) -> Result<Credentials, CredentialsError> {
        Ok(self.provided().await?.credentials)
    }

    /// Returns credentials that can be used now, if there are any; starts a refresh that is due.
    pub(crate) fn current(&self) -> Option<Credentials> {
        self.look().0.map(|current| current.provided.credentials)
    }

    async fn provided(&self) -> Outcome {
        for _ in 0..MAX_LOST_FETCHES {
            let (current, fetch) = self.look();
            if let Some(current) = current {
                return Ok(current.provided);
            }
            let Some(mut fetch) = fetch else {
                return Err(CredentialsError::new("there is no tokio runtime here: call from inside one"));
            };
            let settled = timeout_at(fetch.lost_at, fetch.outcome.wait_for(Option::is_some)).await;
            if let Some(outcome) = settled.ok().and_then(|settled| settled.ok()?.clone()) {
                return outcome;
            }
        }
        Err(CredentialsError::new("the runtime ended while credentials were fetched: call again on one that runs"))
    }

    /// Records that the service refuses `refused`: they are fetched again unless others have replaced them already.
    ///
    /// Returns whether [`get`](Self::get) may return others now.
    pub(crate) fn refuse(&self, refused: &Credentials) -> bool {
        if self.0.is_fixed {
            return false;
        }
        let mut state = self.state();
        let is_meant = |current: &&mut Current| current.provided.credentials == *refused;
        let Some(current) = state.current.as_mut().filter(is_meant) else { return true };
        if current.confirmed_until.is_some_and(|until| Instant::now() < until) {
            return false;
        }
        let is_news = !std::mem::replace(&mut current.is_refused, true);
        drop(state);
        if is_news {
            self.0.provider.forget(refused);
        }
        true
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is locked, and every change leaves it consistent.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what can be used now and the fetch in progress. Starts a fetch that is due if there is a runtime.
    fn look(&self) -> (Option<Current>, Option<Fetch>) {
        let now = Instant::now();
        let mut state = self.state();
        let is_usable = |current: &&Current| !current.is_refused && current.unusable_at.is_none_or(|at| now < at);
        let current = state.current.as_ref().filter(is_usable).cloned();
        let is_paused = state.paused_until.is_some_and(|until| now < until);
        let is_old = |current: &Current| current.due_at.is_some_and(|at| now >= at);
        let is_due = current.as_ref().is_none_or(|current| is_old(current) && !is_paused);
        let is_running = |fetch: &Fetch| now < fetch.lost_at && fetch.outcome.has_changed().is_ok();
        let mut fetch = state.fetch.clone().filter(is_running);
        let mut task = None;
        if is_due
            && fetch.is_none()
            && let Ok(runtime) = Handle::try_current()
        {
            let (sender, outcome) = watch::channel(None);
            state.fetch = Some(Fetch { lost_at: now + FETCH_TIMEOUT + LOST_AFTER, outcome });
            fetch.clone_from(&state.fetch);
            task = Some((runtime, Task { cache: self.clone(), sender }));
        }
        drop(state);
        // A separate task, so that the fetch goes on if the caller is dropped.
        if let Some((runtime, task)) = task {
            runtime.spawn(task.run());
        }
        (current, fetch)
    }
}

impl ProvideCredentials for CachedCredentials {
    fn provide(&self) -> BoxFuture<'_, Outcome> {
        Box::pin(self.provided())
    }

    fn forget(&self, rejected: &Credentials) {
        self.refuse(rejected);
    }
}

impl From<Credentials> for CachedCredentials {
    fn from(credentials: Credentials) -> Self {
        Self::fixed(credentials)
    }
}

impl fmt::Debug for CachedCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A user's provider may show anything in its `Debug`.
        let current = self.state().current.as_ref().map(|current| current.provided.credentials.clone());
        f.debug_struct("CachedCredentials").field("current", &current).finish_non_exhaustive()
    }
}

/// The task of one fetch.
struct Task {
    cache: CachedCredentials,
    sender: watch::Sender<Option<Outcome>>,
}

impl Task {
    async fn run(self) {
        let fetched = timeout(FETCH_TIMEOUT, self.cache.0.provider.provide()).await;
        let outcome = fetched.unwrap_or_else(|_| {
            Err(CredentialsError::new(
                "the provider took more than 10 s: check that the service it asks can be reached",
            ))
        });
        let outcome = outcome.and_then(|provided| Current::new(provided, SystemTime::now(), Instant::now()));
        self.settle(outcome);
    }

    fn settle(&self, outcome: Result<Current, CredentialsError>) {
        let mut state = self.cache.state();
        let own = self.sender.subscribe();
        // A fetch that was declared lost changes nothing: another has replaced it.
        if state.fetch.take_if(|fetch| fetch.outcome.same_channel(&own)).is_some() {
            match &outcome {
                Ok(current) => {
                    let is_same = |old: &Current| old.provided.credentials == current.provided.credentials;
                    let is_confirmed = state.current.as_ref().is_some_and(|old| old.is_refused && is_same(old));
                    let confirmed_until = is_confirmed.then(|| Instant::now() + RETRY_PAUSE);
                    state.current = Some(Current { confirmed_until, ..current.clone() });
                    state.paused_until = None;
                }
                Err(error) => {
                    log_failure(error);
                    state.paused_until = Some(Instant::now() + RETRY_PAUSE);
                }
            }
        }
        drop(state);
        self.sender.send_replace(Some(outcome.map(|current| current.provided)));
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        // Without an outcome, the callers that wait would start it again, and it would panic again.
        if std::thread::panicking() {
            self.settle(Err(CredentialsError::new("the credentials provider panicked")));
        }
    }
}

impl Current {
    fn lasting(provided: Provided) -> Self {
        Self { provided, due_at: None, unusable_at: None, is_refused: false, confirmed_until: None }
    }

    fn new(provided: Provided, wall: SystemTime, now: Instant) -> Result<Self, CredentialsError> {
        let Some(expires_at) = provided.expires_at else {
            return Ok(Self::lasting(provided));
        };
        let life = expires_at.duration_since(wall).unwrap_or_default();
        if life <= EXPIRY_MARGIN {
            return Err(CredentialsError::new(
                "the fetched credentials expire within a minute: check this machine's clock, or renew them at their source",
            ));
        }
        // An expiry too far away for the clock does not count.
        let before = |margin: Duration| now.checked_add(life.saturating_sub(margin));
        let (due_at, unusable_at) = (before(REFRESH_MARGIN.min(life / 4)), before(EXPIRY_MARGIN));
        Ok(Self { due_at, unusable_at, ..Self::lasting(provided) })
    }
}

#[cfg(feature = "tracing")]
fn log_failure(error: &CredentialsError) {
    use crate::error::Error;

    let inner = error.inner();
    tracing::warn!(
        target: "ice_runtime",
        provider = inner.map(|_| error.problem()),
        cause = inner.map_or_else(|| error.problem().to_owned(), |error| crate::text::with_causes(error)),
        code = inner.and_then(Error::code),
        "http.response.status_code" = inner.and_then(Error::status),
        request_id = inner.and_then(Error::request_id),
        "credentials could not be fetched"
    );
}

#[cfg(not(feature = "tracing"))]
fn log_failure(_: &CredentialsError) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_keys_stay_when_the_service_refuses_them() {
        let keys = Credentials::new("id", "secret").unwrap();
        for keys in [keys.clone(), keys.with_security_token("token").unwrap()] {
            let cached = CachedCredentials::fixed(keys.clone());
            assert!(!cached.refuse(&keys), "there are no others");
            assert_eq!(cached.current(), Some(keys));
        }
    }
}
