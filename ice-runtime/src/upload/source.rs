//! What is uploaded: a file, bytes, or whatever can be read again. It is read in pieces on blocking threads, and summed up
//! as it goes.

use std::error::Error as StdError;
use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use tokio::task::spawn_blocking;

use super::plan::Span;
use crate::checkpoint::Fingerprint;
use crate::error::UploadFailure;

/// How much is read at once, in bytes.
const PIECE: u64 = 512 << 10;

type Reader = Box<dyn Read + Send>;

/// Something that can be read from any place, again and again.
#[derive(Clone)]
pub(super) enum Source {
    File(PathBuf),
    Bytes(Bytes),
    Reader(Arc<Reopened>),
}

/// A reader that can be opened again. One that has been read up to some place serves the next piece behind it.
pub(super) struct Reopened {
    length: u64,
    open: Box<dyn Fn() -> io::Result<Reader> + Send + Sync>,
    idle: Mutex<Vec<(u64, Reader)>>,
}

impl Source {
    pub(super) fn reader<R: Read + Send + 'static>(
        length: u64,
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = Box::new(move || open().map(|reader| Box::new(reader) as Reader));
        Self::Reader(Arc::new(Reopened { length, open, idle: Mutex::default() }))
    }

    /// How long it is, and when it changed last.
    pub(super) async fn fingerprint(&self) -> io::Result<Fingerprint> {
        let source = self.clone();
        blocking(move || source.look()).await
    }

    fn look(&self) -> io::Result<Fingerprint> {
        match self {
            Self::Bytes(bytes) => Ok(Fingerprint { length: bytes.len() as u64, modified: None }),
            Self::Reader(reader) => Ok(Fingerprint { length: reader.length, modified: None }),
            Self::File(path) => {
                let facts = path.metadata()?;
                if !facts.is_file() {
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
                }
                let modified = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                let modified = modified.and_then(|since| i64::try_from(since.as_nanos()).ok());
                Ok(Fingerprint { length: facts.len(), modified })
            }
        }
    }

    fn open_at(&self, offset: u64) -> io::Result<Reader> {
        match self {
            Self::File(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(offset))?;
                Ok(Box::new(file))
            }
            Self::Bytes(bytes) => {
                let start = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                Ok(Box::new(Cursor::new(bytes.slice(start..))))
            }
            Self::Reader(reader) => reader.open_at(offset),
        }
    }

    /// Takes back a reader that has been read up to `offset`.
    fn give_back(&self, offset: u64, reader: Reader) {
        if let Self::Reader(reopened) = self {
            reopened.idle().push((offset, reader));
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
        if skipped < offset - at { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(reader) }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(u64, Reader)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A piece of a source while it is read.
pub(super) struct Reading {
    source: Source,
    expected: Fingerprint,
    at: u64,
    left: u64,
    reader: Option<Reader>,
    sum: crc64fast::Digest,
}

impl Reading {
    /// Reads `span` of a source that is to stay as it is `expected` to be.
    pub(super) fn new(source: Source, expected: Fingerprint, span: Span) -> Self {
        Self { source, expected, at: span.offset, left: span.length, reader: None, sum: crc64fast::Digest::new() }
    }

    /// The checksum, once all has been read.
    pub(super) fn sum(&self) -> Option<u64> {
        (self.left == 0).then(|| self.sum.sum64())
    }

    /// The next piece; an empty one at the end.
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
        let mut reader = self.reader.take().map_or_else(|| self.source.open_at(self.at), Ok)?;
        let wanted = self.left.min(PIECE);
        let mut piece = Vec::with_capacity(usize::try_from(wanted).unwrap_or_default());
        if (&mut reader).take(wanted).read_to_end(&mut piece)? as u64 != wanted {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.sum.write(&piece);
        (self.at, self.left) = (self.at + wanted, self.left - wanted);
        if self.left > 0 {
            self.reader = Some(reader);
            return Ok(piece.into());
        }
        self.source.give_back(self.at, reader);
        // Before the last piece is out, the storage has nothing whole.
        if self.source.look()? != self.expected {
            return Err(io::Error::other(Changed));
        }
        Ok(piece.into())
    }
}

/// What ends the upload of a source that cannot be read, or ends too soon.
pub(super) fn failure_of(error: io::Error) -> UploadFailure {
    let has_changed = error.get_ref().is_some_and(<dyn StdError + Send + Sync>::is::<Changed>);
    if has_changed || error.kind() == io::ErrorKind::UnexpectedEof {
        return UploadFailure::Changed;
    }
    UploadFailure::Unreadable(Arc::new(error))
}

#[derive(Debug)]
struct Changed;

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the source has changed")
    }
}

impl StdError for Changed {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Bytes(bytes) => f.debug_tuple("Bytes").field(&bytes.len()).finish(),
            Self::Reader(reader) => f.debug_tuple("Reader").field(&reader.length).finish(),
        }
    }
}

/// Runs what blocks on a thread for that.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
