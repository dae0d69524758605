//! What reading replies costs a user's release build: a program that reads 400 types of replies through `read_reply`,
//! beside one that reads the same types with `serde_json::from_str` alone.
//!
//! `cargo bench -p ice-tests --bench reply_build` prints the processor time of both builds, the size of both programs, and
//! their ratios; the budget is 0.9 for each. It takes some minutes; `-- 100` measures as many types. Only the programs
//! themselves are measured: their dependencies are built before, and nothing is incremental.

mod generated;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;

use generated::{Workspace, runtime};

const REPLIES: usize = 400;
const BUDGET: f64 = 0.9;

/// The two programs that are compared.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    ReadReply,
    SerdeJson,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::ReadReply => "read-reply",
            Self::SerdeJson => "serde-json",
        }
    }

    fn dependencies(self) -> String {
        let serde = "serde = { version = \"1\", features = [\"derive\"] }";
        match self {
            Self::ReadReply => format!("{serde}\n{}", runtime()),
            Self::SerdeJson => format!("{serde}\nserde_json = {{ version = \"1\", features = [\"raw_value\"] }}"),
        }
    }

    /// How a reply is read.
    fn read(self) -> &'static str {
        match self {
            Self::ReadReply => {
                "#[ice_runtime::ice_operation(action = \"Read\", response = T)]\n\
                 struct Reading<T: serde::de::DeserializeOwned> {\n    #[ice(skip)]\n    _reply: std::marker::PhantomData<T>,\n}\n\n\
                 fn read<T: serde::de::DeserializeOwned>(text: &str) -> bool {\n    \
                 let reply = ice_runtime::http::Response::new(text.to_owned().into());\n    \
                 std::hint::black_box(ice_runtime::read_reply::<Reading<T>>(reply)).is_ok()\n}\n"
            }
            Self::SerdeJson => {
                "fn read<T: serde::de::DeserializeOwned>(text: &str) -> bool {\n    \
                 std::hint::black_box(serde_json::from_str::<T>(text)).is_ok()\n}\n"
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let replies = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(REPLIES);
    let kinds = [Kind::ReadReply, Kind::SerdeJson];
    let workspace = Workspace::new("reply-build", &kinds.map(Kind::name))?;
    for kind in kinds {
        workspace.add(kind.name(), "main.rs", &kind.dependencies())?;
        workspace.write(kind.name(), "main.rs", &source(kind, 1)?)?;
    }
    let mut measured = Vec::new();
    for kind in kinds {
        // What it depends on is built first.
        workspace.cargo(&["build", "--release", "--package", kind.name()])?;
        workspace.write(kind.name(), "main.rs", &source(kind, replies)?)?;
        let time = workspace.cargo(&["build", "--release", "--package", kind.name()])?;
        #[expect(clippy::cast_precision_loss, reason = "a program has less than 2^53 bytes")]
        let size = fs::metadata(workspace.program(kind.name()))?.len() as f64;
        println!("{:12} {time:8.1} s of processor time, {:8.2} MB", kind.name(), size / 1e6);
        measured.push((time, size));
    }
    let [ours, serde_json] = measured.as_slice() else { return Err("a program was not measured".into()) };
    println!("{replies} types of replies, release build");
    println!("processor time: {:.2} of `serde_json` alone (budget: {BUDGET})", ours.0 / serde_json.0);
    println!("size:           {:.2} (budget: {BUDGET})", ours.1 / serde_json.1);
    Ok(())
}

/// The source of one program. Every reply has types of its own, as those of an API have.
fn source(kind: Kind, replies: usize) -> Result<String, Box<dyn Error>> {
    let mut text = format!("#![allow(dead_code)]\n\n{}\n", kind.read());
    let mut calls = String::new();
    for reply in 0..replies {
        write_struct(&mut text, &format!("Part{reply}"), reply, 4, &[])?;
        write_struct(&mut text, &format!("Item{reply}"), reply, 7, &[("parts", format!("Vec<Part{reply}>"))])?;
        write_struct(&mut text, &format!("Info{reply}"), reply, 6, &[])?;
        let members = [("items", format!("Vec<Item{reply}>")), ("info", format!("Option<Info{reply}>"))];
        write_struct(&mut text, &format!("Reply{reply}"), reply, 5, &members)?;
        writeln!(calls, "    read_count += usize::from(read::<Reply{reply}>(&text));")?;
    }
    write!(
        text,
        "fn main() {{\n    let text = std::io::read_to_string(std::io::stdin()).unwrap_or_default();\n    \
         let mut read_count = 0;\n{calls}    println!(\"{{read_count}}\");\n}}\n"
    )?;
    Ok(text)
}

/// A struct of scalars, and of members whose types are given.
fn write_struct(
    text: &mut String,
    name: &str,
    reply: usize,
    scalars: usize,
    members: &[(&str, String)],
) -> Result<(), Box<dyn Error>> {
    const TYPES: [&str; 7] =
        ["Option<String>", "String", "Option<i64>", "Option<bool>", "Option<f64>", "u32", "Vec<String>"];
    writeln!(text, "#[derive(Debug, serde::Deserialize)]\n#[serde(rename_all = \"PascalCase\")]\nstruct {name} {{")?;
    for scalar in 0..scalars {
        let field_type = TYPES.get((reply + scalar * 2) % TYPES.len()).copied().unwrap_or_default();
        writeln!(text, "    media_{scalar}_of_{}: {field_type},", reply % 50)?;
    }
    for (member, field_type) in members {
        writeln!(text, "    {member}: {field_type},")?;
    }
    text.push_str("}\n\n");
    Ok(())
}
