//! What a call logs, and what it does not log.

use std::time::{Duration, SystemTime};

use ice_runtime::credentials::{Credentials, ProvideCredentials, Provided};
use ice_runtime::{BoxFuture, Client, ConfigError, CredentialsError, RetryPolicy, TransportError, TransportErrorKind};
use ice_tests::leaks::Run;
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::{GetThing, SubmitThing, credentials};

use super::retry::builder;

fn client(steps: impl IntoIterator<Item = Step>) -> Client {
    builder(&Memory::new(steps)).build().unwrap()
}

/// The lines of a run that contain all of these parts.
fn lines<'a>(log: &'a str, parts: &[&str]) -> Vec<&'a str> {
    log.lines().filter(|line| parts.iter().all(|part| line.contains(part))).collect()
}

#[track_caller]
fn assert_line(log: &str, parts: &[&str]) {
    assert!(!lines(log, parts).is_empty(), "{parts:?} in\n{log}");
}

#[tokio::test(start_paused = true)]
async fn a_call_is_a_span_with_opentelemetrys_names() {
    let run = Run::new();
    client([Step::success()]).send(GetThing::default()).await.unwrap();
    let log = run.log();
    assert_line(
        &log,
        &[
            "INFO ice_runtime call:",
            "otel.kind=\"client\"",
            "rpc.system=",
            "rpc.service=\"ice\"",
            "rpc.method=\"GetThing\"",
            "server.address=\"ice.cn-shanghai.aliyuncs.com\"",
        ],
    );
    // The last line is what the span records at the end.
    assert_eq!(lines(&log, &[" ice_runtime "]).len(), 2, "{log}");
    assert_line(&log, &["http.response.status_code=200", "http.request.resend_count=0", "request_id=\"4C467B38\""]);
    run.check::<String>(&[]);
}

#[tokio::test(start_paused = true)]
async fn a_success_is_logged_with_its_request_id() {
    let run = Run::new();
    client([Step::success().with_header("x-acs-request-id", "R-9")]).send(GetThing::default()).await.unwrap();
    let parts = ["DEBUG", "call succeeded", "request_id=\"R-9\"", "http.response.status_code=200", "attempt=1"];
    assert_line(&run.log(), &parts);
}

#[tokio::test(start_paused = true)]
async fn each_attempt_says_what_failed_and_why() {
    let run = Run::new();
    let broken = TransportErrorKind::Interrupted;
    let steps = [Step::error(503, "ServiceUnavailable"), Step::Fails(broken), Step::error(400, "MissingParameter")];
    client(steps).send(GetThing::default()).await.unwrap_err();
    let log = run.log();
    let first = ["INFO", "retrying the call", "attempt=1", "http.request.resend_count=0", "delay="];
    assert_line(
        &log,
        &[&first[..], &["kind=\"service\"", "code=\"ServiceUnavailable\"", "request_id=\"R-503\""]].concat(),
    );
    assert_line(&log, &["error.type=\"ServiceUnavailable\"", "http.response.status_code=503", "retry_budget=500"]);
    let second = ["INFO", "attempt=2", "http.request.resend_count=1", "kind=\"interrupted\"", "retry_budget=486"];
    assert_line(&log, &[&second[..], &["cause=\"the connection broke", "error.type=\"interrupted\""]].concat());
    let last = ["WARN", "call failed", "attempt=3", "code=\"MissingParameter\"", "cause=\"", "status_code=400"];
    assert_line(&log, &last);
    assert_eq!(lines(&log, &["WARN"]).len(), 1, "{log}");
    run.check::<String>(&[]);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_no_request_follows_is_not_called_a_retry() {
    let run = Run::new();
    let steps = [Step::error(404, "InvalidAccessKeyId.NotFound")];
    let client = builder(&Memory::new(steps)).credentials_provider(Fresh).build().unwrap();
    client.send(GetThing::default()).await.unwrap_err();
    let log = run.log();
    assert_line(&log, &["INFO", "fetching credentials again", "attempt=1"]);
    assert!(!log.contains("retrying the call"), "{log}");
    run.check::<String>(&[]);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_call_says_how_long_all_of_it_took() {
    let run = Run::new();
    let throttled = Step::error(400, "Throttling.User").with_header("x-acs-retry-after", "7000");
    client([throttled, Step::error(400, "MissingParameter")]).send(GetThing::default()).await.unwrap_err();
    assert_line(&run.log(), &["call failed", "attempt=2", "elapsed=7"]);
}

/// A transport whose error has a cause.
#[derive(Debug)]
struct Caused;

impl ice_runtime::Transport for Caused {
    fn send(
        &self,
        _: http::Request<ice_runtime::transport::Body>,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        let cause = std::io::Error::other("the cable was cut");
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Interrupted).with_source(cause)) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_logged_with_its_cause() {
    let run = Run::new();
    let client = builder(&Memory::new([])).transport(Caused).build().unwrap();
    client.send(SubmitThing::default()).await.unwrap_err();
    assert_line(
        &run.log(),
        &["WARN", "call failed", "the cable was cut", "gave_up=\"the operation is not safe to repeat\""],
    );
}

#[tokio::test(start_paused = true)]
async fn a_missing_resource_is_not_a_warning() {
    for step in [Step::error(404, "MediaNotFound"), Step::error(400, "Pipeline.NotExist"), Step::error(404, "")] {
        let run = Run::new();
        client([step]).send(GetThing::default()).await.unwrap_err();
        let log = run.log();
        assert_line(&log, &["DEBUG", "call failed"]);
        assert!(lines(&log, &["WARN"]).is_empty(), "{log}");
    }
}

/// A provider whose role does not exist.
#[derive(Debug)]
struct Roleless;

impl ProvideCredentials for Roleless {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(async {
            let sts = client([Step::error(404, "EntityNotExist.Role")]);
            let error = sts.send(GetThing::default()).retry(RetryPolicy::none()).await.unwrap_err();
            assert!(error.is_not_found(), "{error}");
            Err(CredentialsError::caused_by("the role could not be assumed", error))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_missing_role_is_a_warning_and_not_a_missing_resource() {
    let run = Run::new();
    let client = builder(&Memory::new([])).credentials_provider(Roleless).build().unwrap();
    let error = client.send(GetThing::default()).await.unwrap_err();
    assert_eq!((error.is_not_found(), error.code()), (false, Some("EntityNotExist.Role")), "{error}");
    assert_line(&run.log(), &["WARN", "call failed", "kind=\"credentials\""]);
}

#[tokio::test(start_paused = true)]
async fn an_empty_retry_budget_is_shown_in_the_log_and_the_error() {
    let client = client([Step::Fails(TransportErrorKind::Interrupted)]);
    for _ in 0..18 {
        client.send(GetThing::default()).await.unwrap_err();
    }
    let run = Run::new();
    let error = client.send(GetThing::default()).await.unwrap_err();
    let text = "retries are used up for now: the last 35 failed";
    assert!(error.to_string().contains(text), "{error}");
    assert_line(&run.log(), &["WARN", "call failed", text, "retry_budget=10"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_cannot_start_is_logged_too() {
    let run = Run::new();
    let client = Client::builder().credentials(credentials()).build().unwrap();
    client.send(GetThing::default()).await.unwrap_err();
    assert_line(&run.log(), &["WARN", "call failed", "kind=\"config\"", "`region`", "attempt=0"]);
}

#[tokio::test(start_paused = true)]
async fn the_reply_that_came_instead_of_an_answer_is_the_cause() {
    let run = Run::new();
    let page = Step::Reply(502, Vec::new(), "<html>Bad Gateway</html>".to_owned());
    client([page]).send(SubmitThing::default()).await.unwrap_err();
    assert_line(
        &run.log(),
        &["WARN", "call failed", "cause=\"an HTML page came back instead of the service's answer\""],
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_never_sent_says_what_it_waited_for() {
    let run = Run::new();
    let keys = builder(&Memory::new([Step::success()])).credentials_provider(Never).timeout(Duration::from_secs(2));
    let error = keys.build().unwrap().send(GetThing::default()).await.unwrap_err();
    assert!(
        format!("{error:#}").ends_with("not sent within `timeout` (2s); cause: it waited for credentials"),
        "{error:#}"
    );
    assert_line(&run.log(), &["WARN", "call failed", "not sent within `timeout` (2s): it waited for credentials"]);
    let busy = builder(&Memory::new([Step::Silent])).max_in_flight(1).build().unwrap();
    let first = busy.send(GetThing::default()).into_future();
    let second = busy.send(GetThing::default()).timeout(Duration::from_secs(2)).into_future();
    let (_, error) = tokio::join!(first, second);
    assert!(
        format!("{:#}", error.unwrap_err())
            .ends_with("it waited for a free slot among the calls in flight (`max_in_flight`)")
    );
}

/// Gives no credentials.
#[derive(Debug)]
struct Never;

impl ProvideCredentials for Never {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

/// A provider whose vault cannot be reached.
#[derive(Debug)]
struct Vault;

impl ProvideCredentials for Vault {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let error = ConfigError::new("VAULT_ADDRESS", "it is missing: set it");
        Box::pin(async { Err(CredentialsError::caused_by("the vault", error.into())) })
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_cannot_be_fetched_say_from_where_and_why() {
    let run = Run::new();
    let client = builder(&Memory::new([])).credentials_provider(Vault).build().unwrap();
    client.send(GetThing::default()).await.unwrap_err();
    let log = run.log();
    assert_line(
        &log,
        &["WARN ice_runtime", "credentials could not be fetched", "provider=\"the vault\"", "VAULT_ADDRESS"],
    );
    assert_line(&log, &["WARN", "call failed", "kind=\"credentials\"", "the vault", "attempt=0"]);
}

/// Gives credentials whose secret must not be shown.
#[derive(Debug)]
struct Fresh;

impl ProvideCredentials for Fresh {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let keys: Credentials = credentials();
        Box::pin(async { Ok(Provided::until(keys, SystemTime::now() + Duration::from_secs(3600))) })
    }
}

#[tokio::test(start_paused = true)]
async fn refused_credentials_are_not_shown() {
    let mut run = Run::new();
    let memory = Memory::new([Step::error(403, "InvalidSecurityToken.Expired")]);
    let client = builder(&memory).credentials_provider(Fresh).retry(RetryPolicy::default()).build().unwrap();
    let error = client.send(GetThing::default()).await.unwrap_err();
    assert_eq!(error.attempts(), 1, "the provider gave the same credentials again");
    run.add_error(&error);
    run.check::<String>(&[]);
}
