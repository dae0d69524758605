//! How a response is delivered: whole, in part, or not at all.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use hyper::body::{Body, Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

/// How much is read from a file at once, in bytes.
const PIECE: usize = 1 << 16;

/// A response and how it is delivered.
pub(super) struct Delivery(pub(super) http::Response<DeliveryBody>);

impl Delivery {
    pub(super) fn whole(response: http::Response<Bytes>) -> Self {
        Self(response.map(|body| DeliveryBody { source: Source::Bytes(body), end: End::Done }))
    }

    /// Sends the head and half of the body, then closes the connection.
    pub(super) fn cut_off(response: http::Response<Bytes>) -> Self {
        let length = response.body().len();
        let half = |body: Bytes| DeliveryBody { source: Source::Bytes(body.slice(..length / 2)), end: End::Flush };
        let mut response = response.map(half);
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        Self(response)
    }

    /// Sends this head and the bytes of a file.
    pub(super) fn file(head: http::Response<Bytes>, file: File, length: u64) -> Self {
        Self(head.map(|_| DeliveryBody { source: Source::File(file, length), end: End::Done }))
    }
}

/// The rest of a body.
pub(super) struct DeliveryBody {
    source: Source,
    end: End,
}

enum Source {
    Bytes(Bytes),
    /// A file, and how many of its bytes are left.
    File(File, u64),
}

impl Source {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, left) => *left,
        }
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        match self {
            Self::Bytes(bytes) => Poll::Ready(Ok(std::mem::take(bytes))),
            Self::File(file, left) => {
                let mut piece = vec![0; PIECE];
                let mut buffer = ReadBuf::new(&mut piece);
                ready!(Pin::new(file).poll_read(context, &mut buffer))?;
                let length = buffer.filled().len();
                if length == 0 {
                    return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
                }
                piece.truncate(length.min(usize::try_from(*left).unwrap_or(usize::MAX)));
                *left -= piece.len() as u64;
                Poll::Ready(Ok(piece.into()))
            }
        }
    }
}

enum End {
    Done,
    /// Lets the connection flush its buffer, then breaks it.
    Flush,
    Break,
}

impl Body for DeliveryBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.source.length() > 0 {
            return self.source.poll_piece(context).map_ok(Frame::data).map(Some);
        }
        match self.end {
            End::Done => Poll::Ready(None),
            End::Flush => {
                self.end = End::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Break => Poll::Ready(Some(Err(io::Error::other("the reply is cut off on purpose")))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.end, End::Done) && self.source.length() == 0
    }

    fn size_hint(&self) -> SizeHint {
        match self.end {
            End::Done => SizeHint::with_exact(self.source.length()),
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
        f.write_str("the connection ends on purpose")
    }
}

impl std::error::Error for Abort {}
