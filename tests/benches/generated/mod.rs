//! Crates that a benchmark generates and has cargo build, and the processor time that takes.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

/// A workspace of generated packages, locked to the dependencies of this project.
pub(crate) struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Writes it, with these packages, in a folder of its own below `target`.
    pub(crate) fn new(name: &str, packages: &[&str]) -> Result<Self, Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder)?;
        fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {packages:?}\n");
        fs::write(folder.join("Cargo.toml"), manifest)?;
        Ok(Self { folder })
    }

    /// Writes the manifest of a package whose only source is `source`, such as `lib.rs`.
    pub(crate) fn add(&self, package: &str, source: &str, dependencies: &str) -> Result<(), Box<dyn Error>> {
        let target = if source == "lib.rs" { "[lib]" } else { "[[bin]]" };
        let manifest = format!(
            "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             {target}\nname = {:?}\npath = {source:?}\n\n[dependencies]\n{dependencies}\n",
            package.replace('-', "_"),
        );
        fs::create_dir_all(self.folder.join(package))?;
        fs::write(self.folder.join(package).join("Cargo.toml"), manifest)?;
        Ok(())
    }

    pub(crate) fn write(&self, package: &str, source: &str, text: &str) -> Result<(), Box<dyn Error>> {
        fs::write(self.folder.join(package).join(source), text)?;
        Ok(())
    }

    /// Runs cargo and gives the processor time of that, in seconds.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Result<f64, Box<dyn Error>> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let before = (children_time(), Instant::now());
        let status = Command::new(cargo)
            .args(arguments)
            .args(["--quiet", "--offline"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .status()?;
        if !status.success() {
            return Err(format!("cargo {} fails", arguments.join(" ")).into());
        }
        Ok(match (before.0, children_time()) {
            (Some(before), Some(after)) => after - before,
            _ => before.1.elapsed().as_secs_f64(),
        })
    }

    /// A program that `cargo build --release` has made.
    #[allow(dead_code, reason = "not every benchmark builds programs")]
    pub(crate) fn program(&self, package: &str) -> PathBuf {
        let name = format!("{}{}", package.replace('-', "_"), env::consts::EXE_SUFFIX);
        self.folder.join("target/release").join(name)
    }
}

/// How a manifest depends on the runtime of this project.
pub(crate) fn runtime() -> String {
    let path = root().join("ice-runtime").display().to_string();
    format!("ice-runtime = {{ path = {path:?}, default-features = false }}")
}

fn root() -> PathBuf {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    above.canonicalize().unwrap_or(above)
}

/// The processor time of all finished child processes, in seconds; nothing where the system does not tell.
fn children_time() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, is the second field and may hold spaces.
    let fields: Vec<_> = status.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / 100.0)
}
