//! Carries out the plan of an upload: its steps, several at once, until the object is there or nothing helps any more.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, timeout};

use super::object::StoredObject;
use super::piece::Piece;
use super::plan::{Outcome, Plan, Span, Step, Stop};
use super::progress::{UploadPhase, UploadProgress};
use super::requests::{Content, EMPTY, Requests};
use super::source::{Reading, Source, failure_of};
use super::storage::{self, Action};
use crate::checkpoint::{Checkpoint, Fingerprint, StoredPart};
use crate::error::{Error, UploadError, UploadFailure};
use crate::transport::{Body, BoxFuture};

/// How long aborting may take.
const ABORT_TIMEOUT: Duration = Duration::from_secs(10);

/// Hears how far an upload is.
pub(super) type Progress<'a> = Box<dyn Fn(UploadProgress) + Send + Sync + 'a>;

type Job<'e> = BoxFuture<'e, Result<Outcome, UploadFailure>>;

/// One upload under way.
pub(super) struct Engine<'a> {
    pub(super) requests: Requests<'a>,
    pub(super) source: Source,
    pub(super) expected: Fingerprint,
    pub(super) checkpoint: Checkpoint,
    pub(super) concurrency: usize,
    pub(super) progress: Option<Progress<'a>>,
}

impl Engine<'_> {
    /// Uploads in parts of this size.
    pub(super) async fn run(&self, part_size: u64) -> Result<StoredObject, Error> {
        let (requests, started) = (&self.requests, Instant::now());
        let result = requests.trace.within(self.stored(part_size)).await;
        requests.trace.ended(&result, requests.attempts.load(Ordering::Relaxed), started.elapsed());
        result
    }

    async fn stored(&self, part_size: u64) -> Result<StoredObject, Error> {
        let guard = AbortOnDrop(Some(self));
        let mut plan = Plan::new(self.checkpoint.clone(), self.expected, part_size);
        let result = match self.drive(&mut plan).await {
            Ok(object) => Ok(object),
            Err(failure) => Err(self.give_up(failure).await),
        };
        guard.disarm();
        result
    }

    async fn drive(&self, plan: &mut Plan) -> Result<StoredObject, UploadFailure> {
        let mut jobs: Vec<Job<'_>> = Vec::new();
        loop {
            while jobs.len() < self.concurrency
                && let Some(step) = plan.next()
            {
                jobs.push(Box::pin(self.take(step)));
            }
            self.report(plan);
            if let Some((object, crc64)) = plan.object() {
                return Ok(StoredObject {
                    bucket: self.checkpoint.bucket(),
                    key: self.checkpoint.key(),
                    length: self.expected.length,
                    etag: object.etag.clone(),
                    crc64,
                    is_checksum_confirmed: object.crc64.is_some(),
                    parts: plan.parts(),
                    attempts: self.requests.attempts.load(Ordering::Relaxed),
                    version_id: object.version_id.clone(),
                    request_id: object.request_id.clone(),
                });
            }
            let Some(outcome) = self.first_of(&mut jobs).await else { continue };
            let outcome = outcome?;
            if outcome == Outcome::Gone {
                jobs.clear();
            }
            plan.take(outcome).map_err(|stop| match stop {
                Stop::Changed => UploadFailure::Changed,
                Stop::Checksum => UploadFailure::Checksum,
                Stop::Gone => UploadFailure::Gone,
            })?;
        }
    }

    /// What came of the first job that ends; `None` when bytes have moved before.
    async fn first_of(&self, jobs: &mut Vec<Job<'_>>) -> Option<Result<Outcome, UploadFailure>> {
        let mut moved = pin!(self.requests.meter.moved());
        poll_fn(|context| {
            for index in 0..jobs.len() {
                if let Some(job) = jobs.get_mut(index)
                    && let Poll::Ready(outcome) = job.as_mut().poll(context)
                {
                    drop(jobs.swap_remove(index));
                    return Poll::Ready(Some(outcome));
                }
            }
            moved.as_mut().poll(context).map(|()| None)
        })
        .await
    }

    fn report(&self, plan: &Plan) {
        let Some(progress) = &self.progress else { return };
        let total = self.expected.length;
        let sent = total.min(plan.stored_bytes() + self.requests.meter.under_way());
        let phase = if sent == total { UploadPhase::Completing } else { UploadPhase::Sending };
        let stored_parts = u32::try_from(self.checkpoint.stored_parts()).unwrap_or(u32::MAX);
        progress(UploadProgress { sent, total, stored_parts, phase });
    }

    async fn take(&self, step: Step) -> Result<Outcome, UploadFailure> {
        let id = self.checkpoint.upload_id().unwrap_or_default();
        Ok(match step {
            Step::Put(span) => {
                let reply = self.requests.send(Action::Put, &self.piece(span)).await?;
                Outcome::Put { object: storage::object(&reply.response), crc64: reply.sum }
            }
            Step::Begin => {
                let reply = self.requests.send(Action::Begin, &EMPTY).await?;
                Outcome::Begun(storage::upload_id(&reply.response).unwrap_or_default())
            }
            Step::List(after) => match self.requests.send_to_upload(Action::List { id: &id, after }, &EMPTY).await? {
                Some(reply) => {
                    let (parts, next) = storage::listed(&reply.response);
                    Outcome::Listed { parts, next: next.filter(|next| *next > after) }
                }
                None => Outcome::Gone,
            },
            Step::Check(span) => {
                let sum = Reading::new(self.source.clone(), self.expected, span).sum_up().await;
                Outcome::Checked { number: span.number, crc64: sum.map_err(failure_of)? }
            }
            Step::Send(span) => self.send(&id, span).await?,
            Step::Complete => self.complete(&id).await?,
            Step::Find => Outcome::Found(self.requests.look().await?),
        })
    }

    async fn send(&self, id: &str, span: Span) -> Result<Outcome, UploadFailure> {
        let action = Action::Send { id, number: span.number };
        let reply = self.requests.send_to_upload(action, &self.piece(span)).await?;
        Ok(reply.map_or(Outcome::Gone, |reply| {
            let part = StoredPart { etag: storage::object(&reply.response).etag, crc64: reply.sum };
            Outcome::Sent { number: span.number, part }
        }))
    }

    async fn complete(&self, id: &str) -> Result<Outcome, UploadFailure> {
        let parts = self.checkpoint.begun().map(|upload| upload.parts).unwrap_or_default();
        let list = Content::Text(storage::completion(parts).into());
        let reply = self.requests.send_to_upload(Action::Complete { id }, &list).await?;
        Ok(reply.map_or(Outcome::Gone, |reply| Outcome::Completed(storage::object(&reply.response))))
    }

    fn piece(&self, span: Span) -> Content {
        Content::Piece(Piece { source: self.source.clone(), expected: self.expected, span })
    }

    /// The error of an upload that goes no further. What nobody can or wants to go on from is aborted.
    async fn give_up(&self, failure: UploadFailure) -> Error {
        let is_out_of_keys = matches!(failure, UploadFailure::KeysExpired(_) | UploadFailure::Refresh(_));
        let is_kept = is_out_of_keys || (self.checkpoint.is_kept() && !matches!(failure, UploadFailure::Changed));
        let upload = self.checkpoint.upload_id();
        if !is_kept && let Some(id) = &upload {
            let aborting = self.requests.abort(id);
            if timeout(ABORT_TIMEOUT, aborting).await.is_ok_and(|aborted| aborted.is_ok()) {
                self.checkpoint.set(None);
            }
        }
        let checkpoint = self.checkpoint.upload_id().map(|_| self.checkpoint.clone());
        Error::Upload(Box::new(UploadError { failure, checkpoint }))
    }
}

/// Aborts an upload that is dropped, unless somebody means to go on with it.
struct AbortOnDrop<'e, 'a>(Option<&'e Engine<'a>>);

impl AbortOnDrop<'_, '_> {
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for AbortOnDrop<'_, '_> {
    fn drop(&mut self) {
        let Some(Engine { requests, checkpoint, .. }) = self.0.filter(|engine| !engine.checkpoint.is_kept()) else {
            return;
        };
        let (id, keys, runtime) = (checkpoint.upload_id(), requests.keys.at_hand(), Handle::try_current());
        if let (Some(id), Some(keys), Ok(runtime)) = (id, keys, runtime)
            && let Ok(request) = requests.signed(Action::Abort { id: &id }, &keys, Body::empty())
        {
            let transport = Arc::clone(requests.client.transport());
            runtime.spawn(async move { timeout(ABORT_TIMEOUT, transport.send(request)).await.is_ok() });
        }
    }
}
