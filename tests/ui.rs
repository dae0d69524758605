//! Compile errors: every file under `ui` and `ui-types` must fail to compile with the recorded message.
//!
//! Each file has one mistake and is named after it. The messages under `ui` are our own and the same with every
//! compiler; those under `ui-types` are rustc's, and are only compared with the compiler version that they were
//! recorded with. To update both:
//!
//! ```text
//! TRYBUILD=overwrite cargo test -p ice-tests --test ui
//! ```

use std::process::Command;

/// The compiler version with which the messages in `ui-types` were recorded.
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
