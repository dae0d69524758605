//! What a declaration costs the compiler: `cargo check` of 400 operations with 1,631 fields, beside the same structs
//! under serde's two derives.
//!
//! `cargo bench -p ice-tests --bench compile_time` prints the processor time of both and their ratio; the budget is
//! 0.15. The rounds alternate, so that what else the machine does hits both alike. Only the crate itself is measured:
//! its dependencies are built before, and nothing is incremental.

mod generated;

use std::error::Error;
use std::fmt::Write as _;

use generated::{Workspace, runtime};

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
    let kinds = [Kind::Operations, Kind::Serde];
    let workspace = Workspace::new("compile-time", &kinds.map(Kind::name))?;
    let dependencies = format!("{}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n", runtime());
    for kind in kinds {
        workspace.add(kind.name(), "lib.rs", &dependencies)?;
        workspace.write(kind.name(), "lib.rs", "")?;
    }
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (kind, times) in kinds.iter().zip(&mut times) {
            workspace.write(kind.name(), "lib.rs", &format!("{}// round {round}\n", source(*kind)?))?;
            let time = workspace.cargo(&["check", "--package", kind.name()])?;
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
