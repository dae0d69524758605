//! Tests that need their own process, for its descriptors, memory or nonces.
//!
//! The test binary is run again with the name of one test and a variable that makes that test the child.

use std::fmt::Write as _;
use std::process::{Command, Output};

const VARIABLE: &str = "ICE_TESTS_CHILD";

/// The parent's message to the child; `None` in an ordinary run.
pub fn message() -> Option<String> {
    std::env::var(VARIABLE).ok()
}

/// A child that runs one test, with at most this many open files.
pub fn child(test: &str, message: &str, open_files: u32) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("ulimit -n {open_files} && exec \"$0\" \"$@\""))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(VARIABLE, message);
    command
}

/// What the child printed; panics if it failed or ran no test.
pub fn printed(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    let _ = write!(text, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
    text
}

/// The peak memory of this process so far, in bytes; `None` if the system does not say.
pub fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
