//! Tables of option names: finds what a written name most likely means, and words the message about it.

use syn::parse::ParseStream;

/// Names that other libraries and tools use, and the options they correspond to.
const SYNONYMS: [(&str, &str); 13] = [
    ("name", "action"),
    ("name", "rename"),
    ("service", "product"),
    ("region", "regions"),
    ("flatten", "flat"),
    ("separator", "join"),
    ("serialize_with", "with"),
    ("form", "body"),
    ("token", "idempotency_token"),
    ("token", "page_token"),
    ("token", "next_token"),
    ("ignore", "skip"),
    ("fallback", "other"),
];

/// An option's name, and a value to show (empty for a flag).
pub(crate) struct Key {
    /// The name as it is written.
    pub(crate) name: &'static str,
    /// A value as it is written.
    pub(crate) example: &'static str,
    /// How the whole option should be written, if the value after a misspelt name shows it.
    pub(crate) whole: Option<fn(ParseStream<'_>) -> Option<String>>,
}

impl Key {
    /// The option as a user would write it.
    pub(crate) fn usage(&self) -> String {
        format!("{} = {}", self.name, self.example)
    }
}

/// The options that are allowed in one kind of place.
pub(crate) struct Table {
    pub(crate) keys: &'static [Key],
    /// What messages call such an option here, and in other places.
    pub(crate) nouns: [&'static str; 2],
    /// The attribute, and the place where it stands.
    pub(crate) home: [&'static str; 2],
    /// The other tables, the most likely one first.
    pub(crate) others: &'static [&'static Table],
}

/// What a written name stands for.
pub(crate) enum Meaning {
    /// An option of this table.
    Known(&'static Key),
    /// Nearly an option of this table, or another word for one.
    Misspelt(&'static Key),
    /// Another word for either of two options of this table.
    Ambiguous([&'static Key; 2]),
    /// An option of another table.
    Elsewhere(&'static Table),
    /// Nothing known.
    Unknown,
}

impl Table {
    /// Says where `written`, an option of this table called `name`, belongs.
    pub(crate) fn belongs(&self, name: &str, written: &str) -> String {
        let ([_, noun], [attribute, place]) = (self.nouns, self.home);
        format!("`{name}` is {noun}: write `#[{attribute}({written})]`{place}")
    }

    /// Says that `name` is not an option of this table.
    pub(crate) fn unknown(&self, name: &str) -> String {
        format!("unknown {} `{name}`", self.nouns[0])
    }

    /// Lists the options of this table.
    pub(crate) fn expected(&self) -> String {
        let names: Vec<_> = self.keys.iter().map(|key| format!("`{}`", key.name)).collect();
        format!("expected one of {}", names.join(", "))
    }

    /// Finds out what a written name stands for.
    pub(crate) fn meaning(&'static self, name: &str) -> Meaning {
        let find = |table: &'static Self| table.keys.iter().find(|key| key.name == name);
        if let Some(key) = find(self) {
            return Meaning::Known(key);
        }
        let mut meant = self.keys.iter().filter(|key| SYNONYMS.contains(&(name, key.name)));
        match (meant.next(), meant.next()) {
            (Some(key), Some(other)) => return Meaning::Ambiguous([key, other]),
            (Some(key), None) => return Meaning::Misspelt(key),
            _ => {}
        }
        if let Some(&table) = self.others.iter().find(|&&table| find(table).is_some()) {
            return Meaning::Elsewhere(table);
        }
        nearest(name, self.keys, |key| key.name).map_or(Meaning::Unknown, Meaning::Misspelt)
    }
}

/// Returns the candidate that `written` most likely means, if any is close enough.
pub(crate) fn nearest<'a, T>(written: &str, candidates: &'a [T], name: impl Fn(&T) -> &str) -> Option<&'a T> {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let written = letters(written);
    let near = candidates.iter().filter_map(|candidate| {
        let name = letters(name(candidate));
        Some((distance(&written, &name, name.len() / 3)?, candidate))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Returns how many letters must be changed, added, removed or swapped with a neighbour, if no more than `limit`.
fn distance(from: &[char], to: &[char], limit: usize) -> Option<usize> {
    let mut ways = match (from, to) {
        ([], rest) | (rest, []) => return Some(rest.len()).filter(|count| *count <= limit),
        ([one, from @ ..], [other, to @ ..]) if one == other => return distance(from, to, limit),
        ([_, shorter @ ..], [_, rest @ ..]) => vec![(shorter, rest), (shorter, to), (from, rest)],
    };
    if let ([a, b, from @ ..], [c, d, to @ ..]) = (from, to)
        && a == d
        && b == c
    {
        ways.push((from, to));
    }
    let limit = limit.checked_sub(1)?;
    let best = ways.into_iter().filter_map(|(from, to)| distance(from, to, limit)).min()?;
    Some(best + 1)
}
