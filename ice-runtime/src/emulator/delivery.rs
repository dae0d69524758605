//! How a response goes out: whole, in part, or not at all.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use hyper::body::{Body, Frame, SizeHint};

/// A response and how it is delivered.
pub(super) struct Delivery(pub(super) http::Response<DeliveryBody>);

impl Delivery {
    pub(super) fn whole(response: http::Response<Bytes>) -> Self {
        Self(response.map(|body| DeliveryBody { data: Some(body), end: End::Done }))
    }

    /// The head and half of the body; then the connection closes.
    pub(super) fn cut_off(response: http::Response<Bytes>) -> Self {
        let length = response.body().len();
        let mut response = response.map(|body| DeliveryBody { data: Some(body.slice(..length / 2)), end: End::Flush });
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        Self(response)
    }
}

/// A body of at most one piece.
pub(super) struct DeliveryBody {
    data: Option<Bytes>,
    end: End,
}

enum End {
    Done,
    /// Lets the connection write out what it holds, then breaks it.
    Flush,
    Break,
}

impl Body for DeliveryBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(data) = self.data.take().filter(|data| !data.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        match self.end {
            End::Done => Poll::Ready(None),
            End::Flush => {
                self.end = End::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Break => Poll::Ready(Some(Err(io::Error::other("the reply is cut off as asked for")))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.end, End::Done) && self.data.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        match self.end {
            End::Done => SizeHint::with_exact(self.data.as_ref().map_or(0, Bytes::len) as u64),
            End::Flush | End::Break => SizeHint::default(),
        }
    }
}

/// No response: the connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abort {
    Reset,
    Close,
}

impl fmt::Display for Abort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection ends as asked for")
    }
}

impl std::error::Error for Abort {}
