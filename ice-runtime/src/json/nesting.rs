//! Lists, objects and variants: opening and closing them, moving to the next part, and handling a value that its type
//! rejects. Not generic, like the rest of the cursor.
#![expect(clippy::inline_always, reason = "a tenth fewer instructions for a reply, and in this crate alone")]

use std::borrow::Cow;
use std::collections::HashSet;

use serde::de::Expected;

use super::leniency::Owner;
use super::mismatch::{Cause, Mismatch};
use super::missing;
use super::reader::{Frame, NOWHERE, Reader};

/// The same limit as `serde_json`'s.
const DEPTH: usize = 128;

impl<'de> Reader<'de> {
    /// Opens the list or object at the cursor.
    pub(super) fn open(&mut self, opening: u8, owner: Owner, expected: &dyn Expected) -> Result<(), Mismatch> {
        if self.peek() != opening {
            return Err(self.mismatch(expected));
        }
        if self.outer.len() > DEPTH {
            return Err(Mismatch::new(Cause::Value, "nested too deeply"));
        }
        if opening == b'{' && !self.leniency.is_plain() {
            self.leave_out_superseded(self.at);
        }
        // In ASCII, the closing bracket comes two places after its opening one.
        self.enter(owner, opening + 2, NOWHERE);
        self.at += 1;
        Ok(())
    }

    /// Opens the variant at the cursor: just a name, or an object with one member.
    pub(super) fn open_variant(&mut self, expected: &dyn Expected) -> Result<(), Mismatch> {
        match self.peek() {
            b'"' | b'-' | b'0'..=b'9' | b't' | b'f' => {
                self.enter(Owner::default(), 0, self.at);
                Ok(())
            }
            _ => self.open(b'{', Owner::default(), expected),
        }
    }

    fn enter(&mut self, owner: Owner, closing: u8, value_at: usize) {
        let inner = Frame { owner, start: self.at, closing, count: 0, name_at: NOWHERE, value_at };
        self.outer.push(std::mem::replace(&mut self.frame, inner));
    }

    fn leave(&mut self) -> Frame {
        let outer = self.outer.pop().unwrap_or(self.frame);
        std::mem::replace(&mut self.frame, outer)
    }

    /// Closes what was opened last, and skips what its type left unread.
    pub(super) fn close(&mut self) -> Result<(), Mismatch> {
        match self.skip_rest() {
            Ok(()) => {
                self.leave();
                Ok(())
            }
            Err(mismatch) => Err(self.abandon(mismatch)),
        }
    }

    fn skip_rest(&mut self) -> Result<(), Mismatch> {
        if self.frame.closing == 0 {
            return self.skip_unread();
        }
        while self.next()? {
            if self.frame.closing == b'}' {
                self.frame.name_at = self.at;
                self.end_name()?;
            }
            self.skip()?;
        }
        self.at += 1;
        Ok(())
    }

    /// Leaves what was opened last, after its type rejected it.
    #[cold]
    pub(super) fn abandon(&mut self, mismatch: Mismatch) -> Mismatch {
        let Frame { start, closing, .. } = self.leave();
        self.at = start;
        match mismatch.cause() {
            Cause::Missing(member) if closing == b'}' && mismatch.path() == member => {
                let members = self.members_from(start);
                let problem = missing::problem(member, members.iter().map(|it| (&*it.name, it.is_null)));
                let end = self.skip().map_or(start, |object| start + object.len());
                self.at = start;
                mismatch.described_as(problem).located(self.text, end)
            }
            Cause::Duplicate if closing == b'}' => {
                self.leave_out_superseded(start);
                mismatch
            }
            _ => mismatch,
        }
    }

    /// Moves to the next item or name; `false` at the end.
    #[inline(always)]
    fn next(&mut self) -> Result<bool, Mismatch> {
        if self.at <= self.frame.value_at {
            return self.next_of_first_or_unread();
        }
        if self.peek() != b',' {
            self.skip_space();
            if self.peek() == self.frame.closing {
                return Ok(false);
            }
        }
        self.take(b',')?;
        Ok(true)
    }

    #[inline(never)]
    fn next_of_first_or_unread(&mut self) -> Result<bool, Mismatch> {
        if self.frame.value_at != NOWHERE {
            self.skip()?;
            return self.next();
        }
        self.skip_space();
        Ok(self.peek() != self.frame.closing)
    }

    /// Moves to the next item of a list; `false` at the end.
    pub(super) fn next_item(&mut self) -> Result<bool, Mismatch> {
        let is_there = self.next()?;
        if is_there {
            self.frame.value_at = self.at;
            self.frame.count += 1;
        }
        Ok(is_there)
    }

    /// Moves to the next name of an object, skipping members that are left out; `false` at the end.
    pub(super) fn next_name(&mut self) -> Result<bool, Mismatch> {
        while self.next()? {
            if self.peek() != b'"' {
                return Err(Self::broken());
            }
            self.frame.name_at = self.at;
            if self.leniency.is_idle() || !self.leaves_out()? {
                return Ok(true);
            }
            self.skip()?;
        }
        Ok(false)
    }

    /// Moves to the value from the end of the name, or from its start if its type left it unread.
    pub(super) fn end_name(&mut self) -> Result<(), Mismatch> {
        if self.at == self.frame.name_at {
            self.skip_name()?;
        }
        if self.peek() != b':' {
            self.skip_space();
        }
        self.take(b':')?;
        self.frame.value_at = self.at;
        Ok(())
    }

    #[inline(never)]
    fn skip_name(&mut self) -> Result<(), Mismatch> {
        if self.peek() == b'"' { self.skip().map(drop) } else { Err(Self::broken()) }
    }

    /// Whether the member whose name is at the cursor is left out. If so, the cursor moves to its value.
    #[cold]
    fn leaves_out(&mut self) -> Result<bool, Mismatch> {
        let name_at = self.at;
        let name = self.string()?;
        self.end_name()?;
        let Frame { owner, start, .. } = self.frame;
        let is_left_out = match name {
            Some(_) if self.leniency.is_left_out(name_at) => true,
            Some(name) => self.starts_with("null") && self.leniency.leaves_out_null(owner, start, &name),
            None => true,
        };
        if !is_left_out {
            self.at = name_at;
        }
        Ok(is_left_out)
    }

    /// Says what is wrong with a name that its type rejected. A name that is not valid text, such as half a surrogate
    /// pair, belongs to no type: its member is left out.
    #[cold]
    pub(super) fn refused_name(&mut self, mismatch: Mismatch) -> Mismatch {
        self.at = self.frame.name_at;
        if let Ok(None) = self.string() {
            self.leniency.leave_out(self.frame.name_at);
        }
        // A syntax error here outweighs the mismatch.
        self.end_name().err().unwrap_or(mismatch)
    }

    /// Whether to read the last value again. If so, the cursor moves to its start.
    #[inline]
    pub(super) fn reads_again(&mut self) -> bool {
        self.leniency.has_news() && self.goes_back()
    }

    #[cold]
    fn goes_back(&mut self) -> bool {
        let does = self.leniency.takes_news(self.frame.value_at);
        if does {
            self.at = self.frame.value_at;
        }
        does
    }

    /// Allows the last value, which its type rejected, to be read again if that may help.
    #[cold]
    pub(super) fn refused(&mut self, mismatch: Mismatch) -> Result<(), Mismatch> {
        if self.reads_again() { Ok(()) } else { Err(self.refused_at_last(mismatch)) }
    }

    /// Says what is wrong with the last value, which its type rejected. The cursor moves past it.
    #[cold]
    pub(super) fn refused_at_last(&mut self, mismatch: Mismatch) -> Mismatch {
        let Frame { owner, start, closing, count, name_at, value_at } = self.frame;
        if closing == 0 {
            return mismatch;
        }
        self.at = value_at;
        let raw = match self.skip() {
            Ok(raw) => raw,
            Err(broken) => return broken,
        };
        let mismatch = mismatch.located(self.text, self.at);
        if closing == b']' {
            return mismatch.inside_item(count - 1, raw);
        }
        let name = Self::at(self.text, name_at).string().ok().flatten().unwrap_or_default();
        if raw == "null" {
            self.leniency.refuse_null(owner, start, &name, value_at);
        }
        mismatch.inside_member(&name, raw)
    }

    /// Learns which members of the object at `start` occur again later.
    fn leave_out_superseded(&mut self, start: usize) {
        let mut seen = HashSet::new();
        for Member { name, name_at, .. } in self.members_from(start).into_iter().rev() {
            if !seen.insert(name) {
                self.leniency.leave_out(name_at);
            }
        }
    }

    /// The members of the object at `start` whose names are valid text. The cursor does not move.
    fn members_from(&self, start: usize) -> Vec<Member<'de>> {
        let mut other = Self::at(self.text, start);
        let mut members = Vec::new();
        other.frame = Frame { closing: b'}', value_at: NOWHERE, ..other.frame };
        other.at += 1;
        while let Ok(true) = other.next_name() {
            let name_at = other.at;
            let Ok(name) = other.string() else { break };
            let Ok(()) = other.end_name() else { break };
            members.extend(name.map(|name| Member { name, name_at, is_null: other.starts_with("null") }));
        }
        members
    }
}

struct Member<'de> {
    name: Cow<'de, str>,
    name_at: usize,
    is_null: bool,
}
