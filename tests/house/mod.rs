//! Checks the project's own rules: which room may use which, and sizes. CONTRIBUTING.md has the tables; violations are
//! reported with file and line.

mod circles;
mod layers;
mod made_up;
mod paths;
mod sizes;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use self::circles::circles;
use self::layers::Table;
use self::sizes::{Budgets, Size};
use self::source::{Crate, relative, rust_files};

const CRATES: [&str; 2] = ["ice-runtime", "ice-macros"];

/// At least half of all functions have at most this many lines. The goal for both crates is 6.
const MEDIANS: [(&str, usize); 2] = [("ice-runtime", 6), ("ice-macros", 9)];

/// `Error` has variants that contain an `Error`, such as the error of a page, so its files form a cycle by nature.
const RECURSIVE: &str = "ice-runtime/src/error/mod.rs";

fn contributing() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../CONTRIBUTING.md")).unwrap()
}

fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn no_import_goes_to_a_higher_layer() {
    for name in CRATES {
        let (table, source) = (Table::of(name, &contributing()), Crate::read(name));
        assert_none(&table.breaches(&source));
        assert_none(&table.vacant(&source));
    }
}

#[test]
fn no_files_of_a_room_import_in_a_cycle() {
    for name in CRATES {
        let mut circles = circles(&Crate::read(name));
        circles.retain(|circle| !circle.contains(RECURSIVE));
        assert_none(&circles);
    }
}

#[test]
fn lib_rs_only_declares_and_exports() {
    const DOING: [&str; 8] = ["fn", "struct", "enum", "trait", "impl", "const", "static", "type"];
    let face = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../ice-runtime/src/lib.rs")).unwrap();
    let tokens: proc_macro2::TokenStream = face.parse().unwrap();
    let found: Vec<_> = tokens.into_iter().map(|token| token.to_string()).filter(|it| DOING.contains(&&**it)).collect();
    assert_none(&found);
}

/// The Rust files of a folder of this project, by path.
fn sizes(folder: &str) -> BTreeMap<String, Size> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    rust_files(&top.join(folder), &mut paths);
    let read = |path: &std::path::PathBuf| Size::of(fs::read_to_string(path).unwrap().parse().unwrap());
    paths.iter().map(|path| (relative(path, &top), read(path))).collect()
}

#[test]
fn no_function_is_longer_than_45_lines() {
    for folder in ["ice-runtime", "ice-macros", "tests", "examples"] {
        let sizes = sizes(folder);
        let functions = sizes.iter().flat_map(|(path, size)| size.functions.iter().map(move |it| (path, it)));
        let long = functions.filter(|(_, function)| function.length > 45);
        let named = long.map(|(path, it)| format!("{path}:{}: `{}` has {} lines", it.line, it.name, it.length));
        assert_none(&named.collect::<Vec<_>>());
    }
}

#[test]
fn the_name_of_a_test_is_a_sentence() {
    for folder in ["ice-runtime", "ice-macros", "tests", "examples"] {
        let sizes = sizes(folder);
        let functions = sizes.iter().flat_map(|(path, size)| size.functions.iter().map(move |it| (path, it)));
        let short = functions.filter(|(_, function)| function.is_test && function.name.split('_').count() < 4);
        let named = short.map(|(path, it)| format!("{path}:{}: `{}` says too little", it.line, it.name));
        assert_none(&named.collect::<Vec<_>>());
    }
}

/// `cargo test -p ice-tests --test all house::sizes -- --nocapture` shows them all.
#[test]
fn sizes_of_parts_are_within_the_table() {
    let (document, mut all) = (contributing(), sizes("ice-runtime/src"));
    all.extend(sizes("ice-macros/src"));
    let budgets = Budgets::of(&document);
    let lines = budgets.lines(&all);
    for (budget, lines) in &lines {
        println!("{}", budget.line(*lines));
    }
    assert_none(&lines.iter().filter_map(|(budget, lines)| budget.breach(*lines)).collect::<Vec<_>>());
}

#[test]
fn the_median_function_is_small() {
    for (name, most) in MEDIANS {
        let mut lengths: Vec<_> = sizes(&format!("{name}/src"))
            .values()
            .flat_map(|size| size.functions.iter().filter(|it| !it.is_in_tests).map(|it| it.length))
            .collect();
        lengths.sort_unstable();
        let median = lengths[lengths.len() / 2];
        println!("{name}: {} functions, {median} lines in the median", lengths.len());
        assert!(median <= most, "{name}: half of all functions have more than {most} lines");
    }
}

/// Everything in backticks or in a link that looks like a file of the project.
fn paths_in(document: &str) -> impl Iterator<Item = &str> {
    let quoted = document.split('`').skip(1).step_by(2);
    quoted.filter(|text| text.contains('/') && !text.contains([' ', '*', '<', '(', '=', ':']))
}

#[test]
fn every_path_in_contributing_exists() {
    let (top, document) = (Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), contributing());
    let prose: String = document.split("```").step_by(2).collect();
    let is_there = |path: &str| ["", ".rs"].iter().any(|end| top.join(format!("{path}{end}")).exists());
    // The crate of a room in the tables of layers is in the heading.
    let is_room = |path: &str| path.matches('/').count() == 1 && is_there(&format!("ice-runtime/src/{path}"));
    let missing = paths_in(&prose).filter(|path| !is_there(path) && !is_room(path)).map(str::to_owned);
    assert_none(&missing.collect::<Vec<_>>());
}
