//! What is known of a request that has no whole reply: in come what the transport sees, out goes an error that says it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::error::{TransportError, TransportErrorKind};

/// What a request's caller hears of its reply before the body is there. It travels in the request's extensions.
#[derive(Debug, Clone, Default)]
pub struct SendProgress(Arc<Seen>);

#[derive(Debug, Default)]
struct Seen {
    head: OnceLock<(u16, Option<String>)>,
    /// Whether the request waits for a connection. Of a transport that does not say so, nothing is known.
    unsent: AtomicBool,
}

impl SendProgress {
    /// The head of the reply has come.
    pub fn note(&self, status: u16, request_id: Option<String>) {
        let _ = self.0.head.set((status, request_id));
    }

    /// The request has been made, and no connection has it yet.
    pub fn note_unsent(&self) {
        self.0.unsent.store(true, Ordering::Relaxed);
    }

    /// A connection has taken the request.
    pub fn note_sent(&self) {
        self.0.unsent.store(false, Ordering::Relaxed);
    }

    /// Whether no connection has taken the request yet.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        self.0.unsent.load(Ordering::Relaxed)
    }

    /// Adds status and request id to the error of a reply that did not come whole. Where time ran out before there was a
    /// connection, the error becomes one of connecting: the request cannot have arrived.
    #[must_use]
    pub fn complete(&self, error: TransportError) -> TransportError {
        let is_late = matches!(error.kind(), TransportErrorKind::Timeout | TransportErrorKind::Deadline);
        if is_late && self.is_unsent() {
            return TransportError::new(TransportErrorKind::Connect).with_source(error);
        }
        match self.0.head.get() {
            Some((status, request_id)) => error.with_head(*status, request_id.clone()),
            None => error,
        }
    }
}
