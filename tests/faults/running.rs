//! Many calls, dropped calls, runtimes that end, blocking where nobody may block, and a peer that never ends.

use std::collections::HashSet;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use ice_runtime::credentials::{ProvideCredentials, Provided};
use ice_runtime::sign::Stamp;
use ice_runtime::{
    BoxFuture, Client, ClientBuilder, CredentialsError, Endpoint, Error, HttpSettings, MayHaveExecuted, RetryPolicy,
    TransportErrorKind, blocking,
};
use ice_tests::leaks::Run;
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::{GetThing, SubmitThing, THING, Thing, credentials};
use ice_tests::peer::{Peer, Wire, reply};
use ice_tests::process;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinSet, LocalSet};

use super::table::nonce;

fn thing(wire: &mut Wire) {
    while wire.request().is_some() {
        wire.send(reply("200 OK", &[], THING));
    }
}

fn client_of(endpoint: Endpoint) -> ClientBuilder {
    Client::builder()
        .endpoint(endpoint)
        .credentials(credentials())
        .retry(RetryPolicy::default().with_base_delay(Duration::from_millis(1)))
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Fetches with a pause, so that a call can be dropped there.
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

/// Polls a future so many times at most; `None` where it is not done by then.
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
async fn dropped_at_every_await() {
    let peer = Peer::start(|wire| {
        let mut is_first = true;
        while wire.request().is_some() {
            // In pieces, each of which wakes the caller; the first request of a connection is throttled once.
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
        // The place of the dropped call is free, and what it left behind harms nobody.
        assert_eq!(client.send(&operation).await.unwrap().size, 7, "after {polls} polls");
        if let Some(done) = done {
            assert_eq!(done.unwrap().size, 7);
            break;
        }
        polls += 1;
    }
    assert!(polls >= 3, "{polls}");
}

/// Many processes' nonces come of the operating system, so none comes twice.
#[test]
fn forty_thousand_nonces() {
    const NAME: &str = "faults::running::forty_thousand_nonces";
    if process::message().is_some() {
        return print_nonces();
    }
    let children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = process::child(NAME, "go", 256);
            command.stdout(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut nonces = HashSet::new();
    for child in children {
        let printed = process::printed(&child.wait_with_output().unwrap());
        for nonce in printed.lines().filter_map(|line| line.strip_prefix("nonce ")) {
            assert!(nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()), "{nonce}");
            assert!(nonces.insert(nonce.to_owned()), "{nonce} came twice");
        }
    }
    assert_eq!(nonces.len(), 40_000);
}

fn print_nonces() {
    let threads: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(|| {
                let nonces = (0..1250).map(|_| format!("nonce {}\n", Stamp::now().nonce()));
                nonces.collect::<String>()
            })
        })
        .collect();
    println!();
    for thread in threads {
        print!("{}", thread.join().unwrap());
    }
}

/// A server of tasks, which thousands of connections ask for.
async fn serve_many(listener: TcpListener) {
    loop {
        // Out of descriptors, those that wait are served later.
        let Ok((mut socket, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        tokio::spawn(async move {
            let mut buffer = [0; 4096];
            while socket.read(&mut buffer).await.is_ok_and(|length| length > 0) {
                if socket.write_all(&reply("200 OK", &[], THING)).await.is_err() {
                    break;
                }
            }
        });
    }
}

async fn ten_thousand(builder: impl FnOnce(ClientBuilder) -> ClientBuilder) -> (usize, Vec<Error>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = Endpoint::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let server = tokio::spawn(serve_many(listener));
    let client = builder(client_of(endpoint)).build().unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..10_000 {
        let client = client.clone();
        calls.spawn(async move { client.send(&GetThing::default()).await });
    }
    let outcomes: Vec<Result<Thing, Error>> = calls.join_all().await;
    server.abort();
    let (done, failed): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    (done.len(), failed.into_iter().filter_map(Result::err).collect())
}

/// With descriptors for a few hundred: the others fail in a way that can be told, and the memory is bounded.
#[test]
fn ten_thousand_calls_at_once() {
    const NAME: &str = "faults::running::ten_thousand_calls_at_once";
    let Some(kind) = process::message() else {
        for kind in ["unlimited", "limited"] {
            let printed = process::printed(&process::child(NAME, kind, 1000).output().unwrap());
            println!("{printed}");
        }
        return;
    };
    let (done, failed) = runtime().block_on(async {
        if kind == "limited" {
            ten_thousand(|builder| builder.max_in_flight(100)).await
        } else {
            ten_thousand(|builder| builder).await
        }
    });
    assert_eq!(done + failed.len(), 10_000);
    assert!(kind != "limited" || failed.is_empty(), "{:?}", failed.first());
    for error in &failed {
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    let peak = process::peak_memory().unwrap_or_default();
    println!("{kind}: {done} done, peak {} MiB", peak >> 20);
    assert!(peak < 512 << 20, "{peak}");
}

/// A reply without an end is given up at the limit, and not kept twice before that.
#[test]
fn memory_under_an_endless_reply() {
    const NAME: &str = "faults::running::memory_under_an_endless_reply";
    let Some(endpoint) = process::message() else {
        let peer = Peer::start(|wire| {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
            while wire.send(vec![b' '; 1 << 16]) {}
        });
        let printed = process::printed(&process::child(NAME, &peer.endpoint().to_string(), 256).output().unwrap());
        assert!(printed.contains("given up"), "{printed}");
        return;
    };
    let client = client_of(Endpoint::new(&endpoint).unwrap()).build().unwrap();
    let before = process::peak_memory().unwrap_or_default();
    let error = runtime().block_on(async { client.send(&SubmitThing::default()).await.unwrap_err() });
    assert!(matches!(&error, Error::Transport(failed) if failed.kind() == TransportErrorKind::TooLarge), "{error}");
    let more = process::peak_memory().unwrap_or_default() - before;
    assert!(more < 2 * HttpSettings::default().reply_limit, "{more}");
    println!("given up after {} MiB", more >> 20);
}

#[test]
fn a_client_outlives_its_runtimes() {
    let peer = Peer::start(thing);
    let client = client_of(peer.endpoint()).credentials_provider(Slow).max_in_flight(1).build().unwrap();
    for _ in 0..3 {
        let runtime = runtime();
        runtime.block_on(async { client.send(&GetThing::default()).await.unwrap() });
        // The kept connection ends with its runtime.
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
    assert_eq!(error.attempts(), 1, "the place of the ended call is free: {error}");
}

#[test]
fn blocking_calls() {
    let peer = Peer::start(thing);
    let client = blocking::Client::new(client_of(peer.endpoint())).unwrap();
    assert_eq!(client.send(&GetThing::default()).unwrap().size, 7);
    let detailed = client.call(&GetThing::default()).timeout(Duration::from_secs(9)).send_detailed().unwrap();
    assert_eq!((detailed.status, detailed.attempts), (200, 1));
    // A runtime that is current is not yet `async` code.
    let other = runtime();
    let entered = other.enter();
    assert_eq!(client.send(&GetThing::default()).unwrap().size, 7);
    drop(entered);
}

#[test]
fn blocking_inside_async_is_an_error_and_no_panic() {
    let peer = Peer::start(thing);
    let is_refused = |client: &blocking::Client| {
        let error = client.send(&GetThing::default()).unwrap_err();
        assert!(matches!(error, Error::Config(_)) && error.to_string().contains("async"), "{error}");
    };
    for runtime in [runtime(), Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()] {
        let client = blocking::Client::new(client_of(peer.endpoint())).unwrap();
        runtime.block_on(async {
            is_refused(&client);
            let inside = client.clone();
            tokio::spawn(async move { is_refused(&inside) }).await.unwrap();
            let elsewhere = client.clone();
            let done = tokio::task::spawn_blocking(move || elsewhere.send(&GetThing::default()));
            assert_eq!(done.await.unwrap().unwrap().size, 7);
            // Made, used up and dropped inside.
            let made = blocking::Client::new(client_of(peer.endpoint())).unwrap();
            is_refused(&made);
            drop(made);
            drop(client);
        });
    }
    assert_eq!(peer.requests().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocking_in_place() {
    let peer = Peer::start(thing);
    let client = blocking::Client::new(client_of(peer.endpoint())).unwrap();
    let size =
        tokio::spawn(async move { tokio::task::block_in_place(|| client.send(&GetThing::default()).unwrap().size) });
    assert_eq!(size.await.unwrap(), 7);
}

/// Whoever blocks where tokio cannot tell gets a response, after blocking, and no panic.
#[test]
fn blocking_in_local_and_unconstrained_tasks() {
    let peer = Peer::start(thing);
    let client = blocking::Client::new(client_of(peer.endpoint())).unwrap();
    for runtime in [runtime(), Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()] {
        let local = LocalSet::new();
        let inside = client.clone();
        let task = local.spawn_local(async move { inside.send(&GetThing::default()) });
        let refused = runtime.block_on(local.run_until(task)).unwrap().unwrap_err();
        assert!(matches!(refused, Error::Config(_)), "{refused}");
        let inside = client.clone();
        let call = async move { inside.send(&GetThing::default()) };
        let sent = runtime.block_on(async { tokio::spawn(tokio::task::unconstrained(call)).await.unwrap() });
        assert_eq!(sent.unwrap().size, 7);
        let sent = runtime.block_on(tokio::task::unconstrained(async { client.send(&GetThing::default()) }));
        assert_eq!(sent.unwrap().size, 7);
    }
}

#[tokio::test]
async fn blocking_clients_are_made_and_refused_inside_async() {
    let error = blocking::Client::new(Client::builder().region("not a region")).unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error}");
}

/// The operation is one that may not be repeated: a connection that turns out to be closed before the request is on its way
/// costs nothing.
async fn idle_connection(ends: fn(&mut Wire)) {
    let (closing, closed) = std::sync::mpsc::channel();
    let closing = std::sync::Mutex::new(closing);
    let peer = Peer::start(move |wire| {
        // One reply a connection, which says that it stays open.
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
    assert_eq!(nonces.len(), requests.len(), "no request goes out twice");
}

#[tokio::test]
async fn an_idle_connection_reset_under_us() {
    idle_connection(Wire::reset).await;
}

#[tokio::test]
async fn an_idle_connection_closed_under_us() {
    idle_connection(Wire::close).await;
}

#[tokio::test(start_paused = true)]
async fn texts_of_the_service_cannot_carry_our_secrets_out() {
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

#[test]
fn shared_by_threads() {
    let peer = Peer::start(thing);
    let client = Arc::new(blocking::Client::new(client_of(peer.endpoint())).unwrap());
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = Arc::clone(&client);
            std::thread::spawn(move || (0..10).all(|_| client.send(&GetThing::default()).is_ok()))
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
}

/// In no case a panic: tokio's own, of timers without a runtime, are not the caller's business.
#[test]
fn without_a_runtime_that_runs() {
    let peer = Peer::start(Wire::hold);
    let operation = SubmitThing::default();
    for builder in [client_of(peer.endpoint()), client_of(peer.endpoint()).credentials_provider(Slow).max_in_flight(1)]
    {
        let client = builder.build().unwrap();
        let send = || async { client.send(&operation).await.unwrap_err() };

        // None at all.
        let mut call = pin!(send());
        let polled_once = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let Poll::Ready(error) = polled_once else { panic!("it waits for nobody") };
        assert!(matches!(error, Error::Config(_)), "{error}");
        assert_eq!((error.attempts(), error.may_have_executed()), (0, MayHaveExecuted::No));

        // One that was shut down.
        let ended = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let handle = ended.handle().clone();
        drop(ended);
        is_of_the_runtime(&handle.block_on(send()));

        // One that is shut down while the call is under way.
        let first = runtime();
        let mut call = pin!(send());
        let under_way = async { tokio::time::timeout(Duration::from_millis(30), &mut call).await };
        assert!(first.block_on(under_way).is_err());
        drop(first);
        is_of_the_runtime(&runtime().block_on(call));

        // One without time and I/O.
        let bare = Builder::new_current_thread().build().unwrap();
        is_of_the_runtime(&bare.block_on(send()));
    }
}

fn is_of_the_runtime(error: &Error) {
    assert!(matches!(error, Error::Transport(_) | Error::Credentials(_)), "{error:?}");
    assert!(error.to_string().contains("runtime"), "{error}");
}
