//! Dropped calls, runtimes that end, and connections that end while they are idle.

use std::collections::HashSet;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use ice_runtime::credentials::{ProvideCredentials, Provided};
use ice_runtime::{BoxFuture, Client, ClientBuilder, CredentialsError, Endpoint, Error, MayHaveExecuted, RetryPolicy};
use ice_tests::leaks::Run;
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::{GetThing, SubmitThing, THING, credentials};
use ice_tests::peer::{Peer, Wire, reply};
use tokio::runtime::{Builder, Runtime};

use super::table::nonce;

pub(super) fn thing(wire: &mut Wire) {
    while wire.request().is_some() {
        wire.send(reply("200 OK", &[], THING));
    }
}

pub(super) fn client_of(endpoint: Endpoint) -> ClientBuilder {
    Client::builder()
        .endpoint(endpoint)
        .credentials(credentials())
        .retry(RetryPolicy::default().with_base_delay(Duration::from_millis(1)))
}

pub(super) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Fetches with a pause, during which a call can be dropped.
#[derive(Debug)]
struct Slow;

impl ProvideCredentials for Slow {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            Ok(Provided::lasting(credentials()))
        })
    }
}

/// Polls a future at most this many times; `None` if it is not done by then.
async fn polled<F: Future>(future: F, times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut polls = 0;
    poll_fn(|context| {
        if polls == times {
            return Poll::Ready(None);
        }
        polls += 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

#[tokio::test]
async fn a_call_can_be_dropped_at_every_await() {
    let peer = Peer::start(|wire| {
        let mut is_first = true;
        while wire.request().is_some() {
            // The reply comes in pieces, each of which wakes the caller; the first request of a connection is throttled
            // once.
            let whole = if is_first && wire.number() == 1 {
                reply("429 Too Many Requests", &["x-acs-retry-after: 1"], "{}")
            } else {
                reply("200 OK", &[], THING)
            };
            is_first = false;
            for piece in whole.chunks(16) {
                wire.send(piece);
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    });
    let client = client_of(peer.endpoint())
        .credentials_provider(Slow)
        .max_in_flight(1)
        .retry(RetryPolicy::default().with_throttled_base_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    let operation = GetThing::default();
    let mut polls = 0;
    loop {
        let done = polled(client.send(&operation).into_future(), polls).await;
        // The slot of the dropped call is free, and what it left behind does no harm.
        assert_eq!(client.send(&operation).await.unwrap().size, 7, "after {polls} polls");
        if let Some(done) = done {
            assert_eq!(done.unwrap().size, 7);
            break;
        }
        polls += 1;
    }
    assert!(polls >= 3, "{polls}");
}

#[test]
fn a_client_outlives_its_runtimes() {
    let peer = Peer::start(thing);
    let client = client_of(peer.endpoint()).credentials_provider(Slow).max_in_flight(1).build().unwrap();
    for _ in 0..3 {
        let runtime = runtime();
        runtime.block_on(async { client.send(&GetThing::default()).await.unwrap() });
        // The idle connection ends with its runtime.
        drop(runtime);
    }
    let silent = Peer::start(Wire::hold);
    let client = client_of(silent.endpoint()).max_in_flight(1).build().unwrap();
    let runtime = runtime();
    let under_way = client.clone();
    let task = runtime.spawn(async move { under_way.send(&GetThing::default()).await.map(drop) });
    runtime.block_on(async { tokio::time::sleep(Duration::from_millis(20)).await });
    drop(runtime);
    assert!(self::runtime().block_on(task).is_err_and(|error| error.is_cancelled()));
    let error = self::runtime().block_on(async {
        let operation = GetThing::default();
        client.send(&operation).timeout(Duration::from_millis(50)).await.unwrap_err()
    });
    assert_eq!(error.attempts(), 1, "the slot of the ended call is free: {error}");
}

/// The operation must not be retried, but a connection that turns out to be closed before the request is sent costs no
/// attempt.
async fn idle_connection(ends: fn(&mut Wire)) {
    let (closing, closed) = std::sync::mpsc::channel();
    let closing = std::sync::Mutex::new(closing);
    let peer = Peer::start(move |wire| {
        // One reply per connection, which claims that the connection stays open.
        wire.request();
        wire.send(reply("200 OK", &["connection: keep-alive"], THING));
        ends(wire);
        let _ = closing.lock().unwrap().send(());
    });
    let client = client_of(peer.endpoint()).build().unwrap();
    for calls in 1..=20 {
        let mut run = Run::new();
        let outcome = client.send(&SubmitThing::default()).detailed().await;
        if let Err(error) = &outcome {
            run.add_error(error);
        }
        run.check(&peer.requests());
        assert_eq!(outcome.unwrap().attempts, 1);
        assert_eq!(peer.requests().len(), calls);
        closed.recv().unwrap();
    }
    let requests = peer.requests();
    let nonces: HashSet<_> = requests.iter().filter_map(|request| nonce(request)).collect();
    assert_eq!(nonces.len(), requests.len(), "no request is sent twice");
}

#[tokio::test]
async fn an_idle_connection_that_is_reset_costs_no_attempt() {
    idle_connection(Wire::reset).await;
}

#[tokio::test]
async fn an_idle_connection_that_is_closed_costs_no_attempt() {
    idle_connection(Wire::close).await;
}

#[tokio::test(start_paused = true)]
async fn error_texts_of_the_service_do_not_leak_our_secrets() {
    use ice_tests::operations::{SECRET, TOKEN};
    let once = TOKEN.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D");
    let twice = once.replace('%', "%25");
    let memory = Memory::new([Step::Reply(
        400,
        Vec::new(),
        format!(
            r#"{{"Code":"Echo","Message":"{SECRET} {TOKEN} {once} {twice}","RequestId":"{TOKEN}","HostId":"{SECRET}","Recommend":"{TOKEN}",
            "AccessDeniedDetail":{{"AuthAction":"{SECRET}","EncodedDiagnosticMessage":"{TOKEN}"}}}}"#
        ),
    )]);
    let client = super::retry::builder(&memory).build().unwrap();
    let mut run = Run::new();
    run.add_error(&client.send(&SubmitThing::default()).await.unwrap_err());
    run.check::<String>(&[]);
}

/// It never panics, although tokio's timers do without a runtime.
#[test]
fn a_call_without_a_running_runtime_is_an_error() {
    let peer = Peer::start(Wire::hold);
    let operation = SubmitThing::default();
    for builder in [client_of(peer.endpoint()), client_of(peer.endpoint()).credentials_provider(Slow).max_in_flight(1)]
    {
        let client = builder.build().unwrap();
        let send = || async { client.send(&operation).await.unwrap_err() };

        // None at all.
        let mut call = pin!(send());
        let polled_once = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let Poll::Ready(error) = polled_once else { panic!("it does not wait for anything") };
        assert!(matches!(error, Error::Config(_)), "{error}");
        assert_eq!((error.attempts(), error.may_have_executed()), (0, MayHaveExecuted::No));

        // A runtime that was shut down.
        let ended = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let handle = ended.handle().clone();
        drop(ended);
        is_of_the_runtime(&handle.block_on(send()));

        // A runtime that is shut down during the call.
        let first = runtime();
        let mut call = pin!(send());
        let under_way = async { tokio::time::timeout(Duration::from_millis(30), &mut call).await };
        assert!(first.block_on(under_way).is_err());
        drop(first);
        is_of_the_runtime(&runtime().block_on(call));

        // A runtime without time and I/O.
        let bare = Builder::new_current_thread().build().unwrap();
        is_of_the_runtime(&bare.block_on(send()));
    }
}

fn is_of_the_runtime(error: &Error) {
    assert!(matches!(error, Error::Transport(_) | Error::Credentials(_)), "{error:?}");
    assert!(format!("{error:#}").contains("runtime"), "{error:#}");
}
