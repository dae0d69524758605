//! The source of an upload: a file, bytes, or anything that can be read again. It is read in pieces on blocking
//! threads, and checksummed as it goes.

use std::collections::VecDeque;
use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, UNIX_EPOCH};

use bytes::{Bytes, BytesMut};
use tokio::task::spawn_blocking;

use super::span::Span;
use crate::checkpoint::Fingerprint;
use crate::error::UploadFailure;

/// How much is read without giving others a turn, in bytes: an eighth of the total, so that progress is reported,
/// within these limits. Each turn costs as much as reading 100 KB.
const SMALLEST_PIECE: usize = 64 << 10;
const LARGEST_PIECE: usize = 1 << 20;
/// How much is read and checksummed at once: from a file as much as fits into the processor's cache, from a reader,
/// which may be slow, less.
const FILE_STEP: usize = 128 << 10;
const READER_STEP: usize = 16 << 10;
/// After this time, a piece that a slow reader has partly filled is sent as it is.
const PATIENCE: Duration = Duration::from_millis(200);
/// How many buffers are in use at once: the HTTP library holds less than one piece while the next is read.
const BUFFERS: usize = 2;

type Reader = Box<dyn Read + Send>;

/// Something that can be read from any position, any number of times.
#[derive(Clone)]
pub(super) enum Source {
    File(PathBuf),
    Bytes(Bytes),
    Reader(Arc<Reopened>),
}

/// A reader that can be opened again. One that has been read up to some position serves the piece that follows.
pub(super) struct Reopened {
    length: u64,
    open: Box<dyn Fn() -> io::Result<Reader> + Send + Sync>,
    idle: Mutex<Vec<(u64, Reader)>>,
}

/// What a source is to be from the first byte to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) fingerprint: Fingerprint,
    /// Only while it is uploaded: another process may find the same file elsewhere.
    identity: Option<Identity>,
}

/// Device, inode, and when anything of it was changed last: a file that replaces another can have its length and times.
type Identity = (u64, u64, i64, i64);

impl Facts {
    fn of(length: u64) -> Self {
        Self { fingerprint: Fingerprint { length, modified: None }, identity: None }
    }

    pub(super) fn length(&self) -> u64 {
        self.fingerprint.length
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere nothing is known")]
fn identity(facts: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;

    Some((facts.dev(), facts.ino(), facts.ctime(), facts.ctime_nsec()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}

/// Why a source is of no use: in an [`io::Error`] on its way to [`failure_of`].
#[derive(Debug)]
struct Unusable(UploadFailure);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the source is not what it should be")
    }
}

impl std::error::Error for Unusable {}

fn unusable(failure: UploadFailure) -> io::Error {
    io::Error::other(Unusable(failure))
}

fn cannot_open(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot open `{}`: {error}", path.display()))
}

impl Source {
    pub(super) fn reader<R: Read + Send + 'static>(
        length: u64,
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = Box::new(move || open().map(|reader| Box::new(reader) as Reader));
        Self::Reader(Arc::new(Reopened { length, open, idle: Mutex::default() }))
    }

    /// Returns its length, and what distinguishes it from another.
    pub(super) async fn facts(&self) -> io::Result<Facts> {
        let source = self.clone();
        blocking(move || source.look()).await
    }

    fn look(&self) -> io::Result<Facts> {
        match self {
            Self::Bytes(bytes) => Ok(Facts::of(bytes.len() as u64)),
            Self::Reader(reader) => Ok(Facts::of(reader.length)),
            Self::File(path) => {
                let facts = path.metadata().map_err(|error| cannot_open(path, &error))?;
                if !facts.is_file() {
                    let problem = format!("`{}` is not a regular file", path.display());
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, problem));
                }
                let modified = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                let modified = modified.and_then(|since| i64::try_from(since.as_nanos()).ok());
                Ok(Facts { fingerprint: Fingerprint { length: facts.len(), modified }, identity: identity(&facts) })
            }
        }
    }

    fn open_at(&self, offset: u64) -> io::Result<Opened> {
        match self {
            Self::File(path) => {
                let mut file = File::open(path).map_err(|error| cannot_open(path, &error))?;
                file.seek(SeekFrom::Start(offset))?;
                Ok(Opened::Reader(Box::new(file), FILE_STEP))
            }
            Self::Bytes(bytes) => {
                let start = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                Ok(Opened::Bytes(bytes.slice(start..)))
            }
            Self::Reader(reader) => Ok(Opened::Reader(reader.open_at(offset)?, READER_STEP)),
        }
    }

    /// Takes back a reader that has been read up to `offset`.
    fn give_back(&self, offset: u64, opened: Opened) -> io::Result<()> {
        if let (Self::Reader(reopened), Opened::Reader(reader, _)) = (self, opened) {
            reopened.give_back(offset, reader)?;
        }
        Ok(())
    }

    /// Why it ended too soon.
    fn ended_at(&self, end: u64) -> io::Error {
        match self {
            Self::Reader(reader) => reader.ended_at(end),
            Self::File(_) | Self::Bytes(_) => unusable(UploadFailure::Changed),
        }
    }
}

impl Reopened {
    fn open_at(&self, offset: u64) -> io::Result<Reader> {
        let nearest = {
            let mut idle = self.idle();
            let before = idle.iter().enumerate().filter(|(_, (at, _))| *at <= offset);
            let nearest = before.max_by_key(|(_, (at, _))| *at).map(|(index, _)| index);
            nearest.map(|index| idle.swap_remove(index))
        };
        let (at, mut reader) = nearest.map_or_else(|| (self.open)().map(|reader| (0, reader)), Ok)?;
        let skipped = io::copy(&mut (&mut reader).take(offset - at), &mut io::sink())?;
        if skipped < offset - at { Err(self.ended_at(at + skipped)) } else { Ok(reader) }
    }

    fn ended_at(&self, end: u64) -> io::Error {
        unusable(UploadFailure::WrongLength { expected: self.length, ended_at: Some(end) })
    }

    /// Takes back what has been read up to `offset`; it is to end with its length.
    fn give_back(&self, offset: u64, mut reader: Reader) -> io::Result<()> {
        if offset < self.length {
            self.idle().push((offset, reader));
        } else if read_up_to(&mut reader, &mut [0])? > 0 {
            return Err(unusable(UploadFailure::WrongLength { expected: self.length, ended_at: None }));
        }
        Ok(())
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(u64, Reader)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A source that is open at some position.
enum Opened {
    Bytes(Bytes),
    /// The reader, and how much is read from it at once.
    Reader(Reader, usize),
}

/// A piece of a source.
#[derive(Clone)]
pub(super) struct Piece {
    pub(super) source: Source,
    /// What the source has to be while it is read.
    pub(super) expected: Facts,
    pub(super) span: Span,
}

/// A piece of a source that is being read.
pub(super) struct Reading {
    piece: Piece,
    at: u64,
    left: u64,
    /// The most that is read without giving others a turn.
    most: usize,
    opened: Option<Opened>,
    /// What was read last: buffers to reuse once nobody else holds them.
    recent: VecDeque<Bytes>,
    sum: crc64fast::Digest,
}

impl Reading {
    pub(super) fn of(piece: Piece) -> Self {
        let Span { offset: at, length: left, .. } = piece.span;
        let eighth = usize::try_from(left / 8).unwrap_or(LARGEST_PIECE);
        let most = eighth.clamp(SMALLEST_PIECE, LARGEST_PIECE);
        Self { piece, at, left, most, opened: None, recent: VecDeque::new(), sum: crc64fast::Digest::new() }
    }

    /// Opens it at its start, which may take a reader a long time to reach.
    pub(super) async fn opened(mut self) -> io::Result<Self> {
        blocking(move || {
            self.opened = Some(self.piece.source.open_at(self.at)?);
            // An empty one is already at its end.
            if self.left == 0 {
                self.end()?;
            }
            Ok(self)
        })
        .await
    }

    /// Returns the checksum once everything has been read.
    pub(super) fn sum(&self) -> Option<u64> {
        (self.left == 0).then(|| self.sum.sum64())
    }

    /// Returns the next piece, which is empty at the end.
    pub(super) async fn next(mut self) -> io::Result<(Bytes, Self)> {
        blocking(move || {
            let piece = self.read()?;
            Ok((piece, self))
        })
        .await
    }

    /// Reads everything for its checksum.
    pub(super) async fn sum_up(mut self) -> io::Result<u64> {
        blocking(move || {
            while !self.read()?.is_empty() {}
            Ok(self.sum.sum64())
        })
        .await
    }

    fn read(&mut self) -> io::Result<Bytes> {
        if self.left == 0 {
            return Ok(Bytes::new());
        }
        let mut opened = self.opened.take().map_or_else(|| self.piece.source.open_at(self.at), Ok)?;
        let wanted = usize::try_from(self.left).map_or(self.most, |left| left.min(self.most));
        let piece = match &mut opened {
            Opened::Bytes(bytes) => {
                let piece = bytes.split_to(wanted.min(bytes.len()));
                self.sum.write(&piece);
                piece
            }
            Opened::Reader(reader, step) => {
                let mut buffer = free_buffer(&mut self.recent, wanted);
                fill(&mut buffer, reader, *step, &mut self.sum)?;
                self.recent.push_back(buffer.freeze());
                self.recent.back().cloned().unwrap_or_default()
            }
        };
        if piece.is_empty() {
            return Err(self.piece.source.ended_at(self.at));
        }
        (self.at, self.left) = (self.at + piece.len() as u64, self.left - piece.len() as u64);
        self.opened = Some(opened);
        if self.left == 0 {
            self.end()?;
        }
        Ok(piece)
    }

    /// Checks the source after the last read. Until the last piece is sent, the storage has nothing complete.
    fn end(&mut self) -> io::Result<()> {
        if let Some(opened) = self.opened.take() {
            self.piece.source.give_back(self.at, opened)?;
        }
        if self.piece.source.look()? == self.piece.expected { Ok(()) } else { Err(unusable(UploadFailure::Changed)) }
    }
}

/// Returns a buffer that nobody else holds, or a new one.
fn free_buffer(recent: &mut VecDeque<Bytes>, length: usize) -> BytesMut {
    let oldest = if recent.len() < BUFFERS { None } else { recent.pop_front() };
    let free = oldest.and_then(|buffer| buffer.try_into_mut().ok()).filter(|buffer| buffer.len() >= length);
    let mut buffer = free.unwrap_or_else(|| BytesMut::zeroed(length));
    buffer.truncate(length);
    buffer
}

/// Fills a buffer from a reader, or only part of it if the reader is slow.
fn fill(buffer: &mut BytesMut, reader: &mut Reader, step: usize, sum: &mut crc64fast::Digest) -> io::Result<()> {
    let (started, mut length) = (Instant::now(), 0);
    for step in buffer.chunks_mut(step) {
        if length > 0 && started.elapsed() > PATIENCE {
            break;
        }
        let read = read_up_to(reader, step)?;
        sum.write(&step[..read]);
        length += read;
        if read < step.len() {
            break;
        }
    }
    buffer.truncate(length);
    Ok(())
}

/// Reads until the buffer is full or the reader ends.
fn read_up_to(reader: &mut Reader, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// Returns the failure for a source that cannot be read.
pub(super) fn failure_of(error: io::Error) -> UploadFailure {
    match error.downcast::<Unusable>() {
        Ok(Unusable(failure)) => failure,
        Err(error) => UploadFailure::Unreadable(Arc::new(error)),
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Bytes(bytes) => f.debug_tuple("Bytes").field(&bytes.len()).finish(),
            Self::Reader(reader) => f.debug_tuple("Reader").field(&reader.length).finish(),
        }
    }
}

/// Runs blocking work on a thread for that purpose.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
