//! Support for `pages` and `#[derive(IcePage)]`: fields that hold tokens and numbers, in any type that services use
//! for them.

use std::borrow::Cow;

use crate::facts::Kind;
use crate::page::{Page, Position};
use crate::params::{Param, ParamError, QueryValue};

/// Returns the position in the list that a request asks for, given its token and its number.
pub fn position(token: &Option<String>, number: Option<u64>, sends_both: bool) -> Position {
    let token = token.clone().filter(|token| !token.is_empty());
    // A number that was never set is 0, which means the first page.
    match (token, number.filter(|number| *number > 0)) {
        (Some(token), number) if sends_both => Position::Both(token, number.unwrap_or(1)),
        (Some(token), _) => Position::Token(token),
        (None, Some(number)) => Position::Number(number),
        (None, None) => Position::Start,
    }
}

/// Returns the token and the number for a request for the page at `next`. The number is left out if the token is
/// enough.
pub fn turn(next: Position, sends_both: bool) -> (Option<String>, Option<u64>) {
    match next {
        Position::Start => (None, None),
        Position::Token(token) => (Some(token), None),
        Position::Number(number) => (None, Some(number)),
        Position::Both(token, number) => (Some(token), sends_both.then_some(number)),
    }
}

/// A page number in a field of a request: an integer or a string, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number: a page number is an integer or a `String`, or an `Option` of one",
    label = "not a number"
)]
pub trait PageNumber: QueryValue + Sized {
    /// Same as [`QueryValue::KIND`].
    const KIND: Kind = <Self as QueryValue>::KIND;

    /// Same as [`QueryValue::write`].
    ///
    /// # Errors
    ///
    /// The value cannot be sent.
    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        QueryValue::write(self, param)
    }

    /// Returns the number, if there is one.
    fn number(&self) -> Option<u64>;

    /// Returns the field's value for this number, or for none; `None` if the type cannot hold it.
    fn of_number(number: Option<u64>) -> Option<Self>;

    /// Sets the number. If the type cannot hold it, nothing changes.
    fn set_number(&mut self, number: Option<u64>) {
        if let Some(field) = Self::of_number(number) {
            *self = field;
        }
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl PageNumber for $integer {
            fn number(&self) -> Option<u64> {
                u64::try_from(*self).ok()
            }

            fn of_number(number: Option<u64>) -> Option<Self> {
                Self::try_from(number.unwrap_or(1)).ok()
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

#[diagnostic::do_not_recommend]
impl PageNumber for String {
    fn number(&self) -> Option<u64> {
        self.trim().parse().ok()
    }

    fn of_number(number: Option<u64>) -> Option<Self> {
        Some(number.unwrap_or(1).to_string())
    }
}

#[diagnostic::do_not_recommend]
impl<N: PageNumber> PageNumber for Option<N> {
    fn number(&self) -> Option<u64> {
        self.as_ref().and_then(N::number)
    }

    fn of_number(number: Option<u64>) -> Option<Self> {
        match number {
            Some(_) => N::of_number(number).map(Some),
            None => Some(None),
        }
    }
}

/// A total in a field of a reply: any type that can hold a page number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number: a total is an integer or a `String`, or an `Option` of one",
    label = "not a number",
    note = "if the field is not a total, mark it with `#[ice(skip)]`"
)]
pub trait PageTotal {
    /// The total, where there is one.
    fn total(&self) -> Option<u64>;
}

#[diagnostic::do_not_recommend]
impl<N: PageNumber> PageTotal for N {
    fn total(&self) -> Option<u64> {
        self.number()
    }
}

/// The token of the next page in a field of a reply: a string, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a page token: a token is a `String`, or an `Option` of one",
    label = "not a token",
    note = "if the field is not a token, mark it with `#[ice(skip)]`"
)]
pub trait PageToken {
    /// Returns the token, if there is one.
    fn token(&self) -> Option<&str>;
}

macro_rules! texts {
    ($($text:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl PageToken for $text {
            fn token(&self) -> Option<&str> {
                Some(self)
            }
        }
    )*};
}

texts!(String, Box<str>, Cow<'_, str>);

#[diagnostic::do_not_recommend]
impl<T: PageToken> PageToken for Option<T> {
    fn token(&self) -> Option<&str> {
        self.as_ref().and_then(T::token)
    }
}

/// The items of a page in a field of a reply.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold the items of a page: items are a `Vec`, an `Option` of one, or a struct that \
               derives `IcePage`",
    label = "not a list"
)]
#[expect(clippy::len_without_is_empty, reason = "a page only needs the number")]
pub trait PageItems {
    /// The type of the items.
    type Item;

    /// The items.
    fn into_items(self) -> Vec<Self::Item>;

    /// Returns how many items there are.
    fn len(&self) -> usize;
}

#[diagnostic::do_not_recommend]
impl<T> PageItems for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }

    fn len(&self) -> usize {
        Vec::len(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T> PageItems for Option<Vec<T>> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self.unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.as_ref().map_or(0, Vec::len)
    }
}

#[diagnostic::do_not_recommend]
impl<P: Page> PageItems for P {
    type Item = P::Item;

    fn into_items(self) -> Vec<P::Item> {
        Page::into_items(self)
    }

    fn len(&self) -> usize {
        Page::len(self)
    }
}

/// The parts of a reply that `#[derive(IcePage)]` provides, from which it becomes a [`Page`].
pub trait PageParts {
    /// The type of the field that holds the items, or that is itself a page.
    type Items: PageItems;

    /// Borrows that field.
    fn items(&self) -> &Self::Items;

    /// Takes that field.
    fn into_items(self) -> Self::Items;

    /// Same as [`Page::next_token`].
    fn next_token(&self) -> Option<&str> {
        None
    }

    /// Same as [`Page::total`].
    fn total(&self) -> Option<u64> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<P: PageParts> Page for P {
    type Item = <P::Items as PageItems>::Item;

    fn into_items(self) -> Vec<Self::Item> {
        PageParts::into_items(self).into_items()
    }

    fn len(&self) -> usize {
        self.items().len()
    }

    fn next_token(&self) -> Option<&str> {
        PageParts::next_token(self)
    }

    fn total(&self) -> Option<u64> {
        PageParts::total(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "it is a field's value")]
    fn token(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_position_is_read_from_what_the_request_carries() {
        assert_eq!(position(&None, None, false), Position::Start);
        assert_eq!(position(&token(""), Some(0), true), Position::Start);
        assert_eq!(position(&token("t"), Some(2), false), Position::Token("t".to_owned()));
        assert_eq!(position(&token("t"), None, true), Position::Both("t".to_owned(), 1));
        assert_eq!(position(&None, Some(2), true), Position::Number(2));
    }

    #[test]
    fn a_position_is_written_as_the_request_takes_it() {
        let both = Position::Both("t".to_owned(), 3);
        assert_eq!(turn(both.clone(), true), (token("t"), Some(3)));
        assert_eq!(turn(both, false), (token("t"), None));
        assert_eq!(turn(Position::Number(3), false), (None, Some(3)));
        assert_eq!(turn(Position::Start, true), (None, None));
    }

    #[test]
    fn numbers_are_integers_and_texts() {
        let mut number = 200_u8;
        number.set_number(Some(256));
        assert_eq!(number, 200, "a number that does not fit changes nothing");
        number.set_number(None);
        assert_eq!(number, 1);
        let mut optional = Some("7".to_owned());
        assert_eq!(optional.number(), Some(7));
        optional.set_number(Some(8));
        assert_eq!(optional.as_deref(), Some("8"));
        optional.set_number(None);
        assert_eq!(optional, None);
        assert_eq!((-1_i32).number(), None);
        assert_eq!("x".to_owned().number(), None);
        assert_eq!(0_u32.number(), Some(0));
    }
}
