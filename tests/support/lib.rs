//! Shared by the tests: peers, operations, recorded cases, the leak check.
#![allow(
    missing_docs,
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests only: it fails by panicking, and each name says what it is"
)]

#[cfg(feature = "declared")]
pub mod declared;
pub mod examples;
pub mod leaks;
pub mod memory;
pub mod operations;
pub mod peer;
pub mod percent;
pub mod process;
pub mod recorded;
// Exactly as the tool prints it, with rustfmt's defaults.
#[rustfmt::skip]
pub mod shop;
pub mod tls;
