//! Which operations are safe to retry, judging by their names.

/// Whether it is safe to send a call more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetrySafety {
    /// The operation only reads, or doing it twice does no harm.
    Safe,
    /// A second call may do the work again.
    Unsafe,
}

impl RetrySafety {
    /// Returns what the action's name suggests: `Get`, `List`, `Query`, `Describe`, `Search` and `BatchGet` are safe,
    /// all others unsafe. `SearchIndexJobRerun` is unsafe despite its name: it starts a job.
    #[must_use]
    pub const fn of_action(action: &str) -> Self {
        const READING: [&str; 6] = ["Get", "List", "Query", "Describe", "Search", "BatchGet"];
        if is_prefix("SearchIndexJobRerun", action) {
            return Self::Unsafe;
        }
        let mut index = 0;
        while index < READING.len() {
            if is_verb_of(READING[index], action) {
                return Self::Safe;
            }
            index += 1;
        }
        Self::Unsafe
    }
}

/// Whether `action` starts with the whole word `verb`: `GetMediaInfo` starts with `Get`, `Getaway` does not.
const fn is_verb_of(verb: &str, action: &str) -> bool {
    is_prefix(verb, action) && (action.len() == verb.len() || !action.as_bytes()[verb.len()].is_ascii_lowercase())
}

const fn is_prefix(prefix: &str, text: &str) -> bool {
    let (prefix, text) = (prefix.as_bytes(), text.as_bytes());
    if prefix.len() > text.len() {
        return false;
    }
    let mut index = 0;
    while index < prefix.len() {
        if prefix[index] != text[index] {
            return false;
        }
        index += 1;
    }
    true
}
