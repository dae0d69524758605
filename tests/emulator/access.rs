//! Access to the storage: account and ticket credentials, signed URLs, credentials that expire midway; and storage
//! faults.

use std::time::{Duration, Instant};

use ice_runtime::emulator::{Answer, Emulator, Fault, StorageOperation, StorageRequest};
use ice_runtime::encoding::Base64Json;
use ice_runtime::ice_operation;
use ice_runtime::upload::{UploadAddress, UploadAuth};

use super::oss::{Caller, KEY, PATH, oss_signed, start};
use super::raw::Change;

#[ice_operation(action = "CreateUploadMedia", response = Ticket)]
struct CreateUploadMedia {}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ticket {
    #[expect(dead_code, reason = "the emulator checks that it is there")]
    upload_address: Base64Json<UploadAddress>,
    upload_auth: Base64Json<UploadAuth>,
}

/// An emulator whose tickets are for `KEY` and allow this many requests.
async fn with_tickets(uses: u64) -> Emulator {
    start(|builder| {
        builder.ticket_uses(uses).answer::<CreateUploadMedia>(|call| {
            let ticket = call.ticket("media", KEY);
            let address = serde_json::json!({ "UploadAddress": ticket.upload_address() });
            Answer::json(address).with_member("UploadAuth", ticket.upload_auth())
        })
    })
    .await
}

async fn ticket(emulator: &Emulator) -> Caller {
    let client = super::client_of(emulator).build().unwrap();
    Caller::new(client.send(&CreateUploadMedia {}).await.unwrap().upload_auth.credentials().unwrap())
}

#[tokio::test]
async fn a_ticket_is_valid_for_its_own_object_whole_or_in_parts() {
    let emulator = with_tickets(u64::MAX).await;
    let caller = ticket(&emulator).await;
    let upload = caller.begin(&emulator).await;
    let tag = caller.put_part(&emulator, &upload, 1, "part").await.tag();
    assert_eq!(caller.complete(&emulator, &upload, &[(1, tag)]).await.status, 200);
    assert_eq!(caller.send(&emulator, "PUT", PATH, "whole").await.status, 200);
    let other = caller.send(&emulator, "POST", "/media/other?uploads", "").await;
    assert_eq!(other.refusal(), (403, "AccessDenied"));
    for path in ["/own-bucket/any/key", "/media/any/key", PATH] {
        assert_eq!(Caller::of(&emulator).send(&emulator, "PUT", path, "x").await.status, 200);
    }
    // A ticket's credentials are not valid for the API.
    let client = super::client_of(&emulator).credentials(caller.keys).build().unwrap();
    let error = client.send(&CreateUploadMedia {}).await.err().unwrap();
    assert_eq!(error.code(), Some("InvalidAccessKeyId.NotFound"));
}

#[tokio::test]
async fn credentials_expire_after_the_allowed_number_of_requests_and_new_ones_continue_the_upload() {
    let emulator = with_tickets(2).await;
    let (first, second) = (ticket(&emulator).await, ticket(&emulator).await);
    let upload = first.begin(&emulator).await;
    assert_eq!(first.put_part(&emulator, &upload, 1, "one").await.status, 200);
    let refused = first.put_part(&emulator, &upload, 2, "two").await;
    assert_eq!(refused.refusal(), (403, "SecurityTokenExpired"));
    assert_eq!(second.put_part(&emulator, &upload, 2, "two").await.status, 200);
    emulator.expire_tickets();
    assert_eq!(second.put_part(&emulator, &upload, 2, "two").await.refusal(), (403, "SecurityTokenExpired"));
    assert_eq!(ticket(&emulator).await.put_part(&emulator, &upload, 2, "2").await.status, 200);
    assert_eq!(emulator.unfinished_uploads()[0].parts.len(), 2);
    // The account's credentials stay valid.
    assert_eq!(Caller::of(&emulator).put_part(&emulator, &upload, 3, "three").await.status, 200);
}

#[tokio::test]
async fn a_signed_url_is_valid_until_it_expires_and_for_nothing_else() {
    let emulator = with_tickets(u64::MAX).await;
    for keys in [Caller::of(&emulator), ticket(&emulator).await] {
        let caller = Caller { expires_in: Some(Duration::from_secs(60)), ..keys };
        let put = caller.sign(&emulator, "PUT", PATH, "by URL").await;
        assert!(put.target.contains("x-oss-signature=") && put.header("authorization").is_empty());
        assert_eq!(put.send(&emulator).status, 200);
        let upload = caller.begin(&emulator).await;
        assert_eq!(caller.put_part(&emulator, &upload, 1, "part").await.status, 200);
        assert_eq!(caller.send(&emulator, "GET", PATH, "").await.body, "by URL");
        let changes: [(&str, Change); 5] = [
            ("SignatureDoesNotMatch", |request| request.retarget("x-oss-expires=60", "x-oss-expires=61")),
            ("SignatureDoesNotMatch", |request| request.method = "GET".into()),
            ("SignatureDoesNotMatch", |request| request.target.push_str("&x-oss-process=1")),
            ("InvalidArgument", |request| request.retarget("x-oss-expires=60", "x-oss-expires=604801")),
            ("AccessDenied", |request| request.retarget("x-oss-signature-version", "x-oss-signature-varsion")),
        ];
        for (expected, change) in changes {
            let mut request = caller.sign(&emulator, "PUT", PATH, "changed").await;
            change(&mut request);
            assert_eq!(request.send(&emulator).element("Code"), expected);
        }
    }
    let late = start(|builder| builder.clock(|| std::time::SystemTime::now() + Duration::from_secs(61))).await;
    let caller = Caller { expires_in: Some(Duration::from_secs(60)), ..Caller::of(&late) };
    let expired = caller.send(&late, "PUT", PATH, "late").await;
    assert_eq!((expired.refusal(), expired.element("Message")), ((403, "AccessDenied"), "Request has expired."));
}

#[tokio::test]
async fn the_bucket_may_be_part_of_the_host() {
    let emulator = start(|builder| builder).await;
    let host = emulator.endpoint().to_string().replace("http://127.0.0.1", "media.localhost");
    let path = PATH.strip_prefix("/media").unwrap();
    let request = http::Request::put(format!("http://{host}{path}")).header("host", host);
    let request = oss_signed(&emulator, request.body(()).unwrap(), b"x");
    assert_eq!(request.send(&emulator).status, 200);
    assert_eq!(emulator.object("media", KEY).unwrap().len(), 1);
}

#[tokio::test]
async fn faults_are_injected_into_the_requests_that_they_are_meant_for() {
    let emulator = start(|builder| {
        let lost = |number: u64| number.is_multiple_of(4).then_some(Fault::Reset);
        builder.upload_faults(move |request| lost(request.number()))
    })
    .await;
    let caller = Caller::of(&emulator);
    emulator.fault_of_storage(StorageOperation::UploadPart, Fault::WrongChecksum);
    let upload = caller.begin(&emulator).await;
    let wrong = caller.put_part(&emulator, &upload, 1, "part").await;
    let right = caller.put_part(&emulator, &upload, 1, "part").await;
    assert_eq!((wrong.status, wrong.tag()), (200, right.tag()));
    assert_ne!(wrong.header("x-oss-hash-crc64ecma"), right.header("x-oss-hash-crc64ecma"));
    let request = caller.sign(&emulator, "PUT", PATH, "lost").await;
    assert!(request.try_send(&emulator).is_none(), "the fourth");
    assert_eq!(caller.send(&emulator, "PUT", PATH, "taken").await.status, 200);
    let statuses: Vec<_> = emulator.storage_requests().iter().map(StorageRequest::status).collect();
    assert_eq!(statuses, [Some(200), Some(200), Some(200), None, Some(200)]);
}

#[tokio::test]
async fn a_panic_in_a_fault_script_is_quoted() {
    let emulator = start(|builder| {
        builder.upload_faults(|request| {
            assert_eq!(request.number(), 0, "on purpose");
            None
        })
    })
    .await;
    let reply = Caller::of(&emulator).send(&emulator, "PUT", PATH, "x").await;
    assert_eq!(reply.refusal(), (400, "AnswerPanicked"));
    let message = reply.element("Message");
    assert!(message.starts_with("the function given to `upload_faults` panicked: ") && message.contains("on purpose"));
}

#[tokio::test]
async fn a_refused_caller_that_waits_for_100_continue_does_not_send_its_body() {
    let emulator = start(|builder| builder).await;
    let mut request = Caller::of(&emulator).sign(&emulator, "PUT", PATH, "").await;
    request.set("expect", "100-continue");
    request.set("content-length", "1000000");
    request.set("x-oss-meta-later", "1");
    let reply = request.send(&emulator);
    assert_eq!((reply.refusal(), reply.head.contains("100 continue")), ((403, "SignatureDoesNotMatch"), false));
}

#[tokio::test]
async fn a_slow_storage_takes_its_time_but_stores_everything() {
    let emulator = start(|builder| builder).await;
    let caller = Caller::of(&emulator);
    for fault in [Fault::Slow(Duration::from_millis(5)), Fault::Delay(Duration::from_millis(5))] {
        emulator.fault_of_upload(fault);
        let begin = Instant::now();
        let body = "slow".repeat(500_000);
        assert_eq!(caller.send(&emulator, "PUT", PATH, &body).await.status, 200);
        assert!(begin.elapsed() >= Duration::from_millis(5));
        assert_eq!(emulator.object("media", KEY).unwrap().len(), 2_000_000);
    }
    emulator.fault_of_upload(Fault::Answer(Answer::error(403, "RequestTimeTooSkewed", "skewed")));
    assert_eq!(caller.send(&emulator, "PUT", PATH, "x").await.refusal(), (403, "RequestTimeTooSkewed"));
    assert_eq!(emulator.storage_requests().last().unwrap().refused(), Some("RequestTimeTooSkewed"));
}
