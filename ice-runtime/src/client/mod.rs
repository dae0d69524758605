//! The client: one call with its attempts, its clock, its retry budget and its advice.

mod advice;
mod attempts;
mod budget;
mod builder;
mod call;
mod clock;
mod core;
mod endpoints;
mod exchange;
mod handle;
mod limit;
mod rate;
#[cfg(feature = "upload")]
mod request;
mod settings;
mod trace;

pub use builder::ClientBuilder;
pub(crate) use builder::Fallback;
pub use call::{Call, Detailed, DetailedCall};
pub(crate) use core::random;
pub use endpoints::EndpointTemplate;
pub use handle::Client;
#[cfg(feature = "upload")]
pub(crate) use limit::check_runtime;
pub(crate) use limit::pause;
#[cfg(feature = "upload")]
pub(crate) use request::RequestAttempts;
pub(crate) use settings::{CallSettings, call_settings};
#[cfg(all(feature = "tracing", feature = "upload"))]
pub(crate) use trace::{cause_of, type_of};
