//! Locks that survive a panic: an answer that panics must not end the emulator.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks the value, even after a panic elsewhere.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
