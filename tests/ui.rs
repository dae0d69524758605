//! What a mistake gets: every file under `ui` and `ui-types` must fail to compile, with the recorded text.
//!
//! One file holds one mistake and is named after it. The texts under `ui` are our own and the same on every compiler;
//! those under `ui-types` are written by rustc and are compared on the compiler that they were recorded with only. To
//! renew both:
//!
//! ```text
//! TRYBUILD=overwrite cargo test -p ice-tests --test ui
//! ```

use std::process::Command;

/// The compiler with which the texts of `ui-types` were recorded.
const RECORDED_WITH: &str = "rustc 1.95.";

#[test]
fn each_mistake_has_its_recorded_message() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
    if is_recorded_compiler() {
        cases.compile_fail("ui-types/*.rs");
    }
}

fn is_recorded_compiler() -> bool {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(compiler).arg("--version").output();
    output.is_ok_and(|output| output.stdout.starts_with(RECORDED_WITH.as_bytes()))
}
