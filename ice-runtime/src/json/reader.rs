//! The cursor over the text. Nothing in it is generic: it is compiled once, whatever is read.
//!
//! It stands at the start of a value or behind one. Whoever reads a value leaves it behind that value, or, with an error,
//! where it was.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::de::{Error as _, Expected, IgnoredAny, Unexpected};

use super::leniency::Leniency;
use super::mismatch::{Cause, Mismatch};
use super::missing;
use super::scan;

/// The limit of `serde_json` itself.
const DEPTH: usize = 128;

/// Closes what [`Reader::open_text`] opened.
pub(super) const TEXT: u8 = 0;

pub(super) struct Reader<'de> {
    pub(super) text: &'de str,
    /// The cursor.
    pub(super) at: usize,
    pub(super) depth: usize,
    due: Due,
    pub(super) leniency: Leniency,
}

/// What comes next in the list or object that is being read.
#[derive(Clone, Copy, PartialEq)]
enum Due {
    /// The first item, or the end.
    First,
    /// A value: its name was read.
    Value,
    /// A comma and another item, or the end.
    Comma,
    /// Nothing: a `null` stands for the list or object.
    Nothing,
    /// The text of the value, whatever it is.
    Text,
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        let mut reader = Self { text, at: 0, depth: 0, due: Due::Comma, leniency: Leniency::default() };
        reader.rewind();
        reader
    }

    fn rewind(&mut self) {
        (self.at, self.depth, self.due) = (0, 0, Due::Comma);
        self.skip_space();
    }

    /// Goes back to the start of the text, unless nothing is left to try.
    #[cold]
    pub(super) fn read_again(&mut self, mismatch: Option<Mismatch>) -> Result<(), Mismatch> {
        if mismatch.as_ref().is_some_and(|mismatch| mismatch.cause() == Cause::Syntax)
            && let Some(mismatch) = Mismatch::of_syntax(self.text)
        {
            return Err(mismatch);
        }
        let mismatch = mismatch.map(|mismatch| mismatch.without_quotes(self.text));
        self.leniency.next_reading(mismatch)?;
        self.rewind();
        Ok(())
    }

    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    pub(super) fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
        }
    }

    /// The text ends behind the value that was read from its start.
    pub(super) fn finish(&mut self, start: usize) -> Result<(), Mismatch> {
        self.end_value(start)?;
        self.skip_space();
        if self.at == self.text.len() { Ok(()) } else { Err(Self::broken()) }
    }

    /// An error of the syntax. What is wrong is looked for when the whole text has been given up.
    #[cold]
    pub(super) fn broken() -> Mismatch {
        Mismatch::new(Cause::Syntax, "not JSON")
    }

    pub(super) fn starts_with(&self, word: &str) -> bool {
        self.text.as_bytes().get(self.at..self.at + word.len()) == Some(word.as_bytes())
    }

    pub(super) fn is_null(&self) -> bool {
        self.starts_with("null")
    }

    pub(super) fn is_empty_string(&self) -> bool {
        self.starts_with("\"\"")
    }

    /// Moves behind a `null`, if there is one.
    pub(super) fn take_null(&mut self) -> bool {
        let is_null = self.is_null();
        self.at += if is_null { 4 } else { 0 };
        is_null
    }

    /// Moves behind the value, whatever it is.
    pub(super) fn skip(&mut self) -> Result<(), Mismatch> {
        let end = match self.peek() {
            b'"' => scan::string(self.text, self.at + 1).filter(|(_, is_plain)| *is_plain).map(|(end, _)| end + 1),
            b'-' | b'0'..=b'9' => scan::number(self.text, self.at),
            _ => None,
        };
        self.at = end.or_else(|| self.end_by_serde_json()).ok_or_else(Self::broken)?;
        Ok(())
    }

    fn end_by_serde_json(&self) -> Option<usize> {
        let rest = self.text.get(self.at..)?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        Some(self.at + values.byte_offset())
    }

    /// Moves behind the value that started here, if its type has left it unread.
    pub(super) fn end_value(&mut self, start: usize) -> Result<(), Mismatch> {
        self.due = Due::Comma;
        if self.at == start { self.skip() } else { Ok(()) }
    }

    /// Moves behind the value that started here and whose type has refused it, and gives its text.
    pub(super) fn skip_refused(&mut self, start: usize) -> Result<&'de str, Mismatch> {
        (self.at, self.due) = (start, Due::Comma);
        self.skip()?;
        Ok(self.since(start))
    }

    pub(super) fn since(&self, start: usize) -> &'de str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The string at the cursor, which moves behind it. `None` where it is not a text, such as half a surrogate pair.
    pub(super) fn string(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        let start = self.at;
        let (end, is_plain) = scan::string(self.text, start + 1).ok_or_else(Self::broken)?;
        if is_plain {
            self.at = end + 1;
            return Ok(self.text.get(start + 1..end).map(Cow::Borrowed));
        }
        self.at = self.end_by_serde_json().ok_or_else(Self::broken)?;
        Ok(serde_json::from_str(self.since(start)).ok().map(Cow::Owned))
    }

    pub(super) fn is_text_due(&self) -> bool {
        self.due == Due::Text
    }

    /// What is wrong with the value at the cursor, whose kind is not the expected one.
    #[cold]
    pub(super) fn mismatch(&self, expected: &dyn Expected) -> Mismatch {
        let found = match self.peek() {
            b'"' if self.is_empty_string() => Unexpected::Str(""),
            b'"' => Unexpected::Str("text"),
            b'{' => Unexpected::Map,
            b'[' => Unexpected::Seq,
            b'-' | b'0'..=b'9' => Unexpected::Unsigned(0),
            _ if self.is_null() => Unexpected::Unit,
            _ if self.starts_with("true") || self.starts_with("false") => Unexpected::Bool(true),
            _ => return Self::broken(),
        };
        Mismatch::invalid_type(found, expected)
    }

    /// Opens the list or object at the cursor.
    pub(super) fn open(&mut self, opening: u8, expected: &dyn Expected) -> Result<(), Mismatch> {
        if self.peek() == opening {
            if self.depth > DEPTH {
                return Err(Mismatch::new(Cause::Value, "nested too deeply"));
            }
            if opening == b'{' && !self.leniency.is_plain() {
                self.find_superseded();
            }
            self.at += 1;
            self.due = Due::First;
        } else if self.leniency.is_stood_in_for(self.at) && self.is_null() {
            self.due = Due::Nothing;
        } else {
            return Err(self.mismatch(expected));
        }
        self.depth += 1;
        Ok(())
    }

    /// Moves to the next item or name; `false` at the end.
    pub(super) fn next(&mut self, closing: u8) -> Result<bool, Mismatch> {
        if self.due == Due::Nothing {
            return Ok(false);
        }
        if self.due == Due::Value {
            self.end_value(self.at)?;
        }
        self.skip_space();
        if self.peek() == closing {
            return Ok(false);
        }
        if self.due == Due::Comma {
            if self.peek() != b',' {
                return Err(Self::broken());
            }
            self.at += 1;
            self.skip_space();
        }
        self.due = Due::Value;
        Ok(true)
    }

    /// The name at the cursor, which moves to the value.
    pub(super) fn name(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        if self.peek() != b'"' {
            return Err(Self::broken());
        }
        let name = self.string()?;
        self.skip_space();
        if self.peek() != b':' {
            return Err(Self::broken());
        }
        self.at += 1;
        self.skip_space();
        self.due = Due::Value;
        Ok(name)
    }

    /// Lets a type that asks for the text of the value at the cursor have it.
    pub(super) fn open_text(&mut self) {
        self.depth += 1;
        self.due = Due::Text;
    }

    /// Closes the list or object that started here, and skips what its type has left unread.
    pub(super) fn close(&mut self, start: usize, closing: u8) -> Result<(), Mismatch> {
        match self.close_rest(start, closing) {
            Ok(()) => {
                self.depth -= 1;
                self.due = Due::Comma;
                Ok(())
            }
            Err(mismatch) => Err(self.abandon(start, mismatch)),
        }
    }

    fn close_rest(&mut self, start: usize, closing: u8) -> Result<(), Mismatch> {
        if closing == TEXT {
            return self.end_value(start);
        }
        while self.next(closing)? {
            if closing == b'}' {
                self.name()?;
            }
            self.end_value(self.at)?;
        }
        self.at += if self.due == Due::Nothing { 4 } else { 1 };
        Ok(())
    }

    /// Leaves the list or object that started here, which its type has refused.
    #[cold]
    pub(super) fn abandon(&mut self, start: usize, mismatch: Mismatch) -> Mismatch {
        self.depth -= 1;
        let mismatch = match mismatch.cause() {
            Cause::Missing(member) if mismatch.is_outermost() => {
                let members = self.members_from(start);
                let names = members.iter().map(|member| (&*member.name, member.is_null));
                let problem = missing::problem(member, names);
                let end = self.skip_refused(start).map_or(start, |_| self.at);
                mismatch.described_as(problem).located(self.text, end)
            }
            _ => mismatch,
        };
        (self.at, self.due) = (start, Due::Comma);
        mismatch
    }

    /// The variant of an enum: its name, and where its content starts, if it has any.
    pub(super) fn variant(&mut self, expected: &dyn Expected) -> Result<(Cow<'de, str>, Option<usize>), Mismatch> {
        if let Some(name) = self.scalar("")? {
            return Ok((name, None));
        }
        let start = self.at;
        self.open(b'{', expected)?;
        while self.next(b'}')? {
            if let Some(name) = self.name()? {
                return Ok((name, Some(self.at)));
            }
            self.end_value(self.at)?;
        }
        let mismatch = Mismatch::invalid_type(Unexpected::Map, expected);
        Err(self.abandon(start, mismatch))
    }

    /// Ends the variant that started here. No other member may follow its content.
    pub(super) fn close_variant(&mut self, start: usize, content: Option<usize>) -> Result<(), Mismatch> {
        let Some(content) = content else { return Ok(()) };
        match self.close_content(content) {
            Ok(()) => self.close(start, b'}'),
            Err(mismatch) => Err(self.abandon(start, mismatch)),
        }
    }

    fn close_content(&mut self, content: usize) -> Result<(), Mismatch> {
        self.end_value(content)?;
        while self.next(b'}')? {
            if self.name()?.is_some() {
                return Err(Mismatch::invalid_type(Unexpected::Map, &"a variant, which is one member"));
            }
            self.end_value(self.at)?;
        }
        Ok(())
    }

    /// Lets the type of the value that started here try once more, where the reason of its mismatch can be taken away.
    pub(super) fn may_retry(&mut self, start: usize, mismatch: &Mismatch, is_retried: &mut bool) -> bool {
        match mismatch.cause() {
            Cause::Empty(at) if !*is_retried => {
                self.leniency.set_nothing(at);
                (self.at, *is_retried) = (start, true);
                true
            }
            _ => false,
        }
    }

    /// The name that starts here. The cursor stays.
    pub(super) fn name_from(&self, start: usize) -> Cow<'de, str> {
        let mut other = Self { at: start, leniency: Leniency::default(), ..*self };
        other.string().ok().flatten().unwrap_or_default()
    }

    /// The names of the object that starts here, whether their members are `null`, and where the names start. The
    /// cursor stays.
    fn members_from(&self, start: usize) -> Vec<Member<'de>> {
        let mut other = Self { at: start + 1, due: Due::First, leniency: Leniency::default(), ..*self };
        let mut members = Vec::new();
        while other.next(b'}').is_ok_and(|is_there| is_there) {
            let name_at = other.at;
            let Ok(name) = other.name() else { break };
            members.extend(name.map(|name| Member { name, name_at, is_null: other.is_null() }));
            if other.end_value(other.at).is_err() {
                break;
            }
        }
        members
    }

    /// Notes the members of the object at the cursor that are given again later.
    fn find_superseded(&mut self) {
        let mut seen = HashSet::new();
        for member in self.members_from(self.at).into_iter().rev() {
            if !seen.insert(member.name) {
                self.leniency.supersede(member.name_at);
            }
        }
    }
}

struct Member<'de> {
    name: Cow<'de, str>,
    name_at: usize,
    is_null: bool,
}
