//! What a test may ask about the storage: which requests came, which objects are stored, which uploads are unfinished.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use http::HeaderMap;
use tempfile::TempPath;

use super::super::crc64::Crc64;
use super::target::{StorageOperation, Target};

/// A request for the storage that the emulator received, whether it was carried out or refused. Keys, tokens and
/// signatures are not in it.
#[derive(Debug, Clone)]
pub struct StorageRequest {
    pub(super) number: u64,
    pub(super) operation: StorageOperation,
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) upload_id: Option<String>,
    pub(super) part_number: Option<u32>,
    pub(super) content_length: Option<u64>,
    pub(super) status: Option<u16>,
    pub(super) refused: Option<String>,
}

impl StorageRequest {
    pub(super) fn of(target: &Target, content_length: Option<u64>) -> Self {
        Self {
            number: 0,
            operation: target.operation,
            bucket: target.bucket.clone(),
            key: target.key.clone(),
            upload_id: target.upload_id().map(str::to_owned),
            part_number: target.part_number(),
            content_length,
            status: None,
            refused: None,
        }
    }

    /// Which request it is of all that came for the storage; the first has the number 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What it asks for.
    #[must_use]
    pub fn operation(&self) -> StorageOperation {
        self.operation
    }

    /// The bucket.
    #[must_use]
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// The object's key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The id of the upload in parts that it belongs to.
    #[must_use]
    pub fn upload_id(&self) -> Option<&str> {
        self.upload_id.as_deref()
    }

    /// The number of the part that it brings.
    #[must_use]
    pub fn part_number(&self) -> Option<u32> {
        self.part_number
    }

    /// The length of its body in bytes, as its head says.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.content_length
    }

    /// The status of the reply; `None` while there is none, and where the connection ended instead.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The code that it was refused with, by a fault too.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }
}

/// Bytes that were stored, or what is known of them where the emulator keeps none.
#[derive(Clone)]
pub(super) struct Content {
    pub(super) file: Option<Arc<TempPath>>,
    pub(super) checksum: Crc64,
}

impl Content {
    /// The tag without its quotes. The service has the MD5 here for some objects and something else for others: nobody
    /// may rely on it.
    pub(super) fn tag(&self) -> String {
        format!("{:016X}{:016X}", self.checksum.value(), self.checksum.length())
    }
}

/// An object that the emulator stores.
#[derive(Clone)]
pub struct StoredObject {
    pub(super) content: Content,
    /// 0 for an object that came in one piece.
    pub(super) part_count: usize,
    pub(super) headers: HeaderMap,
    pub(super) stored_at: http::HeaderValue,
}

impl StoredObject {
    pub(super) fn tag(&self) -> String {
        match self.part_count {
            0 => self.content.tag(),
            parts => format!("{}-{parts}", self.content.tag()),
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.content.checksum.length()
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The CRC-64 of its bytes (of ECMA-182, reflected), as the header `x-oss-hash-crc64ecma` tells it.
    #[must_use]
    pub fn crc64(&self) -> u64 {
        self.content.checksum.value()
    }

    /// How many parts it was made of; 0 for an object that came in one piece.
    #[must_use]
    pub fn part_count(&self) -> usize {
        self.part_count
    }

    /// A header that it was stored with, such as `content-type` or `x-oss-meta-author`.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The file that holds its bytes, until another object takes its place or the emulator is dropped; `None` where the
    /// emulator keeps no bytes.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.content.file.as_deref().map(AsRef::as_ref)
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// The emulator keeps none ([`discard_uploads`](crate::emulator::EmulatorBuilder::discard_uploads)), or the file
    /// cannot be read.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let kept = self.path().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the emulator keeps no bytes"));
        std::fs::read(kept?)
    }
}

impl fmt::Debug for StoredObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredObject")
            .field("len", &self.len())
            .field("crc64", &self.crc64())
            .field("part_count", &self.part_count)
            .finish_non_exhaustive()
    }
}

/// An upload in parts that was begun, and neither completed nor aborted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnfinishedUpload {
    /// The bucket.
    pub bucket: String,
    /// The object's key.
    pub key: String,
    /// The id that the emulator gave it.
    pub upload_id: String,
    /// What is stored, in the order of the part numbers.
    pub parts: Vec<StoredPart>,
}

/// A part of an unfinished upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredPart {
    /// Its number, from 1.
    pub number: u32,
    /// Its length in bytes.
    pub len: u64,
    /// The CRC-64 of its bytes.
    pub crc64: u64,
}
