//! Texts from outside, made fit to be shown in a message or a log.

/// The longest text that is kept, in bytes.
const LENGTH_LIMIT: usize = 2048;

/// A text of the service's made fit to be shown: control characters escaped, cut to a readable length.
pub(crate) fn readable(text: &str) -> String {
    let mut shown = escaped(text);
    if let Some((end, _)) = shown.char_indices().find(|(index, _)| *index >= LENGTH_LIMIT) {
        shown.truncate(end);
        shown.push('…');
    }
    shown
}

/// A text of the service's with what could disturb a terminal or a log escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        // U+202A to U+202E and U+2066 to U+2069 turn the direction of what follows.
        if character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}
