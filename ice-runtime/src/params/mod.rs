//! Parameters: from the fields of an operation to their canonical text, which is written once.

mod common;
mod error;
mod flat;
mod items;
mod list;
mod param;
mod text;
mod value;
mod writer;

pub(crate) use common::{CommonName, CommonParam, CommonValue, PATH_PREFIX};
pub use error::ParamError;
pub use items::ListItems;
pub use list::QueryList;
pub use param::Param;
pub use value::QueryValue;
pub(crate) use writer::CanonicalParams;
pub use writer::ParamWriter;
