//! Waiting for a job.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ice_runtime::credentials::{CachedCredentials, Environment, EnvironmentCredentials, ProvideCredentials, Provided};
use ice_runtime::{BoxFuture, CredentialsError, Error, MayHaveExecuted, RetryPolicy, ice_operation};
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::credentials;

use super::client;

#[ice_operation(action = "GetJob")]
struct GetJob {}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetJobResponse {
    status: String,
}

impl GetJobResponse {
    fn is_done(&self) -> bool {
        self.status == "Success"
    }
}

fn job(status: &str) -> Step {
    Step::Reply(200, Vec::new(), format!(r#"{{"RequestId":"R-{status}","Status":"{status}"}}"#))
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn a_wait_polls_at_once_and_ends_with_the_reply_that_satisfies_it() {
    let transport = Memory::new([job("Success")]);
    let reply = client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).await.unwrap();
    assert_eq!((reply.status.as_str(), transport.sent().len()), ("Success", 1));
}

#[tokio::test(start_paused = true)]
async fn the_interval_between_polls_grows() {
    let transport = Memory::new((0..12).map(|_| job("Running")).chain([job("Success")]));
    client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).await.unwrap();
    let waits = transport.waits();
    let mut full = 2.0;
    for (index, wait) in waits.iter().enumerate() {
        let wait = wait.as_secs_f64();
        assert!((full * 0.79..=full * 1.01).contains(&wait), "wait {index}: {wait} of {full}");
        full = f64::min(full * 1.5, 30.0);
    }
}

#[tokio::test(start_paused = true)]
async fn progress_is_called_with_every_reply() {
    let transport = Memory::new([job("Queued"), job("Running"), job("Success")]);
    let mut heard = Vec::new();
    let waiting = client(&transport).wait(GetJob {}).until(GetJobResponse::is_done);
    waiting.progress(|reply| heard.push(reply.status.clone())).await.unwrap();
    assert_eq!(heard, ["Queued", "Running", "Success"]);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_takes_too_long_says_how_long_and_how_often() {
    let transport = Memory::new([job("Running")]);
    let error =
        client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).within(seconds(60)).await.unwrap_err();
    let Error::Wait(wait) = &error else { panic!("{error}") };
    let polls = u32::try_from(transport.sent().len()).unwrap();
    assert_eq!((wait.limit(), wait.polls(), wait.request_id()), (seconds(60), polls, Some("R-Running")));
    assert!(wait.elapsed() <= seconds(60), "{:?}", wait.elapsed());
    assert_eq!(error.request_id(), Some("R-Running"));
    assert!(error.is_timeout());
    let text = error.to_string();
    assert!(
        text.contains("GetJob") && text.contains(&format!("{polls} polls")) && text.contains("`.within(..)`"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_wait_counts_the_requests_of_all_polls() {
    for (steps, expected) in [
        (vec![job("Running"), Step::error(503, "ServiceUnavailable")], MayHaveExecuted::Yes),
        (vec![Step::error(503, "ServiceUnavailable")], MayHaveExecuted::Maybe),
        (vec![Step::error(400, "Throttling.User")], MayHaveExecuted::No),
    ] {
        let transport = Memory::new(steps);
        let waiting = client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).within(seconds(60));
        let error = waiting.await.unwrap_err();
        let sent = u32::try_from(transport.sent().len()).unwrap();
        assert!(matches!(&error, Error::Wait(wait) if wait.polls() < sent), "{error}");
        assert_eq!((error.attempts(), error.may_have_executed()), (sent, expected), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn polls_that_fail_temporarily_slow_the_wait_down_but_do_not_end_it() {
    let failing = |_| Step::error(503, "ServiceUnavailable");
    let transport = Memory::new([job("Running")].into_iter().chain((0..4).map(failing)).chain([job("Success")]));
    let waiting =
        client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).retry(ice_runtime::RetryPolicy::none());
    waiting.await.unwrap();
    let waits = transport.waits();
    assert!(waits[1] >= seconds(4), "twice as slow: {waits:?}");
}

#[tokio::test(start_paused = true)]
async fn throttling_is_waited_for_as_long_as_the_service_asks() {
    let throttled = Step::error(400, "Throttling.User").with_header("x-acs-retry-after", "25000");
    let transport = Memory::new([throttled, job("Success")]);
    let waiting = client(&transport).wait(GetJob {}).until(GetJobResponse::is_done);
    waiting.await.unwrap();
    assert!(transport.waits()[0] >= seconds(25), "{:?}", transport.waits());
}

#[tokio::test(start_paused = true)]
async fn a_permanent_error_ends_the_wait() {
    for code in
        ["JobNotFound", "InvalidAccessKeyId.NotFound", "InvalidSecurityToken.Expired", "InvalidTimeStamp.Expired"]
    {
        let transport = Memory::new([job("Running"), Step::error(404, code)]);
        let error = client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).await.unwrap_err();
        assert_eq!((error.code(), transport.sent().len()), (Some(code), 2));
    }
}

/// Has no credentials for a while, as STS is busy.
#[derive(Debug)]
struct Busy(AtomicUsize);

impl ProvideCredentials for Busy {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(async {
            if self.0.fetch_add(1, Ordering::SeqCst) > 2 {
                return Ok(Provided::lasting(credentials()));
            }
            let sts = Memory::new([Step::error(503, "ServiceUnavailable")]);
            let error = client(&sts).send(GetJob {}).retry(RetryPolicy::none()).await.unwrap_err();
            Err(CredentialsError::caused_by("the role could not be assumed", error))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_are_temporarily_unavailable_do_not_end_a_wait() {
    let transport = Memory::new([job("Success")]);
    let busy = CachedCredentials::new(Busy(AtomicUsize::new(0)));
    let waiting = client(&transport).wait(GetJob {}).credentials(busy).until(GetJobResponse::is_done);
    assert_eq!(waiting.await.unwrap().status, "Success");
    let none = CachedCredentials::new(Arc::new(EnvironmentCredentials::new(Environment::empty())));
    let waiting = client(&transport).wait(GetJob {}).credentials(none).until(GetJobResponse::is_done);
    assert!(matches!(waiting.await, Err(Error::Credentials(_))), "missing credentials are permanent");
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_hangs_takes_no_longer_than_the_wait() {
    let transport = Memory::new([job("Running"), Step::Silent]);
    let started = tokio::time::Instant::now();
    let waiting = client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).within(seconds(10));
    let error = waiting.await.unwrap_err();
    let Error::Wait(wait) = &error else { panic!("{error}") };
    assert!(wait.last_failure().is_some(), "{error:?}");
    assert!(started.elapsed() <= seconds(11), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "of the caller")]
async fn a_panic_in_the_condition_reaches_the_caller() {
    let transport = Memory::new([job("Running")]);
    let _ = client(&transport).wait(GetJob {}).until(|_| panic!("of the caller")).await;
}

#[tokio::test(start_paused = true)]
async fn dropping_a_wait_ends_it() {
    let transport = Memory::new([job("Running")]);
    let waiting = client(&transport).wait(GetJob {}).until(GetJobResponse::is_done).into_future();
    tokio::time::timeout(seconds(3), waiting).await.unwrap_err();
    let sent = transport.sent().len();
    tokio::time::sleep(seconds(100)).await;
    assert_eq!(transport.sent().len(), sent);
}

#[test]
fn a_blocking_wait_works() {
    let transport = Memory::new([job("Success")]);
    let client = super::blocking_client(&transport);
    let reply = client.wait(GetJob {}).until(GetJobResponse::is_done).run().unwrap();
    assert_eq!(reply.status, "Success");
}

#[tokio::test(start_paused = true)]
async fn a_hundred_waits_keep_to_the_rate_of_their_client() {
    let transport = Memory::new([job("Success")]);
    let client = super::builder(&transport).max_rate(5, seconds(1)).build().unwrap();
    let mut jobs = tokio::task::JoinSet::new();
    for _ in 0..100 {
        jobs.spawn(client.wait(GetJob {}).until(GetJobResponse::is_done).into_future());
    }
    for outcome in jobs.join_all().await {
        outcome.unwrap();
    }
    let sent = transport.sent();
    assert!(sent[99].at - sent[0].at >= seconds(18), "{:?}", sent[99].at - sent[0].at);
}
