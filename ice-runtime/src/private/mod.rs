//! What generated code stands on and users do not name.

mod paging;
mod value_set;

pub use ice_macros::IceOperation;
pub use serde;
pub use std::vec::Vec;

pub use self::paging::{PageItems, PageNumber, PageParts, PageToken, position, turn};
pub use self::value_set::{UnknownValue, ValueSet, deserialize, parse, serialize};
pub use crate::__value_set as value_set;
pub use crate::page::Page;

use crate::params::ParamError;

/// The first error among the results of an operation's parameters.
///
/// All are written before any is looked at: straight code costs the compiler half of what a `?` after each of them
/// does.
///
/// # Errors
///
/// One of the parameters could not be written.
#[inline]
pub fn all_written<const N: usize>(results: [Result<(), ParamError>; N]) -> Result<(), ParamError> {
    results.into_iter().collect()
}
