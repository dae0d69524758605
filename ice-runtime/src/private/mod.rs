//! Support for generated code. Not part of the public API.

mod paging;
mod value_set;

pub use ice_macros::IceOperation;
pub use serde;
pub use std::vec::Vec;

pub use self::paging::{PageItems, PageNumber, PageParts, PageToken, PageTotal, position, turn};
pub use self::value_set::{UnknownValue, ValueSet, deserialize, parse, serialize};
pub use crate::__value_set as value_set;
pub use crate::page::Page;

use crate::params::ParamError;

/// Returns the first error among the results of an operation's parameters.
///
/// All parameters are written before any result is checked: straight-line code compiles in half the time of a `?`
/// after each.
///
/// # Errors
///
/// One of the parameters could not be written.
#[inline]
pub fn all_written<const N: usize>(results: [Result<(), ParamError>; N]) -> Result<(), ParamError> {
    results.into_iter().collect()
}
