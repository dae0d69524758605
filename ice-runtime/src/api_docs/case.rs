//! Names on the wire that a field has by rule.

/// A rule of serde's `rename_all`.
pub(super) type NameRule = fn(&str) -> String;

/// The name with a capital after each `_`: what a parameter is called without `rename`.
pub(super) fn pascal_case(field: &str) -> String {
    field.split('_').map(capitalized).collect()
}

/// The same, with a small first letter.
pub(super) fn camel_case(field: &str) -> String {
    let name = pascal_case(field);
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

pub(super) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
