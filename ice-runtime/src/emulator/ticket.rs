//! Tickets: in come a bucket and a key, out go the encoded address and keys of one upload.

use std::fmt;
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::shared::Shared;
use crate::time;

/// The address and the keys of one upload, encoded as in the reply of `CreateUploadStream`.
#[derive(Clone)]
pub struct Ticket {
    upload_address: String,
    upload_auth: String,
    file_url: String,
}

/// What the emulator remembers of a ticket.
pub(super) struct TicketKeys {
    pub(super) secret: String,
    pub(super) token: String,
    /// `None` for a moment that no clock reaches.
    pub(super) expires_at: Option<SystemTime>,
    pub(super) bucket: String,
    pub(super) key: String,
}

impl Ticket {
    pub(super) fn new(shared: &Shared, id: &str, keys: &TicketKeys) -> Self {
        let address = json!({ "Endpoint": shared.origin, "Bucket": keys.bucket, "FileName": keys.key });
        let auth = json!({
            "AccessKeyId": id,
            "AccessKeySecret": keys.secret,
            "SecurityToken": keys.token,
            "Expiration": shared.ticket_lifetime.as_secs().to_string(),
            "ExpireUTCTime": keys.expires_at.and_then(time::format),
            "Region": shared.region,
        });
        Self {
            upload_address: STANDARD.encode(address.to_string()),
            upload_auth: STANDARD.encode(auth.to_string()),
            file_url: shared.object_url(&keys.bucket, &keys.key),
        }
    }

    /// The value of `UploadAddress`: Base64 of endpoint, bucket and key as JSON.
    #[must_use]
    pub fn upload_address(&self) -> &str {
        &self.upload_address
    }

    /// The value of `UploadAuth`: Base64 of the keys and their expiry as JSON.
    #[must_use]
    pub fn upload_auth(&self) -> &str {
        &self.upload_auth
    }

    /// The URL of the object, without anything that authorises.
    #[must_use]
    pub fn file_url(&self) -> &str {
        &self.file_url
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket").field("file_url", &self.file_url).finish_non_exhaustive()
    }
}
