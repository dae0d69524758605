//! Runs an upload: in one request or in several parts at once, until the object is stored or nothing more can be done.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, timeout};

use super::object::{Object, StoredObject};
use super::progress::{UploadPhase, UploadProgress};
use super::requests::{Content, Requests};
use super::source::{Facts, Piece, Source};
use super::span::{Span, count};
use super::storage::{self, Action};
use crate::checkpoint::Checkpoint;
use crate::error::{Error, UploadError, UploadFailure};
use crate::transport::{Body, BoxFuture};

/// How long aborting may take.
const ABORT_TIMEOUT: Duration = Duration::from_secs(10);

/// Called with the progress of an upload.
pub(super) type Progress<'a> = Box<dyn Fn(UploadProgress) + Send + Sync + 'a>;

/// Work that runs alongside other jobs; returns whether the storage knows the upload.
pub(super) type Job<'e> = BoxFuture<'e, Result<bool, UploadFailure>>;

/// One upload in progress.
pub(super) struct Engine<'a> {
    pub(super) requests: Requests<'a>,
    pub(super) source: Source,
    pub(super) expected: Facts,
    /// The size of the source if it goes in one request.
    pub(super) part_size: u64,
    pub(super) checkpoint: Checkpoint,
    pub(super) is_resumed: bool,
    pub(super) concurrency: usize,
    pub(super) progress: Option<Progress<'a>>,
}

impl Engine<'_> {
    /// Runs the upload.
    pub(super) async fn run(&self) -> Result<StoredObject, Error> {
        let (requests, started) = (&self.requests, Instant::now());
        let result = requests.trace.within(self.stored()).await;
        requests.trace.ended(&result, requests.attempts.load(Ordering::Relaxed), started.elapsed());
        result
    }

    async fn stored(&self) -> Result<StoredObject, Error> {
        let guard = AbortOnDrop(self);
        let result = match self.object().await {
            Ok((object, crc64)) => Ok(self.stored_object(object, crc64)),
            Err(failure) => Err(self.give_up(failure).await),
        };
        std::mem::forget(guard);
        result
    }

    /// Returns the object and the checksum of the source.
    async fn object(&self) -> Result<(Object, u64), UploadFailure> {
        match self.checkpoint.begun() {
            Some(begun) if begun.source != self.expected.fingerprint => Err(UploadFailure::Changed),
            None if self.parts() == 1 => self.put().await,
            _ => self.in_parts().await.map(|object| (object, self.checksum())),
        }
    }

    fn stored_object(&self, object: Object, crc64: u64) -> StoredObject {
        StoredObject {
            bucket: self.checkpoint.bucket(),
            key: self.checkpoint.key(),
            length: self.expected.length(),
            etag: object.etag,
            crc64,
            is_checksum_confirmed: object.crc64.is_some(),
            parts: self.parts(),
            attempts: self.requests.attempts.load(Ordering::Relaxed),
            version_id: object.version_id,
            request_id: object.request_id,
        }
    }

    /// Uploads in one request. Returns the object and the checksum of the source.
    async fn put(&self) -> Result<(Object, u64), UploadFailure> {
        let reply = OnceLock::new();
        let put: Job<'_> = Box::pin(async {
            let sent = self.requests.send(Action::Put, &Content::Piece(self.piece(1))).await?;
            self.requests.meter.stored(self.expected.length());
            let _ = reply.set((storage::object(&sent.response), sent.sum));
            Ok(true)
        });
        self.at_once(std::iter::once(put)).await?;
        Ok(reply.into_inner().unwrap_or_default())
    }

    /// Runs jobs, several at once, until all are done or one fails, and reports progress whenever bytes have moved.
    /// Returns whether the storage knows the upload.
    pub(super) async fn at_once<'e>(&self, mut todo: impl Iterator<Item = Job<'e>>) -> Result<bool, UploadFailure> {
        let mut jobs: Vec<Job<'_>> = Vec::new();
        loop {
            let places = self.concurrency - jobs.len();
            jobs.extend(todo.by_ref().take(places));
            self.report();
            if jobs.is_empty() {
                return Ok(true);
            }
            match self.first_of(&mut jobs).await {
                Some(Ok(true)) | None => {}
                Some(ended) => return ended,
            }
        }
    }

    /// Returns the outcome of the first job that ends; `None` if bytes move before that.
    async fn first_of(&self, jobs: &mut Vec<Job<'_>>) -> Option<Result<bool, UploadFailure>> {
        let mut moved = pin!(self.requests.meter.moved());
        poll_fn(|context| {
            for index in 0..jobs.len() {
                if let Some(job) = jobs.get_mut(index)
                    && let Poll::Ready(ended) = job.as_mut().poll(context)
                {
                    drop(jobs.swap_remove(index));
                    return Poll::Ready(Some(ended));
                }
            }
            moved.as_mut().poll(context).map(|()| None)
        })
        .await
    }

    fn report(&self) {
        let Some(progress) = &self.progress else { return };
        let total = self.expected.length();
        let sent = total.min(self.requests.meter.sent());
        let phase = if sent == total { UploadPhase::Completing } else { UploadPhase::Sending };
        let stored_parts = self.requests.meter.stored_parts();
        progress(UploadProgress { sent, total, stored_parts, phase });
    }

    /// Returns how many parts there are.
    pub(super) fn parts(&self) -> u32 {
        count(self.expected.length(), self.part_size)
    }

    pub(super) fn span(&self, number: u32) -> Span {
        Span::of(number, self.expected.length(), self.part_size)
    }

    pub(super) fn piece(&self, number: u32) -> Piece {
        Piece { source: self.source.clone(), expected: self.expected, span: self.span(number) }
    }

    /// Returns the error of a failed upload. Aborts the upload if nobody can or wants to resume it.
    async fn give_up(&self, failure: UploadFailure) -> Error {
        let is_out_of_keys = matches!(failure, UploadFailure::KeysExpired(_) | UploadFailure::Refresh(_));
        let is_of_no_use = matches!(failure, UploadFailure::Changed | UploadFailure::WrongLength { .. });
        let is_kept = is_out_of_keys || (self.checkpoint.is_kept() && !is_of_no_use);
        let upload = self.checkpoint.upload_id();
        if !is_kept && let Some(id) = &upload {
            let aborting = self.requests.abort(id);
            if timeout(ABORT_TIMEOUT, aborting).await.is_ok_and(|aborted| aborted.is_ok()) {
                self.checkpoint.set(None);
            }
        }
        error(failure, &self.checkpoint, self.requests.attempts.load(Ordering::Relaxed), self.is_resumed)
    }
}

/// Returns the error of an upload, with the checkpoint if the storage keeps anything.
pub(super) fn error(failure: UploadFailure, checkpoint: &Checkpoint, attempts: u32, is_resumed: bool) -> Error {
    let checkpoint = checkpoint.upload_id().map(|_| checkpoint.clone());
    Error::Upload(Box::new(UploadError { failure, checkpoint, attempts, is_resumed }))
}

/// Aborts an upload that is dropped, unless somebody means to resume it.
struct AbortOnDrop<'e, 'a>(&'e Engine<'a>);

impl Drop for AbortOnDrop<'_, '_> {
    fn drop(&mut self) {
        let Engine { requests, checkpoint, .. } = self.0;
        let (id, keys, runtime) = (checkpoint.upload_id(), requests.keys.at_hand(), Handle::try_current());
        if !checkpoint.is_kept()
            && let (Some(id), Some(keys), Ok(runtime)) = (id, keys, runtime)
            && let Ok(request) = requests.signed(Action::Abort { id: &id }, &keys, Body::empty())
        {
            let transport = Arc::clone(requests.client.transport());
            runtime.spawn(async move { timeout(ABORT_TIMEOUT, transport.send(request)).await.is_ok() });
        }
    }
}
