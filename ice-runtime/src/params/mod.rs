//! Parameters: turns the fields of an operation into canonical text in a single pass.

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
