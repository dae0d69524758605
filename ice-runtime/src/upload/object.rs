//! The result of an upload.

/// An object that was uploaded completely.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredObject {
    /// The bucket.
    pub bucket: String,
    /// The object's key in the bucket.
    pub key: String,
    /// The object's length in bytes.
    pub length: u64,
    /// The object's `ETag`, as the storage writes it. For an object uploaded in parts it is not an MD5.
    pub etag: String,
    /// The CRC-64/XZ of the source, computed while it was read.
    pub crc64: u64,
    /// Whether the storage reported the object's CRC-64; if it did, it equals that of the source.
    pub is_checksum_confirmed: bool,
    /// How many parts it was sent in; 1 for a single request.
    pub parts: u32,
    /// How many requests were sent, including retries.
    pub attempts: u32,
    /// The object's version, if the bucket keeps versions.
    pub version_id: Option<String>,
    /// The id that the storage logged the last request under.
    pub request_id: Option<String>,
}

/// What the storage says about an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) etag: String,
    /// Only known if the object was asked for.
    pub(super) length: Option<u64>,
    pub(super) crc64: Option<u64>,
    pub(super) version_id: Option<String>,
    pub(super) request_id: Option<String>,
}
