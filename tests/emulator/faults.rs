//! Faults: injected in order, one per request, into requests that would otherwise be carried out.

use std::time::{Duration, Instant};

use ice_runtime::emulator::{Answer, Emulator, Fault};
use ice_runtime::{Error, MayHaveExecuted, RetryPolicy};

use super::{ListNothing, SubmitEverything, client_of, everything, start};

async fn failure(emulator: &Emulator, fault: Fault) -> Error {
    emulator.fault(fault);
    let client = client_of(emulator).attempt_timeout(Duration::from_millis(300)).build().unwrap();
    client.send(&ListNothing {}).await.unwrap_err()
}

#[tokio::test]
async fn each_fault_does_what_it_says() {
    let emulator = start().await;
    let throttled = failure(&emulator, Fault::throttled(Some(Duration::from_millis(1200)))).await;
    assert_eq!((throttled.status(), throttled.code()), (Some(429), Some("Throttling.User")));
    assert_eq!(throttled.retry_after(), Some(Duration::from_millis(1200)));
    let unavailable = failure(&emulator, Fault::unavailable()).await;
    assert_eq!((unavailable.status(), unavailable.code()), (Some(503), Some("ServiceUnavailable")));
    for fault in [Fault::Reset, Fault::Close, Fault::Stall, Fault::CutOff] {
        let error = failure(&emulator, fault.clone()).await;
        assert!(matches!(error, Error::Transport(_)), "{fault:?}: {error}");
        assert_eq!(error.may_have_executed(), MayHaveExecuted::Maybe, "{fault:?}: {error}");
    }
    let teapot = failure(&emulator, Fault::Answer(Answer::bytes(418, ""))).await;
    assert_eq!(teapot.status(), Some(418));
    assert!(client_of(&emulator).build().unwrap().send(&ListNothing {}).await.is_ok());
    assert_eq!(emulator.received().len(), 8);
}

#[tokio::test]
async fn a_delayed_request_is_answered_after_the_delay() {
    let emulator = start().await;
    let wait = Duration::from_millis(30);
    emulator.fault(Fault::Delay(wait));
    let start = Instant::now();
    client_of(&emulator).build().unwrap().send(&ListNothing {}).await.unwrap();
    assert!(start.elapsed() >= wait);
}

#[tokio::test]
async fn faults_are_queued_and_those_of_an_operation_come_first() {
    let emulator = start().await;
    emulator.fault(Fault::Answer(Answer::error(500, "First", "")));
    emulator.fault(Fault::Answer(Answer::error(500, "Second", "")));
    emulator.fault_of::<SubmitEverything>(Fault::Answer(Answer::error(500, "Own", "")));
    let client = client_of(&emulator).build().unwrap();
    let mut codes = Vec::new();
    for _ in 0..2 {
        codes.push(client.send(&ListNothing {}).await.unwrap_err().code().unwrap().to_owned());
    }
    codes.push(client.send(&everything()).await.unwrap_err().code().unwrap().to_owned());
    assert_eq!(codes, ["First", "Second", "Own"]);
    client.send(&everything()).await.unwrap();
}

#[tokio::test]
async fn the_client_gets_through_transient_faults_with_one_token_and_new_nonces() {
    let emulator = start().await;
    emulator.fault(Fault::unavailable());
    emulator.fault(Fault::Reset);
    let client = client_of(&emulator).retry(RetryPolicy::default()).build().unwrap();
    client.send(&everything()).await.unwrap();
    let received = emulator.received();
    assert_eq!(received.len(), 3);
    assert!(received.iter().all(|request| request.idempotency_token() == received[0].idempotency_token()));
    assert!(received[0].idempotency_token().is_some());
    assert_ne!(received[0].nonce(), received[1].nonce());
    assert_ne!(received[1].nonce(), received[2].nonce());
}

#[tokio::test]
async fn a_refused_request_does_not_use_up_a_fault() {
    let emulator = start().await;
    emulator.fault(Fault::unavailable());
    let mut request = super::signed(&emulator, super::SCHEMES[0], &ListNothing {});
    request.target = "/?Unknown=1".into();
    assert_eq!(request.send(&emulator).error(), (400, "SignatureDoesNotMatch".into()));
    let client = client_of(&emulator).build().unwrap();
    assert_eq!(client.send(&ListNothing {}).await.unwrap_err().status(), Some(503));
}
