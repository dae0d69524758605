//! What an upload logs: a span, an event for each failed attempt, and no secret.

use ice_tests::leaks::Run;

use super::faults::{in_parts, whole};
use super::storage::{Play, Storage, refuse};

#[tokio::test]
async fn an_upload_is_a_span_and_an_attempt_that_failed_an_event() {
    let storage = || {
        Storage::start(|seen| match (seen.name().as_str(), seen.repeated) {
            ("PUT 2", 0) => refuse(503, "ServiceUnavailable"),
            ("PUT 3", 0) => Play::Reset,
            ("PUT 4", 0) => Play::WrongSum,
            _ => Play::Take,
        })
    };
    // An event that another thread reaches first while there is one subscriber stays off until the next subscriber
    // registers.
    in_parts(&storage()).await.unwrap();
    let (run, storage) = (Run::new(), storage());
    in_parts(&storage).concurrency(1).await.unwrap();
    let log = run.log();
    let lines: Vec<&str> = log.lines().filter(|line| line.contains(" ice_runtime ")).collect();
    let expected: [&[&str]; 5] = [
        &["INFO", "upload:", "rpc.service=\"oss\"", "server.address=\"127.0.0.1\"", "server.port="],
        &[
            "INFO",
            "part=2",
            "attempt=1",
            "rpc.method=\"UploadPart\"",
            "http.response.status_code=503",
            "error.type=\"ServiceUnavailable\"",
            "kind=\"service\"",
            "code=\"ServiceUnavailable\"",
            "request_id=\"R-1\"",
        ],
        &["INFO", "part=3", "error.type=\"interrupted\"", "kind=\"interrupted\""],
        &["INFO", "part=4", "error.type=\"checksum\"", "kind=\"checksum\""],
        &["DEBUG", "upload succeeded", "parts=6", "requests=11"],
    ];
    assert_eq!(lines.len(), expected.len(), "{log}");
    for (line, expected) in lines.iter().zip(expected) {
        for text in expected {
            assert!(line.contains(text), "{text}: {line}");
        }
    }
    check(&run, &storage);
}

#[tokio::test]
async fn an_upload_that_fails_says_why_and_shows_no_secret() {
    for (status, code) in [(403, "SecurityTokenExpired"), (403, "AccessDenied"), (503, "ServiceUnavailable")] {
        let storage = Storage::start(move |_| refuse(status, code));
        whole(&storage).await.unwrap_err();
        let run = Run::new();
        whole(&storage).await.unwrap_err();
        let log = run.log();
        let last = log.lines().rfind(|line| line.contains(" ice_runtime ")).unwrap();
        assert!(last.contains("WARN") && last.contains("upload failed"), "{last}");
        assert!(last.contains(code) && last.contains("request_id=\"R-1\""), "{last}");
        check(&run, &storage);
    }
}

/// Checks that the log contains no secret, no object and no part of a signed URL.
fn check(run: &Run, storage: &Storage) {
    let log = run.log();
    let signatures = storage.seen().into_iter().map(|seen| seen.headers["authorization"].clone());
    let signatures = signatures.filter_map(|header| header.rsplit_once('=').map(|(_, signature)| signature.to_owned()));
    let hidden = ["planted", "uploadId", "stream/", "OSS4-HMAC"].map(str::to_owned);
    for secret in signatures.chain(hidden) {
        assert!(!log.lines().any(|line| line.contains(" ice_runtime ") && line.contains(&secret)), "{secret}: {log}");
    }
}
