//! Which operations may be repeated, by their names.

/// Whether a repeated call does no harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetrySafety {
    /// The operation only reads.
    Safe,
    /// A second call may do the work a second time.
    Unsafe,
}

impl RetrySafety {
    /// What the action's name says: `Get`, `List`, `Query`, `Describe`, `Search` and `BatchGet` read, all others act.
    /// `SearchIndexJobRerun` starts a job, whatever its name says.
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

/// Whether `action` starts with the whole word `verb`: `GetMediaInfo` with `Get`, `Getaway` not.
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
