//! Pages: what an operation that gives one page of many, and a reply that is one, tell whoever walks through all of them.

use crate::operation::Operation;

/// Where a walk through pages stands: what the next request asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Position {
    /// The first page.
    Start,
    /// The page that this token of the page before leads to.
    Token(String),
    /// The page of this number; the first has the number 1.
    Number(u64),
    /// The page of this token and number, for operations that want both.
    Both(String, u64),
}

/// A request for one page of many. `#[ice_operation(.., pages)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not paged: add `pages` to its `#[ice_operation(..)]`",
    label = "not a paged operation"
)]
pub trait Paged: Operation<Response: Page> {
    /// The page that this request asks for.
    fn position(&self) -> Position;

    /// Makes this the request for another page of the same list.
    fn turn_to(&mut self, next: Position);
}

/// A reply that is one page of many. `#[derive(IcePage)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a page: add `#[derive(IcePage)]` to `{Self}`",
    label = "not a page"
)]
pub trait Page {
    /// What the list holds.
    type Item;

    /// The items of this page.
    fn into_items(self) -> Vec<Self::Item>;

    /// How many items this page has.
    fn len(&self) -> usize;

    /// Whether this page has no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The token that leads to the next page; none, or an empty one, on the last.
    fn next_token(&self) -> Option<&str> {
        None
    }

    /// How many items all pages hold together, where the reply says so.
    fn total(&self) -> Option<u64> {
        None
    }
}
