//! Tests of these tests: made-up crates with one violation each, and the expected message.

use super::circles::circles;
use super::layers::Table;
use super::source::Crate;

const LAYERS: &str = "
### Layers of `toy`

| layer | rooms | what it knows |
| --- | --- | --- |
| 1 | `high/` | everything |
| 0 | `low`, `side` | nothing |

### Layers of `other`
";

fn toy(files: &[(&str, &str)]) -> Crate {
    let face = ("lib", "mod high; mod low; mod side; pub use low::Item;");
    let files = [&face].into_iter().chain(files).map(|(name, text)| (format!("toy/src/{name}.rs"), (*text).to_owned()));
    Crate::new("toy", &files.collect::<Vec<_>>())
}

/// The violations in a crate whose `low` has this text.
fn breaches(low: &str) -> Vec<String> {
    let source = toy(&[("low", low), ("high/mod", ""), ("side", "")]);
    Table::of("toy", LAYERS).breaches(&source)
}

fn rounds(files: &[(&str, &str)]) -> Vec<String> {
    circles(&toy(files))
}

const UP: &str = "toy/src/low.rs:1: `low` (layer 0) uses `high` (layer 1), which stands above it";

#[test]
fn an_import_that_runs_up_is_named() {
    assert_eq!(breaches("use crate::high::Thing;"), [UP]);
}

#[test]
fn an_import_is_found_however_it_is_written() {
    for low in [
        "use crate::high;",
        "use crate::{high::Thing, low};",
        "pub(crate) use crate::high::{self, Thing as Other};",
        "use super::high::*;",
        "use toy::high::Thing;",
        "use ::toy::high::Thing;",
        "fn f() -> crate::high::Thing { todo!() }",
        "fn f() { println!(\"{}\", super::high::thing()) }",
        "mod inner { use super::super::high::Thing; }",
        "impl From<crate::high::Thing> for Low {}",
    ] {
        assert!(breaches(low).iter().any(|breach| breach == UP), "{low}");
    }
}

#[test]
fn the_line_is_that_of_the_path_inside_the_braces() {
    let found = breaches("use crate::{\n    low::X,\n    high::{\n        A,\n    },\n};");
    assert_eq!(found, [UP.replace(":1:", ":4:")]);
}

#[test]
fn comments_strings_and_macros_for_others_are_not_imports() {
    assert_eq!(breaches("/// [`crate::high`]\n// use crate::high;\nconst X: &str = \"crate::high::X\";"), [""; 0]);
    assert_eq!(breaches("macro_rules! m { () => { $crate::high::Thing } }"), [""; 0]);
    assert_eq!(breaches("use std::high; fn f(_: impl Sized + use<>) { high::low(); <A as ::b::high>::c() }"), [""; 0]);
}

#[test]
fn a_room_may_only_use_the_one_to_its_left() {
    let right = breaches("use crate::side::X;");
    assert_eq!(right, ["toy/src/low.rs:1: `low` uses `side`, which stands to its right in layer 0"]);
    let source = toy(&[("side", "use crate::low::X;"), ("low", "")]);
    assert_eq!(Table::of("toy", LAYERS).breaches(&source), [""; 0]);
}

#[test]
fn a_path_through_lib_rs_is_a_violation() {
    let through = ["toy/src/low.rs:1: `Item` is reached through lib.rs: name the room that it is in"];
    assert_eq!(breaches("use crate::Item;"), through);
    assert_eq!(breaches("fn f() -> crate::Item { todo!() }"), through);
}

#[test]
fn a_macro_at_the_root_is_not_a_path_through_lib_rs() {
    assert_eq!(breaches("macro_rules! m { () => {} }\npub use crate::m as other;"), [""; 0]);
}

#[test]
fn a_room_that_is_missing_from_the_table_is_named() {
    let source = toy(&[("attic", "")]);
    let missing = ["toy/src/attic.rs: room `attic` is missing in CONTRIBUTING.md's layers"];
    assert_eq!(Table::of("toy", LAYERS).breaches(&source), missing);
}

#[test]
fn a_room_that_only_the_table_has_is_named() {
    let source = toy(&[("low", ""), ("high/mod", "")]);
    assert_eq!(Table::of("toy", LAYERS).vacant(&source), ["there is no room `side`"]);
}

#[test]
fn files_of_a_room_that_import_each_other_are_named() {
    let found =
        rounds(&[("high/mod", "mod a; mod b;"), ("high/a", "use super::b::B;"), ("high/b", "\nuse super::a::A;")]);
    let a = "toy/src/high/a.rs:1: toy/src/high/b.rs leads back here";
    let b = "toy/src/high/b.rs:2: toy/src/high/a.rs leads back here";
    assert_eq!(found, [a, b]);
}

#[test]
fn a_file_and_its_folder_that_use_each_other_are_a_cycle() {
    let folder = "mod a;\nuse a::A;\npub struct B(A);";
    assert_eq!(rounds(&[("high/mod", folder), ("high/a", "use super::B;")]).len(), 2);
}

#[test]
fn a_re_export_leads_to_the_defining_file() {
    let folder = "mod a; mod b; pub use a::A; pub use b::B;";
    assert_eq!(rounds(&[("high/mod", folder), ("high/a", "use super::B;"), ("high/b", "")]), [""; 0]);
    assert_eq!(rounds(&[("high/mod", folder), ("high/a", "use super::B;"), ("high/b", "use super::A;")]).len(), 2);
    let folder = "mod a; mod b; pub use b::*;";
    assert_eq!(rounds(&[("high/mod", folder), ("high/a", "use super::B;"), ("high/b", "pub struct B;")]), [""; 0]);
}

#[test]
fn unit_tests_may_import_in_a_cycle() {
    let b = "#[cfg(test)]\nmod tests { use super::super::a::A; }";
    assert_eq!(rounds(&[("high/mod", ""), ("high/a", "use super::b::B;"), ("high/b", b)]), [""; 0]);
}
