//! Which room may use which: checks every path against the tables of layers in CONTRIBUTING.md.

use std::collections::BTreeMap;

use super::source::{Crate, File};

/// The rooms of one crate, with their places: a room may use those in lower layers, and those to its left.
pub(super) struct Table {
    places: BTreeMap<String, (usize, usize)>,
}

impl Table {
    /// Reads the table below the heading that names the crate. A row is a layer: its number, and rooms in backticks.
    pub(super) fn of(name: &str, document: &str) -> Self {
        let heading = format!("### Layers of `{name}`\n");
        let (_, section) = document.split_once(&heading).unwrap_or_else(|| panic!("no heading {heading:?}"));
        let rows = section.lines().take_while(|line| !line.starts_with('#')).filter_map(row);
        Self { places: rows.flatten().collect() }
    }

    /// Every violation of the table in the crate, with file and line.
    pub(super) fn breaches(&self, source: &Crate) -> Vec<String> {
        source.files.iter().flat_map(|file| self.breaches_of(file, source)).collect()
    }

    /// The rooms of the table that the crate does not have.
    pub(super) fn vacant(&self, source: &Crate) -> Vec<String> {
        let is_there = |room: &str| room == "lib" || source.files.iter().any(|file| file.room() == room);
        self.places.keys().filter(|room| !is_there(room)).map(|room| format!("there is no room `{room}`")).collect()
    }

    fn breaches_of(&self, file: &File, source: &Crate) -> Vec<String> {
        let Some(&place) = self.places.get(file.room()) else {
            // `lib.rs` may name every room.
            let is_known = file.module.is_empty();
            let missing = format!("{}: room `{}` is missing in CONTRIBUTING.md's layers", file.path, file.room());
            return if is_known { Vec::new() } else { vec![missing] };
        };
        let references = file.references.iter().filter_map(|reference| {
            let breach = self.breach(file.room(), place, &reference.path, source)?;
            Some(format!("{}:{}: {breach}", file.path, reference.line))
        });
        references.collect()
    }

    fn breach(&self, room: &str, place: (usize, usize), path: &[String], source: &Crate) -> Option<String> {
        let used = path.first().map_or("lib", String::as_str);
        if used == room || source.macros.contains(used) {
            return None;
        }
        let is_room = source.files.iter().any(|file| !file.module.is_empty() && file.room() == used);
        match self.places.get(used) {
            Some(&other) if is_room => (other > place).then(|| stands_above(room, place, used, other)),
            _ if is_room => None,
            _ => Some(format!("`{used}` is reached through lib.rs: name the room that it is in")),
        }
    }
}

fn stands_above(room: &str, place: (usize, usize), used: &str, other: (usize, usize)) -> String {
    if place.0 == other.0 {
        format!("`{room}` uses `{used}`, which stands to its right in layer {}", place.0)
    } else {
        format!("`{room}` (layer {}) uses `{used}` (layer {}), which stands above it", place.0, other.0)
    }
}

/// `| 3 | `sign/`, `retry` | pure |`: the rooms of layer 3, each with its place.
fn row(line: &str) -> Option<Vec<(String, (usize, usize))>> {
    let mut cells = line.split('|').skip(1);
    let layer: usize = cells.next()?.trim().parse().ok()?;
    let rooms = cells.next()?.split('`').skip(1).step_by(2);
    Some(rooms.enumerate().map(|(at, room)| (room.trim_end_matches('/').to_owned(), (layer, at))).collect())
}
