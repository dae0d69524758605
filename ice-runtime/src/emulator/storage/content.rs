//! Reads the body of a request as it arrives, holding only one piece of it at a time.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use md5::{Digest, Md5};
use tempfile::{NamedTempFile, TempPath};
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};

use super::super::crc64::Crc64;
use super::records::Content;

/// How much is written to disk at once, in bytes.
const BUFFER: usize = 1 << 18;

/// The outcome of reading a body.
pub(super) enum Taken {
    Whole(Content),
    /// Its MD5 is not the one in the request.
    WrongDigest,
    /// The caller disconnected, or the disk is full.
    Broken,
}

/// Reads a body of this length.
pub(super) async fn take(folder: Option<&Path>, body: &mut Incoming, expected: &Expected<'_>) -> Taken {
    let Ok(mut sink) = Sink::open(folder, expected.md5.is_some()) else { return Taken::Broken };
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Taken::Broken };
        let Ok(data) = frame.into_data() else { continue };
        if sink.write(&data).await.is_err() {
            return Taken::Broken;
        }
        if let Some(pause) = expected.pause {
            tokio::time::sleep(pause).await;
        }
    }
    match sink.close(expected.md5).await {
        Ok(Some(content)) if content.checksum.length() == expected.length => Taken::Whole(content),
        Ok(None) => Taken::WrongDigest,
        Ok(Some(_)) | Err(_) => Taken::Broken,
    }
}

/// What the head of a request says about its body, and how slowly to read it.
pub(super) struct Expected<'a> {
    pub(super) length: u64,
    /// The value of `Content-MD5`.
    pub(super) md5: Option<&'a str>,
    /// The pause after each piece.
    pub(super) pause: Option<Duration>,
}

/// Where a body goes.
struct Sink {
    file: Option<(BufWriter<File>, TempPath)>,
    checksum: Crc64,
    md5: Option<Md5>,
}

impl Sink {
    fn open(folder: Option<&Path>, has_md5: bool) -> io::Result<Self> {
        let file = folder.map(NamedTempFile::new_in).transpose()?.map(|file| {
            let (file, path) = file.into_parts();
            (BufWriter::with_capacity(BUFFER, File::from_std(file)), path)
        });
        Ok(Self { file, checksum: Crc64::default(), md5: has_md5.then(Md5::new) })
    }

    async fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.checksum.update(data);
        if let Some(md5) = &mut self.md5 {
            md5.update(data);
        }
        match &mut self.file {
            Some((file, _)) => file.write_all(data).await,
            None => Ok(()),
        }
    }

    /// Returns what was stored; `None` if its MD5 differs.
    async fn close(mut self, md5: Option<&str>) -> io::Result<Option<Content>> {
        if let Some((file, _)) = &mut self.file {
            file.flush().await?;
        }
        let digest = self.md5.map(|digest| STANDARD.encode(digest.finalize()));
        let is_right = digest.as_deref() == md5;
        let file = self.file.map(|(_, path)| Arc::new(path));
        Ok(is_right.then_some(Content { file, checksum: self.checksum }))
    }
}

/// Joins all parts into the first part's file.
pub(super) async fn join(parts: Vec<Content>) -> io::Result<Content> {
    let checksum = parts.iter().map(|part| part.checksum).reduce(Crc64::followed_by).unwrap_or_default();
    let files: Vec<_> = parts.into_iter().filter_map(|part| part.file).collect();
    let append = move || {
        let Some((first, rest)) = files.split_first() else { return io::Result::Ok(None) };
        let mut whole = std::fs::File::options().append(true).open(first.as_ref())?;
        for part in rest {
            io::copy(&mut std::fs::File::open(part.as_ref())?, &mut whole)?;
        }
        Ok(Some(Arc::clone(first)))
    };
    let file = tokio::task::spawn_blocking(append).await.map_err(io::Error::other)??;
    Ok(Content { file, checksum })
}
