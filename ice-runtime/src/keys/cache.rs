//! The cache over a provider: credentials that are valid for another minute at least, fetched once for all who wait.

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

/// Credentials are not used this shortly before they expire: a call may take that long.
const EXPIRY_MARGIN: Duration = Duration::from_secs(60);
/// Credentials are refreshed when less than this is left, or a quarter of their life where that is shorter.
const REFRESH_MARGIN: Duration = Duration::from_secs(5 * 60);
/// How long a source is left alone that failed to refresh credentials, or gave those again that the service refuses.
const RETRY_PAUSE: Duration = Duration::from_secs(10);
/// The longest that a fetch may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(10);
/// How long after its time-out a fetch is taken for lost: the runtime that it runs on may have stopped.
const LOST_AFTER: Duration = Duration::from_millis(250);
/// How many lost fetches one caller waits for. A fetch is lost when the runtime that it runs on ends.
const MAX_LOST_FETCHES: usize = 3;

/// Credentials of a provider, kept until shortly before they expire, or until the service refuses them.
///
/// * One fetch runs at a time, on a task of its own, and all who wait share its result or its error. It takes 10 seconds
///   at most.
/// * Credentials are refreshed in the background when less than 5 minutes or a quarter of their life is left, and not used
///   in their last 60 seconds. After a failed refresh the old ones serve while they are valid, and the next try comes 10
///   seconds later.
/// * Keys that the service refuses, because they were rotated or revoked, are fetched again, and the call that met the
///   refusal is repeated if others come. If the same come again, they stay in use: the error is returned at once, and for
///   10 seconds no refusal leads to another fetch.
///
/// A client keeps a cache for its own provider. Clients that are to share one, so that all of them learn of new keys at
/// once and none fetches twice, are given clones of it:
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
    /// Whether the provider has only the keys that are in the state from the start.
    is_fixed: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    fetch: Option<Fetch>,
    /// When a refresh that failed may be tried again.
    paused_until: Option<Instant>,
}

/// Credentials, with moments on the monotonic clock, as the wall clock may jump.
#[derive(Clone)]
struct Current {
    provided: Provided,
    /// When they are to be refreshed; `None` for keys that last.
    due_at: Option<Instant>,
    /// From when on they are not used.
    unusable_at: Option<Instant>,
    /// Whether the service refused them, so that they are fetched again.
    is_refused: bool,
    /// Until when a refusal changes nothing: their source gave them again after one.
    confirmed_until: Option<Instant>,
}

type Outcome = Result<Provided, CredentialsError>;

/// A fetch that is under way. Its sender lives in its task: when that is dropped without an outcome, the fetch is lost.
#[derive(Clone)]
struct Fetch {
    lost_at: Instant,
    outcome: watch::Receiver<Option<Outcome>>,
}

impl CachedCredentials {
    /// A cache over `provider`, empty until the first [`get`](Self::get). Over another cache it is that cache, shared; over
    /// [`Credentials`] it is [`fixed`](Self::fixed).
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

    /// These keys as they are: nothing is ever fetched.
    #[must_use]
    pub fn fixed(credentials: Credentials) -> Self {
        let current = Some(Current::lasting(Provided::lasting(credentials.clone())));
        let state = Mutex::new(State { current, ..State::default() });
        Self(Arc::new(Shared { provider: Box::new(credentials), is_fixed: true, state }))
    }

    /// Credentials that can be used now.
    ///
    /// Needs a tokio runtime. Dropping the future does no harm to others that wait: the fetch goes on.
    ///
    /// # Errors
    ///
    /// The provider's, or that it took longer than 10 seconds.
    pub async fn get(&self) -> Result<Credentials, CredentialsError> {
        Ok(self.provided().await?.credentials)
    }

    /// Credentials that can be used now, if there are any; starts a refresh that is due.
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

    /// Notes that the service refuses `refused`: unless others have taken their place, they are fetched again.
    ///
    /// Returns whether [`get`](Self::get) may give others now.
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
        // Nothing panics while it is locked, and each change leaves it whole.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What can be used now, and the fetch that is under way. A fetch that is due is started if there is a runtime.
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
        // A task of its own, so that the fetch goes on when the caller is dropped.
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
        // A fetch that was taken for lost changes nothing: another has taken its place.
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
        // Without an outcome, those who wait would start it again, and it would panic again.
        if std::thread::panicking() {
            self.settle(Err(CredentialsError::new("the provider panicked: fix it")));
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
                "the fetched ones expire within a minute: check this machine's clock, or renew them at their source",
            ));
        }
        // An end that is too far away for the clock does not count.
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
