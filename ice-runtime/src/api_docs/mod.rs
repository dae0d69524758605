//! The vendor's API metadata: what it says of an operation, as a declaration, as a check of one, and for the emulator.
//!
//! Everything starts with [`ApiDocs::from_json`], and nothing here knows the network.
//!
#![doc = include_str!("../../DECLARED.md")]

mod check;
mod declare;
mod docs;
mod document;
mod prose;

pub use check::difference::{Difference, Differences};
pub use declare::file::Declare;
pub use docs::ApiDocs;
pub use document::error::DocsError;
// What the emulator sees of a document.
#[cfg(feature = "emulator")]
pub(crate) use document::{
    operation::OperationDoc,
    schema::{Schema, Shape},
    schemas::Schemas,
};

#[cfg(test)]
mod tests;
