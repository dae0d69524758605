//! Checkpoints: another process continues where one ended, and trusts nothing that it has not compared.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ice_runtime::Error;
use ice_runtime::upload::{Checkpoint, Upload, UploadFailure};

use super::storage::{PART, Play, Storage, media, refuse, ticket};

const LENGTH: usize = 9 * PART + 1;

fn upload(storage: &Storage) -> Upload<'static> {
    storage.client().upload(&storage.upload_address(), &ticket(3000)).parts(PART as u64)
}

/// The checkpoint as another process reads it.
fn saved(checkpoint: &Checkpoint) -> Checkpoint {
    let text = serde_json::to_string(checkpoint).unwrap();
    assert!(!text.contains("planted"), "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Uploads until part `part` is refused, and returns the checkpoint.
async fn until(
    part: &'static str,
    storage: &Storage,
    source: impl Fn(Upload<'static>) -> Upload<'static>,
) -> Checkpoint {
    let upload = source(upload(storage)).concurrency(1);
    let checkpoint = upload.checkpoint();
    upload.await.unwrap_err();
    assert!(storage.count(part) == 1 && storage.count("DELETE") == 0);
    saved(&checkpoint)
}

#[tokio::test]
async fn an_upload_killed_at_a_random_moment_and_resumed_sends_no_stored_part_again() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), media(LENGTH)).unwrap();
    for seed in 0..50_usize {
        let storage = Storage::patient();
        let first = upload(&storage).file(file.path());
        let checkpoint = first.checkpoint();
        // The killed process stops after some progress reports; its last saved checkpoint may be older than that.
        let (heard, reports) = (Arc::new(AtomicUsize::new(0)), seed * 7919 % 40);
        let (killed, ready) = tokio::sync::oneshot::channel::<()>();
        let killed = std::sync::Mutex::new(Some(killed));
        let saving = (checkpoint.clone(), Arc::new(std::sync::Mutex::new(serde_json::to_string(&checkpoint).unwrap())));
        let last_saved = Arc::clone(&saving.1);
        let first = first.progress(move |_| {
            let report = heard.fetch_add(1, Ordering::Relaxed);
            if report % (1 + seed % 3) == 0 {
                *saving.1.lock().unwrap() = serde_json::to_string(&saving.0).unwrap();
            }
            if report == reports {
                drop(killed.lock().unwrap().take());
            }
        });
        let task = tokio::spawn(first.into_future());
        let _ = ready.await;
        task.abort();
        let _ = task.await;
        let checkpoint: Checkpoint = serde_json::from_str(&last_saved.lock().unwrap()).unwrap();
        let has_begun = checkpoint.upload_id().is_some();

        upload(&storage).file(file.path()).resume(checkpoint).await.unwrap();
        assert!(storage.object() == Some(media(LENGTH)), "{seed}");
        if has_begun {
            check_that_nothing_stored_was_sent_again(&storage);
        }
    }
}

/// What a killed process sent may still arrive after its end, so only the lists tell what was stored.
fn check_that_nothing_stored_was_sent_again(storage: &Storage) {
    let (names, listed) = (storage.names(), storage.listed_parts());
    let resumed = names.iter().position(|name| name == "GET").unwrap();
    let found = names.iter().position(|name| name == "HEAD");
    for (index, name) in names.iter().enumerate().skip(resumed) {
        let part = name.strip_prefix("PUT ").map(|part| part.parse::<u32>().unwrap());
        let is_again = part.is_some_and(|part| listed.contains(&part) || found.is_some_and(|found| index > found));
        assert!(!is_again, "{name} of {names:?}, listed: {listed:?}");
    }
}

#[tokio::test]
async fn a_part_of_another_size_or_sum_is_sent_again() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    assert_eq!((checkpoint.stored_parts(), storage.stored_parts()), (5, vec![1, 2, 3, 4, 5]));
    storage.damage(2, |bytes| bytes[0] ^= 1);
    storage.damage(4, |bytes| bytes.truncate(PART - 1));
    upload(&storage).bytes(media(LENGTH)).resume(checkpoint).await.unwrap();
    assert!(storage.object() == Some(media(LENGTH)));
    for part in 1..=10 {
        let expected = if matches!(part, 2 | 4 | 6) { 2 } else { 1 };
        assert_eq!(storage.count(&format!("PUT {part}")), expected, "{part}");
    }
}

#[tokio::test]
async fn a_source_that_is_not_that_of_the_checkpoint_is_an_error_and_aborts_it() {
    type Change = fn(&std::path::Path, std::time::SystemTime);
    let changes: [Change; 3] = [
        |path, modified| set_modified(path, modified + Duration::from_secs(1)),
        |path, _| std::fs::write(path, media(LENGTH + 1)).unwrap(),
        |path, modified| {
            // With the same time and length, the parts decide.
            let mut bytes = media(LENGTH);
            bytes[2 * PART] ^= 1;
            std::fs::write(path, bytes).unwrap();
            set_modified(path, modified);
        },
    ];
    for change in changes {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), media(LENGTH)).unwrap();
        let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
        let path = file.path().to_owned();
        let checkpoint = until("PUT 6", &storage, |upload| upload.file(path.clone())).await;
        change(&path, path.metadata().unwrap().modified().unwrap());
        let resumed = upload(&storage).file(&path).resume(checkpoint);
        let handle = resumed.checkpoint();
        let error = resumed.await.unwrap_err();
        let Error::Upload(failed) = &error else { panic!("{error}") };
        assert!(matches!(failed.failure, UploadFailure::Changed) && failed.checkpoint.is_none(), "{failed}");
        let expected = "the source is not the one that this checkpoint was made from: upload it from the start";
        assert!(error.to_string().contains(expected), "{error}");
        assert!(storage.object().is_none() && storage.stored_parts().is_empty());
        assert_eq!((storage.count("DELETE"), handle.upload_id()), (1, None));
        // What is written down now starts anew.
        upload(&storage).file(&path).resume(saved(&handle)).await.unwrap();
        assert!(storage.object() == Some(std::fs::read(&path).unwrap()));
    }
}

fn set_modified(path: &std::path::Path, time: std::time::SystemTime) {
    std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[tokio::test]
async fn a_checkpoint_taken_before_it_is_resumed_follows_it_too() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let old = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    let upload = upload(&storage).bytes(media(LENGTH));
    let before = upload.checkpoint();
    let upload = upload.resume(old.clone());
    let after = upload.checkpoint();
    assert_eq!(before.upload_id(), old.upload_id());
    assert_eq!([&before, &after, &old].map(Checkpoint::stored_parts), [5, 5, 5]);
    upload.await.unwrap();
    assert_eq!([&before, &after, &old].map(Checkpoint::stored_parts), [10, 10, 10]);
}

#[tokio::test]
async fn an_upload_that_was_completed_in_the_meantime_is_discovered() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    upload(&storage).bytes(media(LENGTH)).resume(saved(&checkpoint)).await.unwrap();
    let before = storage.names().len();
    let stored = upload(&storage).bytes(media(LENGTH)).resume(saved(&checkpoint)).await.unwrap();
    assert_eq!(storage.names()[before..], ["GET", "HEAD"]);
    assert!(stored.is_checksum_confirmed && stored.length == LENGTH as u64);
}

#[tokio::test]
async fn an_upload_that_no_longer_exists_starts_over() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    storage.forget();
    upload(&storage).bytes(media(LENGTH)).resume(checkpoint).await.unwrap();
    assert!(storage.object() == Some(media(LENGTH)));
    assert_eq!((storage.count("PUT 1"), storage.count("POST uploads")), (2, 2));
}

#[tokio::test]
async fn an_abort_leaves_nothing_behind_and_can_be_repeated() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    for _ in 0..2 {
        upload(&storage).resume(saved(&checkpoint)).abort().await.unwrap();
        assert!(storage.stored_parts().is_empty());
    }
    assert_eq!(storage.count("DELETE"), 2);
    // An upload that has not been initiated has nothing to abort.
    let not_begun = upload(&storage).checkpoint();
    upload(&storage).resume(not_begun).abort().await.unwrap();
    let error = upload(&storage).abort().await.unwrap_err().to_string();
    assert!(error.contains("call `.resume(..)`"), "{error}");
    assert_eq!(storage.count("DELETE"), 2);
}

#[tokio::test]
async fn checkpoints_of_other_uploads_and_damaged_ones_are_refused() {
    let storage = Storage::patient();
    let checkpoint = |text: &str| serde_json::from_str::<Checkpoint>(text).unwrap();
    let of_other = checkpoint(r#"{"bucket":"media","key":"other","upload":null}"#);
    let error = upload(&storage).bytes("x").resume(of_other).await.unwrap_err();
    assert!(error.to_string().contains("belongs to another object"), "{error}");
    for part_size in ["0", "1", "18446744073709551615"] {
        let damaged = serde_json::json!({
            "bucket": super::storage::BUCKET,
            "key": super::storage::KEY,
            "upload": { "id": "x", "part_size": part_size.parse::<u64>().unwrap(), "source": { "length": LENGTH, "modified": null }, "parts": {} },
        });
        let error = upload(&storage).bytes(media(LENGTH)).resume(checkpoint(&damaged.to_string())).await.unwrap_err();
        assert!(error.to_string().contains("it is damaged"), "{error}");
    }
    assert!(storage.names().is_empty());
    assert!(serde_json::from_str::<Checkpoint>("{}").is_err());
}

#[tokio::test]
async fn the_tags_decide_if_no_checksums_are_listed() {
    let storage = Storage::start(|seen| match (seen.name().as_str(), seen.repeated) {
        ("PUT 6", 0) => refuse(403, "AccessDenied"),
        _ => Play::NoSum,
    });
    let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    storage.damage(2, |bytes| bytes[0] ^= 1);
    let stored = upload(&storage).bytes(media(LENGTH)).resume(checkpoint).await.unwrap();
    assert!(storage.object() == Some(media(LENGTH)) && !stored.is_checksum_confirmed);
    assert_eq!((storage.count("PUT 1"), storage.count("PUT 2")), (1, 2));
}

#[tokio::test]
async fn another_object_under_the_same_key_is_not_mistaken_for_ours() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    storage.forget();
    let mut other = media(LENGTH);
    other[0] ^= 1;
    storage.client().upload(&storage.upload_address(), &ticket(3000)).bytes(other).await.unwrap();
    upload(&storage).bytes(media(LENGTH)).resume(checkpoint).await.unwrap();
    assert!(storage.object() == Some(media(LENGTH)));
    assert_eq!((storage.count("HEAD"), storage.count("PUT 1"), storage.count("PUT 10")), (1, 2, 1));
}

#[tokio::test]
async fn nothing_is_sent_again_if_the_reply_is_not_a_list_of_parts() {
    for page in ["<html>log in</html>", "", "<Error><Message>without a code</Message></Error>"] {
        let storage = Storage::start(move |seen| match (seen.name().as_str(), seen.repeated) {
            ("PUT 6", 0) => refuse(403, "AccessDenied"),
            ("GET", 0) => Play::Page(page),
            _ => Play::Take,
        });
        let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
        let error = upload(&storage).bytes(media(LENGTH)).resume(saved(&checkpoint)).await.unwrap_err();
        let Error::Upload(failed) = &error else { panic!("{error}") };
        assert!(matches!(&failed.failure, UploadFailure::Request(Error::Reply(_))), "{error}");
        assert_eq!((storage.count("PUT 1"), storage.count("DELETE"), storage.stored_parts().len()), (1, 0, 5));
        upload(&storage).bytes(media(LENGTH)).resume(checkpoint).await.unwrap();
        assert_eq!(storage.count("PUT 1"), 1);
    }
}

#[tokio::test]
async fn parts_that_are_only_in_the_checkpoint_are_not_trusted() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let checkpoint = until("PUT 6", &storage, |upload| upload.bytes(media(LENGTH))).await;
    let mut edited = serde_json::to_value(&checkpoint).unwrap();
    let part = edited["upload"]["parts"]["1"].clone();
    for number in ["8", "11", "10001"] {
        edited["upload"]["parts"][number] = part.clone();
    }
    let resumed = upload(&storage).bytes(media(LENGTH)).resume(serde_json::from_value(edited).unwrap());
    assert_eq!(resumed.await.unwrap().parts, 10);
    assert!(storage.object() == Some(media(LENGTH)));
    assert_eq!((storage.count("PUT 1"), storage.count("PUT 8")), (1, 1));
}

#[tokio::test]
async fn a_resumed_reader_is_compared_by_its_content() {
    let storage = Storage::playing("PUT 6", refuse(403, "AccessDenied"));
    let open = |bytes: Vec<u8>| move || Ok(std::io::Cursor::new(bytes.clone()));
    let checkpoint = until("PUT 6", &storage, |upload| upload.reader(LENGTH as u64, open(media(LENGTH)))).await;
    let resumed = upload(&storage).reader(LENGTH as u64, open(media(LENGTH))).resume(saved(&checkpoint));
    resumed.await.unwrap();
    assert!(storage.object() == Some(media(LENGTH)));
    assert_eq!(storage.count("PUT 1"), 1);
}
