//! A mismatch between a text and its type: the path, what was expected, and what was found. Never the text itself.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

use crate::text::readable;

/// A message that contains this many bytes of a value counts as quoting it.
const QUOTE: usize = 5;

/// The mismatch between a text and its type. Boxed, as every function that reads returns one or, nearly always, a
/// value.
#[derive(Debug)]
pub(crate) struct Mismatch(Box<Details>);

#[derive(Debug)]
struct Details {
    path: String,
    problem: String,
    cause: Cause,
    /// Line and column of the end of the value that does not fit.
    place: Option<(usize, usize)>,
}

/// The kind of mismatch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cause {
    /// The text is not JSON.
    Syntax,
    /// The text ends before the JSON does.
    CutOff,
    /// A member that the type needs is not there.
    Missing(&'static str),
    /// A member occurs twice.
    Duplicate,
    /// The value is of another kind, or out of range.
    Value,
    /// An error from one of the user's types, which may quote the value.
    Foreign,
}

impl Mismatch {
    pub(super) fn new(cause: Cause, problem: impl Into<String>) -> Self {
        Self(Box::new(Details { path: String::new(), problem: problem.into(), cause, place: None }))
    }

    /// Says what is wrong with a text that is not JSON; `None` if it is.
    pub(super) fn of_syntax(text: &str) -> Option<Self> {
        let error = serde_json::from_str::<&serde_json::value::RawValue>(text).err()?;
        let (line, column) = (error.line(), error.column());
        let mut mismatch = if error.is_eof() {
            Self::new(Cause::CutOff, format!("the JSON ends too early, after {} bytes", text.len()))
        } else {
            Self::new(Cause::Syntax, format!("not JSON, at line {line} column {column}"))
        };
        mismatch.0.place = Some((line, column));
        Some(mismatch)
    }

    /// Replaces the description of the problem.
    pub(super) fn described_as(mut self, problem: String) -> Self {
        self.0.problem = problem;
        self
    }

    /// Records where the value ends in the text, unless that is already known.
    pub(super) fn located(mut self, text: &str, end: usize) -> Self {
        if self.0.place.is_none()
            && let Some(before) = text.get(..end)
        {
            let line = before.rsplit('\n').next().unwrap_or_default();
            self.0.place = Some((before.matches('\n').count() + 1, line.len()));
        }
        self
    }

    /// Puts the mismatch inside the member `name`, whose text is `raw`.
    pub(super) fn inside_member(self, name: &str, raw: &str) -> Self {
        self.inside(readable(name), raw)
    }

    /// Puts the mismatch inside the item `index`, whose text is `raw`.
    pub(super) fn inside_item(self, index: usize, raw: &str) -> Self {
        self.inside(format!("[{index}]"), raw)
    }

    fn inside(self, outer: String, raw: &str) -> Self {
        let mut mismatch = self.without_quotes(raw);
        let inner = std::mem::replace(&mut mismatch.0.path, outer);
        if !inner.is_empty() && !inner.starts_with('[') {
            mismatch.0.path.push('.');
        }
        mismatch.0.path.push_str(&inner);
        mismatch
    }

    /// Replaces a message that quotes the value.
    pub(super) fn without_quotes(mut self, raw: &str) -> Self {
        if self.0.cause == Cause::Foreign {
            self.0.cause = Cause::Value;
            if quotes(&self.0.problem, raw) {
                "the value is not of the expected form".clone_into(&mut self.0.problem);
            }
        }
        self
    }

    pub(crate) fn cause(&self) -> Cause {
        self.0.cause
    }

    /// Line and column of the end of the value that does not fit, if known.
    pub(crate) fn place(&self) -> Option<(usize, usize)> {
        self.0.place
    }

    /// The path of the value, such as `MediaInfo.FileInfoList[2].Size`; empty for the text as a whole.
    pub(crate) fn path(&self) -> &str {
        &self.0.path
    }

    pub(crate) fn problem(&self) -> &str {
        &self.0.problem
    }
}

/// Whether `message` contains a piece of `raw`.
fn quotes(message: &str, raw: &str) -> bool {
    let value = raw.trim_matches('"');
    if value.len() <= QUOTE {
        return !value.is_empty() && message.contains(value);
    }
    message.as_bytes().windows(QUOTE).any(|piece| memchr::memmem::find(value.as_bytes(), piece).is_some())
}

impl Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path(), self.problem())
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Cause::Foreign, readable(&message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Cause::Value, format!("expected {expected}, found {}", kind(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let kind = kind(found).trim_start_matches("a ").trim_start_matches("an ");
        Self::new(Cause::Value, format!("expected {expected}, found another {kind}"))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(Cause::Value, format!("expected {expected}, found {length} items"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Cause::Value, format!("expected one of `{}`, found another value", expected.join("`, `")))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let field = readable(field);
        Self::new(Cause::Value, format!("unknown member `{field}`, expected `{}`", expected.join("`, `")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Cause::Missing(field), "is missing").inside_member(field, "")
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Cause::Duplicate, "the member occurs twice").inside_member(field, "")
    }
}

/// The kind of what was found, without its text.
fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a bool",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a number",
        Unexpected::Float(_) => "a number with a fraction",
        Unexpected::Str("") => "an empty string",
        Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::UnitVariant => "a string",
        Unexpected::Unit | Unexpected::Option => "`null`",
        Unexpected::Seq | Unexpected::Bytes(_) => "a list",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}
