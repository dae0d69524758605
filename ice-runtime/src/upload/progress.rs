//! The progress of an upload, and whether it moves at all.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use tokio::sync::Notify;

/// The progress of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadProgress {
    /// How many bytes have been sent, including those stored before it was resumed. It decreases when a part is sent
    /// again.
    pub sent: u64,
    /// How many bytes there are in total.
    pub total: u64,
    /// How many parts the storage has confirmed; 1 at the end of an upload in one request.
    pub stored_parts: u32,
    /// What is being done.
    pub phase: UploadPhase,
}

/// What an upload is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UploadPhase {
    /// Bytes are being sent.
    Sending,
    /// Everything has been sent; the storage assembles and confirms the object.
    Completing,
}

impl fmt::Display for UploadPhase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sending => "sending",
            Self::Completing => "completing",
        })
    }
}

/// Counts the bytes that are stored and those in flight.
#[derive(Debug)]
pub(super) struct Meter {
    /// Whether anybody waits for bytes to move.
    is_heard: bool,
    under_way: AtomicU64,
    stored: AtomicU64,
    stored_parts: AtomicU32,
    moved: Notify,
}

impl Meter {
    pub(super) fn new(is_heard: bool) -> Arc<Self> {
        Arc::new(Self {
            is_heard,
            under_way: AtomicU64::default(),
            stored: AtomicU64::default(),
            stored_parts: AtomicU32::default(),
            moved: Notify::default(),
        })
    }

    /// Returns how many bytes are stored or in flight.
    pub(super) fn sent(&self) -> u64 {
        self.stored.load(Ordering::Relaxed).saturating_add(self.under_way.load(Ordering::Relaxed))
    }

    /// Returns how many parts are stored.
    pub(super) fn stored_parts(&self) -> u32 {
        self.stored_parts.load(Ordering::Relaxed)
    }

    /// Records that a part of this many bytes is stored.
    pub(super) fn stored(&self, bytes: u64) {
        self.stored_parts.fetch_add(1, Ordering::Relaxed);
        self.stored.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Records that nothing is stored any more.
    pub(super) fn start_again(&self) {
        self.stored.store(0, Ordering::Relaxed);
        self.stored_parts.store(0, Ordering::Relaxed);
    }

    /// Waits until some bytes have moved.
    pub(super) async fn moved(&self) {
        self.moved.notified().await;
    }

    fn tell(&self) {
        if self.is_heard {
            self.moved.notify_one();
        }
    }
}

/// The bytes of one attempt; they stop counting when it ends.
#[derive(Debug)]
pub(super) struct Lap {
    meter: Arc<Meter>,
    bytes: AtomicU64,
}

impl Lap {
    pub(super) fn new(meter: &Arc<Meter>) -> Arc<Self> {
        Arc::new(Self { meter: Arc::clone(meter), bytes: AtomicU64::new(0) })
    }

    pub(super) fn add(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.meter.under_way.fetch_add(bytes, Ordering::Relaxed);
        self.meter.tell();
    }
}

impl Drop for Lap {
    fn drop(&mut self) {
        self.meter.under_way.fetch_sub(self.bytes.load(Ordering::Relaxed), Ordering::Relaxed);
        self.meter.tell();
    }
}
