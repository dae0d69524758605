//! Checks: what a declaration, or a request, says differently from a document.

mod compare;
pub(crate) mod difference;
mod parameters;
mod reply;
mod written;
