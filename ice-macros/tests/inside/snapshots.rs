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
fn create_upload_stream() {
    compare("create_upload_stream");
}

#[test]
fn every_option() {
    compare("every_option");
}

#[test]
fn value_set() {
    compare("value_set");
}

#[test]
fn mistakes() {
    compare("mistakes");
}

#[test]
fn pages() {
    compare("pages");
}
