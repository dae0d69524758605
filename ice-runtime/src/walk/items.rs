//! The items of all pages, one after another.

use std::fmt;
use std::task::{Context, Poll, ready};
use std::vec;

use super::pages::Pages;
use super::steps::{self, Steps};
use crate::client::call_settings;
use crate::error::Error;
use crate::operation::Operation;
use crate::page::{Page, Position};

/// The type of the items on the pages of an operation.
pub(crate) type Item<O> = <<O as Operation>::Response as Page>::Item;

/// The items of a list, across its pages. Created by [`Client::items`](crate::Client::items).
///
/// [`next`](Items::next) returns the next item; with the feature `stream` this is also a `futures_core::Stream`. A
/// page is requested when the previous one is used up, so only one is in memory. Dropping this stops the walk.
#[must_use = "no page is asked for before `next`"]
pub struct Items<'a, O: Operation<Response: Page>> {
    pub(crate) pages: Pages<'a, O>,
    page: vec::IntoIter<Item<O>>,
    /// The position of the page that is being read.
    page_position: Position,
    remaining: u64,
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Items<'a, O> {
    pub(super) fn new(pages: Pages<'a, O>) -> Self {
        let page_position = pages.position();
        Self { pages, page: Vec::new().into_iter(), page_position, remaining: u64::MAX }
    }

    /// Limits the walk to this many items; no page is requested beyond those needed for them.
    pub fn limit(self, items: u64) -> Self {
        Self { remaining: items, ..self }
    }

    call_settings!(pages.settings);

    /// Ends the walk without an error if the service sends the same token twice.
    pub fn stop_on_repeat(self) -> Self {
        Self { pages: self.pages.stop_on_repeat(), ..self }
    }

    /// Returns the next item; `None` after the last.
    ///
    /// Dropping the future drops the request; the next call requests the same page again.
    ///
    /// # Errors
    ///
    /// The errors of [`Pages::next`], once all items of the earlier pages have been returned.
    pub async fn next(&mut self) -> Result<Option<Item<O>>, Error> {
        steps::next(self).await
    }

    /// Collects all remaining items.
    ///
    /// # Errors
    ///
    /// The errors of [`next`](Items::next); the items before the error are dropped.
    pub async fn collect(self) -> Result<Vec<Item<O>>, Error> {
        steps::collect(self).await
    }

    /// Returns the position of the next item's page. To resume elsewhere, [`turn_to`](crate::Paged::turn_to) it in a new
    /// operation.
    ///
    /// A position is that of a whole page: after resuming in the middle of one, its first items are returned again.
    #[must_use]
    pub fn position(&self) -> Position {
        if self.page.as_slice().is_empty() { self.pages.position() } else { self.page_position.clone() }
    }
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Steps for Items<'a, O> {
    type Output = Item<O>;

    fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Item<O>>, Error>> {
        while self.remaining > 0 {
            if let Some(item) = self.page.next() {
                self.remaining -= 1;
                return Poll::Ready(Ok(Some(item)));
            }
            let position = self.pages.position();
            let Some(page) = ready!(self.pages.poll_step(context))? else { break };
            self.page = page.into_items().into_iter();
            self.page_position = position;
        }
        Poll::Ready(Ok(None))
    }

    fn stop(&mut self) {
        self.pages.stop();
    }
}

impl<O: Operation<Response: Page>> fmt::Debug for Items<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left_of_page", &self.page.as_slice().len())
            .finish_non_exhaustive()
    }
}
