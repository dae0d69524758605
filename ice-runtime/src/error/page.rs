//! A walk through pages that failed: at which page, and why.

use std::error::Error as StdError;
use std::fmt;

use super::Error;
use crate::page::Position;

/// A page that could not be fetched.
#[derive(Debug, Clone)]
pub struct PageError {
    action: &'static str,
    page: u64,
    position: Position,
    problem: PageProblem,
}

/// Why a page could not be fetched.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum PageProblem {
    /// Its call failed.
    Call(Error),
    /// The service returned the token that this page was requested with: following it would never end.
    TokenRepeated,
    /// The operation's page number has a type that cannot hold the next one.
    NumberTooLarge,
}

impl PageError {
    pub(crate) fn new(action: &'static str, page: u64, position: Position, problem: PageProblem) -> Self {
        Self { action, page, position, problem }
    }

    /// Returns the number of the page, counted from 1 where the walk began.
    #[must_use]
    pub fn page(&self) -> u64 {
        self.page
    }

    /// Returns where the walk stands: [`turn_to`](crate::page::Paged::turn_to) it to ask for the same page again.
    #[must_use]
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// Returns why the page could not be fetched.
    #[must_use]
    pub fn problem(&self) -> &PageProblem {
        &self.problem
    }

    /// Returns the call's error, if that is the reason.
    pub(super) fn call(&self) -> Option<&Error> {
        match &self.problem {
            PageProblem::Call(error) => Some(error),
            PageProblem::TokenRepeated | PageProblem::NumberTooLarge => None,
        }
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, page, .. } = self;
        match &self.problem {
            PageProblem::Call(error) => write!(f, "page {page}: {error}"),
            PageProblem::TokenRepeated => write!(
                f,
                "page {page}: {action}: the service sent the same token twice, so the list has no end; \
                 `.stop_on_repeat()` ends there"
            ),
            PageProblem::NumberTooLarge => write!(
                f,
                "page {page}: {action}: the page number does not fit into its field: use a larger integer type"
            ),
        }
    }
}

impl StdError for PageError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The call's error is already part of this error's line.
        self.call()?.source()
    }
}
