//! Lists of values: those that a document has as data, and those after "Valid values:" in its prose.

use std::collections::HashSet;

use super::blocks::{self, Block};
use super::inline::plain;
use crate::api_docs::document::schema::{Schema, Shape};

/// Phrases that introduce a list of values.
const MARKERS: [&str; 7] = [
    "valid values:",
    "valid value:",
    "value values:",
    "valid values are:",
    "supported values:",
    "possible values:",
    "values:",
];

/// Phrases that say that case does not matter.
const IGNORES_CASE: [&str; 4] = ["not case-sensitive", "not case sensitive", "case-insensitive", "case insensitive"];

/// Words in a list that describe values but are not values.
const NO_VALUES: &str = "any default empty example integer integers note notes number numbers notice null string strings \
    warning important";

/// Characters that never appear in a value in prose.
const NO_VALUE_SIGNS: &str = ",;()[]{}<>\"'|=\\*!?";

/// A documented list of values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ValueList {
    /// Each value with its description.
    pub(crate) values: Vec<(String, String)>,
    pub(crate) ignores_case: bool,
}

impl ValueList {
    /// The values as they are sent.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(value, _)| value.as_str())
    }

    /// Removes empty and duplicate values.
    fn keep_each_once(&mut self) {
        let mut seen = HashSet::new();
        let ignores_case = self.ignores_case;
        let key = |value: &str| if ignores_case { value.to_ascii_lowercase() } else { value.to_owned() };
        self.values.retain(|(value, _)| !value.is_empty() && seen.insert(key(value)));
    }

    pub(crate) fn has(&self, value: &str) -> bool {
        self.values().any(|known| known == value || (self.ignores_case && known.eq_ignore_ascii_case(value)))
    }
}

/// The list of values of a string, and the rest of its description.
pub(crate) fn read(schema: &Schema) -> (Option<ValueList>, Vec<Block>) {
    if schema.shape != Shape::Text {
        return (None, blocks::read(&schema.description));
    }
    let mut blocks = blocks::read_with_breaks(&schema.description);
    let list = take_list(schema, &mut blocks);
    blocks.retain(|block| *block != Block::Break);
    (list, blocks)
}

/// Finds the list and removes it from the description.
fn take_list(schema: &Schema, blocks: &mut Vec<Block>) -> Option<ValueList> {
    let text = schema.description.to_ascii_lowercase();
    let is_data = schema.values.iter().any(|(value, _)| !value.is_empty());
    let found = find(blocks, is_data);
    let mut list = ValueList {
        values: if is_data { schema.values.clone() } else { found.as_ref()?.values.clone() },
        ignores_case: IGNORES_CASE.iter().any(|words| text.contains(words)),
    };
    list.keep_each_once();
    if !is_sound(&list, is_data, schema.example.as_deref(), &text) {
        return None;
    }
    if let Some(found) = found.filter(|found| found.values.iter().all(|(value, _)| list.has(value))) {
        for (value, comment) in &mut list.values {
            if let Some((_, said)) = found.values.iter().find(|(known, said)| known == value && !said.is_empty()) {
                comment.clone_from(said);
            }
        }
        found.remove_from(blocks);
    }
    Some(list)
}

/// Whether a field may be an enum of these values. If the prose means a comma-separated list, a boolean or a number, or
/// only gives examples, the field stays a string.
fn is_sound(list: &ValueList, is_data: bool, example: Option<&str>, text: &str) -> bool {
    let example = example.map(str::trim);
    let is_list = ["comma-separated", "commas", "separate ", "separated "].iter().any(|words| text.contains(words));
    let is_flag = list.values().all(|value| value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false"));
    let is_number = list.values().all(|value| value.parse::<f64>().is_ok());
    match example {
        _ if list.values.is_empty() || is_list || is_flag => false,
        Some(example) if is_data => list.has(example) || !example.contains(','),
        None => is_data,
        Some(example) => list.values.len() > 1 && !is_number && list.has(example),
    }
}

/// A list found in prose, and its position.
struct Found {
    values: Vec<(String, String)>,
    /// The block with the marker, and its text around the list.
    head: Option<(usize, String)>,
    /// The blocks that are the items of the list.
    items: std::ops::Range<usize>,
}

impl Found {
    fn remove_from(self, blocks: &mut Vec<Block>) {
        blocks.drain(self.items);
        if let Some((at, rest)) = self.head {
            let is_empty = rest.trim().is_empty();
            match blocks.get_mut(at) {
                _ if is_empty => drop(blocks.remove(at)),
                Some(Block::Paragraph(text) | Block::Item(_, text)) => rest.trim().clone_into(text),
                _ => {}
            }
        }
    }
}

/// Finds the only list of a description: several are lists of something else. A list needs no marker if the values are
/// known as data.
fn find(blocks: &[Block], is_data: bool) -> Option<Found> {
    let marked = blocks.iter().enumerate().filter_map(|(at, block)| Some((at, split_at_marker(block.text()?)?)));
    let mut marked = marked.collect::<Vec<_>>().into_iter();
    let Some((at, (before, after))) = marked.next() else {
        return find_items(blocks, 0).filter(|_| is_data);
    };
    if marked.next().is_some() || split_at_marker(after).is_some() {
        return None;
    }
    let Some((list, rest)) = sentence(after) else {
        let found = find_items(blocks.get(at + 1..)?, at + 1)?;
        return Some(Found { head: Some((at, before.to_owned())), ..found });
    };
    let values = inline_values(list)?;
    let head = Some((at, format!("{before} {rest}")));
    // The items below may describe each value.
    match find_items(blocks.get(at + 1..)?, at + 1) {
        Some(found) if found.values.iter().all(|(value, _)| values.contains(value)) => {
            let said =
                |value: &String| found.values.iter().find(|(known, _)| known == value).map(|(_, said)| said.clone());
            let values = values.iter().map(|value| (value.clone(), said(value).unwrap_or_default())).collect();
            Some(Found { values, head, items: found.items })
        }
        _ => {
            Some(Found { values: values.into_iter().map(|value| (value, String::new())).collect(), head, items: 0..0 })
        }
    }
}

/// The text before the sentence with the marker, and the text after the marker.
fn split_at_marker(text: &str) -> Option<(&str, &str)> {
    // The length is unchanged, so offsets are valid in the original text.
    let lower = text.to_ascii_lowercase().replace("**:", ":**");
    let (at, marker) = MARKERS.iter().filter_map(|marker| Some((lower.find(marker)?, marker))).min()?;
    let is_word = !lower.get(..at)?.ends_with(|letter: char| letter.is_alphanumeric());
    let before = text.get(..at)?;
    let start = before.rfind(['.', ':', ';']).map_or(0, |end| end + 1);
    // "If X is set to Y, valid values:" implies that there are others.
    let is_alone = before.get(start..)?.trim_matches([' ', '*']).is_empty();
    let after = text.get(at + marker.len()..)?.trim_start_matches(['*', ':', ' ']);
    (is_word && is_alone).then_some((before.get(..start)?.trim(), after.trim()))
}

/// The list up to the end of its sentence, and the text after it.
fn sentence(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    let (list, rest) = text.split_once(". ").unwrap_or((text, ""));
    Some((list.trim_end_matches('.'), rest))
}

/// The values of `a, b, and c`.
fn inline_values(list: &str) -> Option<Vec<String>> {
    let list = plain(list).replace(" and ", ", ").replace(" or ", ", ");
    let values = list.split([',', ';']).map(str::trim).filter(|value| !value.is_empty());
    values.map(|value| is_value(value).then(|| value.to_owned())).collect()
}

/// The items, or the paragraphs of the form `value: comment`, at the start of `blocks`, which begin at block `offset`
/// of the description.
fn find_items(blocks: &[Block], offset: usize) -> Option<Found> {
    let skipped = blocks.iter().take_while(|block| offset == 0 && !matches!(block, Block::Item(..))).count();
    let blocks = blocks.get(skipped..)?;
    let has_bullets = matches!(blocks.first(), Some(Block::Item(..)));
    let mut values = Vec::new();
    let mut end = 0;
    for block in blocks {
        match block {
            Block::Item(0, text) if has_bullets => values.push(value_and_comment(text)?),
            // A nested list belongs to the comment of a value.
            Block::Item(..) if has_bullets => {}
            Block::Paragraph(text) if !has_bullets => match value_and_comment(text) {
                Some(pair) if !pair.1.is_empty() => values.push(pair),
                _ => break,
            },
            _ => break,
        }
        end += 1;
    }
    let start = offset + skipped;
    (!values.is_empty()).then(|| Found { values, head: None, items: start..start + end })
}

/// Splits `value: comment`, `value (comment)` and `value - comment`. The comment keeps its markup.
fn value_and_comment(text: &str) -> Option<(String, String)> {
    let plain = plain(text);
    let plain = plain.trim();
    let end = plain.find([' ', '(']).unwrap_or(plain.len());
    let (word, rest) = plain.split_at(end);
    let value = word.trim_end_matches(['.', ',', ';', ':']);
    let is_comment =
        word.ends_with(':') || rest.trim().is_empty() || rest.trim_start().starts_with(['(', '-', '–', '—']);
    let rest = text.split_once(value).map_or(rest, |(_, rest)| rest);
    let rest = rest.trim_start_matches(['*', '`']);
    let comment = rest.trim_start_matches([':', '-', '–', '—', ' ', '.', ',', ';']).trim();
    (is_comment && is_value(value)).then(|| (value.to_owned(), comment.to_owned()))
}

/// Whether the text looks like a value.
fn is_value(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_graphic() && !NO_VALUE_SIGNS.as_bytes().contains(&byte);
    (1..=64).contains(&text.len())
        && text.bytes().all(is_sign)
        && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
        && !NO_VALUES.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(text))
}
