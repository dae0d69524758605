//! Scalars: strings, numbers, bools, and what counts as absent.

use std::borrow::Cow;
use std::str::FromStr;

use serde::de::{Error as _, Expected, Unexpected};

use super::mismatch::{Cause, Mismatch};
use super::number::{self, Number};
use super::reader::Reader;
use super::scan;

impl<'de> Reader<'de> {
    /// Reads the text of a string, a number or a bool. `None` for anything else, and for a string that is not valid
    /// text.
    fn scalar(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        let start = self.at;
        let is_scalar = match self.peek() {
            b'"' => return self.string(),
            b'-' | b'0'..=b'9' => {
                self.at = scan::number(self.text, start).ok_or_else(Self::broken)?;
                true
            }
            _ => self.take_word("true") || self.take_word("false"),
        };
        Ok(is_scalar.then(|| Cow::Borrowed(self.since(start))))
    }

    /// Reads the number at the cursor, quoted or not, by parsing its text with `read`.
    pub(super) fn number(
        &mut self,
        read: fn(&str) -> Option<Number>,
        expected: &dyn Expected,
    ) -> Result<Number, Mismatch> {
        let start = self.at;
        let text = self.scalar()?;
        let number = text.as_deref().map(str::trim).and_then(read);
        number.ok_or_else(|| {
            let mismatch = self.refused_scalar(start, expected);
            let is_number = matches!(self.peek(), b'-' | b'0'..=b'9');
            if is_number { Mismatch::invalid_value(Unexpected::Unsigned(0), expected) } else { mismatch }
        })
    }

    pub(super) fn bool(&mut self, expected: &dyn Expected) -> Result<bool, Mismatch> {
        let start = self.at;
        let text = self.scalar()?;
        let is = |word: &str, digit| {
            text.as_deref().is_some_and(|text| {
                let text = text.trim();
                text == digit || text.eq_ignore_ascii_case(word)
            })
        };
        if is("true", "1") {
            return Ok(true);
        }
        if is("false", "0") { Ok(false) } else { Err(self.refused_scalar(start, expected)) }
    }

    /// Describes the value at `start`, where a number or a bool was expected. An empty string counts as `null` if its
    /// type may accept that.
    #[cold]
    fn refused_scalar(&mut self, start: usize, expected: &dyn Expected) -> Mismatch {
        self.at = start;
        if self.leniency.optional == start && self.is_empty_string() {
            self.leniency.leave_out(start);
        }
        self.mismatch(expected)
    }

    /// Moves past an absent value: a `null`, or an empty string that counts as one.
    pub(super) fn take_absent(&mut self) -> bool {
        self.leniency.optional = self.at;
        match self.peek() {
            b'n' => self.take_null(),
            b'"' => self.leniency.is_left_out(self.at) && self.take_word("\"\""),
            _ => false,
        }
    }

    pub(super) fn text(&mut self, expected: &dyn Expected) -> Result<Cow<'de, str>, Mismatch> {
        let start = self.at;
        let text = if self.peek() == b'"' { self.string()? } else { self.scalar()? };
        text.ok_or_else(|| self.refused_text(start, expected))
    }

    #[cold]
    fn refused_text(&mut self, start: usize, expected: &dyn Expected) -> Mismatch {
        self.at = start;
        match self.peek() {
            b'"' => Mismatch::new(Cause::Value, "the string contains an escape that is not a character"),
            _ => self.mismatch(expected),
        }
    }

    /// An integer that may be wider than 64 bits.
    pub(super) fn wide_integer<T: FromStr>(&mut self) -> Option<T> {
        let start = self.at;
        let text = self.scalar().ok().flatten();
        let integer = text.and_then(|text| text.trim().parse().ok());
        if integer.is_none() {
            self.at = start;
        }
        integer
    }

    /// A complete reply is an object, which a response of `()` ignores.
    pub(super) fn unit(&mut self, expected: &dyn Expected) -> Result<(), Mismatch> {
        if self.outer.is_empty() && self.peek() == b'{' {
            return self.skip().map(drop);
        }
        if self.take_null() { Ok(()) } else { Err(self.mismatch(expected)) }
    }

    /// Whether the number at the cursor is one that `serde_json` passes on as text.
    pub(super) fn is_number_kept_as_text(&self) -> bool {
        if !self.leniency.is_plain() || !number::are_kept_as_texts() {
            return false;
        }
        let number = scan::number(self.text, self.at).and_then(|end| number::any(self.text.get(self.at..end)?));
        !matches!(number, Some(Number::Unsigned(_) | Number::Signed(_)))
    }
}
