//! Multipart uploads: what is stored, listed, completed, aborted and refused.

use ice_runtime::emulator::{Emulator, EmulatorBuilder, Fault, StorageOperation, StorageRequest};

use super::oss::{Caller, KEY, PATH, list, oss_signed, start};

/// The minimum size of every part but the last.
const SMALLEST: usize = 102_400;

fn part(letter: &str) -> String {
    letter.repeat(SMALLEST)
}

/// An emulator with an upload of three stored parts, and their tags.
async fn stored() -> (Emulator, Caller, String, Vec<(u32, String)>) {
    let emulator = start(|builder| builder).await;
    let caller = Caller::of(&emulator);
    let upload = caller.begin(&emulator).await;
    let mut tags = Vec::new();
    for (number, body) in [(1, part("a")), (7, part("b")), (9, "c".to_owned())] {
        let reply = caller.put_part(&emulator, &upload, number, &body).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        tags.push((number, reply.tag()));
    }
    (emulator, caller, upload, tags)
}

#[tokio::test]
async fn an_object_consists_of_its_parts_in_order_whatever_order_they_arrived_in() {
    let emulator = start(|builder| builder).await;
    let caller = Caller::of(&emulator);
    let upload = caller.begin(&emulator).await;
    let last = caller.put_part(&emulator, &upload, 3, "end").await.tag();
    caller.put_part(&emulator, &upload, 1, "replaced by the next").await;
    let first = caller.put_part(&emulator, &upload, 1, &part("a")).await.tag();
    caller.put_part(&emulator, &upload, 2, "stored and not listed").await;
    assert!(emulator.object("media", KEY).is_none());
    let unfinished = emulator.unfinished_uploads();
    assert_eq!((unfinished[0].key.as_str(), unfinished[0].upload_id.as_str()), (KEY, upload.as_str()));
    assert_eq!(unfinished[0].parts.iter().map(|part| part.len).collect::<Vec<_>>(), [102_400, 21, 3]);

    let reply = caller.complete(&emulator, &upload, &[(1, first), (3, last)]).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.element("Key"), KEY);
    let object = emulator.object("media", KEY).unwrap();
    assert_eq!(object.bytes().unwrap(), [part("a").as_bytes(), b"end"].concat());
    assert_eq!((object.len(), object.part_count(), object.header("content-type")), (102_403, 2, Some("video/mp4")));
    assert_eq!(reply.header("x-oss-hash-crc64ecma"), object.crc64().to_string());
    assert!(reply.tag().ends_with("-2\""), "{}", reply.tag());
    assert!(emulator.unfinished_uploads().is_empty());

    let whole = caller.send(&emulator, "PUT", PATH, &[part("a").as_str(), "end"].concat()).await;
    assert_eq!(whole.header("x-oss-hash-crc64ecma"), reply.header("x-oss-hash-crc64ecma"));
    let operations: Vec<_> = emulator.storage_requests().iter().map(StorageRequest::operation).collect();
    let mut expected = vec![StorageOperation::InitiateMultipartUpload];
    expected.extend([StorageOperation::UploadPart; 4]);
    expected.extend([StorageOperation::CompleteMultipartUpload, StorageOperation::PutObject]);
    assert_eq!(operations, expected);
    let request = &emulator.storage_requests()[2];
    assert_eq!((request.part_number(), request.content_length(), request.status()), (Some(1), Some(20), Some(200)));
}

#[tokio::test]
async fn an_object_is_read_back_with_its_headers() {
    let emulator = start(|builder| builder).await;
    let caller = Caller::of(&emulator);
    let missing = caller.send(&emulator, "GET", PATH, "").await;
    assert_eq!(missing.refusal(), (404, "NoSuchKey"));
    let body = "0123456789".repeat(20_000);
    caller.send(&emulator, "PUT", PATH, &body).await;
    let read = caller.send(&emulator, "GET", PATH, "").await;
    assert_eq!((read.status, read.body.len()), (200, body.len()));
    assert!(read.body == body);
    for (range, expected, bytes) in [("bytes=199995-", "56789", "199995-199999"), ("bytes=3-4", "34", "3-4")] {
        let mut request = caller.sign(&emulator, "GET", PATH, "").await;
        request.set("range", range);
        let reply = request.send(&emulator);
        assert_eq!((reply.status, reply.body.as_str()), (206, expected));
        assert_eq!(reply.header("content-range"), format!("bytes {bytes}/200000"));
    }
    let asked = caller.send(&emulator, "HEAD", PATH, "").await;
    assert_eq!((asked.status, asked.body.as_str()), (200, ""));
    for reply in [read, asked] {
        assert_eq!((reply.header("content-length"), reply.header("content-type")), ("200000", "video/mp4"));
        assert_eq!(reply.header("x-oss-object-type"), "normal");
        assert!(reply.header("last-modified").ends_with("gmt") && !reply.header("etag").is_empty());
    }
}

#[tokio::test]
async fn lists_of_parts_are_paged() {
    let (emulator, caller, upload, tags) = stored().await;
    let list = |query: &str| format!("{PATH}?uploadId={upload}{query}");
    let all = caller.send(&emulator, "GET", &list(""), "").await;
    assert_eq!(all.elements("PartNumber"), ["1", "7", "9"]);
    assert_eq!(all.elements("ETag"), tags.iter().map(|tag| tag.1.as_str()).collect::<Vec<_>>());
    assert_eq!(all.elements("Size"), ["102400", "102400", "1"]);
    assert_eq!((all.element("IsTruncated"), all.element("MaxParts"), all.element("Key")), ("false", "1000", KEY));
    let sums: Vec<_> = emulator.unfinished_uploads()[0].parts.iter().map(|part| part.crc64.to_string()).collect();
    assert_eq!(all.elements("HashCrc64ecma"), sums);

    let first = caller.send(&emulator, "GET", &list("&max-parts=2&encoding-type=url"), "").await;
    assert_eq!((first.element("IsTruncated"), first.element("NextPartNumberMarker")), ("true", "7"));
    assert_eq!(first.element("Key"), "stream%2Fa%20b%2F%E4%B8%AD%2B1.mp4");
    let rest = caller.send(&emulator, "GET", &list("&max-parts=2&part-number-marker=7"), "").await;
    assert_eq!((rest.elements("PartNumber"), rest.element("IsTruncated")), (vec!["9"], "false"));
    let wrong = caller.send(&emulator, "GET", &list("&max-parts=x"), "").await;
    assert_eq!(wrong.refusal(), (400, "InvalidArgument"));
}

#[tokio::test]
async fn lists_that_do_not_fit_what_is_stored_are_refused_and_leave_the_upload_as_it_is() {
    let (emulator, caller, upload, tags) = stored().await;
    let [a, b, c] = [tags[0].clone(), tags[1].clone(), tags[2].clone()];
    let small = caller.put_part(&emulator, &upload, 8, "small").await.tag();
    for (parts, expected) in [
        (vec![b.clone(), a.clone()], "InvalidPartOrder"),
        (vec![a.clone(), a.clone()], "InvalidPartOrder"),
        (vec![a.clone(), (8, b.1.clone())], "InvalidPart"),
        (vec![a.clone(), (2, a.1.clone())], "InvalidPart"),
        (vec![a.clone(), (8, small), c.clone()], "EntityTooSmall"),
        (vec![], "MalformedXML"),
    ] {
        let reply = caller.complete(&emulator, &upload, &parts).await;
        assert_eq!(reply.refusal(), (400, expected), "{}", reply.body);
        assert_eq!((reply.element("RequestId").len(), reply.element("EC").len()), (24, 13));
    }
    let target = format!("{PATH}?uploadId={upload}");
    let broken = caller.send(&emulator, "POST", &target, "<CompleteMultipartUpload><Part>").await;
    assert_eq!(broken.refusal(), (400, "MalformedXML"));
    // Tags may be escaped, as some XML libraries write quotes.
    let parts: Vec<_> = [a, b, c].map(|(number, tag)| (number, tag.replace('"', "&quot;"))).into();
    assert_eq!(caller.complete(&emulator, &upload, &parts).await.status, 200);
    assert_eq!(emulator.object("media", KEY).unwrap().len(), 204_801);
}

#[tokio::test]
async fn an_unknown_or_ended_upload_or_one_of_another_object_is_refused() {
    let (emulator, caller, upload, tags) = stored().await;
    let other = format!("/media/other?uploadId={upload}");
    assert_eq!(caller.send(&emulator, "DELETE", &other, "").await.refusal(), (404, "NoSuchUpload"));
    let aborted = caller.send(&emulator, "DELETE", &format!("{PATH}?uploadId={upload}"), "").await;
    assert_eq!((aborted.status, aborted.body.as_str()), (204, ""));
    assert!(emulator.unfinished_uploads().is_empty());
    for id in [upload.as_str(), "unknown", ""] {
        let target = format!("{PATH}?uploadId={id}");
        let replies = [
            caller.put_part(&emulator, id, 1, "late").await,
            caller.complete(&emulator, id, &tags).await,
            caller.send(&emulator, "GET", &target, "").await,
            caller.send(&emulator, "DELETE", &target, "").await,
        ];
        for reply in replies {
            assert_eq!(reply.refusal(), (404, "NoSuchUpload"));
            assert_eq!(reply.element("EC"), "0042-00000002");
        }
    }
    assert!(emulator.storage_requests().iter().skip(6).all(|request| request.refused() == Some("NoSuchUpload")));
}

#[tokio::test]
async fn parts_are_numbered_from_1_to_10000_and_have_at_most_5_gb() {
    let (emulator, caller, upload, _) = stored().await;
    for number in [0, 10_001] {
        let reply = caller.put_part(&emulator, &upload, number, "x").await;
        assert_eq!(reply.refusal(), (400, "InvalidArgument"));
    }
    assert_eq!(caller.put_part(&emulator, &upload, 10_000, "x").await.status, 200);
    let target = format!("{PATH}?partNumber=1&uploadId={upload}");
    let mut large = caller.sign(&emulator, "PUT", &target, "x").await;
    large.set("content-length", "5368709121");
    assert_eq!(large.send(&emulator).refusal(), (400, "EntityTooLarge"));
}

#[tokio::test]
async fn a_body_with_another_digest_is_not_stored() {
    let emulator = start(|builder| builder).await;
    let caller = Caller::of(&emulator);
    let upload = caller.begin(&emulator).await;
    // Of "body".
    let right = "hBotaJrYa9FhFEdFPCLG/A==";
    for target in [PATH.to_owned(), format!("{PATH}?partNumber=1&uploadId={upload}")] {
        for (digest, expected) in [("AAAAAAAAAAAAAAAAAAAAAA==", 400), ("no digest", 400), (right, 200)] {
            let request = http::Request::put(format!("{}{target}", emulator.endpoint()));
            let request = request.header("content-md5", digest).body(()).unwrap();
            let request = oss_signed(&emulator, request, b"body");
            let reply = request.send(&emulator);
            assert_eq!(reply.status, expected, "{}", reply.body);
            let is_stored =
                emulator.object("media", KEY).is_some() || !emulator.unfinished_uploads()[0].parts.is_empty();
            assert!(is_stored || expected == 400);
            if expected == 400 {
                assert_eq!(reply.element("Code"), "InvalidDigest");
            }
        }
    }
}

#[tokio::test]
async fn discarded_objects_are_known_by_their_length_and_checksum() {
    let emulator = start(EmulatorBuilder::discard_uploads).await;
    let caller = Caller::of(&emulator);
    let upload = caller.begin(&emulator).await;
    let mut tags = Vec::new();
    for number in 1..=3 {
        tags.push((number, caller.put_part(&emulator, &upload, number, &part("abc")).await.tag()));
    }
    let completed = caller.complete(&emulator, &upload, &tags).await;
    let object = emulator.object("media", KEY).unwrap();
    assert_eq!((object.len(), object.path(), emulator.uploaded("media", KEY)), (921_600, None, None));
    assert!(object.bytes().is_err());
    let kept = start(|builder| builder).await;
    let whole = Caller::of(&kept).send(&kept, "PUT", PATH, &part("abc").repeat(3)).await;
    assert_eq!(whole.header("x-oss-hash-crc64ecma"), completed.header("x-oss-hash-crc64ecma"));
    assert_eq!(caller.send(&emulator, "GET", PATH, "").await.refusal(), (501, "NotImplemented"));
    assert_eq!(caller.send(&emulator, "HEAD", PATH, "").await.header("content-length"), "921600");
}

#[tokio::test]
async fn a_completion_whose_reply_is_lost_has_still_created_the_object_and_ended_the_upload() {
    let (emulator, caller, upload, tags) = stored().await;
    emulator.fault_of_storage(StorageOperation::CompleteMultipartUpload, Fault::CutOff);
    let target = format!("{PATH}?uploadId={upload}");
    let request = caller.sign(&emulator, "POST", &target, &list(&tags)).await;
    assert!(request.try_send(&emulator).is_none());
    assert_eq!(emulator.object("media", KEY).unwrap().part_count(), 3);
    assert_eq!(caller.complete(&emulator, &upload, &tags).await.refusal(), (404, "NoSuchUpload"));
}
