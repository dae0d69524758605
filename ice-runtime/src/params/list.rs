//! Lists that are joined into one string, with a separator between the items.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::error::ParamError;
use super::items::ListItems;
use super::param::Param;
use super::value::QueryValue;

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
    /// Passes every item to `items`.
    ///
    /// # Errors
    ///
    /// The item's own error; or the joined string would not split into the same items again, because one contains the
    /// separator or ends with the start of it.
    fn write_items(&self, items: &mut ListItems) -> Result<(), ParamError>;
}

impl ListItems {
    /// Adds one item; one that sends nothing, such as `None`, is left out.
    ///
    /// # Errors
    ///
    /// The item's own error; or the joined string would not split into the same items again, because one contains the
    /// separator or ends with the start of it.
    pub fn push<T: QueryValue + ?Sized>(&mut self, item: &T) -> Result<(), ParamError> {
        item.write(Param::item(self))
    }
}

impl Param<'_, '_> {
    /// Sends the items of `list` as one string with `separator` between them, or nothing for an empty list.
    ///
    /// # Errors
    ///
    /// The errors of [`Param::text`]; or an item contains the separator, or ends with the start of it; or the
    /// separator is empty.
    pub fn join<T: QueryList + ?Sized>(self, separator: &'static str, list: &T) -> Result<(), ParamError> {
        let mut items = ListItems::new(self.name(), separator);
        list.write_items(&mut items)?;
        match items.into_text() {
            Some(text) => self.text(&text),
            None => Ok(()),
        }
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
