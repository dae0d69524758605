//! The cursor over the text. Nothing in it is generic: it is compiled once, whatever is read.
//!
//! It stands at the start of a value or behind one. Whoever reads a value leaves it behind that value, or, with an error,
//! where it was.
#![expect(clippy::inline_always, reason = "a tenth fewer instructions for a reply, and in this crate alone")]

use std::borrow::Cow;
use std::collections::HashSet;

use serde::de::{Error as _, Expected, IgnoredAny, Unexpected};
use zeroize::Zeroizing;

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
    /// What a string with escapes says, while it is read.
    scratch: Zeroizing<String>,
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
        let mut reader = Self::at(text, 0);
        reader.start();
        reader
    }

    fn start(&mut self) {
        self.depth = 0;
        self.go_back(0);
        self.skip_space();
    }

    /// A reader of what starts here, which is not to be read again.
    pub(super) fn at(text: &'de str, at: usize) -> Self {
        let (scratch, leniency) = (Zeroizing::default(), Leniency::default());
        Self { text, at, depth: 0, due: Due::First, scratch, leniency }
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
        self.start();
        Ok(())
    }

    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    #[inline]
    pub(super) fn skip_space(&mut self) {
        while self.peek() <= b' ' && matches!(self.peek(), b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
        }
    }

    /// Moves behind a comma or colon and what space follows it.
    #[inline]
    fn take(&mut self, sign: u8) -> Result<(), Mismatch> {
        if self.peek() != sign {
            return Err(Self::broken());
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    /// The text ends behind the value that was read from its start.
    pub(super) fn finish(&mut self) -> Result<(), Mismatch> {
        self.skip_unread()?;
        self.skip_space();
        if self.at == self.text.len() { Ok(()) } else { Err(Self::broken()) }
    }

    /// An error of the syntax. What is wrong is looked for when the whole text has been given up.
    #[cold]
    pub(super) fn broken() -> Mismatch {
        Mismatch::new(Cause::Syntax, "not JSON")
    }

    #[inline]
    pub(super) fn starts_with(&self, word: &str) -> bool {
        self.text.as_bytes().get(self.at..self.at + word.len()) == Some(word.as_bytes())
    }

    #[inline]
    pub(super) fn is_null(&self) -> bool {
        self.starts_with("null")
    }

    pub(super) fn is_empty_string(&self) -> bool {
        self.starts_with("\"\"")
    }

    /// Moves behind a `null`, if there is one.
    #[inline]
    pub(super) fn take_null(&mut self) -> bool {
        let is_null = self.is_null();
        if is_null {
            self.go_on(self.at + 4);
        }
        is_null
    }

    /// Moves behind the value that was read.
    #[inline]
    pub(super) fn go_on(&mut self, end: usize) {
        (self.at, self.due) = (end, Due::Comma);
    }

    /// Moves to the start of the value, which was not read.
    pub(super) fn go_back(&mut self, start: usize) {
        (self.at, self.due) = (start, Due::Value);
    }

    /// Moves behind the value, whatever it is.
    pub(super) fn skip(&mut self) -> Result<(), Mismatch> {
        if self.peek() == b'"' && self.plain_string().is_some() {
            self.due = Due::Comma;
            return Ok(());
        }
        self.go_on(self.end_by_serde_json().ok_or_else(Self::broken)?);
        Ok(())
    }

    fn end_by_serde_json(&self) -> Option<usize> {
        let rest = self.text.get(self.at..)?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        Some(self.at + values.byte_offset())
    }

    /// Moves behind the value at the cursor, if its type has left it unread.
    fn skip_unread(&mut self) -> Result<(), Mismatch> {
        if self.due == Due::Comma { Ok(()) } else { self.skip() }
    }

    /// Whether the value that started here has to be read again, because a refused `null` was found in it.
    #[inline]
    pub(super) fn reads_again(&mut self, start: usize) -> bool {
        self.leniency.has_found_any_since(start) && self.goes_back(start)
    }

    #[cold]
    fn goes_back(&mut self, start: usize) -> bool {
        let does = self.leniency.reads_again(start);
        if does {
            self.go_back(start);
        }
        does
    }

    /// Moves behind the value that started here and whose type has refused it, and gives its text.
    pub(super) fn skip_refused(&mut self, start: usize) -> Result<&'de str, Mismatch> {
        self.at = start;
        self.skip()?;
        Ok(self.since(start))
    }

    #[inline]
    pub(super) fn since(&self, start: usize) -> &'de str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The string at the cursor, which moves behind it. `None` where it is not a text, such as half a surrogate pair.
    #[inline(always)]
    fn string(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        match self.plain_string() {
            Some(text) => Ok(Some(Cow::Borrowed(text))),
            None => self.string_with_escapes(),
        }
    }

    /// The same where it is a value, and not a name.
    #[inline(always)]
    pub(super) fn string_value(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        let text = self.string()?;
        self.due = Due::Comma;
        Ok(text)
    }

    #[inline(always)]
    fn plain_string(&mut self) -> Option<&'de str> {
        let start = self.at + 1;
        let end = scan::next_special(self.text.as_bytes(), start)?;
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    #[inline(never)]
    fn string_with_escapes(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        self.scratch.clear();
        let (end, is_text) = scan::unescape(self.text, self.at + 1, &mut self.scratch).ok_or_else(Self::broken)?;
        self.at = end + 1;
        Ok(is_text.then(|| Cow::Owned(self.scratch.as_str().to_owned())))
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
        } else if self.leniency.stood_in_for == self.at && self.is_null() {
            self.due = Due::Nothing;
        } else {
            return Err(self.mismatch(expected));
        }
        self.depth += 1;
        Ok(())
    }

    /// Moves to the next item or name; `false` at the end.
    #[inline(always)]
    pub(super) fn next(&mut self, closing: u8) -> Result<bool, Mismatch> {
        if self.due != Due::Comma {
            return self.first(closing);
        }
        if self.peek() != b',' {
            self.skip_space();
            if self.peek() == closing {
                return Ok(false);
            }
        }
        self.take(b',')?;
        self.due = Due::Value;
        Ok(true)
    }

    #[inline(never)]
    fn first(&mut self, closing: u8) -> Result<bool, Mismatch> {
        match self.due {
            Due::Nothing => return Ok(false),
            Due::First => self.skip_space(),
            // Its type has left the value unread.
            Due::Value | Due::Text | Due::Comma => {
                self.skip()?;
                return self.next(closing);
            }
        }
        if self.peek() == closing {
            return Ok(false);
        }
        self.due = Due::Value;
        Ok(true)
    }

    /// Moves to the next item of a list; `false` at the end.
    pub(super) fn next_item(&mut self) -> Result<bool, Mismatch> {
        self.next(b']')
    }

    /// The name at the cursor, which moves to the value.
    #[inline(always)]
    pub(super) fn name(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        if self.peek() != b'"' {
            return Err(Self::broken());
        }
        let name = self.string()?;
        if self.peek() != b':' {
            self.skip_space();
        }
        self.take(b':')?;
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
        match self.close_rest(closing) {
            Ok(()) => {
                self.depth -= 1;
                Ok(())
            }
            Err(mismatch) => Err(self.abandon(start, mismatch)),
        }
    }

    fn close_rest(&mut self, closing: u8) -> Result<(), Mismatch> {
        if closing == TEXT {
            return self.skip_unread();
        }
        while self.next(closing)? {
            if closing == b'}' {
                self.name()?;
            }
            self.skip()?;
        }
        self.go_on(self.at + if self.due == Due::Nothing { 4 } else { 1 });
        Ok(())
    }

    /// Leaves the list or object that started here, which its type has refused.
    #[cold]
    pub(super) fn abandon(&mut self, start: usize, mismatch: Mismatch) -> Mismatch {
        self.depth -= 1;
        let mismatch = match mismatch.cause() {
            Cause::Missing(member) if mismatch.is_outermost() => {
                let members = self.members_from(start);
                let names = members.iter().map(|(name, _, is_null)| (&**name, *is_null));
                let problem = missing::problem(member, names);
                let end = self.skip_refused(start).map_or(start, |_| self.at);
                mismatch.described_as(problem).located(self.text, end)
            }
            _ => mismatch,
        };
        self.go_back(start);
        mismatch
    }

    /// The variant of an enum: its name, and whether it has content, to whose start the cursor moves.
    pub(super) fn variant(&mut self, expected: &dyn Expected) -> Result<(Cow<'de, str>, bool), Mismatch> {
        let start = self.at;
        if let Some(name) = self.scalar("")? {
            return Ok((name, false));
        }
        self.go_back(start);
        self.open(b'{', expected)?;
        while self.next(b'}')? {
            if let Some(name) = self.name()? {
                return Ok((name, true));
            }
            self.skip()?;
        }
        let mismatch = Mismatch::invalid_type(Unexpected::Map, expected);
        Err(self.abandon(start, mismatch))
    }

    /// Lets the type of the value that started here try once more, where the reason of its mismatch can be taken away.
    pub(super) fn may_retry(&mut self, start: usize, mismatch: &Mismatch, is_retried: &mut bool) -> bool {
        match mismatch.cause() {
            Cause::Empty(at) if !*is_retried => {
                self.leniency.nothing = at;
                self.go_back(start);
                *is_retried = true;
                true
            }
            _ => self.reads_again(start),
        }
    }

    /// The name that starts here. The cursor stays.
    pub(super) fn name_from(&self, start: usize) -> Cow<'de, str> {
        let mut other = Self::at(self.text, start);
        other.string().ok().flatten().unwrap_or_default()
    }

    /// The names of the object that starts here, where they start, and whether their members are `null`. The cursor stays.
    fn members_from(&self, start: usize) -> Vec<(Cow<'de, str>, usize, bool)> {
        let mut other = Self::at(self.text, start + 1);
        let mut members = Vec::new();
        while let Ok(true) = other.next(b'}') {
            let name_at = other.at;
            let Ok(name) = other.name() else { break };
            members.extend(name.map(|name| (name, name_at, other.is_null())));
        }
        members
    }

    /// Notes the members of the object at the cursor that are given again later.
    fn find_superseded(&mut self) {
        let mut seen = HashSet::new();
        for (name, name_at, _) in self.members_from(self.at).into_iter().rev() {
            if !seen.insert(name) {
                self.leniency.superseded.insert(name_at);
            }
        }
    }
}
