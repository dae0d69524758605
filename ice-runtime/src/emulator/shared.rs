//! The emulator's state, shared by all its connections.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::fault::Faults;
use super::received::{Call, Received};
use super::ticket::{Ticket, TicketKeys};
use super::{Answer, hash, percent};
use crate::facts::Metadata;
use crate::keys::Credentials;

pub(super) type Clock = Box<dyn Fn() -> SystemTime + Send + Sync>;

/// An operation that the emulator answers.
pub(super) struct Registered {
    pub(super) metadata: &'static Metadata,
    pub(super) answer: Box<dyn Fn(&Call) -> Answer + Send + Sync>,
    /// Why the operation's response cannot be read from a reply.
    pub(super) mismatch: fn(http::Response<Bytes>) -> Option<String>,
}

/// Keys that are accepted.
pub(super) struct Known {
    pub(super) credentials: Credentials,
    pub(super) is_expired: bool,
}

pub(super) struct Shared {
    pub(super) operations: Vec<Registered>,
    pub(super) clock: Clock,
    pub(super) region: String,
    pub(super) ticket_lifetime: Duration,
    /// `http://127.0.0.1:8080`
    pub(super) origin: String,
    /// Where uploads are kept.
    pub(super) folder: PathBuf,
    /// Random text that names and keys are derived from.
    pub(super) seed: String,
    pub(super) counter: AtomicU64,
    pub(super) known: Mutex<HashMap<String, Known>>,
    /// Access key ids with nonces.
    pub(super) nonces: Mutex<HashSet<String>>,
    pub(super) faults: Mutex<Faults>,
    pub(super) received: Mutex<Vec<Received>>,
    pub(super) tickets: Mutex<HashMap<String, TicketKeys>>,
    pub(super) objects: Mutex<HashMap<(String, String), PathBuf>>,
    pub(super) upload_attempts: AtomicU64,
}

impl Shared {
    /// Accepts requests under these keys.
    pub(super) fn accept(&self, credentials: Credentials) {
        let id = credentials.access_key_id().to_owned();
        let known = Known { credentials, is_expired: false };
        locked(&self.known).insert(id, known);
    }

    pub(super) fn now(&self) -> SystemTime {
        (self.clock)()
    }

    /// A name that is given out once: 64 hex digits that nobody can guess.
    pub(super) fn unique(&self) -> String {
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        hash::sha256_hex(format!("{} {number}", self.seed).as_bytes())
    }

    /// An id in the service's form, `4C467B38-3910-447D-87BC-AC049166F216`.
    pub(super) fn request_id(&self) -> String {
        let digits = self.unique().to_ascii_uppercase();
        let group = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        [group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32)].join("-")
    }

    pub(super) fn give_out_ticket(&self, bucket: &str, key: &str) -> Ticket {
        let keys = TicketKeys {
            secret: self.unique(),
            token: format!("CAIS{}", self.unique()),
            expires_at: self.now().checked_add(self.ticket_lifetime),
            bucket: bucket.to_owned(),
            key: key.to_owned(),
        };
        let id = format!("STS.NT{}", self.unique().get(..24).unwrap_or_default());
        let ticket = Ticket::new(self, &id, &keys);
        locked(&self.tickets).insert(id, keys);
        ticket
    }

    /// The URL of an object, without anything that authorises.
    pub(super) fn object_url(&self, bucket: &str, key: &str) -> String {
        let segments: Vec<String> = key.split('/').map(percent::encode).collect();
        format!("{}/{bucket}/{}", self.origin, segments.join("/"))
    }
}

/// The value, also after a panic elsewhere: an answer that panics must not end the emulator.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
