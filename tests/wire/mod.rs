//! The wire: every parameter that is sent and every reply that is read.

mod advice;
mod drift;
mod errors;
mod parameters;
mod published;
mod reference;
#[cfg(feature = "declared")]
mod replies;
#[cfg(feature = "declared")]
mod requests;
#[cfg(feature = "declared")]
mod twin;
mod values;

use bytes::Bytes;
use http::Request;
use proptest::test_runner::Config;

/// A property test of so many cases, that leaves no files behind.
fn cases(number: u32) -> Config {
    Config { cases: number, failure_persistence: None, ..Config::default() }
}

/// The parameters of an encoded text, in its order. The decoder is written apart from the one of the runtime.
fn decoded_params(encoded: &str) -> Vec<(String, String)> {
    encoded
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or_else(|| panic!("no `=` in {pair}"));
            (decoded(name), decoded(value))
        })
        .collect()
}

/// Panics on anything that the encoding does not make.
fn decoded(encoded: &str) -> String {
    let mut bytes = encoded.bytes();
    let mut text = Vec::new();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                assert!(!digits.iter().any(u8::is_ascii_lowercase), "lower case in {encoded}");
                let made = u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap();
                assert!(!is_unreserved(made), "{made} is encoded without need in {encoded}");
                text.push(made);
            }
            byte => {
                assert!(is_unreserved(byte), "{byte} is not encoded in {encoded}");
                text.push(byte);
            }
        }
    }
    String::from_utf8(text).unwrap()
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte)
}

/// The decoded parameters of a request's query string.
fn query_of(request: &Request<Bytes>) -> Vec<(String, String)> {
    decoded_params(request.uri().query().unwrap_or_default())
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}
