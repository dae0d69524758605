//! The body of an outgoing request, which reports when a connection takes it and how much of it has been sent.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::transport::{BodyError, OpenBody, SendProgress};

/// A body that reports whether its request has a connection. The HTTP library does not say so when time runs out, but
/// it first looks at a body once a connection has taken the request, before it writes anything.
pub(super) struct Outgoing {
    body: OpenBody,
    progress: SendProgress,
}

impl Outgoing {
    pub(super) fn new(body: OpenBody, progress: SendProgress) -> Self {
        progress.connecting();
        Self { body, progress }
    }
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Self { body, progress } = self.get_mut();
        progress.connected();
        let polled = Pin::new(body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled
            && let Some(data) = frame.data_ref()
        {
            progress.sent(data.len() as u64);
        }
        polled
    }

    /// The first thing that a connection asks for.
    fn is_end_stream(&self) -> bool {
        self.progress.connected();
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
