//! The body of a request: bytes, or a stream of known length that can be opened again for another attempt.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

/// How much is read from a reader at once, in bytes.
const CHUNK: usize = 128 * 1024;

/// The error type of a stream's body.
type BoxError = Box<dyn StdError + Send + Sync>;
type BoxBody = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>;
type BoxReader = Pin<Box<dyn AsyncRead + Send>>;

/// The body of a request: bytes, or a stream of known length that can be opened again.
///
/// Signed operations always send bytes. Streams are for what does not fit into memory, such as a file. A transport
/// calls [`open`](Self::open) each time it sends the request, and reads from the result. Cheap to clone.
///
/// ```
/// use ice_runtime::transport::Body;
///
/// let bytes = Body::from("a few bytes");
/// assert_eq!((bytes.len(), bytes.as_bytes().is_some()), (11, true));
///
/// # mod tokio { pub mod fs { pub struct File; impl File {
/// #     pub async fn open(_: &str) -> std::io::Result<&'static [u8]> { Ok(b"") }
/// # } } }
/// # fn run() -> std::io::Result<()> {
/// let length = std::fs::metadata("movie.mp4")?.len();
/// let file = Body::reader(length, || tokio::fs::File::open("movie.mp4"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Stream { length: u64, open: Arc<dyn Fn() -> BoxBody + Send + Sync> },
}

impl Body {
    /// Creates an empty body.
    #[must_use]
    pub fn empty() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }

    /// Creates a stream of `length` bytes, read from what `open` returns: any [`http_body::Body`], including `futures`
    /// streams wrapped with `http-body-util`. `open` is called again for every attempt and returns the whole body each
    /// time.
    ///
    /// A stream that ends before `length` bytes, or yields more, fails the request.
    ///
    /// [`http_body::Body`]: https://docs.rs/http-body/1/http_body/trait.Body.html
    pub fn reopenable<B>(length: u64, open: impl Fn() -> B + Send + Sync + 'static) -> Self
    where
        B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        let open = move || -> BoxBody { Box::pin(Erased(Box::pin(open()))) };
        Self(Content::Stream { length, open: Arc::new(open) })
    }

    /// Creates a stream of `length` bytes, read from what `open` opens, such as a file. `open` is called again for
    /// every attempt, and its reader has to be at the start each time.
    ///
    /// A reader that ends before `length` bytes fails the request, as does one that is seen to go on after them: for
    /// part of a file use [`take`](tokio::io::AsyncReadExt::take).
    pub fn reader<R, F>(length: u64, open: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = io::Result<R>> + Send + 'static,
        R: AsyncRead + Send + 'static,
    {
        Self::reopenable(length, move || {
            let opening = open();
            let opening = Box::pin(async { Ok(Box::pin(opening.await?) as BoxReader) });
            // One byte more than announced, so that a reader that goes on is noticed.
            let chunk = usize::try_from(length.saturating_add(1)).map_or(CHUNK, |length| length.min(CHUNK));
            ReaderBody { reader: Reader::Opening(opening), chunk, buffer: BytesMut::new() }
        })
    }

    /// Returns its length in bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.0 {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::Stream { length, .. } => *length,
        }
    }

    /// Returns whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bytes, or `None` for a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream { .. } => None,
        }
    }

    /// Opens it for reading from the start.
    #[must_use]
    pub fn open(&self) -> OpenBody {
        let source = match &self.0 {
            Content::Bytes(bytes) => Source::Bytes(bytes.clone()),
            Content::Stream { open, .. } => Source::Stream(Mutex::new(open())),
        };
        OpenBody { length: self.len(), left: self.len(), source }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The bytes may be secrets.
        f.debug_struct("Body").field("length", &self.len()).finish_non_exhaustive()
    }
}

/// A [`Body`] that is being read, as an `http_body::Body` whose length is exact.
pub struct OpenBody {
    length: u64,
    left: u64,
    source: Source,
}

enum Source {
    Bytes(Bytes),
    /// Never locked: the mutex makes it `Sync`, which some HTTP libraries require.
    Stream(Mutex<BoxBody>),
}

impl OpenBody {
    fn checked(&mut self, data: Bytes) -> Result<Frame<Bytes>, BodyError> {
        match self.left.checked_sub(data.len() as u64) {
            Some(left) => {
                self.left = left;
                Ok(Frame::data(data))
            }
            None => Err(BodyError::length(format!("it goes on after the {} bytes that it should have", self.length))),
        }
    }

    fn ended(&self) -> Option<BodyError> {
        let came = self.length - self.left;
        (self.left > 0).then(|| {
            BodyError::length(format!("it ended after {came} of the {} bytes that it should have", self.length))
        })
    }
}

impl HttpBody for OpenBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let body = self.get_mut();
        loop {
            let stream = match &mut body.source {
                Source::Bytes(bytes) => {
                    body.left = 0;
                    let bytes = std::mem::take(bytes);
                    return Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))));
                }
                Source::Stream(stream) => stream.get_mut().unwrap_or_else(PoisonError::into_inner),
            };
            let data = match ready!(stream.as_mut().poll_frame(context)) {
                None => return Poll::Ready(body.ended().map(Err)),
                Some(Err(error)) => return Poll::Ready(Some(Err(BodyError(error)))),
                // Trailers are not sent.
                Some(Ok(frame)) => frame.into_data().unwrap_or_default(),
            };
            if !data.is_empty() {
                return Poll::Ready(Some(body.checked(data)));
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

impl fmt::Debug for OpenBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenBody").field("left", &self.left).finish_non_exhaustive()
    }
}

/// The body of a request could not be read: its source failed, or its length is not the announced one.
#[derive(Debug)]
pub struct BodyError(BoxError);

impl BodyError {
    fn length(problem: String) -> Self {
        Self(problem.into())
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the request could not be read")
    }
}

impl StdError for BodyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}

/// Any body, with its error type erased.
struct Erased<B>(Pin<Box<B>>);

impl<B: HttpBody<Error: Into<BoxError>>> HttpBody for Erased<B> {
    type Data = B::Data;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, BoxError>>> {
        self.0.as_mut().poll_frame(context).map_err(Into::into)
    }
}

/// A body filled by a reader.
struct ReaderBody {
    reader: Reader,
    chunk: usize,
    buffer: BytesMut,
}

enum Reader {
    Opening(Pin<Box<dyn Future<Output = io::Result<BoxReader>> + Send>>),
    Open(BoxReader),
}

impl HttpBody for ReaderBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let body = self.get_mut();
        loop {
            let reader = match &mut body.reader {
                Reader::Opening(opening) => {
                    body.reader = Reader::Open(ready!(opening.as_mut().poll(context))?);
                    continue;
                }
                Reader::Open(reader) => reader,
            };
            body.buffer.resize(body.chunk, 0);
            let mut read = ReadBuf::new(&mut body.buffer);
            ready!(reader.as_mut().poll_read(context, &mut read))?;
            let filled = read.filled().len();
            let data = body.buffer.split_to(filled).freeze();
            return Poll::Ready((!data.is_empty()).then(|| Ok(Frame::data(data))));
        }
    }
}
