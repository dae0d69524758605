//! Time-outs: one rule for all of them, and errors that name the one that applied.

use std::time::Duration;

use ice_runtime::{Client, ClientBuilder, Endpoint, Error, HttpSettings, Proxy, RetryPolicy, TimeLimit};
use ice_tests::operations::{GetThing, THING, credentials};
use ice_tests::peer::{Peer, Wire, reply};
use tokio::time::Instant;

const SHORT: Duration = Duration::from_millis(200);

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn http() -> HttpSettings {
    HttpSettings::default().with_proxy(Proxy::None)
}

fn builder(endpoint: Endpoint) -> ClientBuilder {
    Client::builder().endpoint(endpoint).credentials(credentials()).retry(RetryPolicy::none())
}

fn limit(error: &Error) -> Option<TimeLimit> {
    match error {
        Error::Transport(error) => error.limit(),
        _ => None,
    }
}

#[tokio::test]
async fn an_error_names_the_limit_that_ended_it() {
    let silent = Peer::start(Wire::hold);
    let handshake = Endpoint::new(&format!("https://{}", silent.address())).unwrap();
    let (plain, tls) = (|| builder(silent.endpoint()), || builder(handshake.clone()));
    for (builder, expected, text) in [
        (
            tls().http(http().with_connect_timeout(SHORT)),
            TimeLimit::Connect,
            "could not connect within `connect_timeout` (200ms)",
        ),
        (tls().attempt_timeout(SHORT), TimeLimit::Attempt, "could not connect within `attempt_timeout` (200ms)"),
        (tls().timeout(SHORT), TimeLimit::Call, "could not connect within `timeout` (200ms)"),
        (plain().http(http().with_read_timeout(SHORT)), TimeLimit::Read, "no reply within `read_timeout` (200ms)"),
        (plain().attempt_timeout(SHORT), TimeLimit::Attempt, "no reply within `attempt_timeout` (200ms)"),
        (plain().timeout(SHORT), TimeLimit::Call, "no reply within `timeout` (200ms)"),
    ] {
        let error = builder.build().unwrap().send(GetThing::default()).await.unwrap_err();
        assert_eq!(limit(&error), Some(expected), "{error}");
        assert!(error.to_string().contains(text) && error.is_timeout(), "{error}");
        assert!(!error.to_string().contains("no time for another attempt"), "told once: {error}");
    }
}

#[tokio::test]
async fn a_port_without_tls_is_named_as_the_cause() {
    let plain = Peer::start(|wire| {
        wire.send("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        wire.hold();
    });
    let endpoint = Endpoint::new(&format!("https://{}", plain.address())).unwrap();
    let error = builder(endpoint).http(http()).build().unwrap().send(GetThing::default()).await.unwrap_err();
    assert!(error.advice().is_some_and(|advice| advice.contains("does not seem to speak TLS")), "{error:#}");
}

#[tokio::test]
async fn a_shorter_limit_wins_whichever_is_set() {
    let silent = Peer::start(Wire::hold);
    let (short, long) = (SHORT, seconds(40));
    for (read, attempt, call, expected) in [
        (short, long, long, TimeLimit::Read),
        (long, short, long, TimeLimit::Attempt),
        (long, long, short, TimeLimit::Call),
    ] {
        let builder = builder(silent.endpoint()).http(http().with_read_timeout(read));
        let client = builder.attempt_timeout(attempt).timeout(call).build().unwrap();
        let error = client.send(GetThing::default()).await.unwrap_err();
        assert_eq!(limit(&error), Some(expected), "{error}");
    }
}

/// What ends a request that is never answered, and when. The connection is made before the clock is paused, which then
/// advances by itself from limit to limit.
async fn ended(builder: impl FnOnce(ClientBuilder) -> ClientBuilder, attempt: Option<Duration>) -> (TimeLimit, u64) {
    let peer = Peer::start(|wire| {
        wire.request();
        wire.send(reply("200 OK", &[], THING));
        wire.hold();
    });
    let client = builder(self::builder(peer.endpoint()).timeout(seconds(3600))).build().unwrap();
    client.send(GetThing::default()).await.unwrap();
    tokio::time::pause();
    let started = Instant::now();
    let call = client.send(GetThing::default());
    let call = match attempt {
        Some(time) => call.attempt_timeout(time),
        None => call,
    };
    let error = call.await.unwrap_err();
    tokio::time::resume();
    (limit(&error).unwrap(), started.elapsed().as_secs())
}

#[tokio::test]
async fn silence_lasts_ten_seconds_by_default() {
    assert_eq!(ended(|builder| builder, None).await, (TimeLimit::Read, 10));
}

#[tokio::test]
async fn a_longer_attempt_timeout_extends_the_silence_limit() {
    assert_eq!(ended(|builder| builder.attempt_timeout(seconds(90)), None).await, (TimeLimit::Attempt, 90));
    assert_eq!(ended(|builder| builder, Some(seconds(120))).await, (TimeLimit::Attempt, 120));
    assert_eq!(ended(|builder| builder.attempt_timeout(seconds(90)), Some(seconds(4))).await, (TimeLimit::Attempt, 4));
}

#[tokio::test]
async fn an_explicit_silence_limit_is_not_extended() {
    let limited = |builder: ClientBuilder| builder.http(http().with_read_timeout(seconds(7)));
    assert_eq!(ended(|builder| limited(builder).attempt_timeout(seconds(90)), None).await, (TimeLimit::Read, 7));
    assert_eq!(ended(limited, Some(seconds(90))).await, (TimeLimit::Read, 7));
}
