//! A piece of the source as the body of a request: it is summed up and counted as it goes.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame};

use super::plan::Span;
use super::progress::Lap;
use super::source::{Reading, Source};
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
    /// The body of one attempt, and what comes of reading it.
    pub(super) fn body(&self, lap: &Arc<Lap>) -> (Body, ReadOutcome) {
        let outcome = ReadOutcome::default();
        let (piece, lap, noted) = (self.clone(), Arc::clone(lap), outcome.clone());
        let open = move || {
            let Piece { source, expected, span } = piece.clone();
            let reading = Reading::new(source, expected, span);
            PieceBody { state: State::Idle(reading), lap: Arc::clone(&lap), outcome: noted.clone() }
        };
        if self.span.length == 0 {
            outcome.set(Ok(0));
        }
        (Body::reopenable(self.span.length, open), outcome)
    }
}

struct PieceBody {
    state: State,
    lap: Arc<Lap>,
    outcome: ReadOutcome,
}

enum State {
    Idle(Reading),
    Busy(BoxFuture<'static, io::Result<(Bytes, Reading)>>),
    Ended,
}

impl HttpBody for PieceBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let body = self.get_mut();
        let mut reading: BoxFuture<'static, _> = match std::mem::replace(&mut body.state, State::Ended) {
            State::Idle(reading) if reading.sum().is_none() => Box::pin(reading.next()),
            State::Busy(reading) => reading,
            State::Idle(_) | State::Ended => return Poll::Ready(None),
        };
        let Poll::Ready(read) = reading.as_mut().poll(context) else {
            body.state = State::Busy(reading);
            return Poll::Pending;
        };
        Poll::Ready(Some(match read {
            Ok((bytes, reading)) => {
                if let Some(sum) = reading.sum() {
                    body.outcome.set(Ok(sum));
                }
                body.state = State::Idle(reading);
                body.lap.add(bytes.len() as u64);
                Ok(Frame::data(bytes))
            }
            Err(error) => {
                let shown = io::Error::new(error.kind(), "the source cannot be read");
                body.outcome.set(Err(error));
                Err(shown)
            }
        }))
    }
}
