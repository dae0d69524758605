//! An upload before its `.await`: its settings.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicU32;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};

use super::engine::{Engine, Progress, error};
use super::header::object_header;
use super::keys::{Keys, Refresh};
use super::object::StoredObject;
use super::progress::{Meter, UploadProgress};
use super::requests::{Requests, Target};
use super::source::{Source, failure_of};
use super::span::count;
use super::trace::UploadTrace;
use crate::checkpoint::{Checkpoint, Fingerprint};
use crate::client::{Client, check_runtime};
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::retry::RetryPolicy;
use crate::tickets::{UploadAddress, UploadAuth, object_url};
use crate::transport::BoxFuture;

const MIB: u64 = 1 << 20;
/// The most that one request may carry, in bytes: 5 GiB, which the storage calls 5 GB.
const LONGEST: u64 = 5 << 30;
/// The smallest size of a part other than the last, in bytes.
const SHORTEST: u64 = 100 << 10;
/// The default size of parts.
const PART_SIZE: u64 = 8 * MIB;
const PARTS_LIMIT: u32 = 10_000;
const CONCURRENCY: usize = 3;
/// An upload has many requests, and nobody wants to start over because of one of them: 5 retries.
const ATTEMPTS: u32 = 6;

/// An upload that has not been sent yet: `.await` sends it.
#[must_use = "an upload is sent by `.await`"]
pub struct Upload<'a> {
    client: Client,
    bucket: String,
    key: String,
    /// Used where nothing else is set; an error if it cannot be used.
    endpoint: Result<Endpoint, Error>,
    is_custom_domain: bool,
    region: Option<String>,
    ticket: Option<UploadAuth>,
    refresh: Option<Refresh<'a>>,
    source: Option<Source>,
    part_size: Option<u64>,
    concurrency: usize,
    retry: RetryPolicy,
    headers: Result<HeaderMap, ConfigError>,
    progress: Option<Progress<'a>>,
    checkpoint: Checkpoint,
    is_resumed: bool,
}

impl Client {
    /// Uploads an object with a ticket, such as `CreateUploadStream` or `CreateUploadMedia` issue. Set the source with
    /// [`file`](Upload::file), [`bytes`](Upload::bytes) or [`reader`](Upload::reader).
    ///
    /// ```no_run
    /// # use ice_runtime::{Client, upload::{UploadAddress, UploadAuth, UploadProgress}};
    /// # async fn run(client: Client, address: UploadAddress, auth: UploadAuth) -> Result<(), ice_runtime::Error> {
    /// let stored = client
    ///     .upload(&address, &auth)
    ///     .file("movie.mp4")
    ///     .content_type("video/mp4")
    ///     .progress(|at: UploadProgress| println!("{} of {}", at.sent, at.total))
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload<'a>(&self, address: &UploadAddress, auth: &UploadAuth) -> Upload<'a> {
        let region = auth.region().or_else(|| address.region()).map(str::to_owned);
        let upload = Upload::new(self, &address.bucket, &address.file_name, address.host());
        Upload { region: region.or(upload.region.clone()), ticket: Some(auth.clone()), ..upload }
    }

    /// Uploads an object to your own bucket, with the client's credentials. They need the RAM action `oss:PutObject`,
    /// and for uploads in parts also `oss:GetObject`, `oss:ListParts` and `oss:AbortMultipartUpload`.
    ///
    /// The endpoint is that of the client's region, inside its virtual private cloud if the client is; see
    /// [`endpoint`](Upload::endpoint) and [`custom_domain`](Upload::custom_domain) for others.
    pub fn upload_to<'a>(&self, bucket: &str, key: &str) -> Upload<'a> {
        let region = self.region().unwrap_or_default();
        let inside = if self.is_vpc() { "-internal" } else { "" };
        let endpoint = match region {
            "" => Err(ConfigError::new("endpoint", "it is missing: call `.endpoint(..)` and `.region(..)`").into()),
            region => Endpoint::new(&format!("oss-{region}{inside}.aliyuncs.com")),
        };
        Upload::new(self, bucket, key, endpoint)
    }
}

impl<'a> Upload<'a> {
    fn new(client: &Client, bucket: &str, key: &str, endpoint: Result<Endpoint, Error>) -> Self {
        Self {
            client: client.clone(),
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            endpoint,
            is_custom_domain: false,
            region: client.region().map(str::to_owned),
            ticket: None,
            refresh: None,
            source: None,
            part_size: None,
            concurrency: CONCURRENCY,
            retry: client.retry_policy().with_max_attempts(ATTEMPTS),
            headers: Ok(HeaderMap::new()),
            progress: None,
            checkpoint: Checkpoint::new(bucket, key),
            is_resumed: false,
        }
    }

    /// Uploads this file. It must not change meanwhile. On Unix a file that replaces it is noticed by its inode and the
    /// time of its last change of any kind; elsewhere by its length and modification time only.
    pub fn file(self, path: impl Into<PathBuf>) -> Self {
        Self { source: Some(Source::File(path.into())), ..self }
    }

    /// Uploads these bytes.
    pub fn bytes(self, bytes: impl Into<Bytes>) -> Self {
        Self { source: Some(Source::Bytes(bytes.into())), ..self }
    }

    /// Uploads what `open` opens, which has `length` bytes.
    ///
    /// `open` is called again for another attempt, and once for each part in flight at the same time; it has to return
    /// the same bytes, from the first one, each time. Nothing can check that: if they differ, an object in parts is a
    /// mixture, under a checksum that matches the mixture. They are read on threads where blocking does no harm.
    ///
    /// ```no_run
    /// # async fn run(upload: ice_runtime::upload::Upload<'_>) -> Result<(), ice_runtime::Error> {
    /// use std::io::Cursor;
    ///
    /// let stored = upload.reader(5, || Ok(Cursor::new("12345"))).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn reader<R: io::Read + Send + 'static>(
        self,
        length: u64,
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        Self { source: Some(Source::reader(length, open)), ..self }
    }

    /// Gets new credentials for the same object when the current ones expire, and sends large sources in parts.
    ///
    /// This is for tickets; the [module](super) lists the operations that refresh one. The client's provider renews
    /// the credentials of [`upload_to`](Client::upload_to).
    ///
    /// ```no_run
    /// # use ice_runtime::encoding::Base64Json;
    /// # use ice_runtime::upload::{StoredObject, UploadAddress, UploadAuth};
    /// # use ice_runtime::{Client, ice_operation};
    /// #[ice_operation(action = "RefreshUploadMedia")]
    /// struct RefreshUploadMedia {
    ///     media_id: String,
    /// }
    ///
    /// #[derive(serde::Deserialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct RefreshUploadMediaResponse {
    ///     upload_auth: Base64Json<UploadAuth>,
    /// }
    ///
    /// # async fn run(
    /// #     client: Client, address: UploadAddress, auth: UploadAuth, media_id: String,
    /// # ) -> Result<StoredObject, ice_runtime::Error> {
    /// let upload = client.upload(&address, &auth).file("movie.mp4").refresh(|| async {
    ///     let refreshed = client.send(&RefreshUploadMedia { media_id: media_id.clone() }).await?;
    ///     Ok(refreshed.upload_auth.into_inner())
    /// });
    /// # upload.await
    /// # }
    /// ```
    pub fn refresh<F>(self, refresh: impl Fn() -> F + Send + Sync + 'a) -> Self
    where
        F: Future<Output = Result<UploadAuth, Error>> + Send + 'a,
    {
        Self { refresh: Some(Box::new(move || Box::pin(refresh()))), ..self }
    }

    /// Sends it in parts of this size in bytes, 100 KiB to 5 GiB; larger if 10,000 parts of that size are not enough.
    pub fn parts(self, size: u64) -> Self {
        Self { part_size: Some(size), ..self }
    }

    /// Sets how many parts are in flight at once. Default: 3; 0 counts as 1.
    pub fn concurrency(self, parts: usize) -> Self {
        Self { concurrency: parts.max(1), ..self }
    }

    /// Calls `progress` whenever bytes are sent or a part is stored. It is called often, so it should be quick.
    pub fn progress(self, progress: impl Fn(UploadProgress) + Send + Sync + 'a) -> Self {
        Self { progress: Some(Box::new(progress)), ..self }
    }

    /// Returns what another process needs to resume this upload. It follows the upload, and can be serialized at any
    /// time.
    ///
    /// Taking a checkpoint keeps the upload: it is not aborted on failure or when it is dropped, except if the source
    /// changes, as nothing can be resumed then. Only an upload in parts can be resumed; any other starts over. The order
    /// of this and [`resume`](Self::resume) does not matter.
    ///
    /// Write it to disk when the upload fails, and from [`progress`](Self::progress) about once a second, so that a
    /// process that is killed loses little. Write to a temporary file and rename it: then it is complete at any moment.
    ///
    /// ```no_run
    /// # async fn run(client: ice_runtime::Client, upload: ice_runtime::upload::Upload<'_>) -> Result<(), Box<dyn std::error::Error>> {
    /// let checkpoint = upload.checkpoint();
    /// if let Err(error) = upload.await {
    ///     std::fs::write("movie.checkpoint", serde_json::to_string(&checkpoint)?)?;
    ///     return Err(error.into());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn checkpoint(&self) -> Checkpoint {
        self.checkpoint.keep();
        self.checkpoint.clone()
    }

    /// Resumes from a checkpoint: parts that are stored are not sent again. The upload is not aborted if it fails, unless
    /// the source is not the one that the checkpoint was made from: the checkpoint is of no use then.
    #[expect(clippy::needless_pass_by_value, reason = "a setting takes its value")]
    pub fn resume(self, checkpoint: Checkpoint) -> Self {
        checkpoint.keep();
        // Handles that were taken before go on showing this upload.
        self.checkpoint.follow(&checkpoint);
        Self { is_resumed: true, ..self }
    }

    /// Sets the object's `content-type`. Default: none is sent, and the storage takes `application/octet-stream`.
    pub fn content_type(self, content_type: &str) -> Self {
        self.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// Sets a header of the object: `cache-control`, `x-oss-meta-*`, `x-oss-object-acl`, `x-oss-storage-class`.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Ok(headers) = &mut self.headers {
            match object_header(name, value) {
                Ok((name, value)) => drop(headers.insert(name, value)),
                Err(error) => self.headers = Err(error),
            }
        }
        self
    }

    /// Sends to this endpoint of the storage, such as `oss-cn-shanghai-internal.aliyuncs.com` from inside the region.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        Self { endpoint: Ok(endpoint), is_custom_domain: false, ..self }
    }

    /// Sends to a custom domain of the bucket.
    pub fn custom_domain(self, domain: Endpoint) -> Self {
        Self { endpoint: Ok(domain), is_custom_domain: true, ..self }
    }

    /// Sets the region to sign for, an id like `cn-shanghai`. Default: the ticket's, or the client's.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self { region: Some(region.into()), ..self }
    }

    /// Sets how failed attempts of each request are retried. Default: the client's policy, with 6 attempts.
    pub fn retry(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// Tells the storage to discard the upload that [`resume`](Self::resume) names. Needs no source.
    ///
    /// Calling it twice does no harm.
    ///
    /// # Errors
    ///
    /// The request failed, a setting cannot be used, or [`resume`](Self::resume) was not called.
    pub async fn abort(self) -> Result<(), Error> {
        if !self.is_resumed {
            return Err(ConfigError::new("checkpoint", "it is missing: call `.resume(..)` to say what to abort").into());
        }
        let checkpoint = self.checkpoint.clone();
        let (requests, _) = self.into_requests()?;
        let Some(id) = checkpoint.upload_id() else { return Ok(()) };
        requests.abort(&id).await.map_err(|failure| error(failure, &checkpoint, 0, true))?;
        checkpoint.set(None);
        Ok(())
    }

    async fn run(mut self) -> Result<StoredObject, Error> {
        check_runtime()?;
        let (concurrency, checkpoint) = (self.concurrency, self.checkpoint.clone());
        let source = self.source.take().ok_or_else(|| {
            ConfigError::new("source", "it is missing: call `.file(..)`, `.bytes(..)` or `.reader(..)`")
        })?;
        let is_resumed = checkpoint.begun().is_some();
        let facts = source.facts().await;
        let expected = facts.map_err(|cause| error(failure_of(cause), &checkpoint, 0, is_resumed))?;
        let part_size = self.part_size(expected.fingerprint)?;
        let (requests, progress) = self.into_requests()?;
        Engine { requests, source, expected, part_size, checkpoint, is_resumed, concurrency, progress }.run().await
    }

    /// Returns the size of its parts: the size of the source if it goes in one request.
    fn part_size(&self, source: Fingerprint) -> Result<u64, Error> {
        let problem = |setting: &str, problem: &str| Err(ConfigError::new(setting, problem).into());
        if let Some(begun) = self.checkpoint.begun() {
            let has_usable_parts =
                (SHORTEST..=LONGEST).contains(&begun.part_size) && count(source.length, begun.part_size) <= PARTS_LIMIT;
            // Of another source nothing is sent.
            let is_usable = has_usable_parts || begun.source != source;
            return if is_usable {
                Ok(begun.part_size)
            } else {
                problem("checkpoint", "it is damaged: upload from the start")
            };
        }
        let least = source.length.div_ceil(u64::from(PARTS_LIMIT));
        match self.part_size {
            _ if least > LONGEST => problem("source", "it has more than 48.8 TiB, the most that an object can have"),
            Some(size) if !(SHORTEST..=LONGEST).contains(&size) => problem("parts", "a part has 100 KiB to 5 GiB"),
            Some(size) => Ok(size.max(least)),
            None if self.refresh.is_some() || source.length > LONGEST => Ok(PART_SIZE.max(least)),
            None => Ok(source.length.max(1)),
        }
    }

    fn into_requests(self) -> Result<(Requests<'a>, Option<Progress<'a>>), Error> {
        let problem = |setting: &str, problem: &str| Error::from(ConfigError::new(setting, problem));
        if (self.checkpoint.bucket(), self.checkpoint.key()) != (self.bucket.clone(), self.key.clone()) {
            return Err(problem("checkpoint", "it belongs to another object: take the one of this bucket and key"));
        }
        let url = object_url(&self.endpoint?, &self.bucket, &self.key, self.is_custom_domain)
            .map_err(|(member, what)| problem(if self.ticket.is_some() { member } else { setting(member) }, what))?;
        let region = self.region.filter(|region| !region.is_empty());
        let region = region.ok_or_else(|| problem("region", "it is missing: call `.region(\"cn-shanghai\")`"))?;
        let keys = match (self.ticket, self.client.cached_credentials()) {
            (Some(ticket), _) => Keys::of_ticket(ticket, self.refresh),
            (None, Some(credentials)) => Keys::Client(credentials.clone()),
            (None, None) => return Err(problem("credentials", "they are missing: the client is anonymous")),
        };
        let requests = Requests {
            trace: UploadTrace::new(&url),
            client: self.client,
            keys,
            target: Target { url, bucket: self.bucket, key: self.key, region, headers: self.headers? },
            retry: self.retry,
            meter: Meter::new(self.progress.is_some()),
            attempts: AtomicU32::new(0),
        };
        Ok((requests, self.progress))
    }
}

/// Returns the caller's name for a member of a ticket.
fn setting(member: &str) -> &'static str {
    match member {
        "Bucket" => "bucket",
        "FileName" => "key",
        _ => "endpoint",
    }
}

impl<'a> IntoFuture for Upload<'a> {
    type Output = Result<StoredObject, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl fmt::Debug for Upload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("bucket", &self.bucket)
            .field("key", &self.key)
            .field("endpoint", &self.endpoint.as_ref().ok())
            .field("source", &self.source)
            .field("part_size", &self.part_size)
            .finish_non_exhaustive()
    }
}
