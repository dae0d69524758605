//! Joined lists: in come items, out goes one text with a separator between.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet, LinkedList, VecDeque};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use super::{Param, ParamError, QueryValue};

/// A list that `#[ice(join = ",")]` can send.
///
/// Implemented for the lists and sets of the standard library whose items are [`QueryValue`]s, and for `Option`s of
/// them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list that `join` can send",
    label = "not a list of single values",
    note = "`join` sends lists of strings, numbers, `bool`s and `IceEnum`s; for anything else write `#[ice(json)]` or `#[ice(flat)]`"
)]
pub trait QueryList {
    /// Hands every item to `items`.
    ///
    /// # Errors
    ///
    /// The item's own, or that the joined text would not split into the items again: one holds the separator, or ends
    /// as the separator begins.
    fn write_items(&self, items: &mut ListItems) -> Result<(), ParamError>;
}

/// Takes the items of a joined list.
pub struct ListItems {
    name: &'static str,
    separator: &'static str,
    /// `None` until the first item.
    text: Option<String>,
    /// Where the latest item begins.
    latest: usize,
}

impl ListItems {
    pub(super) fn new(name: &'static str, separator: &'static str) -> Self {
        Self { name, separator, text: None, latest: 0 }
    }

    /// Adds one item; one that sends nothing, such as `None`, is left out.
    ///
    /// # Errors
    ///
    /// The item's own, or that the joined text would not split into the items again: one holds the separator, or ends
    /// as the separator begins.
    pub fn push<T: QueryValue + ?Sized>(&mut self, item: &T) -> Result<(), ParamError> {
        item.write(Param::item(self))
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn push_text(&mut self, item: &str) -> Result<(), ParamError> {
        if self.separator.is_empty() {
            return Err(ParamError::new(self.name, "the separator is empty: write one like `,`"));
        }
        if item.contains(self.separator) {
            let reason = format_args!("an item holds the separator `{}`", self.separator);
            return Err(ParamError::new(self.name, reason));
        }
        let Some(text) = &mut self.text else {
            self.text = Some(item.to_owned());
            return Ok(());
        };
        let end = text.len();
        text.push_str(self.separator);
        // An item `a|` before the separator `||` would be read as `a`.
        if text.get(self.latest..).and_then(|latest| latest.find(self.separator)) != Some(end - self.latest) {
            let reason = format_args!("an item ends as the separator `{}` begins", self.separator);
            return Err(ParamError::new(self.name, reason));
        }
        self.latest = text.len();
        text.push_str(item);
        Ok(())
    }

    pub(super) fn into_text(self) -> Option<String> {
        self.text
    }
}

impl fmt::Debug for ListItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListItems").field("name", &self.name).finish_non_exhaustive()
    }
}

fn push_all<'i, T: QueryValue + 'i>(
    list: impl IntoIterator<Item = &'i T>,
    items: &mut ListItems,
) -> Result<(), ParamError> {
    list.into_iter().try_for_each(|item| items.push(item))
}

macro_rules! lists {
    ($([$($generics:tt)*] $list:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> QueryList for $list {
            fn write_items(&self, items: &mut ListItems) -> Result<(), ParamError> {
                push_all(self.iter(), items)
            }
        }
    )*};
}

lists! {
    [T: QueryValue] [T];
    [T: QueryValue, const N: usize] [T; N];
    [T: QueryValue] Vec<T>;
    [T: QueryValue] VecDeque<T>;
    [T: QueryValue] LinkedList<T>;
    [T: QueryValue] BTreeSet<T>;
    [T: QueryValue, S] HashSet<T, S>;
}

macro_rules! pointers {
    ($($pointer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<L: QueryList + ?Sized> QueryList for $pointer {
            fn write_items(&self, items: &mut ListItems) -> Result<(), ParamError> {
                (**self).write_items(items)
            }
        }
    )*};
}

pointers!(&L, &mut L, Box<L>, Rc<L>, Arc<L>);

#[diagnostic::do_not_recommend]
impl<L: QueryList + ToOwned + ?Sized> QueryList for Cow<'_, L> {
    fn write_items(&self, items: &mut ListItems) -> Result<(), ParamError> {
        (**self).write_items(items)
    }
}

impl<L: QueryList> QueryList for Option<L> {
    fn write_items(&self, items: &mut ListItems) -> Result<(), ParamError> {
        self.as_ref().map_or(Ok(()), |list| list.write_items(items))
    }
}
