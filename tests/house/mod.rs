//! The rules of the house, kept true by tests: who may use whom. CONTRIBUTING.md has the tables; a breach is named by
//! file and line.

mod circles;
mod layers;
mod made_up;
mod paths;
mod source;

use std::fs;

use self::circles::circles;
use self::layers::Table;
use self::source::Crate;

const CRATES: [&str; 1] = ["ice-runtime"];

/// Rooms whose files still import one another.
const STILL_ROUND: [&str; 7] = ["client", "emulator", "error", "json", "params", "providers", "sign"];

fn contributing() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../CONTRIBUTING.md")).unwrap()
}

fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn no_import_runs_up() {
    for name in CRATES {
        assert_none(&Table::of(name, &contributing()).breaches(&Crate::read(name)));
    }
}

#[test]
fn no_file_of_a_room_leads_back_to_itself() {
    for name in CRATES {
        let mut circles = circles(&Crate::read(name));
        circles.retain(|circle| !STILL_ROUND.iter().any(|room| circle.contains(&format!("/src/{room}/"))));
        assert_none(&circles);
    }
}

#[test]
fn the_face_declares_and_exports_and_does_nothing_else() {
    const DOING: [&str; 8] = ["fn", "struct", "enum", "trait", "impl", "const", "static", "type"];
    let face = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../ice-runtime/src/lib.rs")).unwrap();
    let tokens: proc_macro2::TokenStream = face.parse().unwrap();
    let found: Vec<_> = tokens.into_iter().map(|token| token.to_string()).filter(|it| DOING.contains(&&**it)).collect();
    assert_none(&found);
}
