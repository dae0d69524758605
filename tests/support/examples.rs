//! Example programs, for tests that run them like users do.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The program of an example, which Cargo builds if needed.
pub fn program(name: &str) -> PathBuf {
    static PROGRAMS: OnceLock<Vec<(String, PathBuf)>> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(|| {
        // The features of the whole workspace, as already built by `cargo test`.
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--workspace", "--examples", "--message-format", "json"]);
        // Cargo's variables for this package would look like a change to other build scripts.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                cargo.env_remove(&name);
            }
        }
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        let output = cargo.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).unwrap();
        let built = messages.lines().filter_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let name = message["target"]["name"].as_str()?.to_owned();
            Some((name, PathBuf::from(message["executable"].as_str()?)))
        });
        built.collect()
    });
    programs.iter().find(|(built, _)| built == name).expect("cargo names the program that it built").1.clone()
}
