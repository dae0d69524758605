//! Reading a document: its operations, parameters and values, in the form that everything else works on.

pub(crate) mod error;
pub(crate) mod node;
pub(crate) mod operation;
pub(crate) mod parameters;
pub(crate) mod schema;
pub(crate) mod schemas;
