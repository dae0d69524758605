//! Sources that change, end too soon, fail or are slow.

use std::io::{self, Cursor, Read};
use std::time::Duration;

use ice_runtime::upload::UploadFailure;

use super::faults::{LENGTH, failure};
use super::storage::{PART, Play, Storage, media, refuse, ticket};

#[tokio::test]
async fn a_file_that_changes_ends_the_upload_and_nothing_is_left() {
    type Change = fn(&std::path::Path);
    let changes: [Change; 3] = [
        |path| std::fs::write(path, media(LENGTH + 1)).unwrap(),
        |path| std::fs::write(path, media(LENGTH - PART)).unwrap(),
        |path| {
            let mut bytes = media(LENGTH);
            bytes[LENGTH - 1] ^= 1;
            std::fs::write(path, bytes).unwrap();
        },
    ];
    for change in changes {
        for parts in [true, false] {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), media(LENGTH)).unwrap();
            let path = file.path().to_owned();
            // While the second part is in progress, or while the whole file is sent again.
            let storage = Storage::start(move |seen| match (seen.name().as_str(), seen.repeated) {
                ("PUT 2" | "PUT", 0) => {
                    change(&path);
                    refuse(503, "ServiceUnavailable")
                }
                _ => Play::Take,
            });
            let upload = storage.client().upload(&storage.upload_address(), &ticket(3000)).file(file.path());
            let failed = failure(if parts { upload.parts(PART as u64).concurrency(1).await } else { upload.await });
            assert!(matches!(failed.failure, UploadFailure::Changed), "{failed}");
            assert!(storage.object().is_none() && storage.stored_parts().is_empty());
            assert_eq!(storage.count("DELETE"), usize::from(parts));
        }
    }
}

#[tokio::test]
async fn a_reader_that_fails_ends_the_upload() {
    let storage = Storage::patient();
    let upload = || storage.client().upload(&storage.upload_address(), &ticket(3000)).parts(PART as u64);
    let failing = upload().reader(LENGTH as u64, || Err::<std::io::Empty, _>(std::io::Error::other("no tape")));
    let failed = failure(failing.await);
    assert!(matches!(failed.failure, UploadFailure::Unreadable(_)), "{failed}");
    assert!(failed.to_string().contains("no tape"), "{failed}");
    assert_eq!(storage.count("DELETE"), 1);
    assert!(storage.object().is_none());
}

#[tokio::test]
async fn a_reader_of_another_length_is_named_and_its_upload_aborted() {
    for (length, expected) in [
        (LENGTH - 1, format!("upload: the source ended after {} of {LENGTH} bytes", LENGTH - 1)),
        (PART / 2, format!("upload: the source ended after {} of {LENGTH} bytes", PART / 2)),
        (LENGTH + 1, format!("upload: the source goes on after {LENGTH} bytes")),
    ] {
        for parts in [true, false] {
            let storage = Storage::patient();
            let upload = storage.client().upload(&storage.upload_address(), &ticket(3000));
            let upload = upload.reader(LENGTH as u64, move || Ok(Cursor::new(media(length))));
            let upload = if parts { upload.parts(PART as u64) } else { upload };
            let checkpoint = upload.checkpoint();
            let failed = failure(upload.await);
            assert!(failed.to_string().starts_with(&expected), "{failed}");
            assert!(failed.checkpoint.is_none() && checkpoint.upload_id().is_none());
            assert!(storage.object().is_none() && storage.stored_parts().is_empty());
        }
    }
    let storage = Storage::patient();
    let upload = storage.client().upload(&storage.upload_address(), &ticket(3000));
    let failed = failure(upload.reader(0, || Ok(Cursor::new("x"))).await);
    assert!(failed.to_string().starts_with("upload: the source goes on after 0 bytes"), "{failed}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_another_of_its_length_and_time_replaces_is_noticed() {
    type Replace = fn(&std::path::Path, &std::path::Path);
    let replacements: [Replace; 2] = [
        |path, other| std::fs::rename(other, path).unwrap(),
        |path, other| {
            let modified = path.metadata().unwrap().modified().unwrap();
            std::fs::write(path, std::fs::read(other).unwrap()).unwrap();
            std::fs::File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
        },
    ];
    for replace in replacements {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a.mp4"), folder.path().join("b.mp4"));
        std::fs::write(&path, media(LENGTH)).unwrap();
        std::fs::write(&other, vec![7; LENGTH]).unwrap();
        let modified = path.metadata().unwrap().modified().unwrap();
        std::fs::File::options().write(true).open(&other).unwrap().set_modified(modified).unwrap();
        let source = path.clone();
        let storage = Storage::start(move |seen| {
            if (seen.part, seen.repeated) == (2, 0) {
                replace(&path, &other);
            }
            Play::Take
        });
        let upload = storage.client().upload(&storage.upload_address(), &ticket(3000)).file(source);
        let checkpoint = upload.checkpoint();
        let failed = failure(upload.parts(PART as u64).concurrency(1).await);
        assert!(matches!(failed.failure, UploadFailure::Changed), "{failed}");
        assert!(storage.object().is_none() && storage.stored_parts().is_empty());
        assert!(failed.checkpoint.is_none() && checkpoint.upload_id().is_none(), "aborted with a checkpoint too");
    }
}

#[tokio::test]
async fn an_empty_file_that_grows_is_noticed() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_owned();
    let storage = Storage::start(move |seen| {
        std::fs::write(&path, "no longer").unwrap();
        if seen.repeated == 0 { refuse(503, "ServiceUnavailable") } else { Play::Take }
    });
    let upload = storage.client().upload(&storage.upload_address(), &ticket(3000)).file(file.path());
    assert!(matches!(failure(upload.await).failure, UploadFailure::Changed));
    assert_eq!((storage.names().len(), storage.object()), (1, None));
}

/// Returns a little at a time, and only after a while.
struct Slow(Cursor<Vec<u8>>);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        std::thread::sleep(Duration::from_millis(60));
        let most = buffer.len().min(16 << 10);
        self.0.read(&mut buffer[..most])
    }
}

#[tokio::test]
async fn a_slow_reader_does_not_count_as_silence() {
    // Sending a part takes longer than the silence limit, and so does seeking to its start.
    for length in [2 * PART, 4 * PART] {
        let storage = Storage::patient();
        let open = move || {
            std::thread::sleep(Duration::from_millis(400));
            Ok(Slow(Cursor::new(media(length))))
        };
        let client = storage.impatient_client();
        let upload = client.upload(&storage.upload_address(), &ticket(3000)).reader(length as u64, open);
        let stored = upload.parts(2 * PART as u64).concurrency(1).await.unwrap();
        assert!(storage.object() == Some(media(length)));
        assert_eq!(stored.attempts as usize, if length == 2 * PART { 1 } else { 4 }, "nothing was sent again");
    }
}
