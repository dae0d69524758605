//! Refusals by the storage, in the words of Object Storage Service.

use super::super::delivery::Abort;

/// An error code with its status and message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StorageRefusal {
    pub(super) status: u16,
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) string_to_sign: Option<String>,
}

impl StorageRefusal {
    pub(super) const fn new(status: u16, code: &'static str, message: &'static str) -> Self {
        Self { status, code, message, string_to_sign: None }
    }

    pub(super) const fn denied(message: &'static str) -> Self {
        Self::new(403, "AccessDenied", message)
    }

    pub(super) const fn invalid_argument(message: &'static str) -> Self {
        Self::new(400, "InvalidArgument", message)
    }

    pub(super) const fn no_such_upload() -> Self {
        let message = "The specified upload does not exist. The upload ID may be invalid, or the upload may have been \
                       aborted or completed.";
        Self::new(404, "NoSuchUpload", message)
    }

    pub(super) const fn too_large() -> Self {
        Self::new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.")
    }

    /// The service's own number for some of its errors; those of the others are unknown.
    pub(super) fn error_number(code: &str) -> &'static str {
        match code {
            "AccessDenied" => "0003-00000001",
            "InvalidAccessKeyId" => "0002-00000902",
            "NoSuchKey" => "0026-00000001",
            "NoSuchUpload" => "0042-00000002",
            "SignatureDoesNotMatch" => "0002-00000040",
            _ => "0000-00000000",
        }
    }
}

/// Why a request does not succeed.
pub(super) enum Stop {
    Refused(StorageRefusal),
    /// The connection ends.
    Aborted(Abort),
}

impl From<StorageRefusal> for Stop {
    fn from(refusal: StorageRefusal) -> Self {
        Self::Refused(refusal)
    }
}
