//! The vendor's documents: requests are checked by them, and what has no answer of its own is answered by their samples
//! and schemas.

// A file uses those above it only.
mod reply;

mod living;
mod request;

pub(super) mod operation;
