//! What a declaration costs the compiler: `cargo check` of 400 operations with 1,631 fields, beside the same structs
//! under serde's two derives.
//!
//! `cargo bench -p ice-tests --bench compile_time` prints the processor time of both and their ratio; the budget is
//! 0.15. The rounds alternate, so that what else the machine does hits both alike. Only the crate itself is measured:
//! its dependencies are built before, and nothing is incremental.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

const OPERATIONS: usize = 400;
const FIELDS: usize = 1631;
const ROUNDS: usize = 7;

/// The two crates that are compared.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Operations,
    Serde,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Operations => "operations",
            Self::Serde => "serde-twins",
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-time");
    write_workspace(&folder)?;
    let kinds = [Kind::Operations, Kind::Serde];
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (kind, times) in kinds.iter().zip(&mut times) {
            fs::write(source_file(&folder, *kind), format!("{}// round {round}\n", source(*kind)?))?;
            let time = check(&folder, *kind)?;
            // The first round builds the dependencies too.
            if round > 0 {
                times.push(time);
            }
        }
    }
    let [operations, serde] = times.map(|mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or_default()
    });
    println!("{OPERATIONS} operations, {FIELDS} fields, `cargo check`, median of {ROUNDS} rounds");
    println!("#[ice_operation]            {operations:.2} s of processor time");
    println!("Serialize and Deserialize   {serde:.2} s");
    println!("ratio                       {:.3} (budget: 0.15)", operations / serde);
    Ok(())
}

fn source_file(folder: &Path, kind: Kind) -> PathBuf {
    folder.join(kind.name()).join("lib.rs")
}

/// Writes the two crates, locked to the same dependencies as this one.
fn write_workspace(folder: &Path) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    fs::create_dir_all(folder)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"operations\", \"serde-twins\"]\n";
    fs::write(folder.join("Cargo.toml"), members)?;
    for kind in [Kind::Operations, Kind::Serde] {
        fs::create_dir_all(folder.join(kind.name()))?;
        let name = kind.name();
        let runtime = root.join("ice-runtime").display().to_string();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n\
             [dependencies]\nice-runtime = {{ path = {runtime:?}, default-features = false }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\n"
        );
        fs::write(folder.join(name).join("Cargo.toml"), manifest)?;
    }
    Ok(())
}

/// The source of one crate.
fn source(kind: Kind) -> Result<String, Box<dyn Error>> {
    const TYPES: [&str; 8] = [
        "Option<String>",
        "String",
        "Option<String>",
        "Option<i64>",
        "Option<String>",
        "Option<bool>",
        "Option<String>",
        "Option<u32>",
    ];
    let mut text = "#[derive(serde::Deserialize)]\npub struct Reply {\n    pub request_id: String,\n}\n".to_owned();
    let mut fields = 0;
    for operation in 0..OPERATIONS {
        match kind {
            Kind::Operations => {
                writeln!(text, "#[ice_runtime::ice_operation(action = \"Action{operation}\", response = Reply)]")?;
            }
            Kind::Serde => {
                text.push_str(
                    "#[derive(serde::Serialize, serde::Deserialize)]\n#[serde(rename_all = \"PascalCase\")]\n",
                );
            }
        }
        writeln!(text, "pub struct Operation{operation} {{")?;
        // From none to nine, four on average.
        for field in 0..operation * 7 % 9 + usize::from(operation < 32) {
            fields += 1;
            let mut field_type = TYPES[fields % TYPES.len()];
            if fields % 12 == 0 {
                let attribute = if kind == Kind::Operations { "ice" } else { "serde" };
                writeln!(text, "    #[{attribute}(rename = \"FieldURL{field}\")]")?;
            }
            if fields % 11 == 0 {
                field_type = "Option<Vec<String>>";
                text.push_str(if kind == Kind::Operations { "    #[ice(json)]\n" } else { "" });
            }
            writeln!(text, "    pub media_field_{field}: {field_type},")?;
        }
        text.push_str("}\n");
    }
    if fields == FIELDS { Ok(text) } else { Err(format!("{fields} fields").into()) }
}

/// Checks one crate and gives the processor time of that, in seconds.
fn check(folder: &Path, kind: Kind) -> Result<f64, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let before = (children_time(), Instant::now());
    let status = Command::new(cargo)
        .args(["check", "--quiet", "--offline", "--package", kind.name()])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    if !status.success() {
        return Err("the crate does not compile".into());
    }
    Ok(match (before.0, children_time()) {
        (Some(before), Some(after)) => after - before,
        _ => before.1.elapsed().as_secs_f64(),
    })
}

/// The processor time of all finished child processes, in seconds; nothing where the system does not tell.
fn children_time() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, is the second field and may hold spaces.
    let fields: Vec<_> = status.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / 100.0)
}
