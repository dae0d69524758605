//! Blocking calls: on threads, and where blocking is not allowed.

use std::sync::Arc;
use std::time::Duration;

use ice_runtime::{Client, Error, blocking};
use ice_tests::operations::{GetThing, SubmitThing};
use ice_tests::peer::Peer;
use tokio::runtime::Builder;
use tokio::task::LocalSet;

use super::running::{client_of, runtime, thing};

#[test]
fn blocking_calls_work_outside_async() {
    let peer = Peer::start(thing);
    let client = blocking::Client::new(client_of(peer.endpoint())).unwrap();
    assert_eq!(client.send(&GetThing::default()).unwrap().size, 7);
    let detailed = client.call(&GetThing::default()).timeout(Duration::from_secs(9)).send_detailed().unwrap();
    assert_eq!((detailed.status, detailed.attempts), (200, 1));
    // Having a current runtime does not yet make it async code.
    let other = runtime();
    let entered = other.enter();
    assert_eq!(client.send(&GetThing::default()).unwrap().size, 7);
    drop(entered);
}

#[test]
fn blocking_inside_async_is_an_error_and_not_a_panic() {
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
            // Created, used and dropped inside.
            let made = blocking::Client::new(client_of(peer.endpoint())).unwrap();
            is_refused(&made);
            drop(made);
            drop(client);
        });
    }
    assert_eq!(peer.requests().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocking_calls_work_in_a_blocking_section() {
    let peer = Peer::start(thing);
    let client = blocking::Client::new(client_of(peer.endpoint())).unwrap();
    let size =
        tokio::spawn(async move { tokio::task::block_in_place(|| client.send(&GetThing::default()).unwrap().size) });
    assert_eq!(size.await.unwrap(), 7);
}

/// Blocking where tokio cannot tell that it is in one of its tasks gives a response or an error, but never a panic.
#[test]
fn local_and_unconstrained_tasks_get_a_reply_or_an_error() {
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
        // An unsafe operation checks for closed connections first, and must not wait for this runtime to run.
        let sent = runtime.block_on(tokio::task::unconstrained(async { client.send(&SubmitThing::default()) }));
        assert_eq!(sent.unwrap().size, 7);
    }
}

#[tokio::test]
async fn blocking_clients_can_be_created_and_can_fail_inside_async() {
    let error = blocking::Client::new(Client::builder().region("not a region")).unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error}");
}

#[test]
fn threads_can_share_a_blocking_client() {
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
