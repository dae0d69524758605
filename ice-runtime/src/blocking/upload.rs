//! Uploads without `async`.

use std::fmt;
use std::future::{IntoFuture, ready};
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;

use super::Client;
use super::runtime::PrivateRuntime;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::retry::RetryPolicy;
use crate::upload::{self, Checkpoint, StoredObject, UploadAddress, UploadAuth, UploadProgress};

/// An [`Upload`](upload::Upload) for code without `async`; [`send`](Self::send) sends it.
#[must_use = "an upload is sent by `.send()`"]
pub struct Upload<'a> {
    upload: upload::Upload<'a>,
    runtime: Arc<PrivateRuntime>,
}

impl Client {
    /// Like [`Client::upload`](crate::Client::upload).
    ///
    /// ```no_run
    /// # use ice_runtime::{blocking, upload::{UploadAddress, UploadAuth}};
    /// # fn run(client: blocking::Client, address: UploadAddress, auth: UploadAuth) -> Result<(), ice_runtime::Error> {
    /// let stored = client.upload(&address, &auth).file("movie.mp4").send()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload<'a>(&self, address: &UploadAddress, auth: &UploadAuth) -> Upload<'a> {
        Upload { upload: self.client.upload(address, auth), runtime: Arc::clone(&self.runtime) }
    }

    /// Like [`Client::upload_to`](crate::Client::upload_to).
    pub fn upload_to<'a>(&self, bucket: &str, key: &str) -> Upload<'a> {
        Upload { upload: self.client.upload_to(bucket, key), runtime: Arc::clone(&self.runtime) }
    }
}

/// Forwards settings of the same name.
macro_rules! settings {
    ($($name:ident($($argument:ident: $type:ty),*)),* $(,)?) => {$(
        #[doc = concat!("Like [`Upload::", stringify!($name), "`](upload::Upload::", stringify!($name), ").")]
        pub fn $name(self, $($argument: $type),*) -> Self {
            Self { upload: self.upload.$name($($argument),*), ..self }
        }
    )*};
}

impl<'a> Upload<'a> {
    settings!(
        file(path: impl Into<PathBuf>),
        bytes(bytes: impl Into<Bytes>),
        parts(size: u64),
        concurrency(parts: usize),
        progress(progress: impl Fn(UploadProgress) + Send + Sync + 'a),
        resume(checkpoint: Checkpoint),
        content_type(content_type: &str),
        header(name: &str, value: &str),
        endpoint(endpoint: Endpoint),
        custom_domain(domain: Endpoint),
        region(region: impl Into<String>),
        retry(retry: RetryPolicy),
    );

    /// Like [`Upload::reader`](upload::Upload::reader).
    pub fn reader<R: Read + Send + 'static>(
        self,
        length: u64,
        open: impl Fn() -> std::io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        Self { upload: self.upload.reader(length, open), ..self }
    }

    /// Like [`Upload::refresh`](upload::Upload::refresh), on the thread that sends the upload.
    pub fn refresh(self, refresh: impl Fn() -> Result<UploadAuth, Error> + Send + Sync + 'a) -> Self {
        Self { upload: self.upload.refresh(move || ready(refresh())), ..self }
    }

    /// Like [`Upload::checkpoint`](upload::Upload::checkpoint).
    pub fn checkpoint(&self) -> Checkpoint {
        self.upload.checkpoint()
    }

    /// Uploads the source and waits for the object.
    ///
    /// # Errors
    ///
    /// Those of an [`Upload`](upload::Upload).
    pub fn send(self) -> Result<StoredObject, Error> {
        self.runtime.block_on(self.upload.into_future())
    }

    /// Like [`Upload::abort`](upload::Upload::abort).
    ///
    /// # Errors
    ///
    /// See there.
    pub fn abort(self) -> Result<(), Error> {
        self.runtime.block_on(self.upload.abort())
    }
}

impl fmt::Debug for Upload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.upload.fmt(f)
    }
}
