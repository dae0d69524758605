//! What is retried, when and how often, tested with paused time and an in-memory transport.

use std::collections::BTreeSet;
use std::time::Duration;

use ice_runtime::sign::Scheme;
use ice_runtime::{
    Client, ClientBuilder, Endpoint, Error, MayHaveExecuted, Operation, RetryPolicy, TransportErrorKind,
};
use ice_tests::leaks::Run;
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::{CreateThing, GetThing, SubmitThing, credentials};
use tokio::time::{Instant, sleep, timeout};

use TransportErrorKind::{Connect, Deadline, Interrupted, Protocol, Proxy, Timeout, Tls, TooLarge};

pub(super) fn builder(memory: &Memory) -> ClientBuilder {
    Client::builder()
        .endpoint(Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap())
        .credentials(credentials())
        .transport(memory.clone())
}

fn client(memory: &Memory) -> Client {
    builder(memory).build().unwrap()
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const fn milliseconds(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// A service that may have carried out the request, or says that it did not: only its own header counts.
fn busy(header: &'static str, hint: &str) -> Step {
    Step::error(503, "ServiceUnavailable").with_header(header, hint)
}

/// The error of a call, after checking it for leaks.
async fn failure<O: Operation + Sync>(client: &Client, operation: &O) -> Error
where
    O::Response: std::fmt::Debug,
{
    let mut run = Run::new();
    let error = client.send(operation).await.unwrap_err();
    run.add_error(&error);
    run.add_debug(client);
    run.check::<String>(&[]);
    assert!(run.log().contains("call failed"), "{}", run.log());
    error
}

/// What happens to every attempt, and how many attempts a safe operation and an unsafe one make.
fn attempts() -> Vec<(Step, usize, usize, MayHaveExecuted)> {
    vec![
        (Step::Fails(Connect), 3, 3, MayHaveExecuted::No),
        (Step::Fails(Interrupted), 3, 1, MayHaveExecuted::Maybe),
        (Step::Fails(Timeout), 3, 1, MayHaveExecuted::Maybe),
        (Step::Fails(Tls), 1, 1, MayHaveExecuted::No),
        (Step::Fails(Proxy), 1, 1, MayHaveExecuted::No),
        (Step::Fails(Protocol), 1, 1, MayHaveExecuted::Maybe),
        (Step::Fails(TooLarge), 1, 1, MayHaveExecuted::Maybe),
        (Step::Fails(TransportErrorKind::Other), 1, 1, MayHaveExecuted::Maybe),
        (Step::error(400, "Throttling"), 3, 3, MayHaveExecuted::No),
        (Step::error(403, "Rejected.Throttling"), 3, 3, MayHaveExecuted::No),
        (Step::error(429, "Other"), 3, 3, MayHaveExecuted::No),
        (Step::error(400, "SignatureNonceUsed"), 2, 1, MayHaveExecuted::Maybe),
        (Step::error(408, "Other"), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(500, "InternalError"), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(502, ""), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(503, "ServiceUnavailable"), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(504, ""), 3, 1, MayHaveExecuted::Maybe),
        (busy("x-acs-retry-after", "20"), 3, 3, MayHaveExecuted::No),
        (busy("x-acs-retry-after", "0"), 3, 1, MayHaveExecuted::Maybe),
        (busy("retry-after", "1"), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(400, "UnknownError"), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(400, "SystemBusy"), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(400, "ServiceBusy"), 3, 1, MayHaveExecuted::Maybe),
        (Step::error(400, "MissingParameter"), 1, 1, MayHaveExecuted::No),
        (Step::error(302, ""), 1, 1, MayHaveExecuted::No),
    ]
}

#[tokio::test(start_paused = true)]
async fn retries_depend_on_the_fault_and_the_operation() {
    for (step, safe, other, may_have_executed) in attempts() {
        for (number, expected) in [(0, safe), (1, other), (2, safe)] {
            let memory = Memory::new([step.clone()]);
            let client = client(&memory);
            let error = match number {
                0 => failure(&client, &GetThing::default()).await,
                1 => failure(&client, &SubmitThing::default()).await,
                _ => failure(&client, &CreateThing::default()).await,
            };
            assert_eq!(memory.sent().len(), expected, "{step:?} {number}");
            assert_eq!(error.attempts() as usize, expected, "{step:?}");
            assert_eq!(error.may_have_executed(), may_have_executed, "{step:?}");
            if let Step::Reply(status, ..) = &step {
                assert_eq!(error.status(), Some(*status));
                assert_eq!(error.request_id(), Some(format!("R-{status}").as_str()));
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn waits_after_transient_faults_are_random_and_grow_exponentially() {
    let mut longest = [Duration::ZERO; 5];
    for _ in 0..60 {
        let memory = Memory::new([Step::Fails(Interrupted)]);
        let client = builder(&memory).retry(RetryPolicy::default().with_max_attempts(6)).build().unwrap();
        failure(&client, &GetThing::default()).await;
        let waits = memory.waits();
        assert_eq!(waits.len(), 5);
        for (retry, (wait, longest)) in waits.into_iter().zip(&mut longest).enumerate() {
            // tokio's paused clock ticks in milliseconds.
            assert!(wait <= milliseconds((100 << retry) + 2), "{retry}: {wait:?}");
            *longest = wait.max(*longest);
        }
    }
    for (retry, longest) in longest.into_iter().enumerate() {
        assert!(longest >= milliseconds(50 << retry), "{retry}: {longest:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn half_of_each_wait_after_throttling_is_fixed() {
    for _ in 0..30 {
        let memory = Memory::new([Step::error(400, "Throttling")]);
        let client =
            builder(&memory).retry(RetryPolicy::default().with_max_attempts(8)).timeout(seconds(1000)).build().unwrap();
        failure(&client, &GetThing::default()).await;
        for (retry, wait) in memory.waits().into_iter().enumerate() {
            let whole = seconds(1 << retry).min(seconds(20));
            assert!(wait >= whole / 2 && wait <= whole + milliseconds(2), "{retry}: {wait:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_hint_in_any_form_is_obeyed() {
    let date = ("date", "Fri, 02 Jan 2026 03:04:05 GMT");
    let acs = "x-acs-retry-after";
    for (headers, least) in [
        (vec![(acs, "2000")], Some(2000)),
        (vec![(acs, "0")], None),
        (vec![(acs, "-5")], None),
        (vec![(acs, "")], None),
        (vec![(acs, "x")], None),
        (vec![("retry-after", "3")], Some(3000)),
        (vec![date, ("retry-after", "Fri, 02 Jan 2026 03:04:15 GMT")], Some(10_000)),
        (vec![date, ("retry-after", "Fri, 02 Jan 2026 03:04:00 GMT")], None),
        (vec![(acs, "700"), ("retry-after", "9")], Some(700)),
    ] {
        let throttled =
            headers.iter().fold(Step::error(400, "Throttling"), |step, (name, value)| step.with_header(name, *value));
        let memory = Memory::new([throttled.clone(), Step::success()]);
        client(&memory).send(&SubmitThing::default()).await.unwrap();
        let wait = memory.waits()[0];
        let (least, most) = least.map_or((500, 1000), |hint: u64| (hint, hint.max(1000)));
        assert!(wait >= milliseconds(least) && wait <= milliseconds(most + 2), "{headers:?}: {wait:?}");
        let memory = Memory::new([throttled]);
        let error = client(&memory).send(&GetThing::default()).retry(RetryPolicy::none()).await.unwrap_err();
        assert_eq!(error.retry_after(), (least > 500 || least == 700).then_some(milliseconds(least)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_date_is_a_hint_even_without_the_services_clock() {
    let memory = Memory::new([
        Step::error(429, "").with_header("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"),
        Step::success(),
    ]);
    let error = failure(&client(&memory), &GetThing::default()).await;
    assert!(error.retry_after().is_some_and(|wait| wait > seconds(86_400)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_hint_that_is_too_long_ends_the_call_immediately() {
    for (hint, timeout) in [("20001", 600), ("1000000000", 600), ("18446744073709551615", 600), ("5000", 4)] {
        let memory = Memory::new([Step::error(400, "Throttling").with_header("x-acs-retry-after", hint)]);
        let client = builder(&memory).timeout(seconds(timeout)).build().unwrap();
        let started = Instant::now();
        let error = failure(&client, &GetThing::default()).await;
        assert_eq!((memory.sent().len(), started.elapsed()), (1, Duration::ZERO), "{hint}");
        assert_eq!(error.retry_after(), Some(milliseconds(hint.parse().unwrap())));
        let reason =
            if timeout == 4 { "no time for another attempt" } else { "the service asks for a longer wait than 20s" };
        assert!(error.to_string().ends_with(&format!("; {reason}")), "{error}");
    }
    let memory =
        Memory::new([Step::error(400, "Throttling").with_header("x-acs-retry-after", "20000"), Step::success()]);
    client(&memory).send(&GetThing::default()).await.unwrap();
    assert!(memory.waits()[0] >= seconds(20));
}

/// A policy may be as patient as the type allows.
#[tokio::test(start_paused = true)]
async fn waits_never_overflow_however_many_attempts_there_are() {
    for hint in ["18446744073709551615", "0"] {
        let memory = Memory::new([Step::error(400, "Throttling").with_header("x-acs-retry-after", hint)]);
        let policy = RetryPolicy::default()
            .with_max_delay(Duration::MAX)
            .with_base_delay(Duration::MAX)
            .with_throttled_base_delay(Duration::MAX)
            .with_max_attempts(u32::MAX);
        let client =
            builder(&memory).retry(policy).timeout(Duration::MAX).attempt_timeout(Duration::MAX).build().unwrap();
        failure(&client, &GetThing::default()).await;
        assert_eq!(memory.sent().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_a_new_signature_and_the_same_content() {
    for scheme in [Scheme::HmacSha1, Scheme::Acs3HmacSha256] {
        let slow = Step::Fails(Interrupted).after(seconds(2));
        let memory = Memory::new([slow.clone(), slow, Step::success()]);
        let client = builder(&memory).scheme(scheme).build().unwrap();
        let operation = CreateThing { description: Some("a b+c".to_owned()), ..CreateThing::default() };
        let done = client.send(&operation).detailed().await.unwrap();
        assert_eq!(done.attempts, 3);
        let sent = memory.sent();
        let distinct = |value: &dyn Fn(usize) -> Option<String>| {
            let values: BTreeSet<String> = (0..3).map(|index| value(index).unwrap()).collect();
            values.len()
        };
        let (nonce, signature) = match scheme {
            Scheme::HmacSha1 => (
                distinct(&|index| sent[index].param("SignatureNonce")),
                distinct(&|index| sent[index].param("Signature")),
            ),
            _ => (
                distinct(&|index| sent[index].header("x-acs-signature-nonce")),
                distinct(&|index| sent[index].header("authorization")),
            ),
        };
        assert_eq!((nonce, signature), (3, 3), "{scheme:?}");
        assert_eq!(distinct(&|index| sent[index].param("ClientToken")), 1, "the same token");
        assert_eq!(distinct(&|index| Some(format!("{:?}", sent[index].request.body()))), 1, "the same body");
        let token = sent[0].param("ClientToken").unwrap();
        assert_eq!(token.len(), 32, "{token}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_callers_token_is_kept() {
    let memory = Memory::new([Step::Fails(Interrupted), Step::success()]);
    let operation = CreateThing { client_token: Some("mine".to_owned()), ..CreateThing::default() };
    client(&memory).send(&operation).await.unwrap();
    assert!(memory.sent().iter().all(|sent| sent.param("ClientToken").as_deref() == Some("mine")));
    client(&memory).send(&CreateThing::default()).await.unwrap();
    client(&memory).send(&CreateThing::default()).await.unwrap();
    let sent = memory.sent();
    assert_ne!(sent[2].param("ClientToken"), sent[3].param("ClientToken"), "one token per call");
}

#[tokio::test(start_paused = true)]
async fn the_last_error_is_returned_and_covers_all_attempts() {
    let memory =
        Memory::new([Step::error(500, "InternalError"), Step::Fails(Connect), Step::error(400, "Throttling.User")]);
    let error = failure(&client(&memory), &GetThing::default()).await;
    assert_eq!(error.code(), Some("Throttling.User"));
    assert_eq!((error.status(), error.attempts()), (Some(400), 3));
    assert_eq!(error.may_have_executed(), MayHaveExecuted::Maybe, "the first attempt may have been executed");
    let memory = Memory::new([Step::error(400, "Throttling.User"), Step::Fails(Interrupted)]);
    let error = failure(&client(&memory), &SubmitThing::default()).await;
    assert_eq!((error.attempts(), error.may_have_executed()), (2, MayHaveExecuted::Maybe));
    assert!(matches!(error, Error::Transport(failed) if failed.kind() == Interrupted));
    let unreadable = Step::Reply(200, Vec::new(), "{".to_owned());
    let memory = Memory::new([Step::Fails(Connect), unreadable]);
    let error = failure_of_reading(&memory).await;
    assert_eq!((error.attempts(), error.may_have_executed()), (2, MayHaveExecuted::Yes));
}

async fn failure_of_reading(memory: &Memory) -> Error {
    client(memory).send(&SubmitThing::default()).await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn the_retry_budget_runs_out_and_recovers() {
    let memory = Memory::new([Step::Fails(Interrupted)]);
    let client = client(&memory);
    // 500 tokens at 14 per retry: 35 retries.
    let mut requests = 0;
    for _ in 0..40 {
        client.send(&GetThing::default()).await.unwrap_err();
        requests += 1;
    }
    assert_eq!(memory.sent().len(), requests + 35);
    let error = client.send(&GetThing::default()).await.unwrap_err();
    assert_eq!(error.attempts(), 1);

    // 500 tokens at 5 per retry: 100 retries. A call without a retry gives back one token, a call with a retry what it
    // took.
    let memory = Memory::new(std::iter::repeat_n(Step::error(400, "Throttling"), 150).chain([Step::success()]));
    let client = builder(&memory).build().unwrap();
    for _ in 0..50 {
        client.send(&GetThing::default()).await.unwrap_err();
    }
    assert_eq!(memory.sent().len(), 150, "each with two retries, and the budget is spent");
    for _ in 0..5 {
        client.send(&GetThing::default()).await.unwrap();
    }
    assert_eq!(memory.sent().len(), 155);
}

#[tokio::test(start_paused = true)]
async fn a_success_after_a_retry_gives_back_what_it_took() {
    let rounds = 200;
    let steps = (0..rounds).flat_map(|_| [Step::Fails(Interrupted), Step::success()]);
    let memory = Memory::new(steps);
    let client = client(&memory);
    for _ in 0..rounds {
        client.send(&GetThing::default()).await.unwrap();
    }
    assert_eq!(memory.sent().len(), 2 * rounds);
}

#[tokio::test(start_paused = true)]
async fn attempts_and_calls_end_at_their_timeouts() {
    let memory = Memory::new([Step::Silent]);
    let started = Instant::now();
    let error = failure(&client(&memory), &GetThing::default()).await;
    // Two attempts of 30 s fill the 60 s of a call.
    assert!(matches!(&error, Error::Transport(failed) if failed.kind() == Deadline), "{error}");
    assert_eq!((started.elapsed().as_secs(), error.attempts()), (60, 2));
    assert_eq!(error.may_have_executed(), MayHaveExecuted::Maybe);

    let memory = Memory::new([Step::Silent]);
    let started = Instant::now();
    let error = failure(&client(&memory), &SubmitThing::default()).await;
    assert!(matches!(&error, Error::Transport(failed) if failed.kind() == Timeout), "{error}");
    assert_eq!((started.elapsed().as_secs(), error.attempts()), (30, 1));

    let memory = Memory::new([Step::Silent]);
    let started = Instant::now();
    let call = client(&memory);
    let error = call.send(&GetThing::default()).timeout(seconds(2)).await.unwrap_err();
    assert_eq!((started.elapsed().as_secs(), error.attempts()), (2, 1));
    assert!(matches!(&error, Error::Transport(failed) if failed.kind() == Deadline), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_is_not_started() {
    let memory = Memory::new([Step::error(400, "Throttling").after(milliseconds(600))]);
    let started = Instant::now();
    let error = client(&memory).send(&GetThing::default()).timeout(seconds(1)).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("Throttling"), 1));
    assert!(started.elapsed() < seconds(1), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn settings_of_a_call_override_those_of_the_client() {
    let memory = Memory::new([Step::Fails(Connect)]);
    let client = client(&memory);
    let error = client.send(&GetThing::default()).retry(RetryPolicy::none()).await.unwrap_err();
    assert_eq!((error.attempts(), memory.sent().len()), (1, 1));
    let many = RetryPolicy::default().with_max_attempts(7);
    let error = client.send(&GetThing::default()).retry(many).detailed().await.unwrap_err();
    assert_eq!(error.attempts(), 7);
    let error = client.send(&GetThing::default()).await.unwrap_err();
    assert_eq!(error.attempts(), 3, "other calls are not affected");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_while_it_waits_sends_nothing_more() {
    let memory = Memory::new([Step::error(400, "Throttling"), Step::success()]);
    let client = builder(&memory).max_in_flight(1).build().unwrap();
    let operation = GetThing::default();
    let dropped = timeout(milliseconds(100), async { client.send(&operation).await }).await;
    assert!(dropped.is_err());
    sleep(seconds(60)).await;
    assert_eq!(memory.sent().len(), 1, "nothing is sent for a dropped caller");
    client.send(&operation).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn calls_in_flight_are_limited() {
    let memory = Memory::new([Step::success().after(seconds(1))]);
    let client = builder(&memory).max_in_flight(2).build().unwrap();
    let calls: Vec<_> = (0..6)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&GetThing::default()).await.map(drop) })
        })
        .collect();
    let late = client.clone();
    let late = tokio::spawn(async move { late.send(&GetThing::default()).timeout(milliseconds(500)).await });
    let started = Instant::now();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(started.elapsed().as_secs(), 3);
    let starts: Vec<u64> = memory.sent().iter().map(|sent| (sent.at - started).as_secs()).collect();
    assert_eq!(starts, [0, 0, 1, 1, 2, 2]);
    let error = late.await.unwrap().unwrap_err();
    assert_eq!((error.attempts(), error.may_have_executed()), (0, MayHaveExecuted::No));
    assert!(matches!(error, Error::Transport(failed) if failed.kind() == Deadline));
}

/// The outcome of a call is logged exactly once.
#[tokio::test(start_paused = true)]
async fn a_success_is_logged_once_it_has_been_read() {
    for (body, is_read) in [(ice_tests::operations::THING, true), ("{", false)] {
        let run = Run::new();
        let memory = Memory::new([Step::Reply(200, Vec::new(), body.to_owned())]);
        assert_eq!(client(&memory).send(&SubmitThing::default()).await.is_ok(), is_read);
        let log = run.log();
        assert_eq!(log.contains("call succeeded"), is_read, "{log}");
        assert_eq!(log.contains("call failed"), !is_read, "{log}");
    }
}
