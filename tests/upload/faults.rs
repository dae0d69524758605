//! Faults during an upload, one by one: what is sent again, what ends the upload, and what is left behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use ice_runtime::upload::{StoredObject, Upload, UploadError, UploadFailure};
use ice_runtime::{Client, Error, MayHaveExecuted, RetryPolicy, TransportErrorKind};
use ice_tests::leaks::Run;

use super::storage::{PART, Play, Storage, http_date, media, refuse, ticket};

pub(super) const LENGTH: usize = 5 * PART + 7;

pub(super) fn whole<'a>(storage: &Storage) -> Upload<'a> {
    whole_by(&storage.client(), storage)
}

pub(super) fn whole_by<'a>(client: &Client, storage: &Storage) -> Upload<'a> {
    client.upload(&storage.upload_address(), &ticket(3000)).bytes(media(LENGTH))
}

pub(super) fn in_parts<'a>(storage: &Storage) -> Upload<'a> {
    whole(storage).parts(PART as u64)
}

pub(super) fn is_whole(storage: &Storage) -> bool {
    storage.object() == Some(media(LENGTH))
}

/// The failure, after checking that it shows no secret.
pub(super) fn failure(result: Result<StoredObject, Error>) -> UploadError {
    let error = result.unwrap_err();
    let mut run = Run::new();
    run.add_error(&error);
    run.check::<&str>(&[]);
    for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!text.contains("planted") && !text.contains("uploadId="), "{text}");
    }
    match error {
        Error::Upload(error) => *error,
        other => panic!("{other}"),
    }
}

fn transient() -> Vec<Play> {
    vec![
        Play::Reset,
        Play::LoseReply,
        Play::WrongSum,
        refuse(408, "Planned"),
        refuse(429, "Planned"),
        refuse(500, "InternalError"),
        refuse(502, "Planned"),
        refuse(503, "ServiceUnavailable"),
        refuse(504, "Planned"),
        refuse(400, "RequestTimeout"),
        refuse(400, "InvalidDigest"),
    ]
}

#[tokio::test]
async fn only_the_failed_part_is_sent_again_after_a_transient_fault() {
    for play in transient() {
        let storage = Storage::playing("PUT 3", play.clone());
        let stored = in_parts(&storage).await.unwrap();
        assert!(is_whole(&storage), "{play:?}");
        assert_eq!((storage.count("PUT 3"), storage.names().len()), (2, 6 + 2 + 1), "{play:?}: {:?}", storage.names());
        assert_eq!(stored.attempts, 9);
    }
}

#[tokio::test]
async fn a_single_request_is_sent_again_after_a_transient_fault() {
    for play in transient() {
        let storage = Storage::playing("PUT", play.clone());
        whole(&storage).await.unwrap();
        assert!(is_whole(&storage), "{play:?}");
        assert_eq!(storage.names(), ["PUT", "PUT"], "{play:?}");
    }
}

#[tokio::test]
async fn initiating_and_completing_are_retried_too() {
    for name in ["POST uploads", "POST"] {
        for play in [Play::Reset, refuse(503, "ServiceUnavailable")] {
            let storage = Storage::playing(name, play.clone());
            in_parts(&storage).await.unwrap();
            assert!(is_whole(&storage), "{name} {play:?}");
            assert_eq!(storage.count(name), 2, "{name} {play:?}");
        }
    }
}

#[tokio::test]
async fn a_completion_whose_reply_is_lost_is_discovered_and_nothing_is_sent_again() {
    let storage = Storage::playing("POST", Play::LoseReply);
    in_parts(&storage).await.unwrap();
    assert!(is_whole(&storage));
    let names = storage.names();
    assert_eq!(names[names.len() - 3..], ["POST", "POST", "HEAD"], "{names:?}");
    assert_eq!(names.iter().filter(|name| name.starts_with("PUT")).count(), 6);
}

#[tokio::test]
async fn a_lost_completion_starts_over_if_the_object_cannot_be_looked_up() {
    let storage = Storage::start(|seen| match (seen.name().as_str(), seen.repeated) {
        ("POST", 0) if seen.target.ends_with("B91") => Play::LoseReply,
        ("HEAD", _) => refuse(403, "AccessDenied"),
        _ => Play::Take,
    });
    in_parts(&storage).await.unwrap();
    assert!(is_whole(&storage));
    assert_eq!((storage.count("POST uploads"), storage.count("PUT 1")), (2, 2));
}

#[tokio::test]
async fn six_attempts_are_made_and_then_the_upload_is_aborted() {
    for (play, kind) in [
        (Play::Reset, Some(TransportErrorKind::Interrupted)),
        (refuse(503, "ServiceUnavailable"), None),
        (Play::WrongSum, None),
    ] {
        let shown = play.clone();
        let storage = Storage::start(move |seen| if seen.part == 2 { play.clone() } else { Play::Take });
        let failed = failure(in_parts(&storage).await);
        match (&failed.failure, kind) {
            (UploadFailure::Request(Error::Transport(error)), Some(kind)) => {
                assert_eq!((error.kind(), error.attempts, error.action.as_str()), (kind, 6, "UploadPart"));
            }
            (UploadFailure::Request(error), None) => assert_eq!((error.status(), error.attempts()), (Some(503), 6)),
            (UploadFailure::Checksum, None) => assert_eq!(shown, Play::WrongSum),
            other => panic!("{other:?}"),
        }
        assert_eq!((storage.count("PUT 2"), storage.count("DELETE")), (6, 1), "{shown:?}");
        assert!(storage.stored_parts().is_empty() && failed.checkpoint.is_none());
    }
}

#[tokio::test]
async fn the_number_of_attempts_can_be_set() {
    let storage = Storage::start(|_| refuse(500, "InternalError"));
    for (retry, expected) in [(RetryPolicy::none(), 1), (RetryPolicy::default().with_max_attempts(2), 2)] {
        let before = storage.names().len();
        failure(whole(&storage).retry(retry).await);
        assert_eq!(storage.names().len() - before, expected);
    }
}

#[tokio::test]
async fn refusals_end_the_upload_at_once() {
    for (status, code) in [(403, "AccessDenied"), (404, "NoSuchBucket"), (400, "InvalidArgument"), (302, "Elsewhere")] {
        let storage = Storage::playing("PUT 1", refuse(status, code));
        let failed = failure(in_parts(&storage).await);
        let UploadFailure::Request(error) = &failed.failure else { panic!("{failed}") };
        assert_eq!((error.code(), error.status(), error.request_id()), (Some(code), Some(status), Some("R-1")));
        assert_eq!((storage.count("PUT 1"), storage.count("DELETE"), failed.checkpoint.is_none()), (1, 1, true));
    }
}

#[tokio::test]
async fn an_error_under_status_200_is_an_error() {
    let busy = "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code><Message>again</Message></Error>";
    for name in ["POST", "PUT 2", "POST uploads"] {
        let storage = Storage::playing(name, Play::Page(busy));
        in_parts(&storage).await.unwrap();
        assert!(is_whole(&storage));
        assert_eq!((storage.count(name), storage.count("PUT 1")), (2, 1), "{name}");
    }
    let storage = Storage::playing("POST", Play::Page("<Error><Code>AccessDenied</Code></Error>"));
    let failed = failure(in_parts(&storage).await);
    let UploadFailure::Request(error @ Error::Service(_)) = &failed.failure else { panic!("{failed}") };
    assert_eq!((error.code(), storage.count("POST")), (Some("AccessDenied"), 1));
}

#[tokio::test]
async fn a_refusal_before_the_body_is_read_is_received() {
    for parts in [false, true] {
        let name = if parts { "PUT 2" } else { "PUT" };
        let storage = Storage::playing(name, Play::RefuseEarly(403, "AccessDenied"));
        let upload = whole(&storage).bytes(media(8 << 20));
        let failed = failure(if parts { upload.parts(3 << 20).await } else { upload.await });
        let UploadFailure::Request(error) = &failed.failure else { panic!("{failed}") };
        assert_eq!((error.code(), storage.count(name)), (Some("AccessDenied"), 1));
    }
}

#[tokio::test]
async fn an_object_that_temporarily_cannot_be_looked_up_is_not_uploaded_again() {
    let storage = Storage::start(|seen| match seen.name().as_str() {
        "POST" if seen.repeated == 0 => Play::LoseReply,
        "HEAD" => refuse(503, "ServiceUnavailable"),
        _ => Play::Take,
    });
    let failed = failure(in_parts(&storage).await);
    assert!(matches!(&failed.failure, UploadFailure::Request(error) if error.status() == Some(503)), "{failed}");
    assert_eq!((storage.count("PUT 1"), storage.count("HEAD")), (1, 6));
}

#[tokio::test]
async fn a_reply_that_is_not_from_the_storage_means_nothing_was_stored() {
    let storage = super::storage::Storage::patient();
    let peer = ice_tests::peer::Peer::replying(ice_tests::peer::reply("200 OK", &[], "<html>log in</html>"));
    for parts in [false, true] {
        let upload = if parts { in_parts(&storage) } else { whole(&storage).bytes("x") };
        let failed = failure(upload.endpoint(peer.endpoint()).await);
        assert!(matches!(&failed.failure, UploadFailure::Request(Error::Reply(_))), "{failed}");
    }
}

#[tokio::test]
async fn a_wrong_checksum_of_the_object_restarts_the_upload_once() {
    let storage = Storage::start(|seen| match seen.name().as_str() {
        "POST" if seen.target.ends_with("B91") => Play::WrongSum,
        _ => Play::Take,
    });
    in_parts(&storage).await.unwrap();
    assert_eq!((storage.count("POST uploads"), storage.count("PUT 1")), (2, 2));
    let storage = Storage::start(|seen| if seen.name() == "POST" { Play::WrongSum } else { Play::Take });
    let failed = failure(in_parts(&storage).await);
    assert!(matches!(failed.failure, UploadFailure::Checksum), "{failed}");
    assert_eq!(storage.count("POST uploads"), 2);
    let attempts = failed.attempts;
    let error = Error::Upload(Box::new(failed));
    assert!(attempts > 4, "{error}");
    assert_eq!((error.attempts(), error.may_have_executed()), (attempts, MayHaveExecuted::Yes), "it is stored");
}

#[tokio::test]
async fn an_upload_that_the_storage_forgets_is_restarted_once() {
    let storage = Storage::playing("PUT 4", refuse(404, "NoSuchUpload"));
    in_parts(&storage).await.unwrap();
    assert!(is_whole(&storage));
    assert_eq!((storage.count("POST uploads"), storage.count("PUT 1")), (2, 2));
    let storage = Storage::start(|seen| if seen.part == 4 { refuse(404, "NoSuchUpload") } else { Play::Take });
    let failed = failure(in_parts(&storage).await);
    assert!(matches!(failed.failure, UploadFailure::Gone), "{failed}");
    assert_eq!((storage.count("POST uploads"), storage.count("DELETE")), (2, 1));
}

#[tokio::test]
async fn a_clock_that_is_off_is_corrected_once() {
    let hour = Duration::from_secs(3600);
    let skewed = move || {
        Play::Refuse(403, "RequestTimeTooSkewed", vec![format!("date: {}", http_date(SystemTime::now() + hour))])
    };
    let storage =
        Storage::start(
            move |seen| if seen.name() == "POST uploads" && seen.repeated == 0 { skewed() } else { Play::Take },
        );
    in_parts(&storage).await.unwrap();
    let dates: Vec<_> = storage.seen().iter().map(|seen| seen.headers["x-oss-date"].clone()).collect();
    assert!(dates[0] < dates[1] && dates[1][..9] <= dates[8][..9], "{dates:?}");
    assert_ne!(dates[0][9..11], dates[1][9..11], "an hour later");

    let storage = Storage::start(move |_| skewed());
    let failed = failure(in_parts(&storage).await);
    assert_eq!(storage.names(), ["POST uploads", "POST uploads"], "{failed}");
}

#[tokio::test]
async fn one_request_in_ten_may_be_lost() {
    let seen = Arc::new(AtomicUsize::new(0));
    let storage = Storage::start(move |_| match seen.fetch_add(1, Ordering::Relaxed) % 20 {
        9 => Play::LoseReply,
        19 => Play::Reset,
        _ => Play::Take,
    });
    let bytes = media(60 * PART);
    let upload =
        storage.client().upload(&storage.upload_address(), &ticket(3000)).bytes(bytes.clone()).parts(PART as u64);
    upload.await.unwrap();
    assert!(storage.object() == Some(bytes));
}

#[tokio::test]
async fn a_client_whose_requests_mostly_fail_stops_retrying_them() {
    let storage = Storage::start(|_| refuse(503, "ServiceUnavailable"));
    let client = storage.client();
    for _ in 0..12 {
        let upload = client.upload(&storage.upload_address(), &ticket(3000)).bytes("x");
        failure(upload.await);
    }
    // 500 tokens, 14 per retry.
    assert_eq!(storage.names().len(), 12 + 500 / 14);
}

#[tokio::test]
async fn a_slow_end_is_not_a_fault() {
    for name in ["PUT", "POST"] {
        let storage = Storage::playing(name, Play::Late(Duration::from_millis(200)));
        let upload = if name == "PUT" { whole(&storage) } else { in_parts(&storage) };
        upload.await.unwrap();
        assert_eq!(storage.count(name), 1);
    }
}

#[tokio::test]
async fn silence_is_a_transient_fault() {
    for (name, play) in [
        ("PUT", Play::LateForGood),
        ("PUT 2", Play::LateForGood),
        ("PUT 2", Play::Stall),
        ("POST", Play::LateForGood),
        ("POST uploads", Play::Stall),
    ] {
        let storage = Storage::playing(name, play);
        let upload = whole_by(&storage.impatient_client(), &storage);
        if name == "PUT" { upload.await } else { upload.parts(PART as u64).await }.unwrap();
        assert!(is_whole(&storage), "{name}");
        assert!(storage.count(name) >= 2, "{name}");
    }
    let storage = Storage::start(|seen| if seen.part == 2 { Play::Stall } else { Play::Take });
    let upload = whole_by(&storage.impatient_client(), &storage).parts(PART as u64);
    let failed = failure(upload.retry(RetryPolicy::default().with_max_attempts(2)).await);
    let UploadFailure::Request(Error::Transport(error)) = &failed.failure else { panic!("{failed}") };
    assert_eq!((error.kind(), error.action.as_str()), (TransportErrorKind::Timeout, "UploadPart"));
}

#[tokio::test]
async fn a_dropped_upload_is_aborted_in_the_background_unless_it_is_resumable() {
    for is_kept in [false, true] {
        let storage = Storage::start(|seen| if seen.part == 2 { Play::Stall } else { Play::Take });
        let upload = in_parts(&storage).concurrency(1);
        let checkpoint = is_kept.then(|| upload.checkpoint());
        let task = tokio::spawn(upload.into_future());
        while storage.count("PUT 2") == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        match checkpoint {
            Some(checkpoint) => assert_eq!((checkpoint.stored_parts(), storage.stored_parts()), (1, vec![1])),
            None => {
                while storage.count("DELETE") == 0 || !storage.stored_parts().is_empty() {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            }
        }
        assert_eq!(storage.count("DELETE"), usize::from(!is_kept));
    }
}
