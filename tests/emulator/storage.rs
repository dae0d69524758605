//! Uploads of a ticket's object with its credentials, stored whole or not at all. Signed by an independent library.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use ice_runtime::emulator::{Answer, Emulator, EmulatorBuilder, Fault};
use ice_runtime::encoding::Base64Json;
use ice_runtime::ice_operation;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use ice_tests::operations::{CreateUploadStream, CreateUploadStreamResponse};
use serde::Deserialize;
use serde_json::json;

use super::client_of;
use super::oss::{Caller, KEY};
use super::raw::{Change, Request};

fn builder() -> EmulatorBuilder {
    Emulator::builder().answer::<CreateUploadStream>(|call| {
        let ticket = call.ticket("media", KEY);
        Answer::json(json!({
            "MediaId": "m",
            "FileURL": ticket.file_url(),
            "UploadAddress": ticket.upload_address(),
            "UploadAuth": ticket.upload_auth(),
        }))
    })
}

async fn ticket(emulator: &Emulator) -> CreateUploadStreamResponse {
    let client = client_of(emulator).build().unwrap();
    client.send(&CreateUploadStream::default()).await.unwrap()
}

/// The `PUT` of `body` with the ticket.
async fn put(emulator: &Emulator, ticket: &CreateUploadStreamResponse, region: &str, body: &str) -> Request {
    let caller = Caller { region: region.to_owned(), ..Caller::new(ticket.upload_auth.credentials().unwrap()) };
    let url = ticket.upload_address.object_url().unwrap();
    caller.sign(emulator, "PUT", url.path(), body).await
}

fn stored(emulator: &Emulator) -> Option<String> {
    let path = emulator.uploaded("media", KEY)?;
    Some(std::fs::read_to_string(path).unwrap())
}

#[tokio::test]
async fn an_object_is_stored_with_its_bytes_and_replaced_by_later_ones() {
    let emulator = builder().start().await.unwrap();
    let ticket = ticket(&emulator).await;
    assert!(ticket.file_url.ends_with("/media/stream/a%20b/%E4%B8%AD%2B1.mp4"), "{}", ticket.file_url);
    assert_eq!(ticket.upload_address.object_url().unwrap().to_string(), ticket.file_url);
    assert_eq!(stored(&emulator), None);
    for body in ["123456789", "second", ""] {
        let reply = put(&emulator, &ticket, "cn-shanghai", body).await.send(&emulator);
        assert_eq!(reply.status, 200, "{}", reply.body);
        for header in ["etag: \"", "x-oss-request-id: ", "x-oss-hash-crc64ecma: ", "date: "] {
            assert!(reply.head.contains(header), "{}", reply.head);
        }
        // The published check value of CRC-64/XZ.
        let is_check_value = reply.head.contains("x-oss-hash-crc64ecma: 11051210869376104954");
        assert_eq!(is_check_value, body == "123456789", "{}", reply.head);
        assert_eq!(stored(&emulator).as_deref(), Some(body));
    }
    assert_eq!(emulator.upload_attempts(), 3);
}

#[tokio::test]
async fn incorrectly_signed_requests_are_refused() {
    let emulator = builder().start().await.unwrap();
    let ticket = ticket(&emulator).await;
    let changes: [(&str, Change); 8] = [
        ("SignatureDoesNotMatch", |request| {
            request.set("content-type", "video/other");
        }),
        ("SignatureDoesNotMatch", |request| request.set("x-oss-later", "1")),
        ("SignatureDoesNotMatch", |request| {
            request.retarget("/media/", "/medib/");
        }),
        ("SignatureDoesNotMatch", |request| {
            let authorization = request.header("authorization").to_owned();
            request.set("authorization", authorization.strip_suffix(|_: char| true).unwrap());
        }),
        ("InvalidSecurityToken", |request| {
            request.set("x-oss-security-token", "other");
        }),
        ("InvalidSecurityToken", |request| request.remove("x-oss-security-token")),
        ("AccessDenied", |request| request.remove("authorization")),
        ("InvalidAccessKeyId", |request| {
            let authorization = request.header("authorization").replace("Credential=STS", "Credential=STX");
            request.set("authorization", &authorization);
        }),
    ];
    for (expected, change) in changes {
        let mut request = put(&emulator, &ticket, "cn-shanghai", "body").await;
        change(&mut request);
        let reply = request.send(&emulator);
        assert_eq!((reply.status, reply.element("Code")), (403, expected), "{}", reply.body);
        assert!(reply.head.contains("content-type: application/xml"), "{}", reply.head);
        let keys = ticket.upload_auth.credentials().unwrap();
        for secret in [keys.access_key_secret(), keys.security_token().unwrap()] {
            assert!(!reply.body.contains(secret), "{}", reply.body);
        }
    }
    let reply = put(&emulator, &ticket, "cn-beijing", "body").await.send(&emulator);
    assert_eq!((reply.status, reply.element("Code")), (400, "InvalidArgument"));
    assert_eq!(stored(&emulator), None);
}

#[tokio::test]
async fn credentials_are_valid_for_their_own_object() {
    let emulator = builder().start().await.unwrap();
    let mut ticket = ticket(&emulator).await;
    let mut address = ticket.upload_address.into_inner();
    address.file_name = "stream/other.mp4".into();
    ticket.upload_address = address.into();
    let reply = put(&emulator, &ticket, "cn-shanghai", "body").await.send(&emulator);
    assert_eq!((reply.status, reply.element("Code")), (403, "AccessDenied"));
    assert_eq!(emulator.uploaded("media", "stream/other.mp4"), None);
}

#[tokio::test]
async fn credentials_expire_and_dates_must_be_recent() {
    let offset = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&offset);
    let emulator = builder()
        .ticket_lifetime(Duration::from_secs(60))
        .clock(move || SystemTime::now() + Duration::from_secs(clock.load(Ordering::Relaxed)))
        .start()
        .await
        .unwrap();
    let short_lived = ticket(&emulator).await;
    let lifetime = short_lived.upload_auth.expires_at().unwrap().duration_since(SystemTime::now());
    assert!(lifetime.unwrap() <= Duration::from_secs(60));
    offset.store(61, Ordering::Relaxed);
    let reply = put(&emulator, &short_lived, "cn-shanghai", "body").await.send(&emulator);
    assert_eq!((reply.status, reply.element("Code")), (403, "SecurityTokenExpired"));

    let patient = builder().start().await.unwrap();
    let ticket = ticket(&patient).await;
    let mut late = put(&patient, &ticket, "cn-shanghai", "body").await;
    let date = late.header("x-oss-date").to_owned();
    late.set("x-oss-date", &date.replace('T', "t"));
    assert_eq!(late.send(&patient).element("Code"), "InvalidArgument");
    late.set("x-oss-date", "20200102T030405Z");
    let authorization = late.header("authorization").replace(&date[..8], "20200102");
    late.set("authorization", &authorization);
    let reply = late.send(&patient);
    assert_eq!((reply.status, reply.element("Code")), (403, "RequestTimeTooSkewed"));
}

#[tokio::test]
async fn other_requests_and_sizes_are_refused() {
    let emulator = builder().start().await.unwrap();
    let ticket = ticket(&emulator).await;
    let changes: [(u16, &str, Change); 4] = [
        (405, "MethodNotAllowed", |request| request.method = "PATCH".into()),
        (501, "NotImplemented", |request| request.target.push_str("?uploads")),
        (400, "EntityTooLarge", |request| {
            request.set("content-length", "5368709121");
        }),
        (411, "MissingContentLength", |request| {
            request.set("transfer-encoding", "chunked");
            request.body = b"4\r\nbody\r\n0\r\n\r\n".to_vec();
        }),
    ];
    for (status, expected, change) in changes {
        let mut request = put(&emulator, &ticket, "cn-shanghai", "body").await;
        change(&mut request);
        let reply = request.send(&emulator);
        assert_eq!((reply.status, reply.element("Code")), (status, expected), "{}", reply.body);
    }
    assert_eq!(stored(&emulator), None);
}

#[tokio::test]
async fn an_incomplete_body_is_not_stored() {
    let emulator = builder().start().await.unwrap();
    let ticket = ticket(&emulator).await;
    let whole = put(&emulator, &ticket, "cn-shanghai", "whole").await;
    assert_eq!(whole.send(&emulator).status, 200);
    let mut short = put(&emulator, &ticket, "cn-shanghai", "short").await;
    short.set("content-length", "6");
    let head = format!("{} {} HTTP/1.1\r\n", short.method, short.target);
    let headers: String = short.headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
    let reply = super::raw::exchange(&emulator, format!("{head}{headers}\r\nshort").as_bytes());
    assert!(!reply.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&reply));
    assert_eq!(stored(&emulator).as_deref(), Some("whole"));
}

#[tokio::test]
async fn faults_are_injected_into_uploads_too() {
    let emulator = builder().start().await.unwrap();
    let ticket = ticket(&emulator).await;
    emulator.fault_of_upload(Fault::unavailable());
    let reply = put(&emulator, &ticket, "cn-shanghai", "body").await.send(&emulator);
    assert_eq!((reply.status, reply.element("Code")), (503, "ServiceUnavailable"));
    for fault in [Fault::Reset, Fault::Close] {
        emulator.fault_of_upload(fault);
        let request = put(&emulator, &ticket, "cn-shanghai", "body").await;
        assert!(request.try_send(&emulator).is_none(), "there is no reply");
        assert_eq!(stored(&emulator), None);
    }
    emulator.fault_of_upload(Fault::CutOff);
    let request = put(&emulator, &ticket, "cn-shanghai", "body").await;
    assert!(request.try_send(&emulator).is_none());
    assert_eq!(stored(&emulator).as_deref(), Some("body"), "stored, but the reply is lost");
}

#[tokio::test]
async fn answer_upload_issues_a_ticket() {
    let emulator =
        Emulator::builder().region("cn-beijing").answer_upload::<CreateUploadStream>().start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    let operation = CreateUploadStream {
        media_id: Some("line\nbreak".into()),
        file_extension: Some("MOV".into()),
        ..CreateUploadStream::default()
    };
    let created = client.send(&operation).await.unwrap();
    assert_eq!(created.media_id, "line\nbreak");
    assert_eq!(created.upload_auth.region(), Some("cn-beijing"));
    assert_eq!(created.upload_address.file_name.rsplit('.').next(), Some("mov"));
    assert_eq!(put(&emulator, &created, "cn-beijing", "body").await.send(&emulator).status, 200);
    let path = emulator.uploaded("media", &created.upload_address.file_name).unwrap();
    assert_eq!(std::fs::read(path).unwrap(), b"body");
    let another = client.send(&CreateUploadStream::default()).await.unwrap();
    assert_ne!(another.upload_address.file_name, created.upload_address.file_name);
    assert!(!another.media_id.is_empty());
}

#[ice_operation(action = "CreateUploadVideo", product = "vod", version = "2017-03-21", response = VideoTicket)]
struct CreateUploadVideo {
    title: String,
    file_name: String,
}

#[ice_operation(action = "RefreshUploadVideo", product = "vod", version = "2017-03-21", response = VideoTicket)]
struct RefreshUploadVideo {
    video_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct VideoTicket {
    video_id: String,
    upload_address: Base64Json<UploadAddress>,
    upload_auth: Base64Json<UploadAuth>,
}

#[tokio::test]
async fn a_refresh_gives_new_credentials_for_the_same_object_with_the_products_names() {
    let builder = Emulator::builder().answer_upload::<CreateUploadVideo>().answer_upload::<RefreshUploadVideo>();
    let emulator = builder.start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    let create = CreateUploadVideo { title: "t".into(), file_name: "a.b.MOV".into() };
    let created = client.send(&create).await.unwrap();
    assert_eq!(created.upload_address.file_name.rsplit('.').next(), Some("mov"));
    let refresh = RefreshUploadVideo { video_id: created.video_id.clone() };
    let refreshed = client.send(&refresh).await.unwrap();
    assert_eq!(refreshed.video_id, created.video_id);
    assert_eq!(*refreshed.upload_address, *created.upload_address);
    let (old, new) = (created.upload_auth.credentials().unwrap(), refreshed.upload_auth.credentials().unwrap());
    assert_ne!(old.access_key_id(), new.access_key_id());
    let unknown = client.send(&RefreshUploadVideo { video_id: "other".into() }).await.unwrap_err();
    assert_eq!((unknown.code(), unknown.status()), (Some("InvalidMedia.NotFound"), Some(404)));
}

#[tokio::test]
async fn a_dropped_emulator_leaves_nothing_behind() {
    let emulator = builder().start().await.unwrap();
    let ticket = ticket(&emulator).await;
    assert_eq!(put(&emulator, &ticket, "cn-shanghai", "body").await.send(&emulator).status, 200);
    let path = emulator.uploaded("media", KEY).unwrap();
    let address = emulator.endpoint().to_string().replace("http://", "");
    let idle = super::raw::connect(&emulator);
    emulator.fault(Fault::Stall);
    let client = client_of(&emulator).build().unwrap();
    let stalled = tokio::spawn(async move { client.send(&CreateUploadStream::default()).await.is_err() });
    while emulator.received().len() < 2 {
        tokio::task::yield_now().await;
    }
    drop(emulator);
    assert!(!path.exists() && !path.parent().unwrap().exists());
    assert!(std::net::TcpStream::connect(address).is_err());
    assert!(stalled.await.unwrap());
    drop(idle);
}
