//! Whether another attempt follows: what an attempt's outcome means, and how long to wait.

#[cfg(feature = "client")]
mod policy;
mod verdict;

#[cfg(feature = "client")]
pub use policy::RetryPolicy;
pub(crate) use verdict::{Outcome, verdict};
#[cfg(feature = "client")]
pub(crate) use verdict::{RetryClass, Verdict, is_transient};
