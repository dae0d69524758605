//! The first pass over the vendor's text: removes HTML, entities and characters that do not belong in a comment.

/// Tags that start a new line.
const BREAKS: &str = "br dd div dl dt h1 h2 h3 h4 h5 h6 hr li note ol p table tbody thead tr ul";

/// Tags that only change the text's appearance.
const LOOKS: &str = "a b caption code col colgroup del em font i img ins kbd main menucascade notice ph pre s section small \
    span strong sub sup td term th title u uicontrol var warning";

/// ASCII replacements of full-width punctuation.
const NARROW: [(char, char); 12] = [
    ('，', ','),
    ('。', '.'),
    ('、', ','),
    ('：', ':'),
    ('；', ';'),
    ('（', '('),
    ('）', ')'),
    ('！', '!'),
    ('？', '?'),
    ('\u{a0}', ' '),
    ('\u{3000}', ' '),
    ('\t', ' '),
];

const ENTITIES: [(&str, &str); 6] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];

/// Reduces the text's markup to Markdown.
pub(crate) fn clean(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        rest = after_tag(tag, &mut plain);
    }
    plain.push_str(rest);
    for (entity, meaning) in ENTITIES {
        plain = if plain.contains(entity) { plain.replace(entity, meaning) } else { plain };
    }
    readable(&plain)
}

/// Removes characters that do not belong in a comment.
pub(crate) fn readable(text: &str) -> String {
    text.chars().filter_map(readable_letter).collect()
}

/// Reads the tag at the start of `text`, and returns what follows it.
fn after_tag<'t>(text: &'t str, plain: &mut String) -> &'t str {
    let unchanged = |plain: &mut String| {
        plain.push('<');
        text.get(1..).unwrap_or_default()
    };
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let Some((tag, rest)) = text.get(1..).and_then(|tag| tag.split_once('>')) else { return unchanged(plain) };
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    let is_in = |list: &str| list.split_ascii_whitespace().any(|known| known == name);
    match name.as_str() {
        _ if tag.contains('<') => return unchanged(plain),
        // Text for readers in China only is in Chinese, or about what others cannot use.
        "props" if tag.contains("china") => {
            let (removed, rest) = rest.split_once("</props>").unwrap_or((rest, ""));
            return if removed.contains("see ") { without_reference(plain, rest) } else { rest };
        }
        "props" => {}
        "li" if !tag.starts_with('/') => plain.push_str("\n* "),
        "td" | "th" if tag.starts_with('/') => plain.push(' '),
        _ if is_in(BREAKS) => plain.push('\n'),
        _ if is_in(LOOKS) => {}
        _ => return unchanged(plain),
    }
    rest
}

/// Removes "For more information", whose reference was removed, from the end of `plain`; returns what follows it.
fn without_reference<'t>(plain: &mut String, rest: &'t str) -> &'t str {
    let said = plain.trim_end();
    let start = [said.rfind(". ").map(|at| at + 2), said.rfind('\n').map(|at| at + 1)].into_iter().flatten().max();
    let start = start.unwrap_or(0);
    let is_dangling = said.get(start..).is_some_and(|sentence| sentence.starts_with("For more information"));
    match rest.trim_start().strip_prefix('.') {
        Some(rest) if is_dangling => {
            plain.truncate(start);
            rest
        }
        _ => rest,
    }
}

/// The character as it is written in a comment, or `None` if it does not belong there.
fn readable_letter(letter: char) -> Option<char> {
    if let Some((_, narrow)) = NARROW.iter().find(|(wide, _)| *wide == letter) {
        return Some(*narrow);
    }
    match letter {
        '\n' => Some(letter),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        // Invisible characters and bidirectional controls.
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => None,
        _ if letter.is_control() => None,
        _ => Some(letter),
    }
}

/// Whether the text contains Chinese, Japanese or Korean.
pub(crate) fn is_east_asian(text: &str) -> bool {
    let is_one = |letter| matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    text.chars().any(is_one)
}
