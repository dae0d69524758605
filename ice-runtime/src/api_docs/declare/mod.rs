//! Declarations: a document as the Rust file that a careful user would have written.

mod comment;
mod field;
pub(crate) mod file;
mod names;
mod operation;
mod paging;
mod product;
mod source;
mod types;
mod write;
