//! What an upload does next: a pure function of what has happened so far. The engine carries out its steps.

use std::collections::{BTreeMap, VecDeque};

use super::checksum::combine;
use crate::checkpoint::{Begun, Checkpoint, Fingerprint, StoredPart};

/// A piece of the source, which becomes a part or the whole object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// From 1.
    pub(super) number: u32,
    pub(super) offset: u64,
    pub(super) length: u64,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Send everything in one request.
    Put(Span),
    Begin,
    /// Ask which parts behind this number are stored.
    List(u32),
    /// Read a piece of the source for its checksum.
    Check(Span),
    Send(Span),
    Complete,
    /// Ask whether the object is there already.
    Find,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Put {
        object: Object,
        crc64: u64,
    },
    Begun(String),
    Listed {
        parts: Vec<ListedPart>,
        next: Option<u32>,
    },
    Checked {
        number: u32,
        crc64: u64,
    },
    Sent {
        number: u32,
        part: StoredPart,
    },
    Completed(Object),
    Found(Option<Object>),
    /// The storage knows no such upload.
    Gone,
}

/// What the storage says of an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) etag: String,
    /// Only of one that was asked for.
    pub(super) length: Option<u64>,
    pub(super) crc64: Option<u64>,
    pub(super) version_id: Option<String>,
    pub(super) request_id: Option<String>,
}

/// What the storage says of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListedPart {
    pub(super) number: u32,
    pub(super) size: u64,
    pub(super) etag: String,
    pub(super) crc64: Option<u64>,
}

/// Why there is no next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The source is not what it was.
    Changed,
    /// The object has another checksum than the source.
    Checksum,
    /// The storage lost the upload twice.
    Gone,
}

/// An upload under way.
#[derive(Debug)]
pub(super) struct Plan {
    checkpoint: Checkpoint,
    source: Fingerprint,
    part_size: u64,
    phase: Phase,
    todo: VecDeque<Todo>,
    under_way: usize,
    listed: BTreeMap<u32, ListedPart>,
    /// Of the pieces that this process has read.
    sums: BTreeMap<u32, u64>,
    stored_bytes: u64,
    may_restart: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    Put,
    Begin,
    List(u32),
    Parts,
    Complete,
    Find,
    Compare(Object),
    Done(Object),
}

#[derive(Debug, Clone, Copy)]
enum Todo {
    Check(u32),
    Send(u32),
}

impl Plan {
    /// The plan of a source that is sent in parts of this size; in one request where one part holds all of it. An upload
    /// that the checkpoint knows goes on.
    pub(super) fn new(checkpoint: Checkpoint, source: Fingerprint, part_size: u64) -> Self {
        let phase = match checkpoint.begun() {
            Some(_) => Phase::List(0),
            None if source.length <= part_size => Phase::Put,
            None => Phase::Begin,
        };
        Self {
            checkpoint,
            source,
            part_size,
            phase,
            todo: VecDeque::new(),
            under_way: 0,
            listed: BTreeMap::new(),
            sums: BTreeMap::new(),
            stored_bytes: 0,
            may_restart: true,
        }
    }

    /// The next step that can be taken while others are under way.
    pub(super) fn next(&mut self) -> Option<Step> {
        let step = match self.todo.pop_front() {
            Some(Todo::Check(number)) => Step::Check(self.span(number)),
            Some(Todo::Send(number)) => Step::Send(self.span(number)),
            None if self.under_way > 0 => return None,
            None => self.next_alone()?,
        };
        self.under_way += 1;
        Some(step)
    }

    /// The step that waits for all others.
    fn next_alone(&mut self) -> Option<Step> {
        Some(match &self.phase {
            Phase::Put => Step::Put(Span { number: 1, offset: 0, length: self.source.length }),
            Phase::Begin => Step::Begin,
            Phase::List(after) => Step::List(*after),
            Phase::Parts | Phase::Complete => {
                self.phase = Phase::Complete;
                Step::Complete
            }
            Phase::Find => Step::Find,
            Phase::Compare(_) | Phase::Done(_) => return None,
        })
    }

    /// Takes what came of a step.
    pub(super) fn take(&mut self, outcome: Outcome) -> Result<(), Stop> {
        self.under_way = self.under_way.saturating_sub(1);
        match outcome {
            Outcome::Put { object, crc64 } => {
                self.sums.insert(1, crc64);
                self.stored_bytes = self.source.length;
                self.phase = Phase::Done(object);
            }
            Outcome::Begun(id) => self.begun(id),
            Outcome::Listed { parts, next } => self.listed(parts, next),
            Outcome::Checked { number, crc64 } => self.checked(number, crc64)?,
            Outcome::Sent { number, part } => self.store(number, part),
            Outcome::Completed(object) => return self.completed(object),
            Outcome::Found(object) => return self.found(object),
            Outcome::Gone => return self.gone(),
        }
        self.compare()
    }

    /// The object, once it is stored, and the checksum of the source.
    pub(super) fn object(&self) -> Option<(&Object, u64)> {
        match &self.phase {
            Phase::Done(object) => Some((object, self.checksum())),
            _ => None,
        }
    }

    /// How many bytes the storage is known to have.
    pub(super) fn stored_bytes(&self) -> u64 {
        self.stored_bytes
    }

    /// How many parts there are.
    pub(super) fn parts(&self) -> u32 {
        count(self.source.length, self.part_size)
    }

    fn span(&self, number: u32) -> Span {
        let offset = u64::from(number - 1) * self.part_size;
        Span { number, offset, length: self.part_size.min(self.source.length - offset) }
    }

    fn begun(&mut self, id: String) {
        let (source, part_size) = (self.source, self.part_size);
        self.checkpoint.set(Some(Begun { id, part_size, source, parts: BTreeMap::new() }));
        self.todo = (1..=self.parts()).map(Todo::Send).collect();
        self.phase = Phase::Parts;
    }

    fn listed(&mut self, parts: Vec<ListedPart>, next: Option<u32>) {
        let numbers = 1..=self.parts();
        let known = parts.into_iter().filter(|part| numbers.contains(&part.number));
        self.listed.extend(known.map(|part| (part.number, part)));
        if let Some(next) = next {
            self.phase = Phase::List(next);
            return;
        }
        let mut listed = std::mem::take(&mut self.listed);
        listed.retain(|number, part| part.size == self.span(*number).length && !part.etag.is_empty());
        self.checkpoint.forget_all_but(|number| listed.contains_key(&number));
        self.listed = listed;
        let todo = |number| if self.listed.contains_key(&number) { Todo::Check(number) } else { Todo::Send(number) };
        self.todo = numbers.map(todo).collect();
        self.phase = Phase::Parts;
    }

    /// A part is trusted where the storage has what the source has.
    fn checked(&mut self, number: u32, crc64: u64) -> Result<(), Stop> {
        self.sums.insert(number, crc64);
        let noted = self.checkpoint.part(number);
        if noted.as_ref().is_some_and(|noted| noted.crc64 != crc64) {
            return Err(Stop::Changed);
        }
        let Some(listed) = self.listed.remove(&number) else { return Ok(()) };
        let is_same = match listed.crc64 {
            Some(theirs) => theirs == crc64,
            None => noted.is_some_and(|noted| noted.etag == listed.etag),
        };
        if is_same {
            self.store(number, StoredPart { etag: listed.etag, crc64 });
        } else {
            self.todo.push_back(Todo::Send(number));
        }
        Ok(())
    }

    fn store(&mut self, number: u32, part: StoredPart) {
        self.sums.insert(number, part.crc64);
        self.stored_bytes += self.span(number).length;
        self.checkpoint.store(number, part);
    }

    fn completed(&mut self, object: Object) -> Result<(), Stop> {
        if object.crc64.is_some_and(|theirs| theirs != self.checksum()) {
            return self.restart(Stop::Checksum);
        }
        self.phase = Phase::Done(object);
        Ok(())
    }

    /// An upload that is gone may have been completed: by the request whose reply was lost, or by a process that ended
    /// before it could say so.
    fn gone(&mut self) -> Result<(), Stop> {
        if !matches!(self.phase, Phase::Complete | Phase::List(_)) {
            return self.restart(Stop::Gone);
        }
        self.phase = Phase::Find;
        Ok(())
    }

    fn found(&mut self, object: Option<Object>) -> Result<(), Stop> {
        let Some(object) = object.filter(|object| object.length == Some(self.source.length) && object.crc64.is_some())
        else {
            return self.restart(Stop::Gone);
        };
        self.listed.clear();
        self.todo = (1..=self.parts()).filter(|number| !self.sums.contains_key(number)).map(Todo::Check).collect();
        self.phase = Phase::Compare(object);
        self.compare()
    }

    /// Whether the object that is there is the source, once all of that is read.
    fn compare(&mut self) -> Result<(), Stop> {
        match &self.phase {
            Phase::Compare(object) if self.todo.is_empty() && self.under_way == 0 => {
                if object.crc64 != Some(self.checksum()) {
                    return self.restart(Stop::Gone);
                }
                self.stored_bytes = self.source.length;
                self.phase = Phase::Done(object.clone());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// From the start, once.
    fn restart(&mut self, otherwise: Stop) -> Result<(), Stop> {
        if !std::mem::take(&mut self.may_restart) {
            return Err(otherwise);
        }
        self.checkpoint.set(None);
        self.todo.clear();
        self.listed.clear();
        self.sums.clear();
        (self.under_way, self.stored_bytes, self.phase) = (0, 0, Phase::Begin);
        Ok(())
    }

    fn checksum(&self) -> u64 {
        let sums = self.sums.iter().map(|(number, sum)| (*sum, self.span(*number).length));
        sums.fold(0, |all, (sum, length)| combine(all, sum, length))
    }
}

/// How many parts a source has.
pub(super) fn count(length: u64, part_size: u64) -> u32 {
    u32::try_from(length.div_ceil(part_size.max(1)).max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
