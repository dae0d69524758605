//! Credentials that expire or are refused during an upload: when new ones are fetched, and what ends the upload.

use std::error::Error as _;
use std::future::{pending, ready};
use std::sync::atomic::{AtomicUsize, Ordering};

use ice_runtime::upload::{UploadAuth, UploadFailure};

use super::faults::{LENGTH, failure, in_parts, is_whole};
use super::storage::{Play, Storage, media, refuse, ticket, ticket_of};

#[tokio::test]
async fn credentials_that_the_storage_refuses_are_refreshed_once_for_all_parts_in_progress() {
    for code in ["SecurityTokenExpired", "InvalidAccessKeyId"] {
        // The first credentials are valid for two parts.
        let storage = Storage::start(move |seen| {
            let is_first = seen.headers["authorization"].contains("STS.planted-ticket-secret");
            if is_first && seen.part > 2 { refuse(403, code) } else { Play::Take }
        });
        let refreshed = AtomicUsize::new(0);
        let upload = in_parts(&storage).refresh(|| {
            refreshed.fetch_add(1, Ordering::Relaxed);
            ready(Ok(ticket_of("planted-second", 3000)))
        });
        upload.await.unwrap();
        assert!(is_whole(&storage));
        assert_eq!(refreshed.load(Ordering::Relaxed), 1, "{code}");
        assert!(storage.seen().last().unwrap().headers["x-oss-security-token"].ends_with("of-planted-second"));
    }
}

#[tokio::test]
async fn new_credentials_that_are_refused_end_the_upload_with_a_checkpoint() {
    let storage = Storage::start(|seen| match seen.name().as_str() {
        "PUT 2" => refuse(403, "SecurityTokenExpired"),
        _ => Play::Take,
    });
    let upload = in_parts(&storage).refresh(|| ready(Ok(ticket_of("planted-second", 3000))));
    let failed = failure(upload.concurrency(1).await);
    assert!(
        matches!(&failed.failure, UploadFailure::KeysExpired(Some(error)) if error.status() == Some(403)),
        "{failed}"
    );
    assert_eq!((storage.count("PUT 2"), storage.count("DELETE")), (2, 0));
    assert_eq!(failed.checkpoint.unwrap().stored_parts(), 1);
}

#[tokio::test]
async fn credentials_that_expire_without_a_refresh_end_the_upload_with_a_checkpoint_to_resume_from() {
    let storage = Storage::playing("PUT 3", refuse(403, "SecurityTokenExpired"));
    let failed = failure(in_parts(&storage).concurrency(1).await);
    let UploadFailure::KeysExpired(Some(error)) = &failed.failure else { panic!("{failed}") };
    assert_eq!(error.code(), Some("SecurityTokenExpired"));
    assert_eq!((storage.stored_parts(), storage.count("DELETE")), (vec![1, 2], 0));
    let checkpoint = failed.checkpoint.unwrap();
    assert_eq!(checkpoint.stored_parts(), 2);
    in_parts(&storage).resume(checkpoint).await.unwrap();
    assert!(is_whole(&storage));
    assert_eq!((storage.count("PUT 1"), storage.count("PUT 2"), storage.count("POST uploads")), (1, 1, 1));
}

#[tokio::test]
async fn a_ticket_in_its_last_minute_is_not_used() {
    for seconds in [0, 55] {
        let storage = Storage::patient();
        let upload = || storage.client().upload(&storage.upload_address(), &ticket(seconds)).bytes(media(LENGTH));
        let failed = failure(upload().await);
        assert!(matches!(failed.failure, UploadFailure::KeysExpired(None)), "{failed}");
        assert!(storage.names().is_empty());
        upload().refresh(|| ready(Ok(ticket_of("planted-second", 3000)))).await.unwrap();
        assert_eq!(storage.names(), ["PUT"], "it fits into one part");
        assert!(storage.seen()[0].headers["authorization"].contains("planted-second"));
    }
}

#[tokio::test]
async fn a_refresh_that_fails_ends_the_upload_with_its_error() {
    let storage = Storage::playing("PUT 2", refuse(403, "SecurityTokenExpired"));
    let upload = in_parts(&storage).refresh(|| {
        let error = ice_runtime::ConfigError::new("media_id", "there is none");
        ready(Err(error.into()))
    });
    let failed = failure(upload.concurrency(1).await);
    assert!(matches!(failed.failure, UploadFailure::Refresh(_)), "{failed}");
    assert!(failed.source().unwrap().to_string().contains("`media_id`"), "{failed}");
    assert_eq!(failed.checkpoint.unwrap().stored_parts(), 1);
}

#[tokio::test]
async fn every_error_code_for_refused_credentials_causes_a_refresh() {
    for code in ["InvalidAccessKeyId", "InvalidSecurityToken", "SecurityTokenExpired"] {
        let storage = Storage::playing("PUT", refuse(403, code));
        let upload = storage.client().upload(&storage.upload_address(), &ticket(3000)).bytes("x");
        let stored = upload.refresh(|| ready(Ok(ticket_of("planted-second", 3000)))).await;
        assert_eq!(stored.unwrap().attempts, 2, "{code}");
    }
}

#[tokio::test]
async fn credentials_may_expire_several_times_during_a_part() {
    // Each ticket is valid for as many requests as there are parts in progress.
    let (refreshed, used) = (AtomicUsize::new(0), std::sync::Mutex::new(std::collections::HashMap::new()));
    let storage = Storage::start(move |seen| {
        let token = seen.headers["x-oss-security-token"].clone();
        let mut used = used.lock().unwrap();
        let used: &mut usize = used.entry(token).or_default();
        *used += 1;
        if *used > 3 { refuse(403, "SecurityTokenExpired") } else { Play::Take }
    });
    let upload = in_parts(&storage).refresh(|| {
        let number = refreshed.fetch_add(1, Ordering::Relaxed);
        ready(Ok(ticket_of(&format!("planted-{number}"), 3000)))
    });
    upload.await.unwrap();
    assert!(is_whole(&storage));
    assert_eq!(refreshed.load(Ordering::Relaxed), 2, "8 requests, 3 per ticket");
}

#[tokio::test]
async fn credentials_that_look_expired_on_arrival_are_used_until_they_are_refused() {
    let storage = Storage::patient();
    let refreshed = AtomicUsize::new(0);
    let upload = storage.client().upload(&storage.upload_address(), &ticket(10)).bytes(media(LENGTH));
    let upload = upload.parts(super::storage::PART as u64).refresh(|| {
        refreshed.fetch_add(1, Ordering::Relaxed);
        ready(Ok(ticket(10)))
    });
    upload.await.unwrap();
    assert_eq!(refreshed.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_that_never_ends_is_given_up() {
    let storage = Storage::patient();
    let upload = storage.client().upload(&storage.upload_address(), &ticket(0)).bytes("x");
    let failed = failure(upload.refresh(pending::<Result<UploadAuth, ice_runtime::Error>>).await);
    assert!(matches!(failed.failure, UploadFailure::Refresh(_)), "{failed}");
    assert!(failed.source().unwrap().to_string().contains("more than 90 s"), "{failed}");
    assert!(storage.names().is_empty());
}

#[tokio::test]
async fn credentials_for_another_object_end_the_upload_with_a_checkpoint() {
    let storage = Storage::start(|seen| match &seen.headers["x-oss-security-token"] {
        token if !token.contains("planted-second") && seen.part == 2 => refuse(403, "SecurityTokenExpired"),
        token if token.contains("planted-second") => refuse(403, "AccessDenied"),
        _ => Play::Take,
    });
    let upload = in_parts(&storage).concurrency(1).refresh(|| ready(Ok(ticket_of("planted-second", 3000))));
    let failed = failure(upload.await);
    let UploadFailure::Request(error) = &failed.failure else { panic!("{failed}") };
    assert_eq!((error.code(), failed.checkpoint.unwrap().stored_parts()), (Some("AccessDenied"), 1));
}

#[tokio::test]
async fn fixed_credentials_that_are_refused_are_not_refreshed() {
    let storage = Storage::start(|seen| if seen.part == 2 { refuse(403, "InvalidAccessKeyId") } else { Play::Take });
    let upload = storage.client().upload_to("media", "a").endpoint(storage.endpoint()).bytes(media(LENGTH));
    let error = upload.parts(super::storage::PART as u64).concurrency(1).await.unwrap_err();
    assert_eq!((error.code(), storage.count("PUT 2")), (Some("InvalidAccessKeyId"), 1));
}
