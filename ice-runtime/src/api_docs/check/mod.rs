//! Checks: how a declaration or a request differs from a document.

mod compare;
pub(crate) mod difference;
mod parameters;
mod reply;
mod written;
