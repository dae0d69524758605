//! All tests in one binary: a test file more costs no link more.

mod credentials;
