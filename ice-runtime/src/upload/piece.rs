//! A piece of the source as the body of a request: it is summed up and counted as it goes.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame};

use super::progress::Lap;
use super::source::{Reading, Source};
use super::span::Span;
use crate::checkpoint::Fingerprint;
use crate::transport::{Body, BoxFuture};

/// What a request sends of the source.
#[derive(Clone)]
pub(super) struct Piece {
    pub(super) source: Source,
    pub(super) expected: Fingerprint,
    pub(super) span: Span,
}

/// What came of reading a piece: its checksum, or why it could not be read. `None` while it is read.
#[derive(Clone, Default)]
pub(super) struct ReadOutcome(Arc<Mutex<Option<io::Result<u64>>>>);

impl ReadOutcome {
    /// Of a request that sends nothing of the source.
    pub(super) fn of_nothing() -> Self {
        let outcome = Self::default();
        outcome.set(Ok(0));
        outcome
    }

    pub(super) fn take(&self) -> Option<io::Result<u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn set(&self, outcome: io::Result<u64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    }
}

impl Piece {
    /// The body of one attempt, and what comes of reading it. The source is open already.
    pub(super) async fn body(&self, lap: &Arc<Lap>) -> io::Result<(Body, ReadOutcome)> {
        let outcome = ReadOutcome::default();
        let ready = Mutex::new(Some(self.reading().opened().await?));
        if self.span.length == 0 {
            outcome.set(Ok(0));
        }
        let (piece, lap, noted) = (self.clone(), Arc::clone(lap), outcome.clone());
        let open = move || {
            let ready = ready.lock().unwrap_or_else(PoisonError::into_inner).take();
            PieceBody {
                state: State::Idle(ready.unwrap_or_else(|| piece.reading())),
                read: Bytes::new(),
                pace: Pace::new(),
                lap: Arc::clone(&lap),
                outcome: noted.clone(),
            }
        };
        Ok((Body::reopenable(self.span.length, open), outcome))
    }

    fn reading(&self) -> Reading {
        Reading::new(self.source.clone(), self.expected, self.span)
    }
}

struct PieceBody {
    state: State,
    /// What is read, and not handed over yet.
    read: Bytes,
    pace: Pace,
    lap: Arc<Lap>,
    outcome: ReadOutcome,
}

enum State {
    Idle(Reading),
    Busy(BoxFuture<'static, io::Result<(Bytes, Reading)>>),
    Ended,
}

impl PieceBody {
    /// Reads on, where everything that was read has been handed over.
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

    /// What is handed over next.
    fn frame(&mut self) -> Bytes {
        let frame = self.read.split_to(self.read.len().min(self.pace.next()));
        if let State::Idle(reading) = &self.state
            && let Some(sum) = reading.sum().filter(|_| self.read.is_empty())
        {
            self.outcome.set(Ok(sum));
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
                body.outcome.set(Err(error));
                Some(Err(shown))
            }
        })
    }
}

/// How much is handed over at once. Nothing is heard of a frame until the connection has taken it and all before it, so on
/// a slow line frames are small: otherwise one that moves would pass for a silent one.
struct Pace {
    frame: usize,
    /// How many frames of this size were handed over.
    frames: u32,
    last: Instant,
}

/// Frames in bytes: the first, the smallest, the largest.
const FIRST_FRAME: usize = 16 << 10;
const SMALLEST_FRAME: usize = 4 << 10;
const LARGEST_FRAME: usize = 256 << 10;
/// As many as an HTTP library holds at once, and how long it may take to get rid of them.
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
