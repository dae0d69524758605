//! One request to the storage: signed again for each attempt, and retried if that helps.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderMap, USER_AGENT};
use http::{Request, Response, Uri};
use tokio::time::Instant;

use super::keys::Keys;
use super::object::Object;
use super::piece::{self, ReadOutcome};
use super::progress::{Lap, Meter};
use super::source::{Piece, failure_of};
use super::storage::{self, Action};
use super::trace::{UploadTrace, error_of};
use crate::client::{Client, RequestAttempts};
use crate::error::{
    CallError, ConfigError, Error, MayHaveExecuted, ReplyError, Secrets, TransportError, TransportErrorKind,
    UploadFailure, redact,
};
use crate::keys::{Credentials, abbreviated};
use crate::response::{self, ReplyFailure};
use crate::retry::{Outcome, RetryClass, RetryPolicy, Verdict, verdict};
use crate::sign::oss::{Resource, Signer};
use crate::transport::{Body, SendProgress, request_id_header};

/// Where an object goes.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) url: Uri,
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) region: String,
    /// Headers of the object.
    pub(super) headers: HeaderMap,
}

/// What all requests of an upload share.
pub(super) struct Requests<'a> {
    pub(super) client: Client,
    pub(super) keys: Keys<'a>,
    pub(super) target: Target,
    pub(super) retry: RetryPolicy,
    pub(super) meter: Arc<Meter>,
    pub(super) attempts: AtomicU32,
    pub(super) trace: UploadTrace,
}

/// What a request sends.
pub(super) enum Content {
    Text(Bytes),
    Piece(Piece),
}

/// An empty body.
pub(super) const EMPTY: Content = Content::Text(Bytes::new());

/// A success.
pub(super) struct Reply {
    pub(super) response: Response<Bytes>,
    /// The checksum of what was sent from the source.
    pub(super) sum: u64,
}

/// An attempt that failed, and what decides whether another follows.
struct FailedAttempt {
    failure: UploadFailure,
    verdict: Verdict,
    /// Whether the clock has been corrected since.
    is_mended: bool,
}

impl Requests<'_> {
    /// Sends a request until it succeeds or another attempt would not help.
    pub(super) async fn send(&self, action: Action<'_>, content: &Content) -> Result<Reply, UploadFailure> {
        let (mut attempts, mut refusals) = (RequestAttempts::new(&self.client, self.retry), 0);
        loop {
            let credentials = self.keys.get(self.client.now()).await?;
            let number = attempts.begin();
            let started = Instant::now();
            let failed = match self.attempt(action, content, &credentials, number).await {
                Ok(reply) => {
                    attempts.succeeded();
                    self.keys.accepted(&credentials).await;
                    return Ok(reply);
                }
                Err(failed) => *failed,
            };
            let FailedAttempt { failure, verdict, is_mended } = failed;
            self.trace.failed(action, number, started.elapsed(), &failure);
            let error = error_of(&failure);
            if let Some(error) = error.filter(|_| verdict.retry == RetryClass::Credentials) {
                refusals += 1;
                if self.keys.renew(&credentials, error, refusals).await? {
                    continue;
                }
            }
            let hint = error.and_then(Error::retry_after);
            attempts.another(verdict, hint, is_mended).await.map_err(|reason| match failure {
                UploadFailure::Request(error) => UploadFailure::Request(error.given_up(reason)),
                other => other,
            })?;
        }
    }

    /// Like [`send`](Self::send), but `None` if the storage does not know the upload.
    pub(super) async fn send_to_upload(
        &self,
        action: Action<'_>,
        content: &Content,
    ) -> Result<Option<Reply>, UploadFailure> {
        match self.send(action, content).await {
            Ok(reply) => Ok(Some(reply)),
            Err(UploadFailure::Request(error)) if error.code() == Some("NoSuchUpload") => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// Returns the object that already exists under the key, as far as the credentials allow reading it.
    pub(super) async fn look(&self) -> Result<Option<Object>, UploadFailure> {
        match self.send(Action::Find, &EMPTY).await {
            Ok(reply) => Ok(Some(storage::object(&reply.response))),
            Err(UploadFailure::Request(Error::Service(error))) if matches!(error.status(), 403 | 404) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// Tells the storage to discard an upload: once, with no time limit while it answers.
    pub(super) async fn abort(&self, id: &str) -> Result<(), UploadFailure> {
        self.send_to_upload(Action::Abort { id }, &EMPTY).await.map(drop)
    }

    /// Builds a signed request.
    pub(super) fn signed(
        &self,
        action: Action<'_>,
        credentials: &Credentials,
        body: Body,
    ) -> Result<Request<Body>, Error> {
        let Target { url, bucket, key, region, headers } = &self.target;
        let mut request = action
            .request(url, headers, body)
            .map_err(|_| ConfigError::new("upload", "its requests do not fit into HTTP: report this"))?;
        if let Some(user_agent) = self.client.user_agent() {
            request.headers_mut().insert(USER_AGENT, user_agent.clone());
        }
        let signer = Signer::new(credentials.clone(), region);
        signer.sign(&mut request, &Resource::object(bucket, key), self.client.now())?;
        Ok(request)
    }

    async fn attempt(
        &self,
        action: Action<'_>,
        content: &Content,
        credentials: &Credentials,
        number: u32,
    ) -> Result<Reply, Box<FailedAttempt>> {
        let lap = Lap::new(&self.meter);
        let (body, read) = match content {
            Content::Text(text) => (text.clone().into(), ReadOutcome::from(OnceLock::from(Ok(0)))),
            Content::Piece(piece) => {
                piece::body(piece, &lap).await.map_err(|error| FailedAttempt::for_good(failure_of(error)))?
            }
        };
        let call = self.call(action, number);
        let mut request = self
            .signed(action, credentials, body)
            .map_err(|error| FailedAttempt::for_good(UploadFailure::Request(error)))?;
        let secrets = secrets(credentials, &request);
        let progress = SendProgress::default();
        request.extensions_mut().insert(progress.clone());
        self.attempts.fetch_add(1, Ordering::Relaxed);
        let started = Instant::now();
        let replied = self.client.transport().send(request).await;
        let error = match (replied, read.get().cloned()) {
            (_, Some(Err(failure))) => return Err(FailedAttempt::for_good(failure)),
            (Ok(response), _) if action.is_refused(&response) => {
                return Err(self.refused(response, call, &secrets, started.elapsed()));
            }
            (Ok(response), Some(Ok(sum))) => return confirmed(action, response, sum, call),
            // A success before everything was read cannot refer to all of it.
            (Ok(_), None) => TransportError::new(TransportErrorKind::Interrupted),
            (Err(error), _) => progress.complete(error),
        };
        let verdict = verdict(Outcome::Broken(error.kind()), true);
        let call = CallError { may_have_executed: verdict.may_have_executed, ..call }.with_error(error);
        Err(FailedAttempt::new(UploadFailure::Request(Error::Transport(Box::new(call))), verdict))
    }

    #[expect(clippy::unnecessary_box_returns, reason = "it is large, and goes from hand to hand")]
    fn refused(
        &self,
        response: Response<Bytes>,
        call: CallError<()>,
        secrets: &Secrets,
        round_trip: Duration,
    ) -> Box<FailedAttempt> {
        let (head, body) = response.into_parts();
        let error = redact(response::service_error(&head, &body), secrets);
        let verdict = verdict(Outcome::Storage(&error), true);
        let is_mended = verdict.retry == RetryClass::Clock && self.client.correct_clock(&head.headers, round_trip);
        let call = CallError { may_have_executed: verdict.may_have_executed, ..call };
        let failure = UploadFailure::Request(ReplyFailure::Service(Box::new(error)).into_error(call));
        Box::new(FailedAttempt { failure, verdict, is_mended })
    }

    /// Returns the request as its error describes it. Sending it twice does no harm.
    fn call(&self, action: Action<'_>, attempts: u32) -> CallError<()> {
        let host = self.target.url.authority().map_or("", |authority| authority.as_str());
        CallError { attempts, is_safe: true, ..CallError::new(action.name(), host) }
    }
}

#[expect(clippy::unnecessary_box_returns, reason = "it is large, and goes from hand to hand")]
impl FailedAttempt {
    fn new(failure: UploadFailure, verdict: Verdict) -> Box<Self> {
        Box::new(Self { failure, verdict, is_mended: false })
    }

    fn for_good(failure: UploadFailure) -> Box<Self> {
        Self::new(failure, Verdict { retry: RetryClass::Permanent, may_have_executed: MayHaveExecuted::No })
    }
}

/// Accepts a success unless something other than the storage answered, or the stored bytes differ from those sent.
fn confirmed(
    action: Action<'_>,
    response: Response<Bytes>,
    sum: u64,
    call: CallError<()>,
) -> Result<Reply, Box<FailedAttempt>> {
    if let Some(member) = action.lacks(&response) {
        let error = ReplyError {
            status: response.status().as_u16(),
            request_id: request_id_header(response.headers()),
            path: member.to_owned(),
            problem: "expected a text, found nothing: what answered is not the storage".to_owned(),
        };
        let error = ReplyFailure::NotTheService(Box::new(error)).into_error(call);
        return Err(FailedAttempt::for_good(UploadFailure::Request(error)));
    }
    let has_others = storage::object(&response).crc64.is_some_and(|theirs| theirs != sum);
    if action.sends_source() && has_others {
        // What arrived is not what was sent.
        let verdict = verdict(Outcome::Broken(TransportErrorKind::Interrupted), true);
        return Err(FailedAttempt::new(UploadFailure::Checksum, verdict));
    }
    Ok(Reply { response, sum })
}

/// Returns the strings of a request that must never be shown.
fn secrets<B>(credentials: &Credentials, request: &Request<B>) -> Secrets {
    let signature = request.headers().get("authorization").and_then(|value| value.to_str().ok());
    let signature = signature.and_then(|value| value.rsplit('=').next());
    let texts = [Some(credentials.access_key_secret()), credentials.security_token(), signature];
    let hidden = texts.into_iter().flatten().map(|text| (text.to_owned(), "***".to_owned()));
    let id = credentials.access_key_id();
    Secrets::new(hidden.chain([(id.to_owned(), abbreviated(id))]))
}
