//! The vendor's documents: requests are checked against them, and operations without a registered answer are answered
//! from their samples and schemas.

// A file only uses those above it.
mod reply;

mod living;
mod request;

pub(super) mod operation;
