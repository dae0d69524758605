//! Pages: the traits of an operation that returns one page of a list, and of a reply that is such a page.

use crate::operation::Operation;

/// A position in a list of pages: what the next request asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Position {
    /// The first page.
    Start,
    /// The page that this token, from the previous page, leads to.
    Token(String),
    /// The page with this number; the first page is number 1.
    Number(u64),
    /// The page with this token and number, for operations that need both.
    Both(String, u64),
}

/// A request for one page of a list. `#[ice_operation(.., pages)]` implements it.
///
/// ```
/// use ice_runtime::{IcePage, Paged, Position, ice_operation};
///
/// #[ice_operation(action = "ListMediaBasicInfos", pages)]
/// #[derive(Default)]
/// struct ListMediaBasicInfos {
///     next_token: Option<String>,
///     max_results: Option<u32>,
/// }
///
/// #[derive(serde::Deserialize, IcePage)]
/// #[serde(rename_all = "PascalCase")]
/// struct ListMediaBasicInfosResponse {
///     next_token: Option<String>,
///     #[ice(items)]
///     media_infos: Vec<serde_json::Value>,
/// }
///
/// let mut request = ListMediaBasicInfos::default();
/// assert_eq!(request.position(), Position::Start);
/// request.turn_to(Position::Token("of page 2".into()));
/// assert_eq!(request.next_token.as_deref(), Some("of page 2"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not paged: add `pages` to its `#[ice_operation(..)]`",
    label = "not a paged operation"
)]
pub trait Paged: Operation<Response: Page> {
    /// Returns the position of the page that this request asks for.
    fn position(&self) -> Position;

    /// Turns this into the request for another page of the same list.
    ///
    /// Only what the operation has parameters for is used: an operation with just a token takes the token of
    /// [`Position::Both`]. A number that the field cannot hold is ignored. Check the result with
    /// [`position`](Self::position).
    fn turn_to(&mut self, next: Position);
}

/// A reply that is one page of a list. `#[derive(IcePage)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a page: it must be a struct with `#[derive(IcePage)]`",
    label = "not a page"
)]
pub trait Page {
    /// The type of the items.
    type Item;

    /// Returns the items of this page.
    fn into_items(self) -> Vec<Self::Item>;

    /// Returns how many items this page has.
    fn len(&self) -> usize;

    /// Returns whether this page has no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the token that leads to the next page; `None`, or an empty string, on the last page.
    fn next_token(&self) -> Option<&str> {
        None
    }

    /// Returns how many items there are on all pages together, if the reply says so.
    fn total(&self) -> Option<u64> {
        None
    }
}

/// A missing page has no items.
#[diagnostic::do_not_recommend]
impl<P: Page> Page for Option<P> {
    type Item = P::Item;

    fn into_items(self) -> Vec<P::Item> {
        self.map_or_else(Vec::new, P::into_items)
    }

    fn len(&self) -> usize {
        self.as_ref().map_or(0, P::len)
    }

    fn next_token(&self) -> Option<&str> {
        self.as_ref().and_then(P::next_token)
    }

    fn total(&self) -> Option<u64> {
        self.as_ref().and_then(P::total)
    }
}
