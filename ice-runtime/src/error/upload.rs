//! Uploads that ended without their object.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use super::Error;
use crate::checkpoint::Checkpoint;

/// An upload that ended without its object: why, and what it can be resumed from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct UploadError {
    /// What ended it.
    pub failure: UploadFailure,
    /// What it can be resumed from. `None` where the storage keeps nothing of it: it had not begun, or was aborted.
    pub checkpoint: Option<Checkpoint>,
}

/// What ends an upload.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum UploadFailure {
    /// The source cannot be read.
    Unreadable(Arc<io::Error>),
    /// The source changed while it was uploaded, or is not the one that the checkpoint was made of.
    Changed,
    /// The object that the storage made has another checksum than the source, twice in a row.
    Checksum,
    /// The storage forgot the upload twice: something aborts it.
    Gone,
    /// The keys have expired, or the storage says so in this error, and there is no `.refresh(..)`.
    KeysExpired(Option<Error>),
    /// New keys could not be had.
    Refresh(Error),
    /// A request failed, the last of its attempts.
    Request(Error),
}

impl UploadError {
    pub(super) fn inner(&self) -> Option<&Error> {
        match &self.failure {
            UploadFailure::KeysExpired(error) => error.as_ref(),
            UploadFailure::Refresh(error) | UploadFailure::Request(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("upload: ")?;
        f.write_str(match &self.failure {
            UploadFailure::Unreadable(_) => "the source cannot be read",
            UploadFailure::Changed => "the source has changed: upload it when it is finished",
            UploadFailure::Checksum => "the storage has other bytes than were sent: upload again",
            UploadFailure::Gone => "the storage does not know the upload any more: see what aborts it",
            UploadFailure::KeysExpired(_) => "the keys have expired: resume it with new ones, or set `.refresh(..)`",
            UploadFailure::Refresh(_) => "new keys could not be had",
            UploadFailure::Request(error) => return error.fmt(f),
        })
    }
}

impl StdError for UploadError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.failure {
            UploadFailure::Unreadable(error) => Some(error),
            UploadFailure::KeysExpired(error) => error.as_ref().map(|error| error as _),
            UploadFailure::Refresh(error) => Some(error),
            // The error itself is the line.
            UploadFailure::Request(error) => error.source(),
            UploadFailure::Changed | UploadFailure::Checksum | UploadFailure::Gone => None,
        }
    }
}
