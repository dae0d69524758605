//! What a type asks for when it is read: its members, and what each of them holds. Learned by reading the type from
//! made-up values, again and again: where a value is refused the next reading gives another one, and a member that refuses
//! all of them is left out.

mod places;
mod trace;

#[cfg(feature = "api-docs")]
pub(crate) use places::Id;
pub(crate) use places::{Asked, Asks, Member, ROOT};
