//! Where a text and its type differ: the path, what was expected, what was there. Never the text itself.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

/// How many bytes of a value in a message make the message one that quotes it.
const QUOTE: usize = 5;

#[derive(Debug)]
pub(crate) struct Mismatch {
    /// From the inside out.
    path: Vec<Segment>,
    problem: String,
    /// The problem was written by a type of the user's: it may quote the value.
    is_foreign: bool,
    /// The depth and name of the member that is `null` where its type refuses one.
    null: Option<(usize, String)>,
}

#[derive(Debug)]
enum Segment {
    Member(String),
    Item(usize),
}

impl Mismatch {
    pub(super) fn new(problem: String) -> Self {
        Self { path: Vec::new(), problem, is_foreign: false, null: None }
    }

    /// Of a text that is no JSON.
    pub(super) fn of_syntax(text: &str, error: &serde_json::Error) -> Self {
        let problem = match error.classify() {
            serde_json::error::Category::Eof => format!("the JSON ends too early, after {} bytes", text.len()),
            _ => format!("not JSON, at line {} column {}", error.line(), error.column()),
        };
        Self::new(problem)
    }

    /// Puts the mismatch inside the member `name`, whose text is `raw`, at this depth.
    pub(super) fn inside_member(mut self, name: &str, raw: &str, depth: usize) -> Self {
        if raw == "null" {
            self.null = Some((depth, name.to_owned()));
        }
        self = self.known(raw);
        self.path.push(Segment::Member(crate::text::readable(name)));
        self
    }

    /// Puts the mismatch inside the item `index`, whose text is `raw`.
    pub(super) fn inside_item(mut self, index: usize, raw: &str) -> Self {
        self = self.known(raw);
        self.path.push(Segment::Item(index));
        self
    }

    /// Drops a foreign message that quotes the value.
    pub(super) fn known(self, raw: &str) -> Self {
        if self.is_foreign && quotes(&self.problem, raw) {
            return Self { problem: "the value is not of the expected form".to_owned(), is_foreign: false, ..self };
        }
        Self { is_foreign: false, ..self }
    }

    /// The member that is `null` where its type refuses one, if that is the reason.
    pub(super) fn null(&self) -> Option<&(usize, String)> {
        self.null.as_ref()
    }

    /// Such as `MediaInfo.FileInfoList[2].Size`.
    pub(crate) fn path(&self) -> String {
        let mut text = String::new();
        for segment in self.path.iter().rev() {
            match segment {
                Segment::Member(name) if text.is_empty() => text.push_str(name),
                Segment::Member(name) => text.extend([".", name]),
                Segment::Item(index) => text.extend(["[", &index.to_string(), "]"]),
            }
        }
        text
    }

    pub(crate) fn problem(&self) -> &str {
        &self.problem
    }
}

/// Whether `message` holds a piece of `raw`.
fn quotes(message: &str, raw: &str) -> bool {
    let value = raw.trim_matches('"');
    if value.len() <= QUOTE {
        return !value.is_empty() && message.contains(value);
    }
    message.as_bytes().windows(QUOTE).any(|piece| memchr::memmem::find(value.as_bytes(), piece).is_some())
}

impl Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path(), self.problem)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: Display>(message: T) -> Self {
        Self { is_foreign: true, ..Self::new(crate::text::readable(&message.to_string())) }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, found {}", kind(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, found another {}", kind(found).trim_start_matches("a ")))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, found {length} items"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("expected one of `{}`, found another value", expected.join("`, `")))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let field = crate::text::readable(field);
        Self::new(format!("unknown member `{field}`, expected `{}`", expected.join("`, `")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            path: vec![Segment::Member(field.to_owned())],
            ..Self::new("the member is missing or `null`".to_owned())
        }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self { path: vec![Segment::Member(field.to_owned())], ..Self::new("the member is given twice".to_owned()) }
    }
}

/// The kind of what was found, without its text.
fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a bool",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a number",
        Unexpected::Float(_) => "a number with a fraction",
        Unexpected::Char(_) | Unexpected::Str(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "`null`",
        Unexpected::Seq | Unexpected::Bytes(_) => "a list",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}
