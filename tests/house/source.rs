//! The source files of a crate: every path in each file, with its line, however it is written.
//!
//! Files are read token by token, so comments, strings and documentation do not count, and imports may span lines.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;

use super::paths::{self, Reference};

/// The path of a module from the crate's root: empty for `lib.rs`.
pub(super) type Module = Vec<String>;

pub(super) struct Crate {
    pub(super) files: Vec<File>,
    /// Names defined by `macro_rules!`: exported macros are at the crate's root, wherever they are written.
    pub(super) macros: BTreeSet<String>,
}

pub(super) struct File {
    /// Relative to the project's root: `ice-runtime/src/sign/request.rs`.
    pub(super) path: String,
    pub(super) module: Module,
    pub(super) tokens: TokenStream,
    pub(super) references: Vec<Reference>,
    /// Every name used outside of imports and unit tests.
    pub(super) mentions: BTreeSet<String>,
    /// What the file itself defines.
    pub(super) definitions: BTreeSet<String>,
}

impl Crate {
    /// Reads a crate of this project.
    pub(super) fn read(name: &str) -> Self {
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut paths = Vec::new();
        rust_files(&top.join(name).join("src"), &mut paths);
        let texts: Vec<_> =
            paths.iter().map(|path| (relative(path, &top), fs::read_to_string(path).unwrap())).collect();
        Self::new(name, &texts)
    }

    /// A crate made of these files: path from the project's root, and text.
    pub(super) fn new(name: &str, texts: &[(String, String)]) -> Self {
        let modules = texts.iter().map(|(path, _)| module_of(path)).collect();
        let files = texts.iter().map(|(path, text)| File::new(name, &modules, path, text)).collect::<Vec<_>>();
        let macros = files.iter().flat_map(|file| paths::macros(file.tokens.clone())).collect();
        Self { files, macros }
    }

    /// The file that contains `path`, an item or a module.
    pub(super) fn file_of(&self, path: &[String]) -> Option<(usize, usize)> {
        (0..=path.len()).rev().find_map(|length| {
            let index = self.files.iter().position(|file| file.module == path[..length])?;
            Some((index, length))
        })
    }
}

impl File {
    fn new(name: &str, modules: &BTreeSet<Module>, path: &str, text: &str) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let module = module_of(path);
        let found = paths::read(&name.replace('-', "_"), modules, &module, tokens.clone());
        Self {
            path: path.to_owned(),
            module,
            tokens,
            references: found.references,
            mentions: found.mentions,
            definitions: found.definitions,
        }
    }

    /// The room that the file belongs to: the first segment of its path.
    pub(super) fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

/// All Rust files below `folder`, in a stable order.
pub(super) fn rust_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

pub(super) fn relative(path: &Path, top: &Path) -> String {
    path.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/")
}

/// `ice-runtime/src/sign/request.rs` is the module `sign::request`.
fn module_of(path: &str) -> Module {
    let (_, inside) = path.split_once("/src/").unwrap();
    let inside = inside.trim_end_matches(".rs");
    inside.split('/').filter(|step| !matches!(*step, "lib" | "mod")).map(str::to_owned).collect()
}
