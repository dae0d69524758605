//! Expansions as formatted Rust files, to be read and compared. To renew them:
//!
//! ```text
//! EXPANSION=overwrite cargo test -p ice-macros
//! ```

use std::path::Path;
use std::{env, fs};

use super::expand_file;

fn compare(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/expansion");
    let source = fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
    let expansion = prettyplease::unparse(&expand_file(&source));
    let recorded = folder.join(format!("{name}.expanded.rs"));
    if env::var_os("EXPANSION").is_some_and(|mode| mode == "overwrite") {
        fs::write(&recorded, &expansion).unwrap();
    }
    assert_eq!(fs::read_to_string(&recorded).unwrap(), expansion, "{} is out of date", recorded.display());
}

#[test]
fn the_expansion_of_an_operation_is_the_recorded_one() {
    compare("create_upload_stream");
}

#[test]
fn the_expansion_of_every_option_is_the_recorded_one() {
    compare("every_option");
}

#[test]
fn the_expansion_of_a_value_set_is_the_recorded_one() {
    compare("value_set");
}

#[test]
fn the_expansion_of_mistakes_is_the_recorded_one() {
    compare("mistakes");
}

#[test]
fn the_expansion_of_pages_is_the_recorded_one() {
    compare("pages");
}
