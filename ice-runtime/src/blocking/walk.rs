//! Pages, items and waits without `async`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Client;
use super::runtime::PrivateRuntime;
use crate::client::call_settings;
use crate::error::Error;
use crate::operation::{Operation, SafeToRepeat};
use crate::page::{Page, Paged, Position};
use crate::walk;

/// An iterator over [`Pages`] or [`Items`].
///
/// An error does not end it: the next turn asks for the same page again. `collect::<Result<Vec<_>, _>>()` and `?` stop
/// at the first error.
#[must_use = "no page is asked for before the first turn"]
pub struct Walk<W> {
    walk: W,
    runtime: Arc<PrivateRuntime>,
}

/// The pages of a list, as whole replies, from [`Client::pages`]. [`crate::Pages`] says how pages follow one another.
pub type Pages<'a, O> = Walk<walk::Pages<'a, O>>;

/// The items of a list, across its pages, from [`Client::items`].
pub type Items<'a, O> = Walk<walk::Items<'a, O>>;

impl Client {
    /// Walks through the pages of a list. An error does not end the iterator: one that stays comes back on each `next`,
    /// so leave the loop at the first.
    ///
    /// ```no_run
    /// # use ice_runtime::{Error, Paged, blocking};
    /// # fn run<O: Paged + Send + Sync>(client: blocking::Client, operation: O) -> Result<(), Error> {
    /// for page in client.pages(operation).limit(10) {
    ///     let page = page?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages<'a, O: Paged + Send + Sync + 'a>(&self, operation: O) -> Pages<'a, O> {
        Walk { walk: self.client.pages(operation), runtime: Arc::clone(&self.runtime) }
    }

    /// Walks through the items of a list, across its pages. An error does not end the iterator: one that stays comes
    /// back on each `next`, so leave the loop at the first.
    pub fn items<'a, O: Paged + Send + Sync + 'a>(&self, operation: O) -> Items<'a, O> {
        Walk { walk: self.client.items(operation), runtime: Arc::clone(&self.runtime) }
    }

    /// Sends a safe operation repeatedly until its reply satisfies a condition.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use ice_runtime::{Error, SafeToRepeat, blocking};
    /// # fn run<O: SafeToRepeat + Send + Sync>(client: blocking::Client, operation: O) -> Result<(), Error> {
    /// let done = client.wait(operation).until(|reply| true).within(Duration::from_secs(3600)).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait<'a, O: SafeToRepeat + Send + Sync + 'a>(&self, operation: O) -> Wait<walk::Wait<'a, O>> {
        Wait { wait: self.client.wait(operation), runtime: Arc::clone(&self.runtime) }
    }
}

impl<W> Walk<W> {
    fn map(self, change: impl FnOnce(W) -> W) -> Self {
        Self { walk: change(self.walk), ..self }
    }
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Pages<'a, O> {
    call_settings!(walk.settings);

    /// Ends after this many pages.
    pub fn limit(self, pages: u64) -> Self {
        self.map(|walk| walk.limit(pages))
    }

    /// Ends without an error if the service sends the same token twice.
    pub fn stop_on_repeat(self) -> Self {
        self.map(walk::Pages::stop_on_repeat)
    }

    /// Returns the page that is requested next, like [`crate::Pages::position`].
    #[must_use]
    pub fn position(&self) -> Position {
        self.walk.position()
    }
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Items<'a, O> {
    call_settings!(walk.pages.settings);

    /// Ends after this many items; only the pages needed for them are requested.
    pub fn limit(self, items: u64) -> Self {
        self.map(|walk| walk.limit(items))
    }

    /// Ends without an error if the service sends the same token twice.
    pub fn stop_on_repeat(self) -> Self {
        self.map(walk::Items::stop_on_repeat)
    }

    /// Returns the page of the next item, like [`crate::Items::position`].
    #[must_use]
    pub fn position(&self) -> Position {
        self.walk.position()
    }
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Iterator for Pages<'a, O> {
    type Item = Result<O::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.block_on(self.walk.next()).transpose()
    }
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Iterator for Items<'a, O> {
    type Item = Result<<O::Response as Page>::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.block_on(self.walk.next()).transpose()
    }
}

impl<W: fmt::Debug> fmt::Debug for Walk<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Walk").field(&self.walk).finish()
    }
}

/// A [`Wait`](crate::Wait) for code without `async`; [`run`](Wait::run) starts it.
#[must_use = "a wait is started by `.until(..)` and `.run()`"]
pub struct Wait<W> {
    wait: W,
    runtime: Arc<PrivateRuntime>,
}

impl<'a, O: Operation> Wait<walk::Wait<'a, O>> {
    /// Sets the condition: the first reply that satisfies it ends the wait.
    pub fn until<C>(self, condition: C) -> Wait<walk::Wait<'a, O, C>>
    where
        C: FnMut(&O::Response) -> bool + Send + 'a,
    {
        Wait { wait: self.wait.until(condition), runtime: self.runtime }
    }
}

impl<'a, O: Operation, C> Wait<walk::Wait<'a, O, C>> {
    call_settings!(wait.settings);

    /// Sets the time between the first two polls. Default: 2 s.
    pub fn interval(self, interval: Duration) -> Self {
        Self { wait: self.wait.interval(interval), ..self }
    }

    /// Sets the longest time between two polls. Default: 30 s.
    pub fn max_interval(self, max_interval: Duration) -> Self {
        Self { wait: self.wait.max_interval(max_interval), ..self }
    }

    /// Sets how long the wait may take. Default: 10 min.
    pub fn within(self, within: Duration) -> Self {
        Self { wait: self.wait.within(within), ..self }
    }

    /// Calls `progress` with every reply, including the last.
    pub fn progress(self, progress: impl FnMut(&O::Response) + Send + 'a) -> Self {
        Self { wait: self.wait.progress(progress), ..self }
    }
}

impl<'a, O, C> Wait<walk::Wait<'a, O, C>>
where
    O: Operation + Send + Sync + 'a,
    C: FnMut(&O::Response) -> bool + Send + 'a,
{
    /// Polls until the condition holds.
    ///
    /// # Errors
    ///
    /// See [`Wait::into_future`](crate::Wait::into_future).
    pub fn run(self) -> Result<O::Response, Error> {
        self.runtime.block_on(self.wait.into_future())
    }
}

impl<W: fmt::Debug> fmt::Debug for Wait<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Wait").field(&self.wait).finish()
    }
}
