//! What a transport reports about a request before its reply is complete, so that an error can say whether it may have
//! arrived.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use std::time::Duration;

use http::{HeaderMap, Request, StatusCode};
use tokio::time::Instant;

use super::request_id::request_id_header;
use crate::error::{TransportError, TransportErrorKind};

/// How far a request has come. The client puts one into the extensions of each request, and a transport reports to it.
///
/// A transport need not report anything, but if it does, the client knows more when an attempt fails: a request that
/// [no connection took](Self::connecting) cannot have arrived, so it is retried even where a second execution would do
/// harm; and a reply that broke off after its [head](Self::head_seen) is logged with its status and request id.
///
/// ```
/// use bytes::Bytes;
/// use ice_runtime::transport::{Body, SendProgress};
/// use ice_runtime::{BoxFuture, Transport, TransportError};
///
/// #[derive(Debug)]
/// struct Plain;
///
/// # async fn connect() -> Result<(), TransportError> { Ok(()) }
/// # async fn exchange(_: http::Request<Body>) -> Result<http::Response<Bytes>, TransportError> {
/// #     Ok(http::Response::default())
/// # }
/// impl Transport for Plain {
///     fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         Box::pin(async {
///             let progress = SendProgress::of(&request);
///             progress.connecting();
///             connect().await?;
///             progress.connected();
///             let length = request.body().len();
///             let reply = exchange(request).await?;
///             progress.sent(length);
///             progress.head_seen(reply.status(), reply.headers());
///             Ok(reply)
///         })
///     }
/// }
/// ```
#[derive(Debug, Clone)]
pub struct SendProgress {
    made_at: Instant,
    noted: Arc<Noted>,
}

#[derive(Debug, Default)]
struct Noted {
    /// When it last moved, in nanoseconds since its creation.
    moved_at: AtomicU64,
    /// 0 while nothing has been reported.
    stage: AtomicU8,
    bytes_sent: AtomicU64,
    head: OnceLock<(u16, Option<String>)>,
}

const CONNECTING: u8 = 1;
const CONNECTED: u8 = 2;

impl Default for SendProgress {
    fn default() -> Self {
        Self { made_at: Instant::now(), noted: Arc::default() }
    }
}

impl SendProgress {
    /// Returns the one that `request` carries, or else a new one that nobody listens to.
    #[must_use]
    pub fn of<B>(request: &Request<B>) -> Self {
        request.extensions().get().cloned().unwrap_or_default()
    }

    /// Reports that the request waits for a connection: nothing has been sent yet.
    pub fn connecting(&self) {
        self.noted.stage.store(CONNECTING, Ordering::Relaxed);
    }

    /// Reports that a connection has taken the request: from now on any of it may have arrived.
    pub fn connected(&self) {
        if self.noted.stage.swap(CONNECTED, Ordering::Relaxed) != CONNECTED {
            self.moved();
        }
    }

    /// Reports that this many more bytes of the body have been handed to the connection.
    pub fn sent(&self, bytes: u64) {
        self.noted.bytes_sent.fetch_add(bytes, Ordering::Relaxed);
        self.moved();
    }

    /// Reports that the head of the reply has arrived.
    pub fn head_seen(&self, status: StatusCode, headers: &HeaderMap) {
        self.noted.head.get_or_init(|| (status.as_u16(), request_id_header(headers)));
    }

    /// Returns whether the request waits for a connection, as far as is known.
    #[must_use]
    pub fn is_connecting(&self) -> bool {
        self.noted.stage.load(Ordering::Relaxed) == CONNECTING
    }

    /// Returns whether a connection is known to have taken the request.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.noted.stage.load(Ordering::Relaxed) == CONNECTED
    }

    /// Returns how many bytes of the body have been handed to the connection.
    #[must_use]
    pub fn bytes_sent(&self) -> u64 {
        self.noted.bytes_sent.load(Ordering::Relaxed)
    }

    /// Returns when a connection took the request, or the latest bytes of its body.
    #[must_use]
    pub fn quiet_since(&self) -> Instant {
        let since = Duration::from_nanos(self.noted.moved_at.load(Ordering::Relaxed));
        self.made_at.checked_add(since).unwrap_or(self.made_at)
    }

    fn moved(&self) {
        let since = u64::try_from(self.made_at.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.noted.moved_at.store(since, Ordering::Relaxed);
    }

    /// Adds status and request id to the error of an incomplete reply. If time ran out before there was a connection,
    /// the error becomes one of connecting: the request cannot have arrived.
    pub(crate) fn complete(&self, error: TransportError) -> TransportError {
        let is_late = matches!(error.kind(), TransportErrorKind::Timeout | TransportErrorKind::Deadline);
        if is_late && self.is_connecting() {
            return error.while_connecting();
        }
        match self.noted.head.get().filter(|_| error.status().is_none()) {
            Some((status, request_id)) => error.with_head(*status, request_id.clone()),
            None => error,
        }
    }
}
