//! The body of a request: in come its bytes, out they go when a connection asks for them, which is noted.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use crate::transport::SendProgress;

/// A body that tells whether its request has a connection. The HTTP library does not say so when time runs out; but it looks
/// at a body first when a connection has taken the request, and before anything of it is written.
pub(super) struct Outgoing {
    bytes: Bytes,
    seen: SendProgress,
}

impl Outgoing {
    pub(super) fn new(bytes: Bytes, seen: SendProgress) -> Self {
        seen.note_unsent();
        Self { bytes, seen }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let body = self.get_mut();
        body.seen.note_sent();
        let bytes = std::mem::take(&mut body.bytes);
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    /// The first thing that a connection asks.
    fn is_end_stream(&self) -> bool {
        self.seen.note_sent();
        self.bytes.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.len() as u64)
    }
}
