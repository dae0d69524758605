//! The wire format: every parameter sent and every reply read.

mod advice;
mod drift;
mod errors;
mod parameters;
mod published;
mod reader;
mod reference;
#[cfg(feature = "declared")]
mod replies;
#[cfg(feature = "declared")]
mod requests;
#[cfg(feature = "declared")]
mod twin;
mod values;

use bytes::Bytes;
use http::{Request, Response};
use ice_runtime::{Error, ice_operation, read_reply};
use ice_tests::percent::decoded_params;
use proptest::test_runner::Config;
use serde::de::DeserializeOwned;

/// A property test with this many cases, which leaves no files behind.
fn cases(number: u32) -> Config {
    Config { cases: number, failure_persistence: None, ..Config::default() }
}

/// The decoded parameters of a request's query string.
fn query_of(request: &Request<Bytes>) -> Vec<(String, String)> {
    decoded_params(request.uri().query().unwrap_or_default())
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// Reads `body` as the response of an operation.
fn read<T: DeserializeOwned>(body: impl Into<Bytes>) -> Result<T, Error> {
    read_reply::<Asking<T>>(Response::new(body.into()))
}

/// An operation with any response.
#[ice_operation(action = "GetAnything", response = T)]
struct Asking<T: DeserializeOwned> {
    #[ice(skip)]
    _response: std::marker::PhantomData<T>,
}
