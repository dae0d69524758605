//! The vendor's API metadata: declares operations from it, checks declarations against it, and feeds the emulator.
//!
//! Everything starts with [`ApiDocs::from_json`]; nothing here uses the network.
//!
#![doc = include_str!("../../DECLARED.md")]

mod case;
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
