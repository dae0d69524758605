//! What a storage request asks for: the operation, and the object that it concerns.

use http::header::HOST;
use http::request::Parts;

use super::super::percent;
use super::refusal::StorageRefusal;

/// An operation of Object Storage Service that the emulator knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StorageOperation {
    /// Stores a whole object.
    PutObject,
    /// Reads an object.
    GetObject,
    /// Reads the headers of an object.
    HeadObject,
    /// Begins a multipart upload.
    InitiateMultipartUpload,
    /// Stores a part.
    UploadPart,
    /// Lists the stored parts.
    ListParts,
    /// Assembles the object from the parts.
    CompleteMultipartUpload,
    /// Aborts an upload.
    AbortMultipartUpload,
    /// Anything else, which is refused.
    Other,
}

/// A storage request, as described by its method and URL.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) operation: StorageOperation,
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) query: Vec<(String, String)>,
}

impl Target {
    pub(super) fn of(head: &Parts) -> Self {
        let query = percent::pairs(head.uri.query().unwrap_or_default()).unwrap_or_default();
        let (bucket, key) = bucket_and_key(head).unwrap_or_default();
        Self { operation: operation(head.method.as_str(), &query), bucket, key, query }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    /// The id of the multipart upload, if the request has one.
    pub(super) fn upload_id(&self) -> Option<&str> {
        self.parameter("uploadId")
    }

    pub(super) fn part_number(&self) -> Option<u32> {
        self.parameter("partNumber")?.parse().ok()
    }

    /// Refuses anything but an operation on an object.
    pub(super) fn check(&self, head: &Parts) -> Result<(), StorageRefusal> {
        let is_bare =
            self.query.is_empty() || !matches!(head.method.as_str(), "DELETE" | "GET" | "HEAD" | "POST" | "PUT");
        match self.operation {
            StorageOperation::Other if is_bare => {
                let message = "The specified method is not allowed against this resource.";
                Err(StorageRefusal::new(405, "MethodNotAllowed", message))
            }
            StorageOperation::Other => {
                let message = "A header or query you provided implies functionality that is not implemented.";
                Err(StorageRefusal::new(501, "NotImplemented", message))
            }
            _ if self.key.is_empty() => {
                Err(StorageRefusal::new(400, "InvalidObjectName", "The specified object is not valid."))
            }
            _ => Ok(()),
        }
    }
}

fn operation(method: &str, query: &[(String, String)]) -> StorageOperation {
    let is_setting =
        |name: &str| name.starts_with("x-oss-") || matches!(name, "encoding-type" | "max-parts" | "part-number-marker");
    let mut names: Vec<&str> = query.iter().map(|pair| pair.0.as_str()).filter(|name| !is_setting(name)).collect();
    names.sort_unstable();
    match (method, &*names) {
        ("PUT", []) => StorageOperation::PutObject,
        ("GET", []) => StorageOperation::GetObject,
        ("HEAD", []) => StorageOperation::HeadObject,
        ("POST", ["uploads"]) => StorageOperation::InitiateMultipartUpload,
        ("PUT", ["partNumber", "uploadId"]) => StorageOperation::UploadPart,
        ("GET", ["uploadId"]) => StorageOperation::ListParts,
        ("POST", ["uploadId"]) => StorageOperation::CompleteMultipartUpload,
        ("DELETE", ["uploadId"]) => StorageOperation::AbortMultipartUpload,
        _ => StorageOperation::Other,
    }
}

/// The bucket is the first segment of the path, or the first label of a host that ends in `.localhost`.
fn bucket_and_key(head: &Parts) -> Option<(String, String)> {
    let path = head.uri.path().strip_prefix('/')?;
    let host = head.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(name, _)| name);
    let (bucket, key) = match host.strip_suffix(".localhost") {
        Some(bucket) => (bucket, path),
        None => path.split_once('/')?,
    };
    let (bucket, key) = (percent::decode_path(bucket)?, percent::decode_path(key)?);
    (!bucket.is_empty() && !key.is_empty()).then_some((bucket, key))
}
