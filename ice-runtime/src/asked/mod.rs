//! Finds out what a type asks for when it is deserialized: its members, and what each of them holds. The type is
//! deserialized from made-up values over and over: if a value is refused, the next attempt gives another one, and a
//! member that refuses all of them is left out.

mod places;
mod trace;

pub(crate) use places::{Asked, Asks, ROOT};
#[cfg(feature = "api-docs")]
pub(crate) use places::{Id, Member};
