//! Credentials that the emulator accepts, and tickets, which are credentials for one object. One type owns what they
//! are made from: the emulator's address, its clock, and the seed of every generated name.

use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::lock::locked;
use super::{date, hash, percent};
use crate::keys::Credentials;

/// Tells the current time.
pub(super) type Clock = Box<dyn Fn() -> SystemTime + Send + Sync>;

/// Issues names and credentials, and knows which credentials are accepted.
pub(super) struct Tickets {
    /// `http://127.0.0.1:8080`
    pub(super) origin: String,
    /// The region that uploads are signed for.
    pub(super) region: String,
    pub(super) clock: Clock,
    /// How long a ticket's credentials live.
    pub(super) lifetime: Duration,
    /// How many requests a ticket's credentials allow.
    pub(super) uses: u64,
    /// Random text from which names and credentials are derived.
    pub(super) seed: String,
    pub(super) counter: AtomicU64,
    /// By access key id.
    pub(super) keys: Mutex<HashMap<String, Key>>,
}

/// Generated credentials that are accepted, as members of a reply.
pub(super) struct Issued {
    pub(super) access_key_id: String,
    pub(super) secret: String,
    pub(super) token: Option<String>,
    pub(super) expires_at: Option<SystemTime>,
}

/// Credentials that are accepted.
#[derive(Clone)]
pub(super) struct Key {
    pub(super) credentials: Credentials,
    /// `None` if they never expire.
    pub(super) expires_at: Option<SystemTime>,
    /// How many requests they still allow.
    pub(super) uses: u64,
    /// Bucket and key of the only object that a ticket allows.
    pub(super) object: Option<(String, String)>,
}

impl Tickets {
    pub(super) fn now(&self) -> SystemTime {
        (self.clock)()
    }

    /// Returns a unique name: 64 hex digits that cannot be guessed.
    pub(super) fn unique(&self) -> String {
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        hash::sha256_hex(format!("{} {number}", self.seed).as_bytes())
    }

    /// A request id in the service's format, `4C467B38-3910-447D-87BC-AC049166F216`.
    pub(super) fn request_id(&self) -> String {
        let digits = self.unique().to_ascii_uppercase();
        let group = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        [group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32)].join("-")
    }

    /// Accepts these credentials until `expire` is called.
    pub(super) fn accept(&self, credentials: Credentials) {
        self.insert(Key { credentials, expires_at: None, uses: u64::MAX, object: None });
    }

    /// Expires the credentials with this id now.
    pub(super) fn expire(&self, access_key_id: &str) {
        if let Some(key) = locked(&self.keys).get_mut(access_key_id) {
            key.uses = 0;
        }
    }

    /// Finds the credentials with this id, and whether they have expired.
    pub(super) fn find(&self, access_key_id: &str) -> Option<(Key, bool)> {
        let key = locked(&self.keys).get(access_key_id)?.clone();
        let is_expired = key.uses == 0 || key.expires_at.is_some_and(|moment| moment <= self.now());
        Some((key, is_expired))
    }

    /// Counts a request made with the credentials of this id.
    pub(super) fn note_use(&self, access_key_id: &str) {
        if let Some(key) = locked(&self.keys).get_mut(access_key_id) {
            key.uses = key.uses.saturating_sub(1);
        }
    }

    /// Expires the credentials of all tickets now.
    pub(super) fn expire_all(&self) {
        for key in locked(&self.keys).values_mut().filter(|key| key.object.is_some()) {
            key.uses = 0;
        }
    }

    /// Issues credentials for one object; `host` is how the caller addressed the emulator.
    pub(super) fn give_out(&self, host: Option<&str>, bucket: &str, key: &str) -> Ticket {
        let origin = host.map_or_else(|| self.origin.clone(), |host| format!("http://{host}"));
        let object = Some((bucket.to_owned(), key.to_owned()));
        let issued = self.issue(Some(self.lifetime), self.uses, object);
        let auth = json!({
            "AccessKeyId": issued.access_key_id,
            "AccessKeySecret": issued.secret,
            "SecurityToken": issued.token,
            "Expiration": self.lifetime.as_secs().to_string(),
            "ExpireUTCTime": issued.expires_at.map(date::timestamp),
            "Region": self.region,
        });
        Ticket::new(&origin, bucket, key, &auth)
    }

    /// Generates credentials and accepts them; temporary ones have a token.
    pub(super) fn issue(&self, lifetime: Option<Duration>, uses: u64, object: Option<(String, String)>) -> Issued {
        let prefix = if lifetime.is_some() { "STS.NT" } else { "LTAI" };
        let issued = Issued {
            access_key_id: format!("{prefix}{}", self.unique().get(..24).unwrap_or_default()),
            secret: self.unique(),
            token: lifetime.map(|_| format!("CAIS{}", self.unique())),
            expires_at: lifetime.and_then(|lifetime| self.now().checked_add(lifetime)),
        };
        let credentials = Credentials::new(issued.access_key_id.as_str(), issued.secret.as_str());
        let credentials = credentials.and_then(|keys| match &issued.token {
            Some(token) => keys.with_security_token(token.as_str()),
            None => Ok(keys),
        });
        // These are hex digits, so the credentials are always valid.
        if let Ok(credentials) = credentials {
            self.insert(Key { credentials, expires_at: issued.expires_at, uses, object });
        }
        issued
    }

    fn insert(&self, key: Key) {
        locked(&self.keys).insert(key.credentials.access_key_id().to_owned(), key);
    }
}

/// The address and credentials of one upload, encoded as in the reply of `CreateUploadStream`.
#[derive(Clone)]
pub struct Ticket {
    upload_address: String,
    upload_auth: String,
    file_url: String,
}

impl Ticket {
    fn new(origin: &str, bucket: &str, key: &str, auth: &serde_json::Value) -> Self {
        let address = json!({ "Endpoint": origin, "Bucket": bucket, "FileName": key });
        let segments: Vec<String> = key.split('/').map(percent::encode).collect();
        Self {
            upload_address: STANDARD.encode(address.to_string()),
            upload_auth: STANDARD.encode(auth.to_string()),
            file_url: format!("{origin}/{bucket}/{}", segments.join("/")),
        }
    }

    /// The value of `UploadAddress`: endpoint, bucket and key as JSON in Base64.
    #[must_use]
    pub fn upload_address(&self) -> &str {
        &self.upload_address
    }

    /// The value of `UploadAuth`: the credentials and their expiry as JSON in Base64.
    #[must_use]
    pub fn upload_auth(&self) -> &str {
        &self.upload_auth
    }

    /// The URL of the object, without a signature.
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
