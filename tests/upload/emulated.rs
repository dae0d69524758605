//! Uploads to the emulator, which checks every signature: credentials that expire midway, lost requests, wrong
//! checksums.

use ice_runtime::Client;
use ice_runtime::emulator::{Answer, Emulator, EmulatorBuilder, Fault, StorageOperation};
use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{Checkpoint, Upload, UploadAuth};
use ice_runtime::{Credentials, Error, RetryPolicy, ice_operation};
use ice_tests::operations::CreateUploadStream;

use super::storage::{PART, media};

#[ice_operation(action = "RefreshUploadMedia", response = Refreshed)]
struct RefreshUploadMedia {
    media_id: String,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Refreshed {
    upload_auth: Base64Json<UploadAuth>,
}

/// Operations that create an upload and refresh it, with vod's and ICE's names, parameters and replies.
mod vod {
    use super::*;
    use ice_runtime::upload::UploadAddress;

    #[ice_operation(action = "CreateUploadVideo", product = "vod", version = "2017-03-21")]
    pub(super) struct CreateUploadVideo {
        pub(super) title: String,
        pub(super) file_name: String,
    }

    #[ice_operation(
        action = "RefreshUploadVideo",
        product = "vod",
        version = "2017-03-21",
        response = CreateUploadVideoResponse
    )]
    pub(super) struct RefreshUploadVideo {
        pub(super) video_id: String,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(super) struct CreateUploadVideoResponse {
        pub(super) video_id: String,
        pub(super) upload_address: Base64Json<UploadAddress>,
        pub(super) upload_auth: Base64Json<UploadAuth>,
    }

    #[ice_operation(action = "CreateUploadMedia")]
    pub(super) struct CreateUploadMedia {
        #[ice(json)]
        pub(super) file_info: serde_json::Value,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(super) struct CreateUploadMediaResponse {
        pub(super) media_id: String,
        #[serde(rename = "MediaURL")]
        pub(super) media_url: String,
        pub(super) upload_address: Base64Json<UploadAddress>,
        pub(super) upload_auth: Base64Json<UploadAuth>,
    }
}

fn builder() -> EmulatorBuilder {
    Emulator::builder().answer_upload::<CreateUploadStream>().answer_upload::<RefreshUploadMedia>()
}

fn client(emulator: &Emulator) -> Client {
    let quick = RetryPolicy::default().with_base_delay(std::time::Duration::from_millis(1));
    let builder = Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials());
    builder.region("cn-shanghai").retry(quick).build().unwrap()
}

/// A media asset's upload, whose credentials can be refreshed.
async fn asked(client: &Client) -> Upload<'_> {
    let created = client.send(CreateUploadStream::default()).await.unwrap();
    let media_id = created.media_id.clone();
    client.upload(&created.upload_address, &created.upload_auth).parts(PART as u64).refresh(move || {
        let operation = RefreshUploadMedia { media_id: media_id.clone() };
        async move { Ok::<_, Error>(client.send(operation).await?.upload_auth.into_inner()) }
    })
}

fn count(emulator: &Emulator, operation: StorageOperation) -> usize {
    emulator.storage_requests().iter().filter(|request| request.operation() == operation).count()
}

fn arrived(emulator: &Emulator, key: &str, bytes: &[u8]) -> bool {
    emulator.object("media", key).is_some_and(|object| object.bytes().unwrap() == bytes)
}

#[tokio::test]
async fn credentials_that_expire_every_twenty_requests_are_refreshed() {
    let emulator = builder().ticket_uses(20).start().await.unwrap();
    let client = client(&emulator);
    let bytes = media(70 * PART);
    let stored = asked(&client).await.bytes(bytes.clone()).await.unwrap();
    assert!(arrived(&emulator, &stored.key, &bytes));
    let refreshed = emulator.received().iter().filter(|call| call.action() == "RefreshUploadMedia").count();
    assert!((3..=4).contains(&refreshed), "{refreshed} for 72 requests");
    assert!(emulator.unfinished_uploads().is_empty());
}

#[tokio::test]
async fn one_request_in_ten_may_be_lost_in_either_direction() {
    let lose = |number| match number % 20 {
        9 => Some(Fault::CutOff),
        19 => Some(Fault::Reset),
        _ => None,
    };
    let emulator = builder().upload_faults(move |request| lose(request.number())).start().await.unwrap();
    let client = client(&emulator);
    let bytes = media(60 * PART + 1);
    let stored = asked(&client).await.bytes(bytes.clone()).await.unwrap();
    assert!(arrived(&emulator, &stored.key, &bytes));
    assert!(stored.attempts > 63 && emulator.unfinished_uploads().is_empty());
}

#[tokio::test]
async fn a_part_with_a_wrong_checksum_is_sent_again() {
    let emulator = builder().start().await.unwrap();
    for operation in [StorageOperation::UploadPart, StorageOperation::UploadPart, StorageOperation::PutObject] {
        emulator.fault_of_storage(operation, Fault::WrongChecksum);
    }
    let client = client(&emulator);
    let stored = asked(&client).await.bytes(media(3 * PART)).await.unwrap();
    assert!(arrived(&emulator, &stored.key, &media(3 * PART)));
    assert_eq!(count(&emulator, StorageOperation::UploadPart), 5);
    let stored = asked(&client).await.bytes(media(PART)).await.unwrap();
    assert!(arrived(&emulator, &stored.key, &media(PART)));
    assert_eq!(count(&emulator, StorageOperation::PutObject), 2);
}

#[tokio::test]
async fn a_checkpoint_is_resumed_with_new_credentials_and_sends_what_is_missing() {
    let emulator = builder().start().await.unwrap();
    let client = client(&emulator);
    let upload = asked(&client).await.concurrency(1).bytes(media(6 * PART));
    let checkpoint = upload.checkpoint();
    let refusal = Fault::Answer(Answer::error(403, "AccessDenied", "not now"));
    let refused = emulator_refuses(&emulator, 4, refusal);
    assert_eq!(upload.await.unwrap_err().code(), Some("AccessDenied"));
    assert!(refused);
    let checkpoint: Checkpoint = serde_json::from_str(&serde_json::to_string(&checkpoint).unwrap()).unwrap();
    emulator.expire_tickets();
    assert_eq!(checkpoint.stored_parts(), 3);

    let created = client.send(CreateUploadStream::default()).await.unwrap();
    let address =
        ice_runtime::upload::UploadAddress { file_name: checkpoint.key(), ..created.upload_address.into_inner() };
    let other_object = client.upload(&address, &created.upload_auth).bytes(media(6 * PART)).resume(checkpoint.clone());
    assert_eq!(other_object.await.unwrap_err().code(), Some("AccessDenied"), "credentials for another object");

    emulator.accept_credentials(Credentials::new("own-access-key-id", "own-access-key-secret").unwrap());
    let own = Client::builder()
        .endpoint(emulator.endpoint())
        .region("cn-shanghai")
        .credentials(Credentials::new("own-access-key-id", "own-access-key-secret").unwrap());
    let own = own.build().unwrap();
    let resumed = own.upload_to("media", &checkpoint.key()).endpoint(emulator.endpoint()).resume(checkpoint);
    let stored = resumed.bytes(media(6 * PART)).await.unwrap();
    assert!(arrived(&emulator, &stored.key, &media(6 * PART)));
    let sent = count(&emulator, StorageOperation::UploadPart);
    assert_eq!(sent, 6 + 1, "the refused part is sent again");
}

/// Lets the requests for the next parts pass, and refuses the last of them.
fn emulator_refuses(emulator: &Emulator, parts: usize, refusal: Fault) -> bool {
    for _ in 1..parts {
        emulator.fault_of_storage(StorageOperation::UploadPart, Fault::Delay(std::time::Duration::ZERO));
    }
    emulator.fault_of_storage(StorageOperation::UploadPart, refusal);
    true
}

#[tokio::test]
async fn an_object_in_your_own_bucket_keeps_its_headers() {
    let emulator = builder().start().await.unwrap();
    let client = client(&emulator);
    for size in [PART, 2 * PART] {
        let upload = client.upload_to("own-bucket", "a b/视频+?.mp4").endpoint(emulator.endpoint()).bytes(media(size));
        let upload = upload.content_type("video/mp4").header("x-oss-meta-title", "a  b").parts(PART as u64);
        upload.await.unwrap();
        let object = emulator.object("own-bucket", "a b/视频+?.mp4").unwrap();
        assert_eq!((object.len(), object.header("content-type")), (size as u64, Some("video/mp4")));
        assert_eq!(object.header("x-oss-meta-title"), Some("a  b"));
    }
}

#[tokio::test]
async fn a_video_of_vod_is_uploaded_and_its_credentials_refreshed() {
    use vod::{CreateUploadVideo, RefreshUploadVideo};

    let builder = Emulator::builder().answer_upload::<CreateUploadVideo>().answer_upload::<RefreshUploadVideo>();
    let emulator = builder.ticket_uses(4).start().await.unwrap();
    let client = client(&emulator);
    let asked = CreateUploadVideo { title: "a title".into(), file_name: "movie.MP4".into() };
    let created = client.send(asked).await.unwrap();
    let upload = client.upload(&created.upload_address, &created.upload_auth).bytes(media(9 * PART));
    let stored = upload.parts(PART as u64).refresh(|| async {
        let operation = RefreshUploadVideo { video_id: created.video_id.clone() };
        Ok(client.send(operation).await?.upload_auth.into_inner())
    });
    let stored = stored.await.unwrap();
    assert!(
        arrived(&emulator, &stored.key, &media(9 * PART)) && stored.key.rsplit('.').next() == Some("mp4"),
        "{}",
        stored.key
    );
    assert_eq!(emulator.received().iter().filter(|call| call.action() == "RefreshUploadVideo").count(), 2);
}

#[tokio::test]
async fn a_media_asset_is_uploaded_with_its_ticket() {
    let emulator = Emulator::builder().answer_upload::<vod::CreateUploadMedia>().start().await.unwrap();
    let client = client(&emulator);
    let file_info = serde_json::json!({ "Type": "video", "Name": "movie", "Size": PART, "Ext": "mp4" });
    let created = client.send(vod::CreateUploadMedia { file_info }).await.unwrap();
    let stored = client.upload(&created.upload_address, &created.upload_auth).bytes(media(PART)).await.unwrap();
    assert!(arrived(&emulator, &stored.key, &media(PART)));
    assert!(created.media_url.ends_with(&stored.key) && !created.media_id.is_empty(), "{}", created.media_url);
}

#[tokio::test]
async fn object_keys_with_any_byte_arrive_in_parts_and_in_one_request() {
    let emulator = builder().start().await.unwrap();
    let client = client(&emulator);
    let awkward: String = (1..=0x7f_u8).map(char::from).filter(|byte| !matches!(byte, '/' | '\\')).collect();
    for key in [
        format!("a{awkward}"),
        "a\\b".into(),
        "a//b/".into(),
        "%2e%2E/%2F%25".into(),
        "a.b/..c/...".into(),
        "?uploads&x=1#f".into(),
        "e\u{301}/\u{1F600}/\u{202E}/\u{FFFF}".into(),
        "k".repeat(1023),
    ] {
        for size in [1, PART + 1] {
            let upload = client.upload_to("own-bucket", &key).endpoint(emulator.endpoint()).parts(PART as u64);
            upload.bytes(media(size)).await.unwrap_or_else(|error| panic!("{key:?}: {error}"));
            assert_eq!(emulator.object("own-bucket", &key).unwrap().len(), size as u64, "{key:?}");
        }
    }
}

#[tokio::test]
async fn an_empty_source_becomes_an_empty_object() {
    let emulator = builder().start().await.unwrap();
    let client = client(&emulator);
    let file = tempfile::NamedTempFile::new().unwrap();
    let sources: [fn(Upload<'static>, &std::path::Path) -> Upload<'static>; 3] = [
        |upload, _| upload.bytes(""),
        |upload, path| upload.file(path),
        |upload, _| upload.reader(0, || Ok(std::io::empty())),
    ];
    for (number, source) in sources.into_iter().enumerate() {
        for size in [None, Some(PART as u64)] {
            let key = format!("empty/{number}/{}", size.is_some());
            let upload = client.upload_to("own-bucket", &key).endpoint(emulator.endpoint());
            let upload = source(upload, file.path());
            let upload = if let Some(size) = size { upload.parts(size) } else { upload };
            let stored = upload.await.unwrap_or_else(|error| panic!("{number}, parts of {size:?}: {error}"));
            assert_eq!((stored.length, stored.attempts, stored.crc64), (0, 1, 0));
            assert_eq!(emulator.object("own-bucket", &key).unwrap().len(), 0);
        }
    }
}
