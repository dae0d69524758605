//! Records of the storage for tests: the requests received, the objects stored, the unfinished uploads.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use http::HeaderMap;
use tempfile::TempPath;

use super::super::crc64::Crc64;
use super::target::{StorageOperation, Target};

/// A storage request that the emulator received, whether it was carried out or refused. It contains no credentials and
/// no signature.
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

    /// The number of the request among all storage requests; the first has the number 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The requested operation.
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

    /// The id of the multipart upload that it belongs to.
    #[must_use]
    pub fn upload_id(&self) -> Option<&str> {
        self.upload_id.as_deref()
    }

    /// The number of the part that it uploads.
    #[must_use]
    pub fn part_number(&self) -> Option<u32> {
        self.part_number
    }

    /// The length of its body in bytes, according to its head.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.content_length
    }

    /// The status of the reply; `None` if there is none yet, or if the connection ended instead.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The error code of the refusal, including one injected as a fault.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }
}

/// Stored bytes, or what is known about them if the emulator does not keep them.
#[derive(Clone)]
pub(super) struct Content {
    pub(super) file: Option<Arc<TempPath>>,
    pub(super) checksum: Crc64,
}

impl Content {
    /// The tag without its quotes. For some objects the service has the MD5 here, for others something else: do not
    /// rely on it.
    pub(super) fn tag(&self) -> String {
        format!("{:016X}{:016X}", self.checksum.value(), self.checksum.length())
    }
}

/// An object in the emulator's storage.
#[derive(Clone)]
pub struct StoredObject {
    pub(super) content: Content,
    /// 0 for an object that was uploaded whole.
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

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The CRC-64 of its bytes (ECMA-182, reflected), as in the header `x-oss-hash-crc64ecma`.
    #[must_use]
    pub fn crc64(&self) -> u64 {
        self.content.checksum.value()
    }

    /// The number of parts it was assembled from; 0 for an object that was uploaded whole.
    #[must_use]
    pub fn part_count(&self) -> usize {
        self.part_count
    }

    /// A header that it was stored with, such as `content-type` or `x-oss-meta-author`.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The file that holds its bytes, until another object replaces it or the emulator is dropped; `None` if the
    /// emulator keeps no bytes.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.content.file.as_deref().map(AsRef::as_ref)
    }

    /// Reads its bytes.
    ///
    /// # Errors
    ///
    /// The emulator keeps no bytes ([`discard_uploads`](crate::emulator::EmulatorBuilder::discard_uploads)), or the
    /// file cannot be read.
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

/// A multipart upload that has been neither completed nor aborted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnfinishedUpload {
    /// The bucket.
    pub bucket: String,
    /// The object's key.
    pub key: String,
    /// The id that the emulator gave it.
    pub upload_id: String,
    /// The stored parts, in the order of their numbers.
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
