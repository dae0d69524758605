//! Values that are sent as one parameter: `QueryValue`, and its impls for the types of the standard library.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::error::ParamError;
use super::param::Param;
use crate::facts::Kind;

/// A value that is sent as one parameter.
///
/// Strings, integers, `bool`, finite floats, `char`, the enums of [`IceEnum`](crate::IceEnum), and `Option`s,
/// references and smart pointers of them. Lists, maps and structs do not implement it: there are several ways to send
/// them, so the declaration picks one with `#[ice(json)]`, `#[ice(flat)]` or `#[ice(join = ",")]`.
///
/// ```
/// use ice_runtime::{Param, ParamError, QueryValue};
///
/// struct Seconds(std::time::Duration);
///
/// impl QueryValue for Seconds {
///     fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
///         param.display(&self.0.as_secs())
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as one parameter; say how: `#[ice(json)]`, `#[ice(flat)]` or, for a list, `#[ice(join = \",\")]`",
    label = "not a single value",
    note = "an enum of documented values needs `#[derive(IceEnum)]`; a type that is not yours needs `#[ice(with = path::to::function)]`"
)]
pub trait QueryValue {
    /// The kind of value, for tools that compare a declaration with the vendor's documents.
    const KIND: Kind = Kind::Unknown;

    /// Writes the value to its place; an absent value leaves the place unused.
    ///
    /// # Errors
    ///
    /// The value cannot be sent; see [`Param::error`].
    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError>;
}

impl<T: QueryValue> QueryValue for Option<T> {
    const KIND: Kind = T::KIND;

    #[inline]
    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        match self {
            Some(value) => value.write(param),
            None => Ok(()),
        }
    }
}

#[diagnostic::do_not_recommend]
impl QueryValue for str {
    const KIND: Kind = Kind::Text;

    #[inline]
    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        param.text(self)
    }
}

#[diagnostic::do_not_recommend]
impl QueryValue for String {
    const KIND: Kind = Kind::Text;

    #[inline]
    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        param.text(self)
    }
}

#[diagnostic::do_not_recommend]
impl QueryValue for bool {
    const KIND: Kind = Kind::Boolean;

    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        param.text(if *self { "true" } else { "false" })
    }
}

#[diagnostic::do_not_recommend]
impl QueryValue for char {
    const KIND: Kind = Kind::Text;

    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        param.text(self.encode_utf8(&mut [0; 4]))
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl QueryValue for $type {
            const KIND: Kind = Kind::Integer;

            fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
                param.display(self)
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

macro_rules! floats {
    ($($type:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl QueryValue for $type {
            const KIND: Kind = Kind::Number;

            fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
                if self.is_finite() {
                    param.display(self)
                } else {
                    Err(param.error("the number is not finite"))
                }
            }
        }
    )*};
}

floats!(f32, f64);

macro_rules! pointers {
    ($($pointer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: QueryValue + ?Sized> QueryValue for $pointer {
            const KIND: Kind = T::KIND;

            #[inline]
            fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
                (**self).write(param)
            }
        }
    )*};
}

pointers!(&T, &mut T, Box<T>, Rc<T>, Arc<T>);

#[diagnostic::do_not_recommend]
impl<T: QueryValue + ToOwned + ?Sized> QueryValue for Cow<'_, T> {
    const KIND: Kind = T::KIND;

    fn write(&self, param: Param<'_, '_>) -> Result<(), ParamError> {
        (**self).write(param)
    }
}
