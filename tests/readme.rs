//! The README: its snippet is an example that compiles, and its commands name examples that exist.

use std::fs;
use std::path::Path;

fn top() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(top().join(path)).unwrap()
}

#[test]
fn the_snippet_is_the_example() {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("```rust\n").unwrap();
    let (snippet, _) = rest.split_once("\n```").unwrap();
    let example = read("examples/create_upload_stream.rs");
    assert!(example.trim_end().ends_with(snippet), "copy examples/create_upload_stream.rs into the README");
}

#[test]
fn the_examples_that_documents_name_exist() {
    let manifest = read("examples/Cargo.toml");
    for document in ["README.md", "CONTRIBUTING.md"] {
        let text = read(document);
        let named = text.split("--example ").skip(1).map(|rest| {
            let end = rest.find(|character: char| !character.is_ascii_alphanumeric() && character != '_');
            &rest[..end.unwrap_or(rest.len())]
        });
        for example in named.filter(|example| !example.is_empty()) {
            assert!(manifest.contains(&format!("name = \"{example}\"")), "{document}: {example}");
        }
    }
}

#[test]
fn the_files_that_documents_link_to_exist() {
    for document in ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"] {
        let text = read(document);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let is_here = !link.contains("://") && !link.starts_with('#');
            assert!(!is_here || top().join(link).exists(), "{document}: {link}");
        }
    }
}

/// Paths in backticks, such as those of CONTRIBUTING's recipes.
#[test]
fn the_files_that_documents_name_exist() {
    const FOLDERS: [&str; 4] = ["ice-runtime/", "ice-macros/", "tests/", "examples/"];
    for document in ["README.md", "CONTRIBUTING.md", "SECURITY.md"] {
        for line in read(document).lines().filter(|line| !is_budget(line)) {
            let paths =
                line.split('`').skip(1).step_by(2).filter(|it| FOLDERS.iter().any(|folder| it.starts_with(folder)));
            for path in paths.filter(|path| !path.contains(' ')) {
                assert!(top().join(path).exists(), "{document}: {path}");
            }
        }
    }
}

/// Whether a line is a row of the table of sizes, which may also list files that do not exist yet.
fn is_budget(line: &str) -> bool {
    line.trim_end_matches(" |").ends_with(|last: char| last.is_ascii_digit())
}
