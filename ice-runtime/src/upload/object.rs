//! What an upload comes to.

/// An object that was uploaded whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredObject {
    /// The bucket.
    pub bucket: String,
    /// The object's key in the bucket.
    pub key: String,
    /// The object's length in bytes.
    pub length: u64,
    /// The object's `ETag`, as the storage writes it. Of an object in parts it is not an MD5.
    pub etag: String,
    /// The CRC-64/XZ of the source, computed while it was read.
    pub crc64: u64,
    /// Whether the storage named the object's CRC-64; where it does, it is that of the source.
    pub is_checksum_confirmed: bool,
    /// How many parts it went in; 1 for one request.
    pub parts: u32,
    /// How many requests were sent, repeated ones included.
    pub attempts: u32,
    /// The object's version, in a bucket that keeps versions.
    pub version_id: Option<String>,
    /// The id under which the storage logged the last request.
    pub request_id: Option<String>,
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
