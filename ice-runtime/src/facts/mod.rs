//! The facts of an operation that do not depend on values: product, action, parameters. They are plain constants,
//! shared by generated code, tools and the emulator.

mod metadata;
mod parameter;
mod product;
mod retry_safety;

pub(crate) use metadata::Facts;
pub use metadata::{Metadata, Method};
pub use parameter::{Encoding, Kind, Parameter, Place};
pub use product::Product;
#[cfg(feature = "client")]
pub(crate) use product::ProductFacts;
pub(crate) use product::{fill, is_id, is_label};
pub use retry_safety::RetrySafety;
