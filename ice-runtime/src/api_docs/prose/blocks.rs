//! Splits the vendor's text into blocks: paragraphs, list items, code samples.

use super::clean::{clean, is_east_asian};
use super::inline;

/// A block of text. Its inline markup is still the vendor's.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Paragraph(String),
    /// A list item, with the depth of its list.
    Item(usize, String),
    /// The lines of a sample.
    Sample(Vec<String>),
    /// The end of a list.
    Break,
}

impl Block {
    /// The text of a paragraph or an item.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Paragraph(text) | Self::Item(_, text) => Some(text),
            Self::Sample(_) | Self::Break => None,
        }
    }

    fn text_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Paragraph(text) | Self::Item(_, text) => Some(text),
            Self::Sample(_) | Self::Break => None,
        }
    }
}

/// Reads a text to be shown in a comment.
pub(crate) fn read(text: &str) -> Vec<Block> {
    let mut blocks = read_with_breaks(text);
    blocks.retain(|block| *block != Block::Break);
    blocks
}

/// Reads a text, leaving out sentences in Chinese.
pub(crate) fn read_with_breaks(text: &str) -> Vec<Block> {
    let text = clean(text);
    let mut reader = Reader::default();
    for line in text.lines() {
        reader.read_line(line);
    }
    reader.end_indented();
    reader.end_sample();
    let mut blocks = reader.blocks;
    for text in blocks.iter_mut().filter_map(Block::text_mut).filter(|text| is_east_asian(text)) {
        let kept: Vec<_> = text.split_inclusive(". ").filter(|sentence| !is_east_asian(sentence)).collect();
        kept.concat().trim().clone_into(text);
    }
    for text in blocks.iter_mut().filter_map(Block::text_mut) {
        mark_member(text);
    }
    blocks.retain(|block| match block {
        Block::Sample(lines) => !lines.iter().any(|line| is_east_asian(line)),
        _ => block.text().is_none_or(|text| !inline::words(text).is_empty()),
    });
    blocks
}

/// Marks the name at the start of `Type: required. The type of the file.` as code.
fn mark_member(text: &mut String) {
    let Some((name, said)) = text.split_once(": ") else { return };
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let said = said.to_ascii_lowercase();
    if is_name && ["required", "optional"].iter().any(|word| said.starts_with(word)) {
        text.insert(name.len(), '`');
        text.insert(0, '`');
    }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Whether the next line may continue the last block.
    is_open: bool,
    sample: Option<Vec<String>>,
    /// The lines of a sample without a fence, and how many of its brackets are open.
    indented: Vec<String>,
    open_brackets: usize,
}

impl Reader {
    fn read_line(&mut self, line: &str) {
        let line = line.trim_end();
        // A backslash at the end breaks the line.
        let line = line.strip_suffix('\\').unwrap_or(line);
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            self.is_open = false;
            if !self.end_sample() {
                self.sample = Some(Vec::new());
            }
            return;
        }
        if let Some(sample) = &mut self.sample {
            sample.push(line.trim_end().to_owned());
            return;
        }
        if !self.read_indented(line, trimmed) {
            self.end_indented();
            self.read_text(line, trimmed);
        }
    }

    /// Reads a line of a sample without a fence: indented JSON below an empty line, or what begins with a bracket alone.
    fn read_indented(&mut self, line: &str, trimmed: &str) -> bool {
        let is_indented = line.starts_with("    ");
        let goes_on = if self.indented.is_empty() {
            matches!(trimmed, "{" | "[" | "[{") || (is_indented && !self.is_open && reads_as_json(trimmed))
        } else {
            self.open_brackets > 0 || (is_indented && !trimmed.is_empty())
        };
        if goes_on {
            let opened = trimmed.matches(['{', '[']).count();
            self.open_brackets = (self.open_brackets + opened).saturating_sub(trimmed.matches(['}', ']']).count());
            self.indented.push(line.strip_prefix("    ").unwrap_or(line).to_owned());
        }
        goes_on
    }

    fn end_indented(&mut self) {
        let mut lines = std::mem::take(&mut self.indented);
        self.open_brackets = 0;
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        if !lines.is_empty() {
            self.blocks.push(Block::Sample(lines));
            self.is_open = false;
        }
    }

    fn read_text(&mut self, line: &str, trimmed: &str) {
        let (is_quoted, trimmed) = match trimmed.strip_prefix('>') {
            Some(quoted) => (true, quoted.trim_start_matches(['>', ' '])),
            None => (false, trimmed),
        };
        // What is left of a label that was a picture or a tag.
        let trimmed = trimmed.strip_prefix(": ").unwrap_or(trimmed);
        if is_quoted && !matches!(self.blocks.last(), Some(Block::Break)) && !self.is_open {
            self.blocks.push(Block::Break);
        }
        let indent = line.len() - line.trim_start().len();
        if trimmed.bytes().all(|byte| matches!(byte, b'*' | b'-' | b'_' | b'=' | b'~' | b'|' | b':' | b' ')) {
            self.is_open = false;
        } else if let Some(item) = item_text(trimmed) {
            let depth = if is_quoted { 0 } else { self.depth(indent) };
            self.open(Block::Item(depth, item.to_owned()));
        } else if let Some(row) = trimmed.strip_prefix('|') {
            let cells: Vec<_> = row.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
            self.open(Block::Item(0, cells.join("; ")));
        } else if trimmed.starts_with('#') {
            self.open(Block::Paragraph(trimmed.trim_matches(['#', ' ']).to_owned()));
            self.is_open = false;
        } else if let Some(text) = self.blocks.last_mut().filter(|_| self.is_open).and_then(Block::text_mut) {
            text.push(' ');
            text.push_str(trimmed);
        } else {
            self.open(Block::Paragraph(trimmed.to_owned()));
        }
    }

    fn open(&mut self, block: Block) {
        self.blocks.push(block);
        self.is_open = true;
    }

    /// The depth of an item: never more than one below the item before it.
    fn depth(&self, indent: usize) -> usize {
        let limit = self.blocks.iter().rev().find_map(|block| match block {
            Block::Item(depth, _) => Some(depth + 1),
            Block::Break => Some(0),
            _ => None,
        });
        indent.div_ceil(4).min(limit.unwrap_or(0))
    }

    /// Ends a sample, if one is open.
    fn end_sample(&mut self) -> bool {
        let Some(lines) = self.sample.take() else { return false };
        if lines.iter().any(|line| !line.is_empty()) {
            self.blocks.push(Block::Sample(lines));
        }
        true
    }
}

/// Whether a line looks like one of JSON: a bracket, or a member such as `"Id":"1"` or `Size:40`.
fn reads_as_json(line: &str) -> bool {
    let name =
        |line: &str| line.find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '"' | '_' | '.')));
    let is_value = |value: &str| {
        value.trim_start().starts_with(['"', '{', '[']) || value.starts_with(|first: char| first.is_ascii_digit())
    };
    line.starts_with(['{', '['])
        || name(line).filter(|end| *end > 0).and_then(|end| line.get(end..)?.strip_prefix(':')).is_some_and(is_value)
}

/// The text after a bullet or a number.
fn item_text(line: &str) -> Option<&str> {
    let bullets = ["* ", "- ", "+ ", "\\- ", "\\* ", "• ", "· ", "● "];
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = Some(number).filter(|rest| (1..4).contains(&(line.len() - rest.len())));
    let numbered = || number.and_then(|rest| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")));
    bullets.iter().find_map(|bullet| line.strip_prefix(bullet)).or_else(numbered).map(str::trim)
}
