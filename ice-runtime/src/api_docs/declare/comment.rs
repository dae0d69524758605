//! Comment lines: blocks of text become `///` or `//!` lines, wrapped at rustfmt's width.

use crate::api_docs::prose::blocks::Block;
use crate::api_docs::prose::inline;

/// The width of a line, rustfmt's default.
pub(super) const WIDTH: usize = 100;

/// Appends `blocks` as a comment whose lines begin with `prefix`, such as `    /// `.
pub(super) fn write(out: &mut String, prefix: &str, blocks: &[Block]) {
    let blocks: Vec<_> = blocks.iter().filter(|block| **block != Block::Break).collect();
    for (index, block) in blocks.iter().enumerate() {
        let continues = matches!(
            (index.checked_sub(1).map(|before| blocks[before]), block),
            (Some(Block::Item(..)), Block::Item(..))
        );
        if index > 0 && !continues {
            push_line(out, prefix, "");
        }
        match block {
            Block::Paragraph(text) => fill(out, prefix, "", text),
            Block::Item(depth, text) => fill(out, prefix, &format!("{}* ", "  ".repeat(*depth)), text),
            Block::Sample(lines) => {
                push_line(out, prefix, "```text");
                for line in lines {
                    push_line(out, prefix, line);
                }
                push_line(out, prefix, "```");
            }
            Block::Break => {}
        }
    }
}

fn push_line(out: &mut String, prefix: &str, line: &str) {
    let start = out.len();
    out.push_str(prefix);
    out.push_str(line);
    out.truncate(start + out.get(start..).unwrap_or_default().trim_end().len());
    out.push('\n');
}

/// Wraps the words of `text`; the first line begins with `bullet`, and the others are indented to match.
fn fill(out: &mut String, prefix: &str, bullet: &str, text: &str) {
    let width = WIDTH.saturating_sub(prefix.len());
    let indent = " ".repeat(bullet.len());
    let mut line = bullet.to_owned();
    let mut is_empty = true;
    for word in inline::words(text) {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > width {
            push_line(out, prefix, &line);
            line.clone_from(&indent);
            is_empty = true;
        }
        line.push_str(if is_empty { "" } else { " " });
        line.push_str(&if is_empty { unlike_a_block(&word) } else { word });
        is_empty = false;
    }
    push_line(out, prefix, &line);
}

/// Escapes a word at the start of a line if it would begin a list, a heading or the like.
fn unlike_a_block(word: &str) -> String {
    let number = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match number {
        "." | ")" if number.len() < word.len() => word.replace(number, &format!("\\{number}")),
        _ if word.bytes().all(|byte| b"#+-=:|".contains(&byte)) => format!("\\{word}"),
        _ => word.to_owned(),
    }
}
