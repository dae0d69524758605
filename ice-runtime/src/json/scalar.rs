//! Values without anything in them: texts, numbers, bools, and what stands for nothing.

use std::borrow::Cow;
use std::str::FromStr;

use serde::de::{Error as _, Expected, Unexpected};

use super::mismatch::{Cause, Mismatch};
use super::number::{self, Number};
use super::reader::Reader;
use super::scan;

impl<'de> Reader<'de> {
    /// The text of a string, a number or a bool. Of a `null` that something empty stands in for, `empty`; of anything else
    /// nothing.
    pub(super) fn scalar(&mut self, empty: &'static str) -> Result<Option<Cow<'de, str>>, Mismatch> {
        let start = self.at;
        let is_known = match self.peek() {
            b'"' => return self.string_value(),
            b'-' | b'0'..=b'9' => {
                self.go_on(scan::number(self.text, start).ok_or_else(Self::broken)?);
                true
            }
            b't' => self.take_word("true"),
            b'f' => self.take_word("false"),
            b'n' if self.leniency.stood_in_for == start && self.take_null() => return Ok(Some(Cow::Borrowed(empty))),
            _ => false,
        };
        Ok(is_known.then(|| Cow::Borrowed(self.since(start))))
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_there = self.starts_with(word);
        if is_there {
            self.go_on(self.at + word.len());
        }
        is_there
    }

    /// The number at the cursor, quoted or not, as `read` reads its text.
    pub(super) fn number(
        &mut self,
        read: fn(&str) -> Option<Number>,
        expected: &dyn Expected,
    ) -> Result<Number, Mismatch> {
        let start = self.at;
        let text = self.scalar("0")?;
        let number = text.as_deref().map(str::trim).and_then(read);
        number.ok_or_else(|| {
            let mismatch = self.refused(start, expected);
            let is_number = matches!(self.peek(), b'-' | b'0'..=b'9');
            if is_number { Mismatch::invalid_value(Unexpected::Unsigned(0), expected) } else { mismatch }
        })
    }

    pub(super) fn bool(&mut self, expected: &dyn Expected) -> Result<bool, Mismatch> {
        let start = self.at;
        let text = self.scalar("false")?;
        let is = |word: &str, digit| {
            text.as_deref().is_some_and(|text| {
                let text = text.trim();
                text == digit || text.eq_ignore_ascii_case(word)
            })
        };
        if is("true", "1") {
            return Ok(true);
        }
        if is("false", "0") { Ok(false) } else { Err(self.refused(start, expected)) }
    }

    /// What is wrong with the value that starts here, of which a number or a bool was expected.
    #[cold]
    fn refused(&mut self, start: usize, expected: &dyn Expected) -> Mismatch {
        self.go_back(start);
        let mismatch = self.mismatch(expected);
        let is_absent = self.leniency.optional == start && self.is_empty_string();
        if is_absent { mismatch.caused_by(Cause::Empty(start)) } else { mismatch }
    }

    /// Moves behind what is no value: a `null`, or an empty string that stands for nothing.
    pub(super) fn take_absent(&mut self) -> bool {
        let is_nothing = self.leniency.nothing == self.at && self.is_empty_string();
        if is_nothing {
            self.go_on(self.at + 2);
        }
        self.leniency.optional = self.at;
        is_nothing || self.take_null()
    }

    pub(super) fn text(&mut self, expected: &dyn Expected) -> Result<Cow<'de, str>, Mismatch> {
        if self.is_text_due() {
            return self.raw().map(Cow::Borrowed);
        }
        let start = self.at;
        let text = if self.peek() == b'"' { self.string_value()? } else { self.scalar("")? };
        if let Some(text) = text {
            return Ok(text);
        }
        self.go_back(start);
        Err(match self.peek() {
            b'"' => Mismatch::new(Cause::Value, "the string holds an escape that is not a character"),
            _ => self.mismatch(expected),
        })
    }

    /// The JSON of the value at the cursor.
    pub(super) fn raw(&mut self) -> Result<&'de str, Mismatch> {
        let start = self.at;
        self.skip()?;
        Ok(self.since(start))
    }

    /// An integer that may be wider than 64 bits.
    pub(super) fn wide<T: FromStr>(&mut self) -> Option<T> {
        let start = self.at;
        let text = self.scalar("0").ok().flatten();
        let integer = text.and_then(|text| text.trim().parse().ok());
        if integer.is_none() {
            self.go_back(start);
        }
        integer
    }

    /// A whole reply is an object, which a response of `()` has no use for.
    pub(super) fn unit(&mut self, expected: &dyn Expected) -> Result<(), Mismatch> {
        if self.depth == 0 && self.peek() == b'{' {
            return self.skip();
        }
        if self.take_null() { Ok(()) } else { Err(self.mismatch(expected)) }
    }

    /// Whether the number at the cursor is one that `serde_json` hands out as a text.
    pub(super) fn is_number_kept_as_text(&self) -> bool {
        let end = scan::number(self.text, self.at).unwrap_or(self.at);
        let number = self.text.get(self.at..end).unwrap_or_default();
        !number::is_whole(number) && self.leniency.is_plain() && number::are_kept_as_texts()
    }
}
