//! INI files: sections of `name = value` lines. A `#` inside a value is kept, since secrets may contain one.

use std::collections::BTreeMap;

use super::section::Section;

/// Returns the sections by name; sections with the same name are merged. Names of values are lower-cased. The error is
/// the number of a line that is neither a section, nor a value, nor a comment.
///
/// A comment starts with `#` or `;`, at the start of a line or after white space.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, Section>, usize> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut sections = BTreeMap::<String, Section>::new();
    let mut current = None;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let (name, rest) = rest.split_once(']').ok_or(number)?;
            if !without_comment(rest).is_empty() {
                return Err(number);
            }
            let name = name.trim().to_owned();
            sections.entry(name.clone()).or_default();
            current = Some(name);
            continue;
        }
        let (name, value) = line.split_once(['=', ':']).ok_or(number)?;
        // Values before the first section are ignored.
        if let Some(section) = current.as_ref().and_then(|current| sections.get_mut(current)) {
            section.set(name.trim().to_ascii_lowercase(), value_of(value), number);
        }
    }
    Ok(sections)
}

fn value_of(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some((inside, rest)) = text.strip_prefix(quote).and_then(|text| text.split_once(quote))
            && without_comment(rest).is_empty()
        {
            return inside;
        }
    }
    // A secret may start with `#`; a comment contains white space somewhere.
    if text.starts_with(['#', ';']) && !text.contains(char::is_whitespace) {
        return text;
    }
    without_comment(text)
}

/// Returns the text up to a `#` or `;` at its start or after white space.
fn without_comment(text: &str) -> &str {
    let mut is_after_space = true;
    for (index, character) in text.char_indices() {
        if is_after_space && matches!(character, '#' | ';') {
            return text.get(..index).unwrap_or_default().trim();
        }
        is_after_space = character.is_whitespace();
    }
    text.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(line: &str) -> Option<String> {
        let sections = parse(&format!("[s]\n{line}\n")).ok()?;
        sections.get("s")?.get("", "k").text.map(str::to_owned)
    }

    #[test]
    fn a_comment_needs_white_space_before_it() {
        for (line, expected) in [
            ("k = v", Some("v")),
            ("K=v", Some("v")),
            ("k: v", Some("v")),
            ("  k =  v  ", Some("v")),
            ("k = v # c", Some("v")),
            ("k = v ; c", Some("v")),
            ("k = v#w;x", Some("v#w;x")),
            ("k = #v", Some("#v")),
            ("k = # c", None),
            ("k = ", None),
            ("k = a=b:c", Some("a=b:c")),
            ("k = \"v # w\" # c", Some("v # w")),
            ("k = 'v'", Some("v")),
            ("k = \"v", Some("\"v")),
            ("# k = v", None),
            ("k = v w", Some("v w")),
        ] {
            assert_eq!(value(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn sections_of_one_name_are_one_and_values_know_their_lines() {
        let text = "\u{feff}k = outside\r\n[ a ] # c\r\nk = 1\r\n[b]\r\n[a]\r\nl = 2";
        let sections = parse(text).ok().unwrap();
        assert_eq!(sections.keys().collect::<Vec<_>>(), ["a", "b"]);
        let a = sections.get("a").unwrap();
        assert_eq!((a.get("", "k").text, a.get("", "l").text), (Some("1"), Some("2")));
        assert_eq!(a.get("", "l").line, Some(6));
    }

    #[test]
    fn a_broken_line_is_named_by_its_number() {
        for text in ["[a]\nword", "\n[a", "\n[a] x = 1"] {
            assert_eq!(parse(text).err(), Some(2), "{text}");
        }
    }
}
