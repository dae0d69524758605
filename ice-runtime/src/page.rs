//! Pages: the traits of an operation that gives one page of many, and of a reply that is one.

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
    /// The page that this request asks for.
    fn position(&self) -> Position;

    /// Makes this the request for another page of the same list. It takes of `next` what it can carry: an operation that
    /// goes by token takes the token of [`Position::Both`], and a number that its field cannot hold is not taken.
    /// [`position`](Self::position) tells.
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

/// A page that is not there has no items.
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
