//! Runtime.
#![forbid(unsafe_code)]
extern crate self as ice_runtime;
pub mod credentials;
mod endpoint;
mod error;
mod operation;
mod params;
pub mod sign;

pub use credentials::Credentials;
pub use endpoint::Endpoint;
pub use error::*;
pub use operation::*;
pub use params::*;
