//! Parameters: in come the fields of an operation, out goes their canonical text, written once.

mod error;
mod flat;
mod list;
mod param;
mod text;
mod value;
mod writer;

pub use error::ParamError;
pub use list::{ListItems, QueryList};
pub use param::Param;
pub use value::QueryValue;
pub use writer::ParamWriter;
pub(crate) use writer::{CanonicalParams, CommonName, CommonParam, CommonValue, PATH_PREFIX};
