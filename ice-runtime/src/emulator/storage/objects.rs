//! Whole objects: put, get, head.

use std::io::SeekFrom;
use std::ops::RangeInclusive;
use std::time::Duration;

use http::header::{CONTENT_LENGTH, RANGE};
use http::request::Parts;
use http::{HeaderMap, Method};
use hyper::body::Incoming;
use tokio::fs::File;
use tokio::io::AsyncSeekExt;

use super::super::date::http_date;
use super::super::delivery::{Abort, Delivery};
use super::content::{self, Expected, Taken};
use super::records::{Content, StoredObject};
use super::refusal::{Stop, StorageRefusal};
use super::reply;
use super::signature::header;
use super::store::Storage;
use super::target::Target;

/// The largest body of one request, in bytes: 5 GB as the service counts them.
const BODY_LIMIT: u64 = 5 << 30;

/// An authorized request.
pub(super) struct Admitted<'a> {
    pub(super) storage: &'a Storage,
    pub(super) head: &'a Parts,
    pub(super) target: &'a Target,
    /// How long to pause after each piece of its body.
    pub(super) pause: Option<Duration>,
}

impl Admitted<'_> {
    /// Stores an object.
    pub(super) async fn put_object(&self, body: &mut Incoming) -> Result<Delivery, Stop> {
        let content = self.take(body).await?;
        let object = self.object(content.clone(), 0, kept_headers(self.head));
        self.storage.put(self.target, object);
        Ok(Delivery::whole(reply::stored(&self.storage.tickets, &content, &content.tag(), String::new())))
    }

    /// Sends an object, or only its headers.
    pub(super) async fn get_object(&self) -> Result<Delivery, Stop> {
        let object = self.storage.object(&self.target.bucket, &self.target.key);
        let object = object.ok_or(StorageRefusal::new(404, "NoSuchKey", "The specified key does not exist."))?;
        let mut head = reply::head_of(&self.storage.tickets, &object);
        if self.head.method == Method::HEAD {
            return Ok(Delivery::whole(head));
        }
        let path = object.path().ok_or(StorageRefusal::new(501, "NotImplemented", "The emulator keeps no bytes."))?;
        let mut file = File::open(path).await.map_err(|_| Stop::Aborted(Abort::Close))?;
        let Some(range) = self.range(object.len()) else { return Ok(Delivery::file(head, file, object.len())) };
        file.seek(SeekFrom::Start(*range.start())).await.map_err(|_| Stop::Aborted(Abort::Close))?;
        let length = reply::narrow(&mut head, &range, object.len());
        Ok(Delivery::file(head, file, length))
    }

    /// The range that the request asks for, if it does not want all bytes.
    fn range(&self, length: u64) -> Option<RangeInclusive<u64>> {
        let (first, last) = header(self.head, RANGE.as_str())?.strip_prefix("bytes=")?.split_once('-')?;
        let last = last.parse().unwrap_or(u64::MAX).min(length.checked_sub(1)?);
        let first = first.parse().ok().filter(|first| *first <= last)?;
        Some(first..=last)
    }

    /// Reads the body of the request.
    pub(super) async fn take(&self, body: &mut Incoming) -> Result<Content, Stop> {
        let Some(length) = header(self.head, CONTENT_LENGTH.as_str()).and_then(|length| length.parse().ok()) else {
            let message = "You must provide the Content-Length HTTP header.";
            return Err(StorageRefusal::new(411, "MissingContentLength", message).into());
        };
        if length > BODY_LIMIT {
            return Err(StorageRefusal::too_large().into());
        }
        let expected = Expected { length, md5: header(self.head, "content-md5"), pause: self.pause };
        match content::take(self.storage.folder.as_deref(), body, &expected).await {
            Taken::Whole(content) => Ok(content),
            Taken::WrongDigest => {
                let message = "The Content-MD5 you specified was invalid.";
                Err(StorageRefusal::new(400, "InvalidDigest", message).into())
            }
            Taken::Broken => Err(Stop::Aborted(Abort::Close)),
        }
    }

    /// Makes an object that is stored now.
    pub(super) fn object(&self, content: Content, part_count: usize, headers: HeaderMap) -> StoredObject {
        StoredObject { content, part_count, headers, stored_at: http_date(self.storage.tickets.now()) }
    }
}

/// The headers of a request that are kept with its object.
pub(super) fn kept_headers(head: &Parts) -> HeaderMap {
    let is_kept = |name: &str| match name {
        "content-length" | "content-md5" => false,
        "cache-control" | "expires" => true,
        _ => name.starts_with("content-") || name.starts_with("x-oss-meta-") || name == "x-oss-storage-class",
    };
    let kept = head.headers.iter().filter(|(name, _)| is_kept(name.as_str()));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}
