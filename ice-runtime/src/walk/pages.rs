//! The walk itself, which returns whole replies, one per page. Only the current page is in memory.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::course::{Course, Next, PageFacts};
use super::steps::{self, Steps};
use crate::client::{CallSettings, Client, call_settings};
use crate::error::{Error, PageError, PageProblem};
use crate::operation::Operation;
use crate::page::{Page, Paged, Position};
use crate::transport::BoxFuture;

/// The pages of a list, as whole replies one after another. Created by [`Client::pages`].
///
/// [`next`](Pages::next) requests the next page; with the feature `stream` this is also a `futures_core::Stream`. An
/// error leaves the position where it was, so the next call requests that page again. Dropping this stops the walk.
#[must_use = "no page is asked for before `next`"]
pub struct Pages<'a, O: Operation<Response: Page>> {
    client: Client,
    pub(crate) settings: CallSettings,
    /// Shared only with the request in flight.
    operation: Arc<O>,
    turns: Turns<O>,
    under_way: Option<BoxFuture<'a, Result<O::Response, Error>>>,
    course: Course,
    /// The page that is requested next, counted from 1.
    number: u64,
    remaining: u64,
    state: State,
    ends_on_repeat: bool,
}

/// Whether there is a page to request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    More,
    /// The list goes on, but there is no way to request its next page. Reported once, before the same page is
    /// requested again.
    Stuck(Obstacle),
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    TokenRepeated,
    NumberTooLarge,
}

/// How an operation is turned to another page. Only [`Pages::new`] asks for [`Paged`]: an operation without `pages` is then
/// one error of the compiler, where it is handed over, and not one more at each method.
struct Turns<O> {
    position: fn(&O) -> Position,
    turn_to: fn(&mut O, Position),
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Pages<'a, O> {
    pub(super) fn new(client: Client, mut operation: O) -> Self
    where
        O: Paged,
    {
        if operation.position() == Position::Start {
            // A required number that was never set is 0, but the first page is number 1.
            operation.turn_to(Position::Start);
        }
        Self {
            settings: CallSettings::default(),
            client,
            operation: Arc::new(operation),
            turns: Turns { position: O::position, turn_to: O::turn_to },
            under_way: None,
            course: Course::default(),
            number: 1,
            remaining: u64::MAX,
            state: State::More,
            ends_on_repeat: false,
        }
    }

    call_settings!();

    /// Limits the walk to this many pages.
    pub fn limit(self, pages: u64) -> Self {
        Self { remaining: pages, ..self }
    }

    /// Ends the walk without an error if the service sends the same token twice.
    pub fn stop_on_repeat(self) -> Self {
        Self { ends_on_repeat: true, ..self }
    }

    /// Returns the next page; `None` after the last.
    ///
    /// Dropping the future drops the request; the next call requests the same page again.
    ///
    /// # Errors
    ///
    /// [`Error::Page`] with the number of the page: its call failed, or the service sent the same token twice. The
    /// next call requests the same page again.
    pub async fn next(&mut self) -> Result<Option<O::Response>, Error> {
        steps::next(self).await
    }

    /// Collects all remaining pages. They are all in memory at once, unlike in a walk with [`next`](Pages::next).
    ///
    /// # Errors
    ///
    /// The errors of [`next`](Pages::next); the pages before the error are dropped.
    pub async fn collect(self) -> Result<Vec<O::Response>, Error> {
        steps::collect(self).await
    }

    /// Returns the position of the page that is requested next. To resume elsewhere, [`turn_to`](crate::Paged::turn_to) it in
    /// a new operation.
    ///
    /// After the last page it stays there, so a later walk finds items that have been added to that page since.
    #[must_use]
    pub fn position(&self) -> Position {
        (self.turns.position)(&self.operation)
    }

    fn request(&self) -> BoxFuture<'a, Result<O::Response, Error>> {
        let (client, settings, operation) = (self.client.clone(), self.settings.clone(), Arc::clone(&self.operation));
        Box::pin(async move { client.send_with(&*operation, settings).await })
    }

    /// Turns the operation into the request for the page after `reply`.
    fn turn(&mut self, reply: &O::Response) {
        self.remaining -= 1;
        self.number += 1;
        let page = PageFacts { token: reply.next_token(), total: reply.total(), len: reply.len() };
        let asked = self.position();
        let mut next = self.course.after(&asked, page);
        if let Next::Turn(to @ Position::Both(token, _)) = &next
            && !self.turned_to(to)
            && !self.turned_to(&Position::Token(token.clone()))
        {
            // The reply has a token, but the operation has no parameter for one.
            next = self.course.by_number(&asked, page);
        }
        self.state = match next {
            Next::End => State::Done,
            Next::Repeated if self.ends_on_repeat => State::Done,
            Next::Repeated => State::Stuck(Obstacle::TokenRepeated),
            Next::Turn(Position::Number(number)) if !self.turned_to(&Position::Number(number)) => self.unturned(),
            Next::Turn(_) => State::More,
        };
    }

    /// Returns the state for an operation that did not take a number.
    fn unturned(&self) -> State {
        match self.position() {
            Position::Number(_) => State::Stuck(Obstacle::NumberTooLarge),
            // The operation goes by token, and this was its only page.
            _ => State::Done,
        }
    }

    /// Turns the operation; `false` if it has no parameter for this position, or its type is too small.
    fn turned_to(&mut self, next: &Position) -> bool {
        // The request that shared the operation is done.
        if let Some(operation) = Arc::get_mut(&mut self.operation) {
            (self.turns.turn_to)(operation, next.clone());
        }
        match (next, self.position()) {
            (Position::Both(token, _), Position::Token(sent)) => *token == sent,
            (next, sent) => *next == sent,
        }
    }

    fn error(&self, problem: PageProblem) -> Error {
        PageError::new(O::METADATA.action, self.number, self.position(), problem).into()
    }
}

impl From<Obstacle> for PageProblem {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::TokenRepeated => Self::TokenRepeated,
            Obstacle::NumberTooLarge => Self::NumberTooLarge,
        }
    }
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Steps for Pages<'a, O> {
    type Output = O::Response;

    fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<O::Response>, Error>> {
        if self.remaining == 0 {
            return Poll::Ready(Ok(None));
        }
        match self.state {
            State::Done => return Poll::Ready(Ok(None)),
            State::Stuck(obstacle) => {
                self.state = State::More;
                return Poll::Ready(Err(self.error(obstacle.into())));
            }
            State::More => {}
        }
        let mut request = self.under_way.take().unwrap_or_else(|| self.request());
        let Poll::Ready(reply) = request.as_mut().poll(context) else {
            self.under_way = Some(request);
            return Poll::Pending;
        };
        drop(request);
        Poll::Ready(match reply {
            Ok(reply) => {
                self.turn(&reply);
                Ok(Some(reply))
            }
            Err(error) => Err(self.error(PageProblem::Call(error))),
        })
    }

    fn stop(&mut self) {
        self.under_way = None;
    }
}

impl<O: Operation<Response: Page>> fmt::Debug for Pages<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Parameters and tokens may be confidential.
        f.debug_struct("Pages")
            .field("action", &O::METADATA.action)
            .field("number", &self.number)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
