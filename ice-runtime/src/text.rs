//! Makes untrusted text safe to show in a message or a log.

/// The longest text that is kept, in bytes.
const LENGTH_LIMIT: usize = 2048;

/// Makes a text from the service safe to show: escapes control characters, and cuts it to a readable length.
pub(crate) fn readable(text: &str) -> String {
    let mut shown = escaped(text);
    if let Some((end, _)) = shown.char_indices().find(|(index, _)| *index >= LENGTH_LIMIT) {
        shown.truncate(end);
        shown.push('…');
    }
    shown
}

/// Formats an error and its causes on one line.
#[cfg(feature = "tracing")]
pub(crate) fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |&cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Escapes the characters in a text from the service that could garble a terminal or a log.
pub(crate) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        // Line separators, and marks that change the direction of the text after them.
        let garbles = matches!(
            character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        );
        if character.is_control() || garbles {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Returns the candidate that `written` most likely means, if any is close enough. Ignores case and punctuation.
#[cfg(feature = "api-docs")]
pub(crate) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = letters(written);
    let near = candidates.into_iter().filter(|candidate| *candidate != written).filter_map(|candidate| {
        let name = letters(candidate);
        let distance = distance_of(&wanted, &name);
        (distance <= (name.len() + 1) / 3).then_some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Returns how many letters must be changed, added or removed to turn one text into the other.
#[cfg(feature = "api-docs")]
pub(crate) fn distance(from: &str, to: &str) -> usize {
    distance_of(&from.chars().collect::<Vec<_>>(), &to.chars().collect::<Vec<_>>())
}

#[cfg(feature = "api-docs")]
fn distance_of(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], line + 1);
        for (column, other) in to.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Returns a line about the part `name` of something, or about all of it if the name is empty: "`Status` is missing",
/// "`Status`: expected a string, found a number".
pub(crate) fn about(name: &str, problem: &str) -> String {
    let is_predicate = ["is ", "may "].iter().any(|verb| problem.starts_with(verb));
    match (name, is_predicate) {
        ("", _) => problem.to_owned(),
        (_, true) => format!("`{name}` {problem}"),
        (_, false) => format!("`{name}`: {problem}"),
    }
}
