//! The cache of credentials, with paused time and a scripted provider.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use ice_runtime::credentials::{CachedCredentials, Credentials, ProvideCredentials, Provided};
use ice_runtime::{BoxFuture, CredentialsError};
use tokio::time::{advance, sleep};

/// What a fetch does.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Gives credentials that live for this many seconds.
    Lives(u64),
    Lasts,
    Fails,
    Panics,
    Hangs,
}

/// Plays its steps, repeating the last one; each fetch takes 10 ms. The access key id is the number of the fetch.
#[derive(Debug, Clone)]
struct Script {
    steps: Arc<Mutex<Vec<Step>>>,
    fetches: Arc<AtomicUsize>,
}

impl Script {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { steps: Arc::new(Mutex::new(steps.into_iter().collect())), fetches: Arc::default() }
    }

    fn fetches(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }

    fn next(&self) -> (usize, Step) {
        let mut steps = self.steps.lock().unwrap();
        let step = if steps.len() > 1 { steps.remove(0) } else { steps[0] };
        (self.fetches.fetch_add(1, Ordering::SeqCst) + 1, step)
    }
}

impl ProvideCredentials for Script {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(async {
            let (number, step) = self.next();
            sleep(Duration::from_millis(10)).await;
            let credentials = Credentials::new(format!("id{number}"), "planted-secret").unwrap();
            match step {
                Step::Lives(seconds) => {
                    Ok(Provided::until(credentials, SystemTime::now() + Duration::from_secs(seconds)))
                }
                Step::Lasts => Ok(Provided::lasting(credentials)),
                Step::Fails => Err(CredentialsError::new(format!("fetch {number} failed"))),
                Step::Panics => panic!("planned"),
                Step::Hangs => std::future::pending().await,
            }
        })
    }
}

async fn id(cached: &CachedCredentials) -> String {
    match cached.get().await {
        Ok(credentials) => credentials.access_key_id().to_owned(),
        Err(error) => error.to_string(),
    }
}

/// Lets a background refresh run to its end.
async fn settle() {
    sleep(Duration::from_millis(20)).await;
}

async fn seconds(seconds: u64) {
    advance(Duration::from_secs(seconds)).await;
}

#[tokio::test(start_paused = true)]
async fn a_thousand_callers_fetch_once() {
    for (step, expected) in [
        (Step::Lives(3600), "id1"),
        (Step::Lasts, "id1"),
        (Step::Fails, "no credentials: fetch 1 failed"),
        (Step::Panics, "no credentials: the credentials provider panicked"),
    ] {
        let script = Script::new([step]);
        let cached = CachedCredentials::new(script.clone());
        let callers: Vec<_> = (0..1000)
            .map(|_| {
                let cached = cached.clone();
                tokio::spawn(async move { id(&cached).await })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.await.unwrap(), expected);
        }
        assert_eq!(script.fetches(), 1, "{step:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn callers_on_many_threads_fetch_once() {
    let script = Script::new([Step::Lives(3600)]);
    let cached = CachedCredentials::new(script.clone());
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            let cached = cached.clone();
            tokio::spawn(async move { id(&cached).await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "id1");
    }
    assert_eq!(script.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn permanent_credentials_are_kept_forever() {
    let script = Script::new([Step::Lasts]);
    let cached = CachedCredentials::new(script.clone());
    assert_eq!(id(&cached).await, "id1");
    seconds(400 * 24 * 3600).await;
    assert_eq!(id(&cached).await, "id1");
    settle().await;
    assert_eq!(script.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn credentials_are_refreshed_in_the_background_in_their_last_five_minutes() {
    let script = Script::new([Step::Lives(3600)]);
    let cached = CachedCredentials::new(script.clone());
    assert_eq!(id(&cached).await, "id1");
    seconds(3600 - 302).await;
    assert_eq!(id(&cached).await, "id1");
    settle().await;
    assert_eq!(script.fetches(), 1);
    seconds(3).await;
    assert_eq!(id(&cached).await, "id1", "the old ones are used while the refresh runs");
    assert_eq!(id(&cached).await, "id1");
    settle().await;
    assert_eq!(script.fetches(), 2);
    assert_eq!(id(&cached).await, "id2");
}

#[tokio::test(start_paused = true)]
async fn short_lived_credentials_are_refreshed_in_the_last_quarter_of_their_life() {
    let script = Script::new([Step::Lives(1000)]);
    let cached = CachedCredentials::new(script.clone());
    assert_eq!(id(&cached).await, "id1");
    seconds(745).await;
    assert_eq!(id(&cached).await, "id1");
    settle().await;
    assert_eq!(script.fetches(), 1);
    seconds(10).await;
    assert_eq!(id(&cached).await, "id1");
    settle().await;
    assert_eq!(id(&cached).await, "id2");
}

#[tokio::test(start_paused = true)]
async fn credentials_are_not_used_in_their_last_minute() {
    let script = Script::new([Step::Lives(3600), Step::Lives(3600), Step::Fails]);
    let cached = CachedCredentials::new(script.clone());
    assert_eq!(id(&cached).await, "id1");
    seconds(3541).await;
    assert_eq!(id(&cached).await, "id2");
    seconds(3541).await;
    assert_eq!(id(&cached).await, "no credentials: fetch 3 failed");
    assert_eq!(id(&cached).await, "no credentials: fetch 4 failed");
}

#[tokio::test(start_paused = true)]
async fn old_credentials_are_used_after_a_failed_refresh_and_the_next_attempt_waits() {
    let script = Script::new([Step::Lives(3600), Step::Fails, Step::Fails, Step::Lives(3600)]);
    let cached = CachedCredentials::new(script.clone());
    assert_eq!(id(&cached).await, "id1");
    seconds(3400).await;
    for expected in [2, 3, 4] {
        assert_eq!(id(&cached).await, "id1");
        settle().await;
        assert_eq!(script.fetches(), expected);
        seconds(9).await;
        id(&cached).await;
        settle().await;
        assert_eq!(script.fetches(), expected, "10 seconds have not passed yet");
        seconds(1).await;
    }
    assert_eq!(id(&cached).await, "id4");
}

#[tokio::test(start_paused = true)]
async fn credentials_that_expire_too_soon_are_an_error() {
    for life in [0, 59, 60] {
        let cached = CachedCredentials::new(Script::new([Step::Lives(life)]));
        let error = id(&cached).await;
        assert!(error.contains("clock"), "{error}");
    }
    assert_eq!(id(&CachedCredentials::new(Script::new([Step::Lives(62)]))).await, "id1");
}

#[tokio::test(start_paused = true)]
async fn credentials_that_expire_beyond_the_range_of_clocks_are_permanent() {
    #[derive(Debug)]
    struct Distant;
    impl ProvideCredentials for Distant {
        fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
            let end = (0..64)
                .fold(SystemTime::UNIX_EPOCH, |end, bit| end.checked_add(Duration::from_secs(1 << bit)).unwrap_or(end));
            let keys = Credentials::new("distant", "planted-secret").unwrap();
            Box::pin(async move { Ok(Provided::until(keys, end)) })
        }
    }
    assert_eq!(id(&CachedCredentials::new(Distant)).await, "distant");
}

#[tokio::test(start_paused = true)]
async fn a_fetch_takes_at_most_ten_seconds() {
    let script = Script::new([Step::Hangs, Step::Lasts]);
    let cached = CachedCredentials::new(script.clone());
    let start = tokio::time::Instant::now();
    let error = id(&cached).await;
    assert!(error.contains("10 s"), "{error}");
    assert_eq!(start.elapsed().as_secs(), 10);
    assert_eq!(id(&cached).await, "id2");
}

#[tokio::test(start_paused = true)]
async fn a_fetch_continues_for_others_if_its_caller_is_dropped() {
    let script = Script::new([Step::Lasts]);
    let cached = CachedCredentials::new(script.clone());
    let first = tokio::spawn({
        let cached = cached.clone();
        async move { id(&cached).await }
    });
    tokio::task::yield_now().await;
    let second = tokio::spawn({
        let cached = cached.clone();
        async move { id(&cached).await }
    });
    tokio::task::yield_now().await;
    first.abort();
    assert_eq!(second.await.unwrap(), "id1");
    assert_eq!(script.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn rejected_credentials_are_forgotten_once() {
    let script = Script::new([Step::Lives(3600)]);
    let cached = CachedCredentials::new(script.clone());
    let first = cached.get().await.unwrap();
    cached.forget(&first);
    assert_eq!(id(&cached).await, "id2");
    cached.forget(&first);
    assert_eq!(id(&cached).await, "id2", "they have already been replaced");
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_cache_of_a_cache_is_the_same_cache() {
    let script = Script::new([Step::Lasts]);
    let inner = CachedCredentials::new(script.clone());
    let outer = CachedCredentials::new(inner.clone());
    assert_eq!(id(&outer).await, "id1");
    inner.forget(&outer.get().await.unwrap());
    assert_eq!((id(&outer).await, id(&inner).await), ("id2".to_owned(), "id2".to_owned()));
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn rejected_credentials_are_fetched_again_even_if_they_are_permanent() {
    let script = Script::new([Step::Lasts]);
    let cached = CachedCredentials::new(script.clone());
    cached.forget(&cached.get().await.unwrap());
    assert_eq!(id(&cached).await, "id2");
}

#[tokio::test(start_paused = true)]
async fn a_cache_behind_a_provider_forgets_rejected_credentials() {
    let script = Script::new([Step::Lives(3600)]);
    let outer = CachedCredentials::new(Arc::new(CachedCredentials::new(script.clone())));
    let first = outer.get().await.unwrap();
    outer.forget(&first);
    assert_eq!(id(&outer).await, "id2");
}

fn current_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap()
}

/// A runtime that has stopped after a fetch was started.
fn stopped(cached: &CachedCredentials, time: Duration) -> tokio::runtime::Runtime {
    let runtime = current_thread();
    let _ = runtime.block_on(async { tokio::time::timeout(time, cached.get()).await });
    runtime
}

#[test]
fn another_caller_fetches_if_the_runtime_of_a_fetch_ends() {
    let script = Script::new([Step::Hangs, Step::Lasts]);
    let cached = CachedCredentials::new(script.clone());
    let first = current_thread();
    first.block_on(async {
        let caller = tokio::spawn({
            let cached = cached.clone();
            async move { id(&cached).await }
        });
        settle().await;
        caller.abort();
    });
    let waiter = std::thread::spawn({
        let cached = cached.clone();
        move || current_thread().block_on(id(&cached))
    });
    drop(first);
    assert_eq!(waiter.join().unwrap(), "id2");
    assert_eq!(script.fetches(), 2);
}

#[test]
fn another_caller_fetches_if_the_runtime_of_a_fetch_stands_still() {
    let script = Script::new([Step::Hangs, Step::Lasts]);
    let cached = CachedCredentials::new(script.clone());
    let first = stopped(&cached, Duration::from_millis(20));
    assert_eq!(current_thread().block_on(id(&cached)), "id2");
    drop(first);
}

#[test]
fn a_fetch_that_was_presumed_lost_changes_nothing() {
    let script = Script::new([Step::Lasts]);
    let cached = CachedCredentials::new(script.clone());
    let first = stopped(&cached, Duration::from_millis(1));
    let second = current_thread();
    assert_eq!(second.block_on(id(&cached)), "id2");
    first.block_on(settle());
    assert_eq!(second.block_on(id(&cached)), "id2");
    assert_eq!(script.fetches(), 2);
}

#[test]
fn a_fetch_that_was_presumed_lost_does_not_end_its_replacement() {
    let script = Script::new([Step::Lasts, Step::Hangs]);
    let cached = CachedCredentials::new(script.clone());
    let first = stopped(&cached, Duration::from_millis(1));
    let second = stopped(&cached, Duration::from_secs(11));
    assert_eq!(script.fetches(), 2, "the second is in progress");
    first.block_on(settle());
    let error = second.block_on(id(&cached));
    assert!(error.contains("10 s"), "the second counts: {error}");
    assert_eq!(script.fetches(), 2);
}

/// What `cached` returns immediately, outside of any runtime.
fn at_once(cached: &CachedCredentials) -> Result<Credentials, CredentialsError> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(cached.get()).poll(&mut context) {
        std::task::Poll::Ready(outcome) => outcome,
        std::task::Poll::Pending => panic!("it has to be ready immediately"),
    }
}

#[test]
fn fetching_without_a_runtime_is_an_error() {
    let error = at_once(&CachedCredentials::new(Script::new([Step::Lasts]))).unwrap_err();
    assert!(error.to_string().contains("runtime"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn no_part_of_a_secret_is_shown() {
    #[derive(Debug)]
    struct Careless(#[expect(dead_code, reason = "shown by `Debug`")] &'static str);
    impl ProvideCredentials for Careless {
        fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
            let keys = Credentials::new("planted-id", "planted-secret").unwrap();
            Box::pin(async { Ok(Provided::lasting(keys.with_security_token("planted-token").unwrap())) })
        }
    }
    let cached = CachedCredentials::new(Careless("planted-secret"));
    cached.get().await.unwrap();
    let shown = format!("{cached:?}");
    assert!(shown.contains("plan…"), "{shown}");
    assert!(!shown.contains("planted"), "{shown}");
}

#[tokio::test]
async fn fixed_credentials_never_expire() {
    let cached = CachedCredentials::from(Credentials::new("fixed", "secret").unwrap());
    assert_eq!(id(&cached).await, "fixed");
    assert_eq!(cached.provide().await.unwrap().expires_at, None);
}

#[test]
fn fixed_credentials_are_neither_forgotten_nor_fetched() {
    let keys = Credentials::new("fixed", "secret").unwrap();
    for keys in [keys.clone(), keys.with_security_token("planted-token").unwrap()] {
        let cached = CachedCredentials::fixed(keys.clone());
        cached.forget(&keys);
        assert_eq!(at_once(&cached).unwrap(), keys);
    }
}
