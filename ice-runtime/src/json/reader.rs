//! The cursor over the text. Nothing in it is generic, so it is compiled once, whatever is read.
//!
//! It is at the start of a value or just past one. Reading a value moves it past that value; on an error it stays
//! where it was.
#![expect(clippy::inline_always, reason = "a tenth fewer instructions for a reply, and in this crate alone")]

use std::borrow::Cow;

use serde::de::{Error as _, Expected, IgnoredAny, Unexpected};
use zeroize::Zeroizing;

use super::leniency::{Leniency, Owner};
use super::mismatch::{Cause, Mismatch};
use super::scan;

/// Stands for no position: it is past every position in the text.
pub(super) const NOWHERE: usize = usize::MAX;

pub(super) struct Reader<'de> {
    pub(super) text: &'de str,
    /// The cursor.
    pub(super) at: usize,
    pub(super) frame: Frame,
    /// The enclosing frames.
    pub(super) outer: Vec<Frame>,
    /// The unescaped string, while a string with escapes is read.
    scratch: Zeroizing<String>,
    pub(super) leniency: Leniency,
    /// The mismatch of the first reading of the whole text.
    first_mismatch: Option<Mismatch>,
}

/// The list, object or variant that is being read, or the text as a whole.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) owner: Owner,
    /// Where it starts.
    pub(super) start: usize,
    /// The bracket that closes it, if any.
    pub(super) closing: u8,
    /// How many items or names have been read.
    pub(super) count: usize,
    /// Where the last name starts.
    pub(super) name_at: usize,
    /// Where the last value starts; it is unread if the cursor is still there. `NOWHERE` before the first one.
    pub(super) value_at: usize,
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        let mut reader = Self::at(text, 0);
        // Replies are seldom nested deeper: one allocation.
        reader.outer.reserve_exact(8);
        reader.start();
        reader
    }

    fn start(&mut self) {
        self.at = 0;
        self.skip_space();
        self.frame.value_at = self.at;
    }

    /// Creates a reader for the text from `at` on.
    pub(super) fn at(text: &'de str, at: usize) -> Self {
        let frame = Frame { owner: Owner::default(), start: at, closing: 0, count: 0, name_at: NOWHERE, value_at: at };
        Self {
            text,
            at,
            frame,
            outer: Vec::new(),
            scratch: Zeroizing::default(),
            leniency: Leniency::new(text),
            first_mismatch: None,
        }
    }

    /// Goes back to the start of the text, unless nothing is left to try after this mismatch.
    #[cold]
    pub(super) fn read_again(&mut self, mismatch: Option<Mismatch>) -> Result<(), Mismatch> {
        self.frame.value_at = 0;
        if let Some(mismatch) = mismatch
            && !self.leniency.takes_news(0)
        {
            let is_syntax = mismatch.cause() == Cause::Syntax;
            let syntax = if is_syntax { Mismatch::of_syntax(self.text) } else { None };
            let first = self.first_mismatch.take().or(syntax).unwrap_or_else(|| mismatch.without_quotes(self.text));
            if is_syntax || !self.leniency.widen() {
                return Err(first);
            }
            self.first_mismatch = Some(first);
        }
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

    /// Moves past a comma or colon and any white space after it.
    #[inline]
    pub(super) fn take(&mut self, sign: u8) -> Result<(), Mismatch> {
        if self.peek() != sign {
            return Err(Self::broken());
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    /// Checks that nothing but white space follows the value.
    pub(super) fn finish(&mut self) -> Result<(), Mismatch> {
        self.skip_unread()?;
        self.skip_space();
        if self.at == self.text.len() { Ok(()) } else { Err(Self::broken()) }
    }

    /// A syntax error. What exactly is wrong is determined once the whole text has been given up on.
    #[cold]
    pub(super) fn broken() -> Mismatch {
        Mismatch::new(Cause::Syntax, "not JSON")
    }

    #[inline]
    pub(super) fn starts_with(&self, word: &str) -> bool {
        self.text.as_bytes().get(self.at..self.at + word.len()) == Some(word.as_bytes())
    }

    /// Moves past this word, if it is there.
    #[inline]
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let is_there = self.starts_with(word);
        if is_there {
            self.at += word.len();
        }
        is_there
    }

    #[inline]
    pub(super) fn take_null(&mut self) -> bool {
        self.take_word("null")
    }

    pub(super) fn is_empty_string(&self) -> bool {
        self.starts_with("\"\"")
    }

    #[inline]
    pub(super) fn since(&self, start: usize) -> &'de str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Moves past the value, whatever it is, and returns its text.
    pub(super) fn skip(&mut self) -> Result<&'de str, Mismatch> {
        let start = self.at;
        if self.peek() != b'"' || self.plain_string().is_none() {
            self.at = self.end_by_serde_json().ok_or_else(Self::broken)?;
        }
        Ok(self.since(start))
    }

    fn end_by_serde_json(&self) -> Option<usize> {
        let rest = self.text.get(self.at..)?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        Some(self.at + values.byte_offset())
    }

    /// Moves past the value at the cursor, if its type left it unread.
    pub(super) fn skip_unread(&mut self) -> Result<(), Mismatch> {
        if self.at == self.frame.value_at {
            self.skip()?;
        }
        Ok(())
    }

    /// Reads the string at the cursor. `None` if it is not valid text, such as half a surrogate pair.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        match self.plain_string() {
            Some(text) => Ok(Some(Cow::Borrowed(text))),
            None => self.string_with_escapes(),
        }
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

    /// Describes the value at the cursor, which is not of the expected kind.
    #[cold]
    pub(super) fn mismatch(&self, expected: &dyn Expected) -> Mismatch {
        let found = match self.peek() {
            b'"' if self.is_empty_string() => Unexpected::Str(""),
            b'"' => Unexpected::Str("text"),
            b'{' => Unexpected::Map,
            b'[' => Unexpected::Seq,
            b'-' | b'0'..=b'9' => Unexpected::Unsigned(0),
            _ if self.starts_with("null") => Unexpected::Unit,
            _ if self.starts_with("true") || self.starts_with("false") => Unexpected::Bool(true),
            _ => return Self::broken(),
        };
        Mismatch::invalid_type(found, expected)
    }
}
