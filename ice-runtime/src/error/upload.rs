//! Uploads that failed.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use super::call::Outcome;
use super::{Error, MayHaveExecuted};
use crate::checkpoint::Checkpoint;

/// An upload that failed: why, and what it can be resumed from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct UploadError {
    /// What ended it.
    pub failure: UploadFailure,
    /// What it can be resumed from. `None` if the storage keeps nothing of it: it had not begun, or was aborted.
    pub checkpoint: Option<Checkpoint>,
    /// How many requests were sent to the storage, including failed ones.
    pub attempts: u32,
    /// Whether it was resumed.
    pub(crate) is_resumed: bool,
}

/// Why an upload failed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum UploadFailure {
    /// The source cannot be read.
    Unreadable(Arc<io::Error>),
    /// The source changed while it was being uploaded, or is not the one that the checkpoint was made from. The upload has
    /// been aborted, with a checkpoint too.
    Changed,
    /// A reader has another length than the one given to `.reader(..)`. The upload has been aborted, with a checkpoint too.
    WrongLength {
        /// The length that it should have, in bytes.
        expected: u64,
        /// Where it ended; `None` if it goes on after its length.
        ended_at: Option<u64>,
    },
    /// The checksum of the stored object differs from the source's, twice in a row.
    Checksum,
    /// The upload disappeared from the storage twice: something aborts it.
    Gone,
    /// The credentials have expired, or the storage says so in this error, and there is no `.refresh(..)`.
    KeysExpired(Option<Error>),
    /// New credentials could not be fetched.
    Refresh(Error),
    /// A request failed in its last attempt.
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

    /// That of the request that ended the upload. Where none did, all of them count, and a checksum that differs is
    /// that of an object that is stored.
    pub(super) fn outcome(&self) -> Outcome<'_> {
        let is_stored = matches!(self.failure, UploadFailure::Checksum);
        let may_have_executed = if is_stored { MayHaveExecuted::Yes } else { MayHaveExecuted::No };
        match self.inner() {
            Some(error) => error.call(),
            None => Outcome { attempts: self.attempts, may_have_executed, ..Outcome::default() },
        }
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("upload: ")?;
        f.write_str(match &self.failure {
            UploadFailure::Unreadable(error) => return write!(f, "the source cannot be read: {error}"),
            UploadFailure::Changed if self.is_resumed => {
                "the source is not the one that this checkpoint was made from: upload it from the start"
            }
            UploadFailure::Changed => "the source has changed: upload it when it is finished",
            UploadFailure::WrongLength { expected, ended_at: Some(end) } => {
                return write!(f, "the source ended after {end} of {expected} bytes: give its length to `.reader(..)`");
            }
            UploadFailure::WrongLength { expected, ended_at: None } => {
                return write!(f, "the source goes on after {expected} bytes: give its length to `.reader(..)`");
            }
            UploadFailure::Checksum => "the stored bytes differ from those sent: upload again",
            UploadFailure::Gone => "the storage no longer knows the upload: find out what aborts it",
            UploadFailure::KeysExpired(_) => {
                "the credentials have expired: resume with new ones, or set `.refresh(..)`"
            }
            UploadFailure::Refresh(_) => "could not get new credentials",
            UploadFailure::Request(error) => return error.fmt(f),
        })
    }
}

impl StdError for UploadError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.failure {
            // The error itself makes up the line.
            UploadFailure::Unreadable(error) => error.source(),
            UploadFailure::KeysExpired(error) => error.as_ref().map(|error| error as _),
            UploadFailure::Refresh(error) => Some(error),
            // The error itself makes up the line.
            UploadFailure::Request(error) => error.source(),
            UploadFailure::Changed
            | UploadFailure::WrongLength { .. }
            | UploadFailure::Checksum
            | UploadFailure::Gone => None,
        }
    }
}
