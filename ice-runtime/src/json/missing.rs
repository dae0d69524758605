//! Why a member is missing: the reply may have it under a similar name.

use crate::text::readable;

/// Describes a missing member, given the members that are there and whether each is `null`.
pub(super) fn problem<'m>(member: &str, others: impl Iterator<Item = (&'m str, bool)>) -> String {
    let mut similar = others.filter(|(name, _)| letters(name).eq(letters(member)));
    match similar.next() {
        Some((name, true)) if name == member => "is `null`".to_owned(),
        Some((name, _)) if name != member => {
            let name = readable(name);
            format!("is missing; the reply has `{name}`: is `#[serde({})]` missing?", attribute(member, &name))
        }
        _ => "is missing".to_owned(),
    }
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|character| !matches!(character, '_' | '-')).map(|letter| letter.to_ascii_lowercase())
}

/// Returns the serde attribute that maps the field to `name`.
fn attribute(field: &str, name: &str) -> String {
    let pascal_case = pascal_case(field);
    let is_snake_case = !field.contains(|letter: char| letter.is_ascii_uppercase());
    match is_snake_case {
        true if name == pascal_case => "rename_all = \"PascalCase\"".to_owned(),
        true if name.get(1..) == pascal_case.get(1..) => "rename_all = \"camelCase\"".to_owned(),
        _ => format!("rename = \"{name}\""),
    }
}

fn pascal_case(field: &str) -> String {
    let capitalized = |word: &str| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        format!("{}{rest}", first.to_ascii_uppercase())
    };
    field.split('_').map(capitalized).collect()
}
