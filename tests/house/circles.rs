//! Circular imports between the files of a room.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::Reference;
use super::source::{Crate, File};

/// (file, file that it uses) -> the first line that does.
type Edges = BTreeMap<(usize, usize), usize>;

/// Every import that is part of a cycle, with file and line.
pub(super) fn circles(source: &Crate) -> Vec<String> {
    let edges = edges(source);
    let round = edges.iter().filter(|&(&(from, to), _)| leads_to(to, from, &edges));
    round
        .map(|(&(from, to), line)| {
            format!("{}:{line}: {} leads back here", source.files[from].path, source.files[to].path)
        })
        .collect()
}

fn edges(source: &Crate) -> Edges {
    let mut edges = Edges::new();
    for (from, file) in source.files.iter().enumerate().filter(|(_, file)| !file.module.is_empty()) {
        for reference in file.references.iter().filter(|reference| !reference.in_tests && is_use(file, reference)) {
            if let Some(to) = definer(source, &reference.path, 8)
                && to != from
                && source.files[to].room() == file.room()
            {
                edges.entry((from, to)).or_insert(reference.line);
            }
        }
    }
    edges
}

/// A re-export that the file does not mention is not a use.
fn is_use(file: &File, reference: &Reference) -> bool {
    reference.import.as_ref().is_none_or(|import| !import.is_public || file.mentions.contains(&import.name))
}

/// The file that defines what `path` names, following re-exports.
fn definer(source: &Crate, path: &[String], depth: usize) -> Option<usize> {
    let (index, length) = source.file_of(path)?;
    let file = &source.files[index];
    let Some(name) = path.get(length).filter(|name| depth > 0 && !file.definitions.contains(*name)) else {
        return Some(index);
    };
    if let Some(reference) = imports(file, name).next() {
        return definer(source, &reference.path, depth - 1);
    }
    let mut behind_globs = imports(file, "*").filter_map(|glob| {
        let path: Vec<_> = glob.path.iter().chain([name]).cloned().collect();
        definer(source, &path, depth - 1).filter(|&file| source.files[file].definitions.contains(name))
    });
    Some(behind_globs.next().unwrap_or(index))
}

fn imports<'a>(file: &'a File, name: &'a str) -> impl Iterator<Item = &'a Reference> {
    let outside_tests = file.references.iter().filter(|reference| !reference.in_tests);
    outside_tests.filter(move |reference| reference.import.as_ref().is_some_and(|import| import.name == name))
}

fn leads_to(from: usize, to: usize, edges: &Edges) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        open.extend(edges.keys().filter(|edge| edge.0 == file).map(|edge| edge.1).filter(|next| seen.insert(*next)));
    }
    seen.contains(&to)
}
