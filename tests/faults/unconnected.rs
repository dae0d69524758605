//! Time limits that expire while connecting: the request cannot have arrived.

use std::time::Duration;

use TransportErrorKind::{Connect, Deadline, Timeout};
use ice_runtime::{
    Client, ClientBuilder, Endpoint, Error, HttpSettings, MayHaveExecuted, Proxy, RetryPolicy, TransportErrorKind,
};
use ice_tests::operations::{GetThing, SubmitThing, THING, credentials};
use ice_tests::peer::{Peer, Wire, reply};
use ice_tests::process;

use super::connecting::full_backlog;

const SHORT: Duration = Duration::from_millis(250);

fn direct() -> HttpSettings {
    let mut http = HttpSettings::default();
    http.proxy = Proxy::None;
    http
}

fn builder(endpoint: &Endpoint) -> ClientBuilder {
    Client::builder()
        .endpoint(endpoint.clone())
        .credentials(credentials())
        .http(direct())
        .retry(RetryPolicy::default().with_base_delay(Duration::from_millis(1)))
}

fn seen(error: &Error) -> (Option<TransportErrorKind>, MayHaveExecuted) {
    let kind = match error {
        Error::Transport(failed) => Some(failed.kind()),
        _ => None,
    };
    (kind, error.may_have_executed())
}

#[tokio::test]
async fn a_request_that_was_never_connected_is_retried_whichever_limit_ends_it() {
    let deaf = Peer::start(Wire::hold);
    let endpoints = [format!("https://{}", deaf.address()), format!("http://{}", full_backlog())];
    for endpoint in endpoints.map(|endpoint| Endpoint::new(&endpoint).unwrap()) {
        let mut http = direct();
        http.connect_timeout = SHORT;
        for builder in [builder(&endpoint).attempt_timeout(SHORT), builder(&endpoint).http(http)] {
            let error = builder.build().unwrap().send(&SubmitThing::default()).await.unwrap_err();
            assert_eq!(seen(&error), (Some(Connect), MayHaveExecuted::No), "{error}");
            assert_eq!(error.attempts(), 3, "{error}");
        }
        let client = builder(&endpoint).timeout(SHORT).build().unwrap();
        let error = client.send(&SubmitThing::default()).await.unwrap_err();
        assert_eq!(seen(&error), (Some(Connect), MayHaveExecuted::No), "{error}");
    }
}

#[tokio::test]
async fn the_timeout_of_a_single_call_expires_while_it_connects() {
    let deaf = Peer::start(Wire::hold);
    let endpoint = Endpoint::new(&format!("https://{}", deaf.address())).unwrap();
    let client = builder(&endpoint).build().unwrap();
    let described = SubmitThing { description: Some("x".to_owned()), ..SubmitThing::default() };
    for operation in [SubmitThing::default(), described] {
        let error = client.send(&operation).timeout(SHORT).await.unwrap_err();
        assert_eq!(seen(&error), (Some(Connect), MayHaveExecuted::No), "{error}");
        assert!(error.to_string().contains("could not connect within `timeout`"), "{error}");
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_request_that_was_handed_to_a_connection_may_have_arrived() {
    let silent = Peer::start(|wire| {
        wire.request();
        wire.hold();
    });
    let client = builder(&silent.endpoint()).build().unwrap();
    // One request has no body, the other has one.
    let error = client.send(&GetThing::default()).timeout(SHORT).await.unwrap_err();
    assert_eq!(seen(&error), (Some(Deadline), MayHaveExecuted::Maybe), "{error}");
    let described = SubmitThing { description: Some("x".to_owned()), ..SubmitThing::default() };
    let error = client.send(&described).timeout(SHORT).await.unwrap_err();
    assert_eq!(seen(&error), (Some(Deadline), MayHaveExecuted::Maybe), "{error}");
    let client = builder(&silent.endpoint()).attempt_timeout(SHORT).build().unwrap();
    let error = client.send(&described).await.unwrap_err();
    assert_eq!(seen(&error), (Some(Timeout), MayHaveExecuted::Maybe), "{error}");
}

#[test]
fn limits_can_be_as_long_as_a_duration_holds() {
    const NAME: &str = "faults::unconnected::limits_can_be_as_long_as_a_duration_holds";
    if process::message().is_some() {
        return without_limits();
    }
    // A panic in a task of the connection pool is only printed.
    let output = process::child(NAME, "go", 200).output().unwrap();
    let printed = process::printed(&output);
    assert!(printed.contains("served twice") && !printed.contains("panicked"), "{printed}");
}

fn without_limits() {
    let peer = Peer::replying(reply("200 OK", &[], THING));
    let mut http = direct();
    http.connect_timeout = Duration::MAX;
    http.read_timeout = Duration::MAX;
    http.idle_timeout = Duration::MAX;
    let client = builder(&peer.endpoint()).http(http).timeout(Duration::MAX).attempt_timeout(Duration::MAX);
    let client = client.build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for _ in 0..2 {
            client.send(&GetThing::default()).await.unwrap();
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
        }
    });
    println!("served twice");
}
