//! What a type asks for when it is read: its members, and what each of them holds. Learned by reading the type from
//! made-up values, again and again: a value that is refused is another one in the next reading, and a member that has
//! refused them all is left out.

mod places;
mod trace;

#[cfg(feature = "api-docs")]
pub(crate) use places::Id;
pub(crate) use places::{Asked, Asks, Member, ROOT};
