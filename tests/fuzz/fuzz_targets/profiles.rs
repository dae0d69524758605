//! The parsers of profile files, of replies with keys, and of what a command prints: none panics, whatever comes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    ice_runtime::credentials::fuzz_parsers(text);
});
