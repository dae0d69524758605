//! All tests are in one binary, so that another test file does not cost another link.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod api_docs;
mod client;
mod credentials;
mod emulator;
mod encoding;
mod faults;
mod house;
mod pages;
mod products;
mod readme;
mod signing;
mod upload;
mod upload_examples;
mod walk;
mod wire;
