//! A piece of the source as the body of a request: checksummed and counted as it is sent.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame};

use super::progress::Lap;
use super::source::{Piece, Reading, failure_of};
use crate::error::UploadFailure;
use crate::transport::{Body, BoxFuture};

/// The outcome of reading a piece: its checksum, or why it could not be read. Empty while it is being read.
pub(super) type ReadOutcome = Arc<OnceLock<Result<u64, UploadFailure>>>;

/// Returns the body of one attempt to send a piece, and the outcome of reading it. The source is already open.
pub(super) async fn body(piece: &Piece, lap: &Arc<Lap>) -> io::Result<(Body, ReadOutcome)> {
    let outcome = ReadOutcome::default();
    let ready = Mutex::new(Some(Reading::of(piece.clone()).opened().await?));
    let length = piece.span.length;
    if length == 0 {
        let _ = outcome.set(Ok(0));
    }
    let (piece, lap, noted) = (piece.clone(), Arc::clone(lap), Arc::clone(&outcome));
    let open = move || {
        let ready = ready.lock().unwrap_or_else(PoisonError::into_inner).take();
        PieceBody {
            state: State::Idle(ready.unwrap_or_else(|| Reading::of(piece.clone()))),
            read: Bytes::new(),
            pace: Pace::new(),
            lap: Arc::clone(&lap),
            outcome: Arc::clone(&noted),
        }
    };
    Ok((Body::reopenable(length, open), outcome))
}

struct PieceBody {
    state: State,
    /// What has been read but not handed over yet.
    read: Bytes,
    pace: Pace,
    lap: Arc<Lap>,
    outcome: ReadOutcome,
}

#[expect(clippy::large_enum_variant, reason = "there is one for each part in flight")]
enum State {
    Idle(Reading),
    Busy(BoxFuture<'static, io::Result<(Bytes, Reading)>>),
    Ended,
}

impl PieceBody {
    /// Reads on if everything read so far has been handed over.
    fn poll_read(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.read.is_empty() {
            let mut reading: BoxFuture<'static, _> = match std::mem::replace(&mut self.state, State::Ended) {
                State::Idle(reading) if reading.sum().is_none() => Box::pin(reading.next()),
                State::Busy(reading) => reading,
                State::Idle(_) | State::Ended => return Poll::Ready(Ok(())),
            };
            match reading.as_mut().poll(context) {
                Poll::Ready(read) => {
                    let (bytes, reading) = read?;
                    (self.read, self.state) = (bytes, State::Idle(reading));
                }
                Poll::Pending => {
                    self.state = State::Busy(reading);
                    return Poll::Pending;
                }
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Returns the next frame to hand over.
    fn frame(&mut self) -> Bytes {
        let frame = self.read.split_to(self.read.len().min(self.pace.next()));
        if let State::Idle(reading) = &self.state
            && let Some(sum) = reading.sum().filter(|_| self.read.is_empty())
        {
            let _ = self.outcome.set(Ok(sum));
        }
        self.lap.add(frame.len() as u64);
        frame
    }
}

impl HttpBody for PieceBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let body = self.get_mut();
        Poll::Ready(match ready!(body.poll_read(context)) {
            Ok(()) if body.read.is_empty() => None,
            Ok(()) => Some(Ok(Frame::data(body.frame()))),
            Err(error) => {
                let shown = io::Error::new(error.kind(), "the source cannot be read");
                let _ = body.outcome.set(Err(failure_of(error)));
                Some(Err(shown))
            }
        })
    }
}

/// How much is handed over at once. Nothing is known about a frame until the connection has taken it and all before
/// it, so on a slow line frames are small: otherwise a request that moves would look stalled.
struct Pace {
    frame: usize,
    /// How many frames of this size have been handed over.
    frames: u32,
    last: Instant,
}

/// Frame sizes in bytes: the first, the smallest, the largest.
const FIRST_FRAME: usize = 16 << 10;
const SMALLEST_FRAME: usize = 4 << 10;
const LARGEST_FRAME: usize = 256 << 10;
/// How many an HTTP library holds at once, and how long it may take to send them.
const FRAMES_HELD: u32 = 16;
const LONG: Duration = Duration::from_secs(1);

impl Pace {
    fn new() -> Self {
        Self { frame: FIRST_FRAME, frames: 0, last: Instant::now() }
    }

    fn next(&mut self) -> usize {
        let waited = self.last.elapsed();
        (self.last, self.frames) = (Instant::now(), self.frames + 1);
        if waited > LONG {
            (self.frame, self.frames) = (SMALLEST_FRAME.max(self.frame / 2), 0);
        } else if self.frames > FRAMES_HELD {
            (self.frame, self.frames) = (LARGEST_FRAME.min(self.frame * 2), 0);
        }
        self.frame
    }
}
