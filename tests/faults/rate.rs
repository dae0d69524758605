//! The rate limit of calls, tested with paused time and an in-memory transport.

use std::time::Duration;

use ice_runtime::{Client, Error, MayHaveExecuted, TimeLimit, TransportErrorKind};
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::GetThing;
use tokio::task::JoinSet;
use tokio::time::{Instant, advance, sleep};

use super::retry::builder;

const SECOND: Duration = Duration::from_secs(1);

fn numbered(number: usize) -> GetThing {
    GetThing { thing_id: Some(number.to_string()) }
}

/// The number of each request, and the whole seconds after which it was sent.
fn sent(memory: &Memory, started: Instant) -> Vec<(usize, u64)> {
    let number = |sent: &ice_tests::memory::Sent| sent.param("ThingId").unwrap().parse().unwrap();
    memory.sent().iter().map(|sent| (number(sent), (sent.at - started).as_secs())).collect()
}

async fn send(client: &Client, numbers: std::ops::Range<usize>) {
    let mut calls = JoinSet::new();
    for number in numbers {
        calls.spawn(client.send(numbered(number)).into_future());
    }
    while let Some(reply) = calls.join_next().await {
        reply.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn calls_start_in_order_and_no_faster_than_the_rate() {
    let memory = Memory::new([Step::success()]);
    let client = builder(&memory).max_rate(3, SECOND).build().unwrap();
    let started = Instant::now();
    send(&client, 0..8).await;
    let expected = [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 2), (7, 2)];
    assert_eq!(sent(&memory, started), expected);
}

#[tokio::test(start_paused = true)]
async fn no_period_has_too_many_calls_wherever_it_begins() {
    let memory = Memory::new([Step::success()]);
    let client = builder(&memory).max_rate(4, SECOND).build().unwrap();
    send(&client, 0..3).await;
    advance(Duration::from_millis(900)).await;
    send(&client, 3..12).await;
    advance(5 * SECOND).await;
    send(&client, 12..20).await;
    let starts: Vec<Instant> = memory.sent().iter().map(|sent| sent.at).collect();
    for five in starts.windows(5) {
        assert!(five[4] - five[0] >= SECOND, "{five:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_dropped_caller_does_not_take_a_turn() {
    let memory = Memory::new([Step::success()]);
    let client = builder(&memory).max_rate(1, 10 * SECOND).build().unwrap();
    let started = Instant::now();
    send(&client, 0..1).await;
    let dropped = tokio::spawn(client.send(numbered(1)).into_future());
    sleep(SECOND).await;
    let hasty = tokio::spawn(client.send(numbered(2)).timeout(SECOND).into_future());
    sleep(Duration::from_millis(1)).await;
    let patient = tokio::spawn(client.send(numbered(3)).into_future());
    sleep(Duration::from_millis(1)).await;
    dropped.abort();
    patient.await.unwrap().unwrap();
    assert_eq!(sent(&memory, started), [(0, 0), (3, 10)]);
    let error = hasty.await.unwrap().unwrap_err();
    assert_eq!((error.attempts(), error.may_have_executed()), (0, MayHaveExecuted::No));
    assert!(matches!(&error, Error::Transport(error) if error.limit() == Some(TimeLimit::Call)), "{error}");
    assert!(error.to_string().contains("not sent within `timeout`"), "{error}");
    assert!(format!("{error:#}").ends_with("cause: it waited for its turn (`max_rate`)"), "{error:#}");
}

#[tokio::test(start_paused = true)]
async fn retries_of_a_call_are_not_counted() {
    let memory = Memory::new([Step::Fails(TransportErrorKind::Connect), Step::success()]);
    let client = builder(&memory).max_rate(1, 60 * SECOND).build().unwrap();
    let started = Instant::now();
    send(&client, 0..1).await;
    assert_eq!((memory.sent().len(), started.elapsed().as_secs()), (2, 0));
}

#[tokio::test(start_paused = true)]
async fn the_limit_of_calls_in_flight_still_applies() {
    let memory = Memory::new([Step::success().after(3 * SECOND)]);
    let client = builder(&memory).max_rate(10, SECOND).max_in_flight(2).build().unwrap();
    let started = Instant::now();
    send(&client, 0..4).await;
    assert_eq!(sent(&memory, started), [(0, 0), (1, 0), (2, 3), (3, 3)]);
}

#[test]
fn a_rate_of_zero_is_refused() {
    let error = builder(&Memory::new([])).max_rate(0, SECOND).build().unwrap_err();
    assert!(error.to_string().contains("`max_rate`"), "{error}");
}
