//! The client's clock, and credentials that expire while in use.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ice_runtime::credentials::{ProvideCredentials, Provided};
use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{BoxFuture, Client, Credentials, CredentialsError, Endpoint, Error, MayHaveExecuted, RetryPolicy};
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::{GetThing, SECRET, SubmitThing, credentials};

use super::retry::builder;

const FEBRUARY: &str = "Mon, 02 Feb 2026 03:04:05 GMT";

fn expired() -> Step {
    Step::error(400, "InvalidTimeStamp.Expired")
}

/// The date in a request.
fn day(memory: &Memory, index: usize) -> String {
    memory.sent()[index].header("x-acs-date").unwrap()[..10].to_owned()
}

fn today() -> String {
    let signer = Signer::new(credentials());
    let endpoint = Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap();
    let request = signer.sign(&GetThing::default(), &endpoint, &Stamp::now()).unwrap();
    request.headers()["x-acs-date"].to_str().unwrap()[..10].to_owned()
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_corrected_once_and_stays_corrected() {
    let memory = Memory::new([expired().with_header("date", FEBRUARY), Step::success()]);
    let client = builder(&memory).build().unwrap();
    client.send(&SubmitThing::default()).await.unwrap();
    assert_eq!(day(&memory, 1), "2026-02-02");
    assert_eq!(memory.waits()[0], Duration::ZERO);
    client.clone().send(&GetThing::default()).await.unwrap();
    assert_eq!((day(&memory, 2), memory.sent().len()), ("2026-02-02".to_owned(), 3), "kept for later calls");
    let other = builder(&memory).build().unwrap();
    other.send(&GetThing::default()).await.unwrap();
    assert_eq!(day(&memory, 3), today(), "only for that client");
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_corrected_under_a_success_status_too() {
    let Step::Reply(_, _, body) = expired() else { return };
    let wrong = Step::Reply(200, vec![("date", FEBRUARY.to_owned())], body);
    let memory = Memory::new([wrong, Step::success()]);
    builder(&memory).build().unwrap().send(&SubmitThing::default()).await.unwrap();
    assert_eq!(day(&memory, 1), "2026-02-02");
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_corrected_at_most_once_per_call() {
    let memory = Memory::new([expired().with_header("date", FEBRUARY)]);
    let error = builder(&memory).build().unwrap().send(&SubmitThing::default()).await.unwrap_err();
    assert_eq!((error.attempts(), error.may_have_executed()), (2, MayHaveExecuted::No));
    assert_eq!(error.code(), Some("InvalidTimeStamp.Expired"));
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_not_corrected_by_a_reply_with_an_unreliable_date() {
    for step in [
        expired(),
        expired().with_header("date", "yesterday"),
        expired().with_header("date", FEBRUARY).with_header("age", "10"),
        expired().with_header("date", FEBRUARY).after(Duration::from_secs(15 * 60 + 1)),
        // With this date, later requests could no longer be dated.
        expired().with_header("date", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] {
        let memory = Memory::new([step.clone(), Step::success()]);
        let client = builder(&memory)
            .timeout(Duration::from_secs(3600))
            .attempt_timeout(Duration::from_secs(3600))
            .build()
            .unwrap();
        let error = client.send(&GetThing::default()).await.unwrap_err();
        assert_eq!((error.attempts(), error.code()), (1, Some("InvalidTimeStamp.Expired")), "{step:?}");
        client.send(&GetThing::default()).await.unwrap();
        assert_eq!(day(&memory, 1), today(), "{step:?}");
    }
    let slow = expired().with_header("date", FEBRUARY).after(Duration::from_secs(14 * 60));
    let memory = Memory::new([slow, Step::success()]);
    let client =
        builder(&memory).timeout(Duration::from_secs(3600)).attempt_timeout(Duration::from_secs(3600)).build().unwrap();
    client.send(&GetThing::default()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_correction_helps_later_calls_even_if_this_one_must_not_be_retried() {
    let memory = Memory::new([expired().with_header("date", FEBRUARY), Step::success()]);
    let client = builder(&memory).retry(RetryPolicy::none()).build().unwrap();
    assert_eq!(client.send(&GetThing::default()).await.unwrap_err().attempts(), 1);
    client.send(&GetThing::default()).await.unwrap();
    assert_eq!(day(&memory, 1), "2026-02-02");
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_jumps_is_corrected_again() {
    let january = "Fri, 02 Jan 2026 03:04:05 GMT";
    let memory = Memory::new([
        expired().with_header("date", FEBRUARY),
        Step::success(),
        expired().with_header("date", january),
        Step::success(),
    ]);
    let client = builder(&memory).build().unwrap();
    client.send(&GetThing::default()).await.unwrap();
    client.send(&GetThing::default()).await.unwrap();
    assert_eq!(day(&memory, 3), "2026-01-02");
}

#[test]
fn any_moment_can_be_signed_until_the_year_10000() {
    let year_10000 = UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    let endpoint = Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap();
    for scheme in [Scheme::HmacSha1, Scheme::Acs3HmacSha256] {
        let signer = Signer::new(credentials()).with_scheme(scheme);
        let sign = |time| signer.sign(&GetThing::default(), &endpoint, &Stamp::new(time, "nonce"));
        for (time, text) in [
            (UNIX_EPOCH - Duration::from_secs(1), "1969-12-31T23:59:59Z"),
            (UNIX_EPOCH - Duration::from_millis(1), "1969-12-31T23:59:59Z"),
            (UNIX_EPOCH - Duration::from_secs(40_000_000_000), "0702-06-15T00:53:20Z"),
            (year_10000 - Duration::from_secs(1), "9999-12-31T23:59:59Z"),
        ] {
            let request = sign(time).unwrap();
            let written = match scheme {
                Scheme::HmacSha1 => request.uri().query().unwrap_or_default().replace("%3A", ":"),
                _ => request.headers()["x-acs-date"].to_str().unwrap().to_owned(),
            };
            assert!(written.contains(text), "{written}");
        }
        let error = sign(year_10000).unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{error}");
        assert!(sign(year_10000 + Duration::from_secs(1 << 60)).is_err());
    }
}

/// Gives credentials with a new token each time.
#[derive(Debug, Clone, Default)]
struct Rotating(Arc<AtomicUsize>);

impl ProvideCredentials for Rotating {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move {
            let keys =
                Credentials::new("id", SECRET).and_then(|keys| keys.with_security_token(format!("token{number}")));
            Ok(Provided::until(keys.unwrap(), SystemTime::now() + Duration::from_secs(3600)))
        })
    }
}

fn over() -> Step {
    Step::error(403, "InvalidSecurityToken.Expired")
}

fn rotating(memory: &Memory) -> (Client, Rotating) {
    let provider = Rotating::default();
    let client = Client::builder()
        .endpoint(Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap())
        .credentials_provider(provider.clone())
        .transport(memory.clone())
        .build()
        .unwrap();
    (client, provider)
}

fn token(memory: &Memory, index: usize) -> String {
    memory.sent()[index].header("x-acs-security-token").unwrap()
}

#[tokio::test]
async fn an_expired_token_is_fetched_again_once() {
    let memory = Memory::new([over(), Step::success()]);
    let (client, provider) = rotating(&memory);
    client.send(&SubmitThing::default()).await.unwrap();
    assert_eq!((token(&memory, 0), token(&memory, 1)), ("token1".to_owned(), "token2".to_owned()));
    client.send(&SubmitThing::default()).await.unwrap();
    assert_eq!((token(&memory, 2), provider.0.load(Ordering::SeqCst)), ("token2".to_owned(), 2));

    let memory = Memory::new([over()]);
    let (client, _) = rotating(&memory);
    let error = client.send(&SubmitThing::default()).await.unwrap_err();
    assert_eq!((error.attempts(), error.may_have_executed()), (2, MayHaveExecuted::No));
    assert_eq!(error.code(), Some("InvalidSecurityToken.Expired"));
}

#[tokio::test]
async fn fixed_credentials_cannot_be_refreshed() {
    let memory = Memory::new([over()]);
    let error = builder(&memory).build().unwrap().send(&GetThing::default()).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
}

/// Gives credentials once, then fails.
#[derive(Debug, Clone, Default)]
struct Once(Rotating);

impl ProvideCredentials for Once {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        if self.0.0.load(Ordering::SeqCst) == 0 {
            return self.0.provide();
        }
        Box::pin(async { Err(CredentialsError::new("the vault is closed")) })
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_still_counts_if_new_credentials_cannot_be_fetched() {
    let unsure = Step::error(500, "InternalError");
    let memory = Memory::new([unsure, over(), Step::success()]);
    let client = Client::builder()
        .endpoint(Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap())
        .credentials_provider(Once::default())
        .transport(memory.clone())
        .build()
        .unwrap();
    let error = client.send(&GetThing::default()).await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error}");
    assert_eq!((error.attempts(), error.may_have_executed()), (2, MayHaveExecuted::Maybe));
}
