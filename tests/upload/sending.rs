//! What is sent: sources, parts, headers, destinations, and progress reports.

use std::io::Cursor;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ice_runtime::upload::{StoredObject, Upload, UploadError, UploadFailure, UploadPhase, UploadProgress};
use ice_runtime::{Client, Credentials, Endpoint, Error, blocking};

use super::storage::{BUCKET, KEY, PART, Play, Storage, crc64, media, ticket};

fn upload<'a>(storage: &Storage) -> Upload<'a> {
    storage.client().upload(&storage.upload_address(), &ticket(3000))
}

fn check(storage: &Storage, stored: &StoredObject, bytes: &[u8]) {
    assert!(storage.object().as_deref() == Some(bytes), "the object has other bytes");
    assert_eq!((stored.length, stored.crc64), (bytes.len() as u64, crc64(bytes)));
    assert_eq!((stored.bucket.as_str(), stored.key.as_str()), (BUCKET, KEY));
    assert!(stored.is_checksum_confirmed && stored.etag.starts_with('"'));
    assert_eq!(stored.request_id.as_deref(), Some("R-2"));
    assert_eq!(stored.attempts as usize, storage.names().len());
}

#[tokio::test]
async fn every_source_arrives_in_one_request_or_in_parts() {
    let file = tempfile::NamedTempFile::new().unwrap();
    for length in [0, 1, PART - 1, PART, PART + 1, 7 * PART + 5] {
        let bytes = media(length);
        std::fs::write(file.path(), &bytes).unwrap();
        for (source, parts) in [(0, false), (0, true), (1, false), (1, true), (2, false), (2, true)] {
            let storage = Storage::patient();
            let upload = upload(&storage);
            let again = bytes.clone();
            let upload = match source {
                0 => upload.file(file.path()),
                1 => upload.bytes(bytes.clone()),
                _ => upload.reader(length as u64, move || Ok(Cursor::new(again.clone()))),
            };
            let stored = if parts { upload.parts(PART as u64).await } else { upload.await }.unwrap();
            check(&storage, &stored, &bytes);
            let is_in_parts = parts && length > PART;
            assert_eq!(stored.parts as usize, if is_in_parts { length.div_ceil(PART) } else { 1 });
            assert_eq!(storage.names().len(), if is_in_parts { stored.parts as usize + 2 } else { 1 });
        }
    }
}

#[tokio::test]
async fn a_reader_is_opened_once_for_each_part_in_progress() {
    let storage = Storage::patient();
    let bytes = media(9 * PART);
    let (opened, again) = (Arc::new(AtomicUsize::new(0)), bytes.clone());
    let counted = Arc::clone(&opened);
    let open = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok(Cursor::new(again.clone()))
    };
    let stored = upload(&storage).reader(bytes.len() as u64, open).parts(PART as u64).await.unwrap();
    check(&storage, &stored, &bytes);
    assert!(opened.load(Ordering::Relaxed) <= 3, "{opened:?}");
}

#[tokio::test]
async fn no_more_parts_are_in_progress_at_once_than_was_set() {
    for (concurrency, expected) in [(None, 3), (Some(1), 1), (Some(0), 1), (Some(5), 5)] {
        let storage = Storage::start(move |seen| if seen.part > 0 { Play::Together(expected) } else { Play::Take });
        let upload = upload(&storage).bytes(media(12 * PART)).parts(PART as u64);
        match concurrency {
            Some(parts) => upload.concurrency(parts).await,
            None => upload.await,
        }
        .unwrap();
        assert_eq!(storage.most_under_way(), expected, "{concurrency:?}");
    }
}

#[tokio::test]
async fn parts_are_larger_if_ten_thousand_would_not_suffice() {
    // Nothing is read: the first request shows the size of the parts.
    for (length, asked, is_refused) in [
        (10_001 * PART as u64, Some(PART as u64), false),
        ((5 << 30) + 1, None, false),
        (10_000 * (5 << 30), None, false),
        (10_000 * (5 << 30) + 1, None, true),
        (1, Some(PART as u64 - 1), true),
        (1, Some((5 << 30) + 1), true),
    ] {
        let storage = Storage::start(|_| super::storage::refuse(403, "AccessDenied"));
        let upload = upload(&storage).reader(length, || Ok(std::io::repeat(0)));
        let error = match asked {
            Some(size) => upload.parts(size).await,
            None => upload.await,
        }
        .unwrap_err();
        let names = storage.names();
        if is_refused {
            assert!(matches!(error, Error::Config(_)) && names.is_empty(), "{length}: {error}");
        } else {
            assert_eq!(
                (error.code(), names.as_slice()),
                (Some("AccessDenied"), ["POST uploads".to_owned()].as_slice())
            );
        }
    }
}

#[tokio::test]
async fn the_headers_of_an_object_are_sent_when_it_is_created() {
    for parts in [false, true] {
        let storage = Storage::patient();
        let mut upload = upload(&storage)
            .bytes(media(2 * PART))
            .content_type("video/mp4")
            .header("x-oss-meta-title", "a b")
            .header("Cache-Control", "no-cache");
        if parts {
            upload = upload.parts(PART as u64);
        }
        upload.await.unwrap();
        for seen in storage.seen() {
            let makes_object = matches!(seen.name().as_str(), "PUT" | "POST uploads");
            for (name, value) in
                [("content-type", "video/mp4"), ("x-oss-meta-title", "a b"), ("cache-control", "no-cache")]
            {
                assert_eq!(seen.headers.get(name).map(String::as_str), makes_object.then_some(value), "{seen:?}");
            }
            assert_eq!(seen.headers["x-oss-content-sha256"], "UNSIGNED-PAYLOAD");
            assert!(seen.headers.contains_key("content-length") || seen.method == "DELETE", "{seen:?}");
        }
    }
    for (name, value, expected) in [
        ("bad name", "x", "`bad name` is not a valid name"),
        ("x-oss-meta-a", "line\nbreak", "the value of `x-oss-meta-a`"),
        ("host", "x", "`host` belongs to the request"),
        ("Authorization", "x", "`Authorization` belongs to the request"),
        ("content-length", "1", "`content-length` belongs to the request"),
    ] {
        let storage = Storage::patient();
        let error = upload(&storage).bytes("x").header(name, value).header("x-oss-meta-b", "1").await.unwrap_err();
        assert!(error.to_string().contains("`header`") && error.to_string().contains(expected), "{error}");
        assert!(storage.names().is_empty());
    }
}

#[tokio::test]
async fn progress_rises_to_the_end_and_says_when_everything_is_sent() {
    for parts in [false, true] {
        let storage = Storage::start(|seen| match seen.name().as_str() {
            "PUT" | "POST" => Play::Late(Duration::from_millis(50)),
            _ => Play::Take,
        });
        let length = 70 * PART;
        let heard = Mutex::new(Vec::<UploadProgress>::new());
        let mut upload = upload(&storage).bytes(media(length)).progress(|at| heard.lock().unwrap().push(at));
        if parts {
            upload = upload.parts(PART as u64);
        }
        upload.await.unwrap();
        let heard = heard.into_inner().unwrap();
        assert!(heard.is_sorted_by_key(|at| at.sent) && heard.is_sorted_by_key(|at| at.stored_parts), "{heard:?}");
        assert!(heard.iter().all(|at| at.total == length as u64 && at.sent <= at.total));
        assert!(heard.iter().all(|at| (at.phase == UploadPhase::Completing) == (at.sent == at.total)), "{heard:?}");
        assert_eq!((heard.first().unwrap().sent, heard.last().unwrap().sent), (0, length as u64));
        assert_eq!(heard.last().unwrap().phase.to_string(), "completing");
        assert!(heard.iter().any(|at| at.sent > 0 && at.phase == UploadPhase::Sending), "{heard:?}");
        assert_eq!(heard.last().unwrap().stored_parts, if parts { 70 } else { 1 });
    }
}

#[tokio::test]
async fn your_own_bucket_is_written_with_the_clients_credentials() {
    let storage = Storage::patient();
    let client = storage.client();
    let stored = client.upload_to(BUCKET, KEY).endpoint(storage.endpoint()).bytes(media(3 * PART)).parts(PART as u64);
    check(&storage, &stored.await.unwrap(), &media(3 * PART));
    for seen in storage.seen() {
        let authorization = &seen.headers["authorization"];
        assert!(authorization.starts_with("OSS4-HMAC-SHA256 Credential=planted-own-id/"), "{authorization}");
        assert!(authorization.contains("/cn-shanghai/oss/aliyun_v4_request"), "{authorization}");
        assert!(seen.target.starts_with("/media/stream/a%20b%2B%E8%A7%86%E9%A2%91.mp4"), "{}", seen.target);
    }
    // A custom domain stands for the bucket, and another region is signed for.
    let domain = client.upload_to(BUCKET, KEY).custom_domain(storage.endpoint()).region("cn-beijing").bytes("x");
    domain.await.unwrap();
    let last = storage.seen().pop().unwrap();
    assert!(last.target.starts_with("/stream/") && last.headers["authorization"].contains("/cn-beijing/"), "{last:?}");
}

#[tokio::test]
async fn settings_that_cannot_work_are_named_and_nothing_is_sent() {
    let storage = Storage::patient();
    let client = storage.client();
    let nowhere = Client::builder().endpoint(storage.endpoint()).anonymous().build().unwrap();
    let with_region = Client::builder().region("cn-shanghai").anonymous().build().unwrap();
    let cases: [(Upload<'_>, &str); 8] = [
        (client.upload_to("media", "a"), "`source`"),
        (client.upload_to("Media", "a").bytes("x"), "`bucket`: not a bucket name"),
        (client.upload_to("media", "a/../a").bytes("x"), "`key`: a segment of it is `.` or `..`"),
        (client.upload_to("media", "/lead").bytes("x"), "`key`: it starts with a slash"),
        (client.upload_to("media", "").bytes("x"), "`key`: it is empty"),
        (nowhere.upload_to("media", "a").bytes("x"), "`endpoint`"),
        (nowhere.upload_to("media", "a").endpoint(storage.endpoint()).bytes("x"), "`region`"),
        (with_region.upload_to("media", "a").bytes("x"), "`credentials`"),
    ];
    for (upload, expected) in cases {
        let error = upload.await.unwrap_err();
        assert!(error.to_string().contains(expected), "{expected}: {error}");
    }
    let mut address = storage.upload_address();
    address.endpoint = "user@evil.example".into();
    let error = client.upload(&address, &ticket(3000)).bytes("x").await.unwrap_err();
    assert!(error.to_string().contains("`UploadAddress.Endpoint`"), "{error}");
    assert!(storage.names().is_empty());
}

#[tokio::test]
async fn a_source_that_cannot_be_read_is_noticed_before_anything_is_sent() {
    let storage = Storage::patient();
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.mp4");
    let opened = format!("the source cannot be read: cannot open `{}`: ", missing.display());
    for (path, expected) in [(missing, opened.as_str()), (folder.path().into(), "not a regular file")] {
        let error = upload(&storage).file(path).await.unwrap_err();
        let Error::Upload(failed) = &error else { panic!("{error}") };
        assert!(matches!(**failed, UploadError { failure: UploadFailure::Unreadable(_), checkpoint: None, .. }));
        assert!(error.to_string().contains(expected), "{error:#}");
    }
    assert!(storage.names().is_empty());
}

#[test]
fn blocking_uploads_work_the_same() {
    let storage = Storage::start(|seen| match (seen.part, seen.repeated) {
        (2, 0) => super::storage::refuse(403, "SecurityTokenExpired"),
        _ => Play::Take,
    });
    let client = blocking::Client::new(storage.client_builder()).unwrap();
    let heard = AtomicUsize::new(0);
    let stored = client
        .upload(&storage.upload_address(), &ticket(3000))
        .bytes(media(5 * PART))
        .refresh(|| Ok(super::storage::ticket_of("planted-second", 3000)))
        .parts(PART as u64)
        .progress(|_| {
            heard.fetch_add(1, Ordering::Relaxed);
        })
        .send()
        .unwrap();
    assert_eq!((stored.parts, stored.crc64), (5, crc64(&media(5 * PART))));
    assert!(heard.load(Ordering::Relaxed) > 2);
    let upload = client.upload_to(BUCKET, KEY).endpoint(storage.endpoint()).bytes("x");
    assert_eq!(upload.send().unwrap().length, 1);
}

#[tokio::test]
async fn uploads_run_in_tasks_and_do_not_show_their_credentials() {
    let storage = Storage::patient();
    let tasks = (0..4).map(|_| tokio::spawn(upload(&storage).bytes(media(PART)).into_future()));
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
    let shown = format!("{:?} {:?}", upload(&storage).bytes("planted-bytes"), upload(&storage).checkpoint());
    assert!(shown.contains("media") && !shown.contains("planted"), "{shown}");
}

#[test]
fn the_endpoint_of_the_region_is_used_inside_and_outside() {
    let builder = || Client::builder().region("cn-beijing").credentials(Credentials::new("id", "secret").unwrap());
    for (client, expected) in
        [(builder(), "oss-cn-beijing.aliyuncs.com"), (builder().vpc(), "oss-cn-beijing-internal.aliyuncs.com")]
    {
        let upload = client.build().unwrap().upload_to("media", "a");
        assert_eq!(Endpoint::new(expected).unwrap().to_string(), format!("https://{expected}"));
        assert!(format!("{upload:?}").contains(expected), "{upload:?}");
    }
}
