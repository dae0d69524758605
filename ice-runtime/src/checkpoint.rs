//! How far an upload has come: what another process needs to resume it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// How far an upload has come, for resuming it in another process.
///
/// It follows its upload: clones of it, and anything serialized from it, show the parts that are stored at that
/// moment. To lose little when the process is killed, write it to disk from
/// [`progress`](super::upload::Upload::progress), about once a second: to a temporary file that is then renamed, so that
/// the file is complete at any moment. It contains no credentials and nothing secret. Its JSON takes about 80 bytes per
/// stored part.
///
/// ```
/// use ice_runtime::upload::Checkpoint;
///
/// # let text = r#"{"bucket":"media","key":"a.mp4","upload":null}"#;
/// let checkpoint: Checkpoint = serde_json::from_str(text)?;
/// assert_eq!((checkpoint.key().as_str(), checkpoint.stored_parts()), ("a.mp4", 0));
/// assert_eq!(serde_json::to_string(&checkpoint)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Serialize, Deserialize)]
#[serde(from = "State", into = "State")]
pub struct Checkpoint(Arc<Mutex<Arc<Inner>>>);

struct Inner {
    state: Mutex<State>,
    /// Whether somebody means to resume from it: then the upload is not aborted if it fails.
    is_kept: AtomicBool,
}

#[derive(Clone, Serialize, Deserialize)]
struct State {
    bucket: String,
    key: String,
    upload: Option<Begun>,
}

/// An upload in parts that the storage knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Begun {
    pub(crate) id: String,
    pub(crate) part_size: u64,
    pub(crate) source: Fingerprint,
    /// By their numbers.
    pub(crate) parts: BTreeMap<u32, StoredPart>,
}

/// What distinguishes a source from a changed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    pub(crate) length: u64,
    /// When the file was last changed, in nanoseconds since 1970; `None` if unknown.
    pub(crate) modified: Option<i64>,
}

/// A part that the storage has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredPart {
    pub(crate) etag: String,
    pub(crate) crc64: u64,
}

impl Checkpoint {
    /// Creates the checkpoint of an upload that has not begun.
    pub(crate) fn new(bucket: &str, key: &str) -> Self {
        Self::from(State { bucket: bucket.to_owned(), key: key.to_owned(), upload: None })
    }

    /// Returns the bucket that the object goes to.
    #[must_use]
    pub fn bucket(&self) -> String {
        self.with(|state| state.bucket.clone())
    }

    /// Returns the object's key.
    #[must_use]
    pub fn key(&self) -> String {
        self.with(|state| state.key.clone())
    }

    /// Returns the storage's id of the upload; `None` before it has begun, and for an upload in one request.
    #[must_use]
    pub fn upload_id(&self) -> Option<String> {
        self.with(|state| state.upload.as_ref().map(|upload| upload.id.clone()))
    }

    /// Returns how many parts are known to be stored.
    #[must_use]
    pub fn stored_parts(&self) -> usize {
        self.with(|state| state.upload.as_ref().map_or(0, |upload| upload.parts.len()))
    }

    pub(crate) fn begun(&self) -> Option<Begun> {
        self.with(|state| state.upload.clone())
    }

    /// Records the state of the whole upload; `None` if nothing of it is stored.
    pub(crate) fn set(&self, upload: Option<Begun>) {
        self.with(|state| state.upload = upload);
    }

    pub(crate) fn part(&self, number: u32) -> Option<StoredPart> {
        self.with(|state| state.upload.as_ref()?.parts.get(&number).cloned())
    }

    pub(crate) fn store(&self, number: u32, part: StoredPart) {
        self.with(|state| {
            if let Some(upload) = &mut state.upload {
                upload.parts.insert(number, part);
            }
        });
    }

    /// Forgets the parts that the storage does not have.
    pub(crate) fn forget_all_but(&self, is_stored: impl Fn(u32) -> bool) {
        self.with(|state| {
            if let Some(upload) = &mut state.upload {
                upload.parts.retain(|number, _| is_stored(*number));
            }
        });
    }

    pub(crate) fn keep(&self) {
        self.inner().is_kept.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_kept(&self) -> bool {
        self.inner().is_kept.load(Ordering::Relaxed)
    }

    /// Lets this one and its clones show what `other` shows.
    pub(crate) fn follow(&self, other: &Self) {
        let inner = other.inner();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = inner;
    }

    fn inner(&self) -> Arc<Inner> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        // Every change leaves it consistent.
        look(&mut self.inner().state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl From<State> for Checkpoint {
    fn from(state: State) -> Self {
        let inner = Inner { state: Mutex::new(state), is_kept: AtomicBool::new(false) };
        Self(Arc::new(Mutex::new(Arc::new(inner))))
    }
}

impl From<Checkpoint> for State {
    fn from(checkpoint: Checkpoint) -> Self {
        checkpoint.with(|state| state.clone())
    }
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checkpoint")
            .field("bucket", &self.bucket())
            .field("key", &self.key())
            .field("stored_parts", &self.stored_parts())
            .finish_non_exhaustive()
    }
}
