//! Runtime.
extern crate self as ice_runtime;
pub mod credentials;
pub mod encoding;
mod endpoint;
mod error;
#[cfg(feature = "client")]
mod http_transport;
mod operation;
mod params;
#[doc(hidden)]
pub mod private;
mod response;
pub mod sign;
#[cfg(feature = "client")]
mod transport;
pub mod upload;

pub use credentials::Credentials;
pub use endpoint::Endpoint;
pub use error::*;
#[cfg(feature = "client")]
pub use http_transport::{HttpSettings, HttpTransport, Proxy};
pub use ice_macros::{IceEnum, ice_operation};
pub use operation::*;
pub use params::*;
pub use private::UnknownValue;
#[cfg(feature = "client")]
pub use transport::{BoxFuture, Transport};
